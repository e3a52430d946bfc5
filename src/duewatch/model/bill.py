"""A bill (账单): an amount due on a date."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from duewatch.model.money import Fen


class Part(StrEnum):
    """What an amount of a bill is for; payments are allocated part by part."""

    FEE = "fee"
    CHARGE = "charge"
    """A late charge (penalty interest, 违约金)."""
    INTEREST = "interest"
    PRINCIPAL = "principal"


class BillOrigin(StrEnum):
    """Where a bill's figures come from; a stated bill beats a computed one of the same due date."""

    SCHEDULE = "schedule"
    STATED = "stated"


class Bill(NamedTuple):
    """An amount due on a date. total_fen None: the statement is out or expected, the amount not known.

    id: unique within the loan; the instalment's number ("3") or the due month ("2026-11").
    principal_fen, interest_fen, fee_fen: None where a statement gives only a total; a bill of which the
    parts are not known counts wholly as principal in allocation. minimum_fen: None where there is no
    minimum payment or it is not known.
    """

    id: str
    due_on: date
    total_fen: Fen | None
    principal_fen: Fen | None = None
    interest_fen: Fen | None = None
    fee_fen: Fen | None = None
    minimum_fen: Fen | None = None
    statement_on: date | None = None
    origin: BillOrigin = BillOrigin.SCHEDULE
