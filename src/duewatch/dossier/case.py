"""A loan as a letter sees it, and the blanks that its record fills. Nothing is guessed: what is not known stays out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duewatch.model.arrangement import Arrangement
from duewatch.model.loan import Loan
from duewatch.model.loan_event import Paid, Settled
from duewatch.model.money import Fen
from duewatch.model.rulebook import LenderKind, Rule
from duewatch.model.text import Literal, Money, Name, Text, text
from duewatch.servicing.standing import ArrangementLine, BillLine, Standing
from duewatch.wording import Wording

PRIVATE = "private-iou"
"""The kind of platform whose lender is a person; such letters have words of their own."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a letter is written from. lender_kind None: the name does not tell it, or there is none. old: its dates
    make it possible that the limitation period has run out. bill: the one an extension is asked for."""

    loan: Loan
    on: date
    standing: Standing
    platform: Literal
    platform_kind: str
    lender_kind: LenderKind | None
    rules: Mapping[str, Rule]
    old: bool = False
    bill: BillLine | None = None


def open_bills(standing: Standing) -> tuple[BillLine, ...]:
    """Bills that are not paid, oldest first."""
    return tuple(line for line in standing.bills if line.state != "paid")


def agreement(standing: Standing) -> ArrangementLine | None:
    """The latest agreement on record."""
    return max(standing.arrangements, key=lambda line: (line.event.on, line.event.id), default=None)


def settled_on(case: Case, events_on: Sequence[date]) -> date | None:
    """The day of settlement; events_on: the days on which the borrower noted it."""
    if not case.standing.settled:
        return None
    paid = [line.event.on for line in case.standing.payments]
    return max(events_on, default=max(paid, default=None))


def of_record(case: Case, events: Sequence[object], wording: Wording) -> dict[str, str]:
    """The blanks that the record fills, in the language of the letter."""
    loan, standing, say = case.loan, case.standing, wording.say
    settled = [event.on for event in events if isinstance(event, Settled)]
    agreed = agreement(standing)
    paid = [line.amount_fen for line in standing.payments if isinstance(line.event, Paid)]
    bill = case.bill
    found: dict[str, str | None] = {
        "date": day(case.on, wording),
        "you": say(_you(case)),
        "lender": loan.lender,
        "platform": say(_product(case)),
        "account_tail": loan.account_tail,
        "disbursed_on": _day(loan.terms.disbursed_on, wording),
        "principal": _money(loan.terms.principal_fen, wording),
        "outstanding": _money(standing.outstanding_fen, wording),
        "overdue": _money(standing.overdue_fen or None, wording),
        "overdue_since": _day(standing.overdue_since_on, wording),
        "bill_due_on": None if bill is None else day(bill.bill.due_on, wording),
        "bill_amount": None if bill is None else _money(bill.remaining_fen, wording),
        "agreed_on": None if agreed is None else day(agreed.event.on, wording),
        "agreed_plan": None if agreed is None else "\n".join(_plan(agreed, wording)),
        "settled_on": _day(settled_on(case, settled), wording),
        "paid_total": _money(sum(paid) or None, wording),
    }
    return {name: value for name, value in found.items() if value}


def day(on: date, wording: Wording) -> str:
    """A day as letters write it."""
    return f"{on.year}年{on.month}月{on.day}日" if wording.language == "zh" else on.isoformat()


def _product(case: Case) -> Literal:
    own, platform = case.loan.name, case.platform
    return platform if own in {"", platform.zh, platform.en} else Name(own, own)


def _you(case: Case) -> Text:
    if case.platform_kind == PRIVATE:
        return Literal("您", "you")
    if case.lender_kind is LenderKind.BANK:
        return Literal("贵行", "your bank")
    return Literal("贵公司", "your company")


def _plan(line: ArrangementLine, wording: Wording) -> list[str]:
    """What was agreed, a point a line."""
    agreed, say = line.event.arrangement, wording.say
    points: list[Text] = []
    if agreed.settle_fen is not None and agreed.settle_by_on is not None:
        points.append(
            text("{amount} paid by {on} settles the whole claim.", amount=Money(agreed.settle_fen),
                 on=day(agreed.settle_by_on, wording))
        )  # fmt: skip
    if agreed.bills or agreed.moved or agreed.shift_days or agreed.capitalise:
        points += [
            text("Due {on}: {amount}", on=day(bill.due_on, wording), amount=_amount(bill.total_fen))
            for bill in line.after
        ]
    points += _conditions(agreed, wording)
    return [f"{number}. {say(point)}" for number, point in enumerate(points, 1)]


def _conditions(agreed: Arrangement, wording: Wording) -> list[Text]:
    found: list[Text] = []
    if agreed.capitalise:
        found.append(text("Overdue interest, fees and charges become principal."))
    if agreed.stop_interest_on is not None:
        found.append(text("From {on} on nothing accrues any more.", on=day(agreed.stop_interest_on, wording)))
    return found


def _amount(fen: Fen | None) -> Money | Text:
    return text("amount not known") if fen is None else Money(fen)


def _money(fen: Fen | None, wording: Wording) -> str | None:
    return None if fen is None else wording.money(fen)


def _day(on: date | None, wording: Wording) -> str | None:
    return None if on is None else day(on, wording)
