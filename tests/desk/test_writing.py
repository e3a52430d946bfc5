"""What the borrower enters: checked, stored as one batch, shown at once, taken back whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duewatch.desk.desk import Desk
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import Lent
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording
from tests.desk.conftest import NOW, TODAY

DAY = timedelta(days=1)
LINE = Terms(kind=LoanKind.REVOLVING, statement_day=1, due_day=10)
PLAN = Terms(
    kind=LoanKind.EQUAL_INSTALMENT,
    principal_fen=600_000,
    annual_rate_pct=Decimal(18),
    instalments=12,
    disbursed_on=date(2026, 9, 2),
    first_due_on=date(2026, 10, 2),
)


def refused(act: Callable[[], object]) -> str:
    """The sentence with which something is refused, in English; Chinese must have one too."""
    with pytest.raises(InputProblem) as raised:
        act()
    for language in ("zh", "en"):
        say = Wording(language).say
        parts = [raised.value.what] if raised.value.mend is None else [raised.value.what, raised.value.mend]
        sentence = " ".join(say(part) for part in parts)
        assert "{" not in sentence
    return sentence


def test_a_loan_gets_a_fresh_id_the_platforms_name_and_its_lending(desk: Desk) -> None:
    loan = desk.add_loan("蚂蚁借呗", PLAN, NOW, account_tail="3321", note="装修")
    assert (loan.id, loan.platform_id, loan.name) == ("jiebei-1", "jiebei", "借呗")
    assert (loan.account_tail, loan.note, loan.lender) == ("3321", "装修", None)
    (lent,) = desk.loan("jiebei-1", NOW).events
    assert isinstance(lent, Lent)
    assert (lent.on, lent.amount_fen) == (PLAN.disbursed_on, PLAN.principal_fen)
    assert desk.add_loan("jiebei", LINE, NOW, name="第二笔").id == "jiebei-2"
    assert desk.loan("jiebei-2", NOW).events == ()


def test_an_id_is_free_again_once_its_loan_is_taken_back(desk: Desk) -> None:
    for _ in range(5):
        desk.add_loan("huabei", LINE, NOW)
    desk.undo(NOW)
    assert desk.add_loan("huabei", LINE, NOW).id == "huabei-5"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"instalments": 0}, "instalments"),
        ({"principal_fen": -1}, "principal"),
        ({"annual_rate_pct": Decimal(1001)}, "rate"),
        ({"first_due_on": date(2026, 9, 1)}, "first due date"),
        ({"due_day": 32}, "due day"),
    ],
)
def test_terms_that_cannot_be_are_refused_by_the_fields_name(desk: Desk, change: dict, named: str) -> None:
    assert named in refused(lambda: desk.add_loan("jiebei", replace(PLAN, **change), NOW)).lower()
    assert desk.loan_count(NOW) == 0 and desk.batches() == []


def test_an_unknown_platform_is_refused_with_the_nearest_name(desk: Desk) -> None:
    assert "Huabei" in refused(lambda: desk.add_loan("花呗呗", LINE, NOW))
    assert desk.loan_count(NOW) == 0


def test_an_edit_changes_the_plan_and_the_lending_with_it_and_comes_back_by_undo(desk: Desk) -> None:
    loan = desk.add_loan("jiebei", PLAN, NOW)
    before = desk.loan("jiebei", NOW)
    changed = replace(loan, name="搬家", lender="某消费金融", terms=replace(PLAN, principal_fen=500_000))
    desk.edit_loan(changed, NOW)
    after = desk.loan("jiebei", NOW)
    assert (after.loan.name, after.loan.lender) == ("搬家", "某消费金融")
    assert [event.amount_fen for event in after.events if isinstance(event, Lent)] == [500_000]
    assert after.row.outstanding_fen < before.row.outstanding_fen
    desk.undo(NOW)
    assert desk.loan("jiebei", NOW) == before


def test_an_edit_leaves_a_lending_that_a_file_told(demo: Desk) -> None:
    loan = demo.loan("jiebei-1", NOW).loan
    demo.edit_loan(replace(loan, note="看过合同"), NOW)
    assert len([event for event in demo.loan("jiebei-1", NOW).events if isinstance(event, Lent)]) == 1


def test_an_edit_of_a_loan_that_is_not_there_is_refused(desk: Desk) -> None:
    loan = desk.add_loan("jiebei", PLAN, NOW)
    desk.undo(NOW)
    assert "jiebei-1" in refused(lambda: desk.edit_loan(loan, NOW))


def test_a_closed_loan_owes_nothing_from_that_day(demo: Desk) -> None:
    batch = demo.close_loan("xiaohua", NOW)
    row = demo.loan("xiaohua", NOW).row
    assert (row.stage, row.overdue_fen, row.outstanding_fen) == ("settled", 0, 0)
    assert demo.undo(NOW, batch).events == 1
    assert demo.loan("xiaohua", NOW).row.stage == "early-overdue"


def test_a_bill_is_entered_corrected_and_may_be_of_unknown_amount(desk: Desk) -> None:
    desk.add_loan("huabei", LINE, NOW)
    due_on = date(2026, 12, 10)
    desk.enter_bill("huabei", due_on, None, NOW)
    assert (desk.loan("huabei", NOW).row.next_due_on, desk.loan("huabei", NOW).row.next_due_fen) == (due_on, None)
    desk.enter_bill("huabei", due_on, 120_410, NOW, minimum_fen=12_041)
    row = desk.loan("huabei", NOW)
    assert (row.row.next_due_fen, row.bills[-1].bill.minimum_fen) == (120_410, 12_041)
    desk.enter_bill("huabei", due_on, 99_900, NOW)
    assert desk.loan("huabei", NOW).row.next_due_fen == 99_900
    assert len(desk.loan("huabei", NOW).bills) == 1
    desk.undo(NOW)
    assert desk.loan("huabei", NOW) == row


def test_a_planned_instalment_is_corrected_in_its_place(desk: Desk) -> None:
    desk.add_loan("jiebei", PLAN, NOW)
    desk.enter_bill("jiebei", date(2026, 12, 2), 56_000, NOW)
    bills = desk.loan("jiebei", NOW).bills
    assert len(bills) == 12
    assert (bills[2].bill.id, bills[2].bill.total_fen) == ("3", 56_000)


def test_two_bills_of_one_month_stand_side_by_side(desk: Desk) -> None:
    desk.add_loan("jiebei", Terms(kind=LoanKind.UNKNOWN), NOW)
    desk.enter_bill("jiebei", date(2026, 12, 2), 10_000, NOW)
    desk.enter_bill("jiebei", date(2026, 12, 20), 20_000, NOW)
    assert [line.bill.total_fen for line in desk.loan("jiebei", NOW).bills] == [10_000, 20_000]


@pytest.mark.parametrize(
    ("due_on", "total", "minimum", "named"),
    [
        (date(2026, 12, 10), -1, None, "-0.01"),
        (date(2026, 12, 10), 10**15, None, "decimal point"),
        (date(2026, 12, 10), 100, 101, "minimum"),
        (date(1926, 12, 10), 100, None, "year"),
        (date(2126, 12, 10), 100, None, "year"),
    ],
)
def test_a_bill_that_cannot_be_is_refused(
    desk: Desk, due_on: date, total: int, minimum: int | None, named: str
) -> None:
    desk.add_loan("huabei", LINE, NOW)
    assert named in refused(lambda: desk.enter_bill("huabei", due_on, total, NOW, minimum_fen=minimum))
    assert desk.loan("huabei", NOW).events == ()


def test_a_payment_is_allocated_to_interest_before_principal_and_shown(demo: Desk) -> None:
    result = demo.pay("xiaohua", 50_000, NOW, note="App")
    assert [(part.bill_id, part.part.value, part.amount_fen) for part in result.allocation] == [
        ("7", "interest", 9_100),
        ("7", "principal", 40_900),
    ]
    assert (result.amount_fen, result.event.note, result.event.on) == (50_000, "App", TODAY)
    assert result.row.overdue_fen == 29_100
    demo.undo(NOW, result.batch_id)
    assert demo.loan("xiaohua", NOW).row.overdue_fen == 79_100


def test_a_payment_may_be_meant_for_a_bill(demo: Desk) -> None:
    result = demo.pay("jd-baitiao-2", 5_000, NOW, bill_id="2026-11")
    assert {part.bill_id for part in result.allocation} == {"2026-11"}
    assert "no bill" in refused(lambda: demo.pay("jd-baitiao-2", 5_000, NOW, bill_id="99"))


def test_more_than_is_owed_is_allowed_and_shown(desk: Desk) -> None:
    desk.add_loan("jiebei", replace(PLAN, annual_rate_pct=Decimal(0)), NOW)
    result = desk.pay("jiebei", 700_000, NOW)
    assert [part.amount_fen for part in result.allocation if part.bill_id is None] == [100_000]
    assert result.row.stage == "settled"


@given(amount=st.integers(min_value=1, max_value=10**9))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_parts_of_a_payment_are_the_whole_of_it(demo: Desk, amount: int) -> None:
    result = demo.pay("jiebei-4", amount, NOW)
    assert sum(part.amount_fen for part in result.allocation) == amount
    demo.undo(NOW, result.batch_id)


@pytest.mark.parametrize(
    ("amount", "on", "named"),
    [
        (0, None, "more than zero"),
        (-100, None, "more than zero"),
        (10**15, None, "decimal point"),
        (100, TODAY + DAY, "still to come"),
        (100, date(1900, 1, 1), "year"),
        (100, date(2026, 3, 1), "day of lending"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(demo: Desk, amount: int, on: date | None, named: str) -> None:
    before = demo.batches()
    assert named in refused(lambda: demo.pay("xiaohua", amount, NOW, on=on))
    assert demo.batches() == before


def test_a_first_collection_call_moves_the_stage_and_undo_moves_it_back(demo: Desk) -> None:
    batch = demo.note_demand("xiaohua", "formal-collection", NOW, on=TODAY - 2 * DAY)
    row = demo.loan("xiaohua", NOW).row
    assert (row.stage, row.stage_since_on) == ("formal-collection", TODAY - 2 * DAY)
    demo.undo(NOW, batch)
    assert demo.loan("xiaohua", NOW).row.stage == "early-overdue"


def test_a_demand_of_no_known_kind_is_refused(demo: Desk) -> None:
    assert "legal" in refused(lambda: demo.note_demand("xiaohua", "early-overdue", NOW))
    assert "court" in refused(lambda: demo.note_demand("xiaohua", "legal", NOW, channel="pigeon"))
    assert "still to come" in refused(lambda: demo.note_demand("xiaohua", "legal", NOW, on=TODAY + DAY))


def test_undo_takes_the_latest_that_still_stands_and_then_the_one_before(desk: Desk) -> None:
    desk.add_loan("huabei", LINE, NOW)
    desk.enter_bill("huabei", date(2026, 12, 10), 5_000, NOW)
    desk.pay("huabei", 1_000, NOW)
    assert [desk.undo(NOW).batch_id for _ in range(3)] == [3, 2, 1]
    assert "nothing to take back" in refused(lambda: desk.undo(NOW))
    assert all(batch.undone_at == NOW for batch in desk.batches())
    assert [batch.what for batch in desk.batches()] == ["pay", "bill", "add-loan"]
    assert [batch.subject for batch in desk.batches(1)] == ["huabei-1"]


def test_a_loan_on_which_a_payment_rests_is_not_taken_back(desk: Desk) -> None:
    desk.add_loan("huabei", LINE, NOW)
    desk.pay("huabei", 1_000, NOW)
    assert "2" in refused(lambda: desk.undo(NOW, 1))
    assert desk.loan_count(NOW) == 1


def test_what_was_entered_is_there_when_the_store_is_opened_again(desk: Desk) -> None:
    desk.add_loan("huabei", LINE, NOW)
    desk.enter_bill("huabei", date(2026, 12, 10), 5_000, NOW)
    before = desk.loan("huabei", NOW)
    desk.close()
    again = Desk(desk.session.settings, desk.session.data)
    assert again.loan("huabei", NOW) == before
    again.close()
