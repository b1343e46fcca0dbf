from __future__ import annotations

import time
from datetime import date
from typing import NamedTuple

import pytest

from foi_tracker.errors import BadInput, FoiError, Refused
from foi_tracker.letters.sandbox import LARGEST_LETTER, LARGEST_SOURCE, compiled, long_date, render

SHAPE = (
    ("name", ()),
    ("day", ("year",)),
    ("request", ("questions", "number")),
    ("request.questions", ("number", "text")),
    ("grounds", ()),
    ("grounds.each", ("text",)),
)


class Question:
    def __init__(self, number: int, text: str = "x") -> None:
        self.number = number
        self.text = text


class Request:
    def __init__(self, *questions: Question) -> None:
        self.questions = questions
        self.number = 7


def run(source: str, **context: object) -> str:
    given = {"name": "Ann", "day": date(2026, 11, 22), "request": Request(), "grounds": (), **context}
    return render(compiled(source, "x.txt", SHAPE), given, "x.txt")


def test_a_long_date_has_no_zero_and_no_locale() -> None:
    assert run("{{ day|long_date }}", day=date(2026, 12, 1)) == "Tuesday 1 December 2026"
    assert long_date(date(2026, 11, 22)) == "Sunday 22 November 2026"


def test_names_choices_and_the_loop_over_questions_work() -> None:
    source = (
        "{% if name == 'Ann' and not request.number == 8 %}\n{{ name ~ '!' }}\n{% else %}\nnobody\n{% endif %}\n"
        "{% for question in request.questions if question.number > 1 %}\n"
        "{{ loop.index }} {{ question.text|upper }}\n{% endfor %}"
    )
    assert run(source, request=Request(Question(1), Question(2, "b"), Question(3, "c"))) == "Ann!\n1 B\n2 C\n"


def test_grounds_are_looped_over_like_questions_and_what_they_hold_is_never_a_template() -> None:
    source = "{% for ground in grounds %}\n- {{ ground.text }}\n{% endfor %}"
    assert run(source, grounds=(Question(1, "a"), Question(2, "{{ name }}"))) == "- a\n- {{ name }}\n"
    assert run(source) == ""


def test_a_thing_with_parts_is_never_printed_as_python_writes_it() -> None:
    for source in ("{{ grounds }}", "{{ request.questions }}"):
        with pytest.raises(BadInput, match="name the part, or loop over it"):
            run(source, grounds=(Question(1),), request=Request(Question(1)))


def test_a_tag_that_ends_a_line_of_text_does_not_join_the_next() -> None:
    assert run("by e-mail{% if name %}, please{% endif %}\nthank you") == "by e-mail, please\nthank you"


def test_what_a_value_holds_is_never_a_template() -> None:
    assert run("{{ name }}", name="{{ 7*7 }}{% include 'x' %}{# #}") == "{{ 7*7 }}{% include 'x' %}{# #}"


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 10**10 }}",
        "{% for a in grounds %}{% for b in grounds %}x{% endfor %}{% endfor %}",
        "{% for a in grounds %}{% for b in request.questions %}x{% endfor %}{% endfor %}",
        "{% for a in grounds|upper %}x{% endfor %}",
        "{% for a in ('x'|grounds) %}x{% endfor %}",
        "{% for a in grounds.each %}x{% endfor %}",
        "{% for a in request.grounds %}x{% endfor %}",
        "{% for a in grounds %}{{ a.number }}{% endfor %}",
        "{% for a in (1, 2) %}x{% endfor %}",
        "{{ 7*7 }}",
        "{% for i in range(10**9) %}x{% endfor %}",
        "{% for a in name %}{% for b in name %}x{% endfor %}{% endfor %}",
        "{% for a in request.questions %}{% for b in request.questions %}x{% endfor %}{% endfor %}",
        "{% for a in request.questions recursive %}{{ loop(request.questions) }}{% endfor %}",
        "{% set x = 'ab' %}{% set x = x ~ x %}",
        "{% set ns = namespace(x='a') %}",
        "{{ name.join([name, name]) }}",
        "{{ name|join(name) }}",
        "{{ name|replace('n', name) }}",
        "{{ name|center(10000000000) }}",
        "{{ '%1000000000d'|format(1) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ name.__class__ }}",
        "{{ name['__class__'] }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ day.__class__.today() }}",
        "{{ (name|attr('__class__')) }}",
        "{{ cycler.__init__.__globals__.os.popen('id') }}",
        "{{ lipsum(n=1000) }}",
        "{{ self }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% block x %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{% call x() %}{% endcall %}",
        "{% with x = 1 %}{{ x }}{% endwith %}",
        "{{ name",
        "{% if name %}",
        "{% nonsense %}",
        "{{ " + "(" * 5000 + "name" + ")" * 5000 + " }}",
        "{{ " + "not " * 20000 + "name }}",
        "{% if name %}" * 3000 + "{% endif %}" * 3000,
        "{{ " + "9" * 5000 + " }}",
        "x" * (LARGEST_SOURCE + 1),
    ],
)
def test_what_is_not_in_the_language_is_refused_at_once(source: str) -> None:
    started = time.monotonic()
    with pytest.raises(BadInput) as caught:
        run(source)
    assert "x.txt" in caught.value.message
    assert time.monotonic() - started < 5


