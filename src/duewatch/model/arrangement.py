"""An arrangement: what lender and borrower agreed on in place of the plan (展期, 新还款安排, 减免结清, 停息)."""

from dataclasses import dataclass
from datetime import date

from duewatch.model.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDue:
    """A bill that falls due on another day than before."""

    bill_id: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedBill:
    """A bill of the new plan, fen. What the parts do not name of the total is principal."""

    due_on: date
    total_fen: Fen
    interest_fen: Fen | None = None
    fee_fen: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What was agreed. Every part may stand alone or beside the others.

    moved: new due dates of bills that stay as they are (extension); shift_days: all bills not yet due fall due so
    many days later. bills: the new plan; it takes the place of every bill that is open, and what they come to more or
    less than those is interest added or given up. capitalise: interest, fees and charges of bills past due become
    principal. stop_interest_on: from that day on nothing accrues: no late charge, and no interest on bills due after
    it. settle_fen, settle_by_on: the whole claim is settled by paying that much by that day; the rest is given up
    once it is paid.

    lapse_after_days: the condition. When something of the arrangement is unpaid more than so many days after its due
    day, the arrangement lapses: the old claim returns, less what was paid. None: it does not lapse by itself.
    """

    moved: tuple[MovedDue, ...] = ()
    shift_days: int = 0
    bills: tuple[AgreedBill, ...] = ()
    capitalise: bool = False
    stop_interest_on: date | None = None
    settle_fen: Fen | None = None
    settle_by_on: date | None = None
    lapse_after_days: int | None = 0
