"""The demo borrower: made up, the same every time, dated relative to a day that is handed in.

Every account stands on another rung: what is shown is how duewatch looks with a life in it. Banks, lenders and notes
are invented; the platforms' own rows carry their real names, since their facts and ladders are what there is to see.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from duewatch.desk.desk import Desk
from duewatch.model.dates import add_months
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued, Charged, Demanded, Lent, LoanEvent, Paid, Paused, Refunded
from duewatch.model.money import Fen
from duewatch.servicing.bills import month_id, statement_before
from duewatch.servicing.schedule import bills

SEED = 20261123
YEARS = 4
"""How far back the oldest account goes."""
DAY = timedelta(days=1)


class Account(NamedTuple):
    """One made-up loan with its life so far."""

    loan: Loan
    events: tuple[LoanEvent, ...]


def fill(desk: Desk, now: datetime, *, seed: int = SEED) -> None:
    """Put the made-up borrower into a store, in one transaction."""
    with desk.session.ledger.writing("demo", "", now) as writer:
        for account in borrower(now.date(), seed):
            writer.add_loan(account.loan)
            for event in account.events:
                writer.add_event(event)


def borrower(today: date, seed: int = SEED) -> list[Account]:
    """The made-up borrower's accounts as of the day."""
    random = Random(seed)
    return [
        _three_weeks_late(today, random),
        _credit_line_due_soon(today, random),
        _card_without_an_amount(today, random),
        _baitiao_to_come(today, random),
        _due_today(today, random),
        _interest_first_to_come(today, random),
        _all_at_the_end(today, random),
        _card_in_grace(today, random),
        _called(today, random),
        _with_an_agency(today, random),
        _at_court(today, random),
        _paused(today, random),
        _settled(today, random),
        _settled_after_trouble(today, random),
    ]


# --- one account a rung -----------------------------------------------------------------------------


def _three_weeks_late(today: date, random: Random) -> Account:
    """The loan of the picture in the design: ¥791.00 and 21 days, with a late charge the borrower entered."""
    due_on = today - 21 * DAY
    terms = Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        principal_fen=840_000,
        annual_rate_pct=Decimal("23.4"),
        instalments=12,
        disbursed_on=add_months(due_on, -7),
        first_due_on=add_months(due_on, -6),
        due_day=due_on.day,
        instalment_fen=79_100,
        late_daily_pct=Decimal("0.1"),
    )
    loan = _loan("xiaohua-1", "小花钱包", terms, tail="3321")
    stated = BillIssued(
        loan_id=loan.id,
        on=due_on - 6 * DAY,
        bill_id="7",
        due_on=due_on,
        total_fen=79_100,
        principal_fen=70_000,
        interest_fen=9_100,
    )
    return Account(loan, (*_instalments_paid(loan, due_on - DAY, random, late_share=20), stated))


def _credit_line_due_soon(today: date, random: Random) -> Account:
    due_on = today + 2 * DAY
    loan = _line("huabei-1", "花呗", due_on, statement_days=9, limit_fen=800_000)
    history = _statements(loan, due_on, YEARS * 12, random, about_fen=90_000)
    refund = Refunded(loan_id=loan.id, on=due_on - 3 * DAY, amount_fen=5_890, note="退货退款")
    coming = _statement(loan, due_on, 126_300, minimum_fen=12_630)
    return Account(loan, (*history, coming, refund))


def _card_without_an_amount(today: date, random: Random) -> Account:
    due_on = today + 12 * DAY
    loan = _line("credit-card-1", "远山银行信用卡", due_on, statement_days=18, limit_fen=2_000_000, tail="8807")
    return Account(loan, tuple(_statements(loan, due_on, 30, random, about_fen=210_000)))


def _baitiao_to_come(today: date, random: Random) -> Account:
    due_on = today + 19 * DAY
    loan = _line("jd-baitiao-1", "京东白条", due_on, statement_days=21, limit_fen=1_000_000)
    history = _statements(loan, due_on, 26, random, about_fen=120_000)
    return Account(loan, (*history, _statement(loan, due_on, 231_000)))


def _due_today(today: date, random: Random) -> Account:
    loan = _instalment_loan("jiebei-1", "借呗 装修", today, paid=9, count=12, principal_fen=1_500_000, rate="14.6")
    return Account(loan, tuple(_instalments_paid(loan, today - DAY, random)))


