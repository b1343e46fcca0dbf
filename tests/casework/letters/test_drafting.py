"""Letters drafted: numbers that somebody took meanwhile, edits that came too late."""

from __future__ import annotations

import pytest

from foi_tracker.casework.desk import Desk
from foi_tracker.casework.letters import drafting, editing, planning
from foi_tracker.casework.letters.drafting import Drafted
from foi_tracker.casework.letters.planning import DraftOptions
from foi_tracker.errors import Refused
from foi_tracker.requests.folding import fold

OPTIONS = DraftOptions("blank", questions=("How many?",), subject="Parking")


def previewed(desk: Desk, name: str) -> list[Drafted]:
    return drafting.preview(desk, planning.plan_requests(desk, planning.find_all(desk, (name,)), OPTIONS), OPTIONS)


class TestMeanwhile:
    """Another command runs while a person reads or writes a letter that is not kept yet."""

    def test_a_number_that_was_taken_is_not_cited(self, desk: Desk) -> None:
        waiting = previewed(desk, "hackney")
        assert "our ref FOI-1" in waiting[0].letter.text
        drafting.draft(desk, ("homerton",), OPTIONS)
        (kept,) = drafting.keep(desk, waiting, OPTIONS)
        assert kept.number == 2
        assert "our ref FOI-2" in kept.letter.text
        assert "FOI-1" not in kept.letter.text

    def test_a_letter_that_was_changed_by_hand_is_not_written_anew(self, desk: Desk) -> None:
        waiting = [
            editing.with_text(one, one.letter.text.replace("How", "Just how")) for one in previewed(desk, "hackney")
        ]
        drafting.draft(desk, ("homerton",), OPTIONS)
        with pytest.raises(Refused, match="took the number 1, which your letter cites"):
            drafting.keep(desk, waiting, OPTIONS)
        assert len(desk.ledger.snapshot().all_requests()) == 1

    def test_an_edit_of_a_letter_that_was_changed_is_refused(self, desk: Desk) -> None:
        drafting.draft(desk, ("hackney",), OPTIONS)
        _, text = editing.waiting_letter(desk, "1")
        editing.keep_edited(desk, 1, text, text.replace("How many?", "How many then?"))
        with pytest.raises(Refused, match="was sent or changed while you wrote"):
            editing.keep_edited(desk, 1, text, text.replace("How many?", "How many now?"))
        (raw,) = desk.ledger.snapshot().all_requests()
        assert [question.text for question in fold(raw).questions] == ["How many then?"]