def test_an_unknown_name_lists_the_known_ones_even_in_a_branch_not_taken() -> None:
    with pytest.raises(BadInput, match="nmae") as caught:
        run("one\n{% if name == 'Bob' %}\n{{ nmae }}\n{% endif %}")
    assert "line 3" in caught.value.message
    assert "request: .questions, .number" in caught.value.details


@pytest.mark.parametrize("source", ["{{ request.nubmer }}", "{{ day.month }}", "{{ name.upper }}", "{{ question }}"])
def test_an_unknown_part_of_a_name_is_found(source: str) -> None:
    with pytest.raises(BadInput, match="no such name"):
        run(source)


def test_a_loop_knows_the_parts_of_a_question_and_nothing_after_it() -> None:
    with pytest.raises(BadInput, match=r"question\.outcome"):
        run("{% for question in request.questions %}{{ question.outcome }}{% endfor %}")
    with pytest.raises(BadInput, match="question"):
        run("{% for question in request.questions %}{% endfor %}{{ question.text }}")


def test_an_unknown_date_is_an_error_and_never_the_word_none() -> None:
    for source in ("{{ day }}", "{{ day|long_date }}"):
        with pytest.raises(BadInput, match="not known"):
            run(source, day=None)


def test_a_letter_that_grows_too_long_is_refused_while_it_grows() -> None:
    many = Request(*(Question(number, "x" * 20_000) for number in range(999)))
    with pytest.raises(Refused, match=f"{LARGEST_LETTER:,}"):
        run("{% for question in request.questions %}{{ question.text }}{% endfor %}", request=many)


def test_a_template_is_compiled_once() -> None:
    assert compiled("{{ name }}", "x.txt", SHAPE) is compiled("{{ name }}", "x.txt", SHAPE)


def test_every_refusal_is_a_sentence_for_a_user() -> None:
    with pytest.raises(FoiError) as caught:
        run("{% set x = 1 %}")
    assert caught.value.message == "x.txt, line 1 of the letter, uses {% set %}, which letters do not know."
    assert caught.value.hint
    assert any("request.questions" in line for line in caught.value.details)


class Facts(NamedTuple):
    name: str
    chased_on: date | None = None


@pytest.mark.parametrize("source", ['{{ request.chased_on ~ "" }}', '{{ authority ~ "" }}', "{{ authority }}"])
def test_what_is_not_known_or_has_parts_is_never_printed(source: str) -> None:
    facts = Facts("Homerton")
    shape = (("authority", ("name",)), ("request", ("chased_on",)))
    with pytest.raises(BadInput, match="does not work here"):
        render(compiled(source, "It", shape), {"authority": facts, "request": facts}, "It")