def _interest_first_to_come(today: date, random: Random) -> Account:
    due_on = today + 5 * DAY
    terms = Terms(
        kind=LoanKind.INTEREST_FIRST,
        principal_fen=2_000_000,
        annual_rate_pct=Decimal("10.8"),
        instalments=12,
        disbursed_on=add_months(due_on, -6),
        first_due_on=add_months(due_on, -5),
        due_day=due_on.day,
    )
    loan = _loan("jiebei-2", "借呗 周转", terms)
    return Account(loan, tuple(_instalments_paid(loan, due_on - DAY, random)))


def _all_at_the_end(today: date, _: Random) -> Account:
    due_on = today + 40 * DAY
    terms = Terms(
        kind=LoanKind.BULLET,
        principal_fen=500_000,
        annual_rate_pct=Decimal(12),
        instalments=1,
        disbursed_on=add_months(due_on, -6),
        first_due_on=due_on,
    )
    loan = _loan("jiebei-3", "借呗 学费", terms)
    return Account(loan, (_lent(loan),))


def _card_in_grace(today: date, random: Random) -> Account:
    due_on = today - 2 * DAY
    loan = _line(
        "credit-card-2", "江南银行信用卡", due_on, statement_days=20, limit_fen=1_200_000, tail="5512", grace=3
    )
    history = _statements(loan, due_on, 40, random, about_fen=160_000)
    return Account(loan, (*history, _statement(loan, due_on, 184_650, minimum_fen=18_465)))


def _called(today: date, random: Random) -> Account:
    due_on = today - 47 * DAY
    loan = _line("jd-baitiao-2", "京东白条 手机", due_on, statement_days=21, limit_fen=600_000)
    history = _statements(loan, due_on, 14, random, about_fen=70_000)
    following = add_months(due_on, 1, loan.terms.due_day)
    called = Demanded(
        loan_id=loan.id, on=today - 26 * DAY, stage="formal-collection", channel="call", note="来电提醒，问了原因"
    )
    fee = Charged(loan_id=loan.id, on=due_on + 30 * DAY, amount_fen=1_860, note="App 里看到的违约金")
    bills_stated = (_statement(loan, due_on, 62_000), _statement(loan, following, 58_000))
    return Account(loan, (*history, *bills_stated, called, fee))


def _with_an_agency(today: date, random: Random) -> Account:
    due_on = today - 96 * DAY
    loan = _instalment_loan("jiebei-4", "借呗 搬家", due_on, paid=5, count=12, principal_fen=900_000, rate="18")
    events: list[LoanEvent] = list(_instalments_paid(loan, due_on - DAY, random))
    events.append(Demanded(loan_id=loan.id, on=due_on + 20 * DAY, stage="formal-collection", note="平台来电"))
    events.append(
        Demanded(
            loan_id=loan.id, on=today - 12 * DAY, stage="outside-agency", channel="letter", note="收到委外机构的信"
        )
    )
    events.append(Paid(loan_id=loan.id, on=due_on + 35 * DAY, amount_fen=30_000, note="先还了一部分"))
    return Account(loan, tuple(events))


def _at_court(today: date, random: Random) -> Account:
    due_on = today - 212 * DAY
    loan = _line("credit-card-3", "北塔银行信用卡", due_on, statement_days=20, limit_fen=1_500_000, tail="0046")
    history = _statements(loan, due_on, 22, random, about_fen=240_000)
    stated = _statement(loan, due_on, 1_386_420, minimum_fen=138_642)
    steps = (
        Demanded(loan_id=loan.id, on=due_on + 30 * DAY, stage="formal-collection", note="银行来电"),
        Demanded(loan_id=loan.id, on=due_on + 120 * DAY, stage="outside-agency", channel="letter"),
        Demanded(loan_id=loan.id, on=today - 6 * DAY, stage="legal", channel="court", note="收到传票，已记下开庭日期"),
    )
    return Account(loan, (*history, stated, *steps))


def _paused(today: date, random: Random) -> Account:
    due_on = today - 75 * DAY
    loan = _line("credit-card-4", "晨星银行信用卡", due_on, statement_days=20, limit_fen=900_000, tail="7130")
    history = _statements(loan, due_on, 18, random, about_fen=130_000)
    stated = _statement(loan, due_on, 742_300, minimum_fen=74_230)
    called = Demanded(loan_id=loan.id, on=due_on + 33 * DAY, stage="formal-collection", note="银行来电")
    agreed = Paused(loan_id=loan.id, on=today - 20 * DAY, until_on=today + 40 * DAY, note="协商中，暂停催收，有短信")
    return Account(loan, (*history, stated, called, agreed))


