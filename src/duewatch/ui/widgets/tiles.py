"""The four answers without a key: what is next, what is late, the cash needed, the credit record."""

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from duewatch.model.money import Fen
from duewatch.model.projection import BillRow, LoanRow
from duewatch.model.text import Text, ntext, text
from duewatch.ui.cells import cell_len, fit
from duewatch.ui.signs import STYLES
from duewatch.ui.widgets.base import Spoken
from duewatch.ui.widgets.loan_table import row_name

if TYPE_CHECKING:
    from duewatch.desk.views import Today

_BOXED_FROM = 76
"""Narrower than this the four stand one a line, without boxes."""


class _Tile(NamedTuple):
    title: Text
    first: str
    second: str
    tone: str


class Tiles(Spoken):
    """Four boxes side by side; one a line where the screen is narrow."""

    def __init__(self) -> None:
        super().__init__(id="tiles")
        self._today: Today | None = None

    def show(self, today: "Today") -> None:
        """The day's picture."""
        self._today = today
        self.refresh()

    def render(self) -> Content:
        """The four tiles, each as wide as the others."""
        if self._today is None:
            return Content("")
        tiles = self._tiles(self._today)
        width = self.size.width
        if width < _BOXED_FROM:
            lines = []
            for tile in tiles:
                title = self.say(tile.title)
                rest = f"  {tile.first}  {tile.second}"
                lines.append(
                    Content.assemble(f" {title}", (fit(rest, max(4, width - 1 - cell_len(title))), STYLES[tile.tone]))
                )
            return Content("\n").join(lines)
        edges = [width * index // len(tiles) for index in range(len(tiles) + 1)]
        rows: list[list[tuple[str, str]]] = [[], [], [], []]
        for tile, left, right in zip(tiles, edges, edges[1:], strict=False):
            inner = right - left - 2
            title = f" {self.say(tile.title)} "
            rows[0] += [("╭", "dim"), (title, "bold"), ("─" * (inner - cell_len(title)) + "╮", "dim")]
            for row, words, style in ((1, tile.first, f"bold {STYLES[tile.tone]}"), (2, tile.second, "")):
                rows[row] += [("│", "dim"), (fit(f" {words}", inner), style), ("│", "dim")]
            rows[3] += [("╰" + "─" * inner + "╯", "dim")]
        return Content("\n").join([Content.assemble(*row) for row in rows])

    @property
    def _room(self) -> int:
        """Cells for words in a box."""
        return self.size.width // 4 - 3 if self.size.width >= _BOXED_FROM else self.size.width // 2

    def _tiles(self, today: "Today") -> tuple[_Tile, ...]:
        return (self._next(today), self._late(today), self._cash(today), self._credit(today))

    def _next(self, today: "Today") -> _Tile:
        title = text("Next")
        bill = today.next
        if bill is None:
            return _Tile(title, self.say(text("nothing known to be due")), "", "muted")
        amount = self.words.money(bill.remaining_fen, self.say(text("amount not known")))
        days = today.next_in_days or 0
        return _Tile(title, self._named(bill, self.say(in_days(days))), amount, "primary" if days <= 3 else "")

    def _late(self, today: "Today") -> _Tile:
        title, totals = text("Late"), today.totals
        if not totals.late_loans:
            return _Tile(title, self.say(text("nothing late")), self.say(text("by the bills known here")), "success")
        count = self.say(ntext("{count} late", "{count} late", totals.late_loans))
        amount = self.words.money(late_fen(today))
        if not today.late:
            return _Tile(title, f"▮ {amount}", count, "warning")
        row = max(today.late, key=lambda late: late.days_past_due)
        days = self.say(ntext("{count} day", "{count} days", row.days_past_due))
        if cell_len(f"▮ {count} {amount}") <= self._room:
            return _Tile(title, f"▮ {count} {amount}", self._named(row, days), "warning")
        return _Tile(title, f"▮ {amount}", self.say(text("{loans} · {days}", loans=count, days=days)), "warning")

    def _named(self, row: LoanRow | BillRow, then: str) -> str:
        """A loan's name and a few words; the name gives way if both do not fit."""
        name = self.words.name(row_name(row))
        room = self._room - cell_len(then) - 1
        return f"{name if cell_len(name) <= room else fit(name, max(4, room)).rstrip()} {then}"

    def _cash(self, today: "Today") -> _Tile:
        days = (today.cash_until - today.on).days
        title = text("Next {days} days", days=days)
        if not today.cash_bills and not today.cash_unknown:
            return _Tile(title, self.say(text("nothing known to be due")), "", "muted")
        parts = [self.say(ntext("{count} bill", "{count} bills", today.cash_bills))]
        if today.cash_unknown:
            known_and_not = text("{known} + {unknown} unknown", known=today.cash_bills, unknown=today.cash_unknown)
            parts = [self.say(known_and_not)]
        elif today.cash_first_on is not None:
            parts.append(self.say(text("first {day}", day=f"{today.cash_first_on:%m-%d}")))
        return _Tile(title, self.words.money(today.cash_fen), " · ".join(parts), "")

    def _credit(self, today: "Today") -> _Tile:
        title, count = text("Credit record"), today.totals.with_report_code
        if not count:
            return _Tile(title, self.say(text("no late bill known")), self.say(text("earlier marks not counted")), "")
        return _Tile(
            title,
            self.say(ntext("{count} may show late", "{count} may show late", count)),
            self.say(text("Enter explains")),
            "warning",
        )


def late_fen(today: "Today") -> Fen:
    """All that is overdue, with the late charges by the borrower's own rates where every late loan is at hand."""
    charges = sum(row.charges_fen or 0 for row in today.late) if len(today.late) == today.totals.late_loans else 0
    return today.totals.late_fen + charges


def in_days(days: int) -> Text:
    """How far off a day is."""
    if days == 0:
        return text("today")
    if days == 1:
        return text("tomorrow")
    return text("in {days} days", days=days)
