"""What lists read: the projection for one day."""

from datetime import date
from typing import Protocol

from duewatch.model.projection import BillRow, LoanRow, Totals


class ProjectionView(Protocol):
    """What lists read, for one day. Every method answers by index, whatever the number of loans."""

    on: date

    def totals(self) -> Totals:
        """Sums over all loans."""
        ...

    def loan_row(self, loan_id: str) -> LoanRow | None:
        """One loan's row."""
        ...

    def loan_rows(
        self,
        *,
        sort: str = "due",
        descending: bool = False,
        containing: str = "",
        only_late: bool = False,
        open_only: bool = False,
        offset: int = 0,
        limit: int | None = None,
    ) -> list[LoanRow]:
        """A page of loans. sort: one of LOAN_SORTS ("due": late first, oldest first, then by next due date,
        unknown last). containing: part of the id, name, platform's name or lender, any case."""
        ...

    def count(self, *, containing: str = "", only_late: bool = False, open_only: bool = False) -> int:
        """How many rows `loan_rows` would give without a limit."""
        ...

    def bills(self, *, until: date | None = None, since: date | None = None, limit: int | None = None) -> list[BillRow]:
        """Unpaid bills due on or before `until` (and on or after `since`), by due date, then loan."""
        ...

    def bills_of(self, loan_id: str) -> list[BillRow]:
        """Unpaid bills of one loan, by due date."""
        ...

    def statements(self, first: date, last: date) -> list[BillRow]:
        """Unpaid bills of unknown amount whose statement comes out from first to last."""
        ...

    def due_between(self, first: date, last: date) -> tuple[int, int, int]:
        """Unpaid bills due from first to last: how many, their known sum in fen, how many of unknown amount."""
        ...
