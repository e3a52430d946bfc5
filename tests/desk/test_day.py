"""The day's picture: four answers, and what to do, the most urgent first."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from duewatch.credit.topics.overdue import OLD_DEBT_DAYS
from duewatch.desk import todo
from duewatch.desk.desk import Desk
from duewatch.model.loan import LoanKind, Terms
from duewatch.wording import Wording
from tests.desk.conftest import NOW, TODAY

DAY = timedelta(days=1)


def one_bill(due_on: date, *, principal_fen: int = 100_000) -> Terms:
    return Terms(
        kind=LoanKind.BULLET,
        principal_fen=principal_fen,
        annual_rate_pct=Decimal(0),
        disbursed_on=due_on - 60 * DAY,
        first_due_on=due_on,
        instalments=1,
    )


def said(desk: Desk, language: str = "en") -> list[str]:
    say = Wording(language).say
    return [f"{say(item.what)} | {say(item.why)}" for item in desk.today(NOW).do]


def test_an_empty_store_has_an_empty_picture(desk: Desk) -> None:
    picture = desk.today(NOW)
    assert (picture.next, picture.next_in_days, picture.late, picture.do) == (None, None, (), ())
    assert (picture.cash_fen, picture.cash_bills, picture.cash_unknown, picture.cash_first_on) == (0, 0, 0, None)
    assert picture.totals.loans == 0
    assert picture.cash_until == TODAY + 14 * DAY


def test_the_next_bill_is_the_earliest_one_that_is_not_late(desk: Desk) -> None:
    desk.add_loan("huabei", one_bill(TODAY - DAY), NOW)
    soon = desk.add_loan("jiebei", one_bill(TODAY + 3 * DAY), NOW)
    desk.add_loan("xiaohua", one_bill(TODAY + 4 * DAY), NOW)
    picture = desk.today(NOW)
    assert picture.next is not None
    assert (picture.next.loan_id, picture.next_in_days) == (soon.id, 3)
    assert [row.loan_id for row in picture.late] == ["huabei-1"]


def test_cash_counts_what_is_to_come_within_the_window_and_nothing_else(desk: Desk) -> None:
    for days in (-1, 0, 14, 15):
        desk.add_loan("huabei", one_bill(TODAY + days * DAY), NOW)
    desk.add_loan("credit-card", Terms(kind=LoanKind.REVOLVING, statement_day=20, due_day=1), NOW)
    picture = desk.today(NOW)
    assert (picture.cash_bills, picture.cash_fen, picture.cash_unknown) == (2, 200_000, 1)
    assert picture.cash_first_on == TODAY


def test_late_loans_are_cut_to_the_limit_longest_late_first_and_totals_count_all(desk: Desk) -> None:
    for days in (3, 40, 7):
        desk.add_loan("huabei", one_bill(TODAY - days * DAY), NOW)
    picture = desk.today(NOW, late_limit=2)
    assert [row.days_past_due for row in picture.late] == [40, 7]
    assert picture.totals.late_loans == 3


def test_court_papers_come_before_everything_even_where_nothing_is_known_to_be_late(desk: Desk) -> None:
    desk.add_loan("huabei", one_bill(TODAY - 300 * DAY), NOW)
    served = desk.add_loan("jiebei", Terms(kind=LoanKind.UNKNOWN), NOW)
    desk.note_demand(served.id, "legal", NOW, channel="court")
    first = desk.today(NOW).do[0]
    assert first.loan_id == served.id
    assert "12368" in said(desk)[0]
    assert "法院" in said(desk, "zh")[0]


def test_arrears_stand_in_the_order_of_their_stage(demo: Desk) -> None:
    stages = {row.loan_id: row.stage for row in demo.loan_rows(NOW)}
    order = [stages[item.loan_id] for item in demo.today(NOW).do if item.loan_id is not None]
    assert order[:5] == ["legal", "outside-agency", "formal-collection", "early-overdue", "grace"]
    assert order[5:7] == ["due-today", "reminder"]


def test_what_follows_without_a_sourced_day_is_said_to_have_none(demo: Desk) -> None:
    line = next(line for line in said(demo, "zh") if "小花钱包" in line)
    assert "逾期21天 · 逾期早期，之后一般是电话催收（时间不定）" in line


def test_a_statement_without_an_amount_is_to_be_filled_in_once_it_is_out(desk: Desk) -> None:
    desk.add_loan("credit-card", Terms(kind=LoanKind.REVOLVING, statement_day=20, due_day=8), NOW, name="远山卡")
    desk.add_loan("credit-card", Terms(kind=LoanKind.REVOLVING, statement_day=25, due_day=12), NOW, name="江南卡")
    assert said(desk, "zh") == ["远山卡 账单已出，金额待填 | 在 App 里查到金额后填上，这里的合计才准。"]


def test_a_muted_loan_is_left_alone_but_for_the_court(desk: Desk) -> None:
    loan = desk.add_loan("huabei", one_bill(TODAY - 9 * DAY), NOW)
    desk.add_loan("jiebei", one_bill(TODAY + DAY), NOW)
    desk.mute(loan.id, NOW, muted=True)
    desk.mute("jiebei-1", NOW, muted=True)
    assert desk.today(NOW).do == ()
    desk.note_demand(loan.id, "legal", NOW, channel="court")
    assert [item.loan_id for item in desk.today(NOW).do] == [loan.id]


@pytest.mark.parametrize("stage", [None, "formal-collection", "outside-agency"])
def test_for_an_old_debt_advice_comes_first_and_no_payment_is_suggested(desk: Desk, stage: str | None) -> None:
    loan = desk.add_loan("huabei", one_bill(TODAY - OLD_DEBT_DAYS * DAY), NOW)
    if stage is not None:
        desk.note_demand(loan.id, stage, NOW)
    (line,) = said(desk)
    assert "12348" in line
    assert "Pay it" not in line and "ask for a repayment plan" not in line


def test_the_day_and_the_answers_call_the_same_debts_old() -> None:
    assert todo.OLD_DAYS == OLD_DEBT_DAYS


def test_many_late_loans_do_not_make_a_longer_list(desk: Desk) -> None:
    for number in range(todo.MOST + 5):
        desk.add_loan("huabei", one_bill(TODAY - (number + 1) * DAY), NOW)
    assert len(desk.today(NOW).do) == todo.MOST


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_are_calm_and_never_call_a_number_of_days_safe(demo: Desk, language: str) -> None:
    for line in said(demo, language):
        assert not any(mark in line for mark in ("!", "！", "safe", "安全", "没事", "不影响"))


def test_the_last_look_at_the_reminders_is_told(demo: Desk) -> None:
    assert demo.today(NOW).last_check_at is None
    demo.remind(NOW)
    assert demo.today(NOW).last_check_at == NOW


def test_the_picture_can_be_had_for_an_earlier_and_a_later_day(demo: Desk) -> None:
    assert demo.loan("xiaohua", NOW + 3 * DAY).row.days_past_due == 24
    assert demo.loan("xiaohua", NOW - 21 * DAY).row.days_past_due == 0
    assert demo.loan("xiaohua", NOW).row.days_past_due == 21
