"""A statement's page: its rows of cells, and all its words in order. Tables lie in tables, and tags are left open."""

import re
from html.parser import HTMLParser

DEEPEST = 400
"""Tables in tables; a page deeper than this is not a statement."""
_BLANKS = re.compile(r"[\s\u00a0\u3000\u200b]+")
_UNSEEN = frozenset({"style", "script", "title", "head"})
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "table"})


class _Reading(HTMLParser):
    """Cells go to the innermost row that is open; a cell that was not closed ends where the next one begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.words: list[str] = []
        self._open: list[list[list[str]]] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - of the library
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "tr" and len(self._open) < DEEPEST:
            self._open.append([])
        elif tag in {"td", "th"} and self._open:
            self._open[-1].append([])
        if tag in _BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "tr" and self._open:
            row = [plain(" ".join(cell)) for cell in self._open.pop()]
            if any(row):
                self.rows.append(row)

    def handle_data(self, data: str) -> None:
        if self._unseen or not data.strip():
            return
        self.words.append(data)
        if self._open and self._open[-1]:
            self._open[-1][-1].append(data)


class Page:
    """rows: of every table, inner ones first. words: the whole text with single blanks."""

    def __init__(self, source: str) -> None:
        reading = _Reading()
        reading.feed(source)
        reading.close()
        while reading._open:
            reading.handle_endtag("tr")
        self.rows = reading.rows
        self.words = plain(" ".join(reading.words))


def plain(words: str) -> str:
    """Words with single blanks, without those at the ends."""
    return _BLANKS.sub(" ", words).strip()