def _settled(today: date, random: Random) -> Account:
    last_on = today - 300 * DAY
    loan = _instalment_loan("jiebei-5", "借呗 旅行", last_on, paid=11, count=12, principal_fen=600_000, rate="16.2")
    return Account(loan, tuple(_instalments_paid(loan, last_on, random)))


def _settled_after_trouble(today: date, random: Random) -> Account:
    last_on = add_months(today, -YEARS * 12 + 24)
    loan = _instalment_loan(
        "jd-baitiao-3", "京东白条 分期", last_on, paid=23, count=24, principal_fen=1_200_000, rate="19.8"
    )
    return Account(loan, tuple(_instalments_paid(loan, last_on, random, late_share=40)))


# --- how such lives are made up ----------------------------------------------------------------------


def _loan(loan_id: str, name: str, terms: Terms, tail: str | None = None) -> Loan:
    return Loan(id=loan_id, platform_id=loan_id.rpartition("-")[0], name=name, terms=terms, account_tail=tail)


def _line(
    loan_id: str,
    name: str,
    due_on: date,
    *,
    statement_days: int,
    limit_fen: Fen,
    tail: str | None = None,
    grace: int = 0,
) -> Loan:
    """A credit line or card with a bill due that day, its statement so many days before."""
    terms = Terms(
        kind=LoanKind.REVOLVING,
        credit_limit_fen=limit_fen,
        due_day=due_on.day,
        statement_day=(due_on - statement_days * DAY).day,
        grace_days=grace,
    )
    return _loan(loan_id, name, terms, tail)


def _instalment_loan(
    loan_id: str, name: str, due_on: date, *, paid: int, count: int, principal_fen: Fen, rate: str
) -> Loan:
    """Equal instalments with one due that day, after so many others."""
    terms = Terms(
        kind=LoanKind.EQUAL_INSTALMENT,
        principal_fen=principal_fen,
        annual_rate_pct=Decimal(rate),
        instalments=count,
        disbursed_on=add_months(due_on, -paid - 1),
        first_due_on=add_months(due_on, -paid),
        due_day=due_on.day,
    )
    return _loan(loan_id, name, terms)


def _lent(loan: Loan) -> Lent:
    terms = loan.terms
    if terms.disbursed_on is None or terms.principal_fen is None:
        raise ValueError(f"{loan.id}: nothing tells when and how much was lent")
    return Lent(loan_id=loan.id, on=terms.disbursed_on, amount_fen=terms.principal_fen)


def _instalments_paid(loan: Loan, until: date, random: Random, late_share: int = 5) -> Iterator[LoanEvent]:
    """The lending, and every instalment due by the day paid: most on time, some a few days late.

    late_share: percent of instalments that were paid late.
    """
    yield _lent(loan)
    for bill in bills(loan.terms):
        if bill.due_on > until or bill.total_fen is None:
            return
        late = random.randrange(100) < late_share
        paid_on = bill.due_on + random.randint(1, 9) * DAY if late else bill.due_on - random.randint(0, 3) * DAY
        yield Paid(loan_id=loan.id, on=min(paid_on, until), amount_fen=bill.total_fen, note="晚了几天" if late else "")


def _statements(loan: Loan, before: date, months: int, random: Random, about_fen: Fen) -> Iterator[LoanEvent]:
    """A statement a month up to (not with) the bill due `before`, each paid: in whole, a few days late now and then."""
    for back in range(months, 0, -1):
        due_on = add_months(before, -back, loan.terms.due_day)
        total = max(about_fen * random.randint(40, 160) // 100 + random.randint(-999, 999), 1_000)
        yield _statement(loan, due_on, total)
        late = random.randrange(100) < 6
        paid_on = due_on + random.randint(1, 4) * DAY if late else due_on - random.randint(0, 4) * DAY
        yield Paid(loan_id=loan.id, on=paid_on, amount_fen=total, bill_id=month_id(due_on))


def _statement(loan: Loan, due_on: date, total_fen: Fen, minimum_fen: Fen | None = None) -> BillIssued:
    day = loan.terms.statement_day
    out_on = due_on - 10 * DAY if day is None else statement_before(due_on, day)
    return BillIssued(
        loan_id=loan.id,
        on=out_on,
        bill_id=month_id(due_on),
        due_on=due_on,
        total_fen=total_fen,
        minimum_fen=minimum_fen,
    )
