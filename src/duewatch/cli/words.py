"""How amounts, names, days and states are written in the commands' text."""

from datetime import date

from duewatch.desk.names import stage_name
from duewatch.model.projection import BillRow, LoanRow
from duewatch.model.text import Name, Text, ntext, text
from duewatch.wording import Wording

LATE_STAGES = ("grace", "early-overdue", "formal-collection", "outside-agency", "legal")


def loan_name(row: LoanRow | BillRow) -> Name:
    """What the borrower calls the loan; the platform's name where they gave it none of their own."""
    own = row.loan_name if isinstance(row, BillRow) else row.name
    return Name(row.platform_zh, row.platform_en) if own in {"", row.platform_zh, row.platform_en} else Name(own, own)


def money(wording: Wording, fen: int | None) -> str:
    """An amount, or "not known"."""
    return wording.money(fen, wording.say(text("not known")))


def overdue_fen(row: LoanRow) -> int:
    """What is overdue with the late charge by the borrower's own rate, as the screens show it."""
    return row.overdue_fen + (row.charges_fen or 0 if row.days_past_due else 0)


def outstanding(wording: Wording, row: LoanRow) -> str:
    """What is still to be paid in all; "≥" where a coming bill's amount is not known."""
    known = row.outstanding_fen
    at_least = known is not None and row.next_due_on is not None and row.next_due_fen is None
    return ("≥" if at_least else "") + money(wording, known)


def late(days: int) -> Text:
    """How long it is overdue."""
    return ntext("{count} day late", "{count} days late", days)


def when(on: date, today: date) -> Text:
    """How far a due day is from today."""
    days = (on - today).days
    if days < 0:
        return late(-days)
    if days == 0:
        return text("today")
    return ntext("in {count} day", "in {count} days", days)


def state(wording: Wording, row: LoanRow) -> str:
    """The stage as symbol and word."""
    symbol = "■" if row.stage in LATE_STAGES else "□" if row.stage in {"reminder", "due-today"} else "·"
    return f"{symbol} {wording.say(stage_name(row.stage))}"


def report_code(wording: Wording, code: str | None) -> str:
    """The month code that may stand on the credit report; never as a certainty."""
    return wording.say(text("{code} (possible)", code=code)) if code else "—"


def weekday(on: date) -> Text:
    """The day of the week, short."""
    return (
        text("Mon"), text("Tue"), text("Wed"), text("Thu"), text("Fri"), text("Sat"), text("Sun"),
    )[on.weekday()]  # fmt: skip
