"""The day's picture: what ``duewatch today`` and the home screen show.

Apart from the other views and made of NamedTuples, because a bare command pays for every class it defines.
"""

from datetime import date, datetime
from typing import NamedTuple

from duewatch.model.money import Fen
from duewatch.model.projection import BillRow, LoanRow, Totals
from duewatch.model.text import Text


class ToDo(NamedTuple):
    """One thing to do today, most urgent first. loan_id None: not about one loan."""

    loan_id: str | None
    what: Text
    why: Text


class Today(NamedTuple):
    """The day's picture. `late` and `loans` are cut to what a screen shows; totals count everything.
    cash_unknown: bills in the window whose amount is not known."""

    on: date
    next: BillRow | None
    next_in_days: int | None
    late: tuple[LoanRow, ...]
    totals: Totals
    cash_until: date
    cash_fen: Fen
    cash_bills: int
    cash_unknown: int
    cash_first_on: date | None
    do: tuple[ToDo, ...]
    last_check_at: datetime | None
    missed_at: datetime | None = None
    """When reminders should have gone out since the last run; None: no run was missed, or there never was one."""
