"""Tables as people keep them: CSV in the forms in which spreadsheet programs write it, read with the lines it has.

Anybody may import it; csv itself is loaded when a table is read.
"""

from __future__ import annotations

from collections.abc import Iterator

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_SEPARATORS = ",;\t"


def text_of(data: bytes) -> str | None:
    """Return the text of a CSV: UTF-8, UTF-16 with its mark, else Windows' Western encoding; None when it is none."""
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None


def separator(text: str) -> str:
    """Return what parts the cells of a table: comma, semicolon or tab, by the first line that has any."""
    first = next((line for line in text.splitlines() if any(mark in line for mark in _SEPARATORS)), "")
    return max(_SEPARATORS, key=first.count)


def rows(text: str, separator: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row with the line on which it begins; instead of one that cannot be read, why.

    A quotation mark that is never closed swallows no line in silence: the row says to which line it went.

    >>> list(rows('a,b\\n"1,2\\n', ","))
    [(1, ['a', 'b']), (2, 'a quotation mark is not closed')]
    """
    import csv
    import io

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            last = max(reader.line_num, line)
            why = "a cell is too long" if "limit" in str(problem) else "a quotation mark is not closed"
            yield line, f"{why} (to line {last})" if last > line else why
        else:
            yield line, cells
        line = reader.line_num + 1
