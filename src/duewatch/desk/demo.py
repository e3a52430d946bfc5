"""The demo borrower: made up, the same every time, dated relative to a day that is handed in.

Every account stands on another rung: what is shown is how duewatch looks with a life in it. Banks, lenders and notes
are invented; the platforms' own rows carry their real names, since their facts and ladders are what there is to see.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from duewatch.desk import demo_making as making
from duewatch.desk.desk import Desk
from duewatch.model.clauses import DayCount, PrepaymentClause
from duewatch.model.dates import add_months
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued, Charged, Demanded, LoanEvent, Paid, Paused, Refunded

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
        writer.set_setting("made-up", "yes")  # loans that a config file declares do not go in by themselves
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
        _same_principal_every_month(today, random),
        _flat_rate(today, random),
        _interest_by_the_day(today, random),
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
    loan = making.loan("xiaohua-1", "小花钱包", terms, tail="3321")
    stated = BillIssued(
        loan_id=loan.id,
        on=due_on - 6 * DAY,
        bill_id="7",
        due_on=due_on,
        total_fen=79_100,
        principal_fen=70_000,
        interest_fen=9_100,
    )
    return Account(loan, (*making.instalments_paid(loan, due_on - DAY, random, late_share=20), stated))


def _credit_line_due_soon(today: date, random: Random) -> Account:
    due_on = today + 2 * DAY
    loan = making.line("huabei-1", "花呗", due_on, statement_days=9, limit_fen=800_000)
    history = making.statements(loan, due_on, YEARS * 12, random, about_fen=90_000)
    refund = Refunded(loan_id=loan.id, on=due_on - 3 * DAY, amount_fen=5_890, note="退货退款")
    coming = making.statement(loan, due_on, 126_300, minimum_fen=12_630)
    return Account(loan, (*history, coming, refund))


def _card_without_an_amount(today: date, random: Random) -> Account:
    due_on = today + 12 * DAY
    loan = making.line("credit-card-1", "远山银行信用卡", due_on, statement_days=18, limit_fen=2_000_000, tail="8807")
    return Account(loan, tuple(making.statements(loan, due_on, 30, random, about_fen=210_000)))


def _baitiao_to_come(today: date, random: Random) -> Account:
    due_on = today + 19 * DAY
    loan = making.line("jd-baitiao-1", "京东白条", due_on, statement_days=21, limit_fen=1_000_000)
    history = making.statements(loan, due_on, 26, random, about_fen=120_000)
    return Account(loan, (*history, making.statement(loan, due_on, 231_000)))


def _due_today(today: date, random: Random) -> Account:
    loan = making.instalment_loan(
        "jiebei-1", "借呗 装修", today, paid=9, count=12, principal_fen=1_500_000, rate="14.6"
    )
    return Account(loan, tuple(making.instalments_paid(loan, today - DAY, random)))


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
    loan = making.loan("jiebei-2", "借呗 周转", terms)
    return Account(loan, tuple(making.instalments_paid(loan, due_on - DAY, random)))


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
    loan = making.loan("jiebei-3", "借呗 学费", terms)
    return Account(loan, (making.lent(loan),))


def _card_in_grace(today: date, random: Random) -> Account:
    due_on = today - 2 * DAY
    loan = making.line(
        "credit-card-2", "江南银行信用卡", due_on, statement_days=20, limit_fen=1_200_000, tail="5512", grace=3
    )
    history = making.statements(loan, due_on, 40, random, about_fen=160_000)
    return Account(loan, (*history, making.statement(loan, due_on, 184_650, minimum_fen=18_465)))


def _called(today: date, random: Random) -> Account:
    due_on = today - 47 * DAY
    loan = making.line("jd-baitiao-2", "京东白条 手机", due_on, statement_days=21, limit_fen=600_000)
    history = making.statements(loan, due_on, 14, random, about_fen=70_000)
    following = add_months(due_on, 1, loan.terms.due_day)
    called = Demanded(
        loan_id=loan.id, on=today - 26 * DAY, stage="formal-collection", channel="call", note="来电提醒，问了原因"
    )
    fee = Charged(loan_id=loan.id, on=due_on + 30 * DAY, amount_fen=1_860, note="App 里看到的违约金")
    bills_stated = (making.statement(loan, due_on, 62_000), making.statement(loan, following, 58_000))
    return Account(loan, (*history, *bills_stated, called, fee))


def _with_an_agency(today: date, random: Random) -> Account:
    due_on = today - 96 * DAY
    loan = making.instalment_loan("jiebei-4", "借呗 搬家", due_on, paid=5, count=12, principal_fen=900_000, rate="18")
    events: list[LoanEvent] = list(making.instalments_paid(loan, due_on - DAY, random))
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
    loan = making.line("credit-card-3", "北塔银行信用卡", due_on, statement_days=20, limit_fen=1_500_000, tail="0046")
    history = making.statements(loan, due_on, 22, random, about_fen=240_000)
    stated = making.statement(loan, due_on, 1_386_420, minimum_fen=138_642)
    steps = (
        Demanded(loan_id=loan.id, on=due_on + 30 * DAY, stage="formal-collection", note="银行来电"),
        Demanded(loan_id=loan.id, on=due_on + 120 * DAY, stage="outside-agency", channel="letter"),
        Demanded(loan_id=loan.id, on=today - 6 * DAY, stage="legal", channel="court", note="收到传票，已记下开庭日期"),
    )
    return Account(loan, (*history, stated, *steps))


def _paused(today: date, random: Random) -> Account:
    due_on = today - 75 * DAY
    loan = making.line("credit-card-4", "晨星银行信用卡", due_on, statement_days=20, limit_fen=900_000, tail="7130")
    history = making.statements(loan, due_on, 18, random, about_fen=130_000)
    stated = making.statement(loan, due_on, 742_300, minimum_fen=74_230)
    called = Demanded(loan_id=loan.id, on=due_on + 33 * DAY, stage="formal-collection", note="银行来电")
    agreed = Paused(loan_id=loan.id, on=today - 20 * DAY, until_on=today + 40 * DAY, note="协商中，暂停催收，有短信")
    return Account(loan, (*history, stated, called, agreed))


def _settled(today: date, random: Random) -> Account:
    last_on = today - 300 * DAY
    loan = making.instalment_loan(
        "jiebei-5", "借呗 旅行", last_on, paid=11, count=12, principal_fen=600_000, rate="16.2"
    )
    return Account(loan, tuple(making.instalments_paid(loan, last_on, random)))


def _settled_after_trouble(today: date, random: Random) -> Account:
    last_on = add_months(today, -YEARS * 12 + 24)
    loan = making.instalment_loan(
        "jd-baitiao-3", "京东白条 分期", last_on, paid=23, count=24, principal_fen=1_200_000, rate="19.8"
    )
    return Account(loan, tuple(making.instalments_paid(loan, last_on, random, late_share=40)))


def _same_principal_every_month(today: date, random: Random) -> Account:
    due_on = today + 16 * DAY
    terms = Terms(
        kind=LoanKind.EQUAL_PRINCIPAL,
        principal_fen=9_000_000,
        annual_rate_pct=Decimal("4.35"),
        instalments=60,
        disbursed_on=add_months(due_on, -15),
        first_due_on=add_months(due_on, -14),
        due_day=due_on.day,
        prepayment=PrepaymentClause(pct=Decimal(1), free_after=24),
    )
    loan = making.loan("bank-loan-1", "平川银行 装修贷", terms, tail="6620")
    return Account(loan, tuple(making.instalments_paid(loan, due_on - DAY, random)))


def _flat_rate(today: date, random: Random) -> Account:
    """Interest on the whole price to the end: 7.8 % as named, nearly twice that in truth."""
    due_on = today + 23 * DAY
    terms = Terms(
        kind=LoanKind.FLAT,
        principal_fen=648_000,
        annual_rate_pct=Decimal("7.8"),
        instalments=12,
        disbursed_on=add_months(due_on, -5),
        first_due_on=add_months(due_on, -4),
        due_day=due_on.day,
    )
    loan = making.loan("fenqile-1", "分期乐 手机", terms)
    return Account(loan, tuple(making.instalments_paid(loan, due_on - DAY, random)))


def _interest_by_the_day(today: date, random: Random) -> Account:
    due_on = today + 27 * DAY
    terms = Terms(
        kind=LoanKind.DAILY,
        principal_fen=1_200_000,
        annual_rate_pct=Decimal("14.4"),
        day_count=DayCount.ACTUAL_360,
        instalments=10,
        disbursed_on=add_months(due_on, -4),
        first_due_on=add_months(due_on, -3),
        due_day=due_on.day,
    )
    loan = making.loan("wechat-weilidai-1", "微粒贷", terms)
    return Account(loan, tuple(making.instalments_paid(loan, due_on - DAY, random)))
