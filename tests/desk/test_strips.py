"""Month codes of a loan with suppositions in the borrower's words."""

from datetime import date

import pytest

from duewatch.desk.desk import Desk
from duewatch.desk.supposing import all_paid, due_by, read_supposition
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording
from tests.desk.conftest import NOW

LOAN = Loan(id="x-1", platform_id="x", name="x", terms=Terms(kind=LoanKind.UNKNOWN))
BILL = BillIssued(loan_id="x-1", on=date(2026, 11, 1), bill_id="2026-11", due_on=date(2026, 11, 20), total_fen=80_000)
NEXT = BillIssued(loan_id="x-1", on=date(2026, 11, 2), bill_id="2026-12", due_on=date(2026, 12, 20), total_fen=30_000)
TODAY = date(2026, 11, 23)


def read(words: str):
    return read_supposition(words, LOAN, [BILL, NEXT], TODAY)


@pytest.mark.parametrize(
    ("words", "payments"),
    [
        ("pay 2026-12-20 812.00", [(date(2026, 12, 20), 81_200)]),
        ("pay today 500", [(TODAY, 50_000)]),
        ("pay today", [(TODAY, 80_000)]),
        ("pay 2026-12-01 all", [(date(2026, 12, 1), 80_000)]),
        ("还今天 ¥1,204.10", [(TODAY, 120_410)]),
        ("还款 2026-12-20 全部", [(date(2026, 12, 20), 110_000)]),
        ("pay today 300; pay 2026-12-20", [(TODAY, 30_000), (date(2026, 12, 20), 80_000)]),
        ("pay today; then on time", [(TODAY, 80_000), (date(2026, 12, 20), 30_000)]),
        ("还今天；之后按时还", [(TODAY, 80_000), (date(2026, 12, 20), 30_000)]),
        ("之后按时还", [(date(2026, 12, 20), 110_000)]),
        ("nothing", []),
        ("不还", []),
    ],
)
def test_a_supposition_is_read_in_chinese_and_english(words, payments):
    assert [(event.on, event.amount_fen) for event in read(words).events] == payments


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "not understood"),
        ("perhaps later", "perhaps later"),
        ("pay 2026-13-40 5", "2026-13-40"),
        ("pay 2026-11-22 5", "has passed"),
        ("pay today -5", "-5"),
        ("pay today 0", "more than zero"),
        ("pay today 80000000000000000000", "more than zero"),
        ("pay today 800; pay today", "nothing of known amount"),
    ],
)
def test_a_supposition_that_cannot_be_is_refused_in_a_sentence(words, said):
    with pytest.raises(InputProblem) as caught:
        read(words)
    assert said in Wording("en").say(caught.value.what)
    assert caught.value.mend is not None


def test_all_that_is_due_is_what_clears_the_arrears():
    supposed = all_paid(LOAN, [BILL, NEXT], TODAY)
    assert supposed is not None
    assert due_by(LOAN, [BILL, *supposed.events], TODAY) == 0
    assert all_paid(LOAN, [], TODAY) is None


def test_grade_rule_of_thumb_and_noted_queries_stand_beside_a_late_loans_strip(demo: Desk) -> None:
    demo.note_inquiry("某某银行", "loan-approval", NOW, on=date(2026, 11, 2))
    view = demo.strips("xiaohua", NOW)
    assert view.grade is not None and (view.grade.id, view.grade.later_from) == ("special_mention", 91)
    assert view.thumb is not None and view.thumb.times >= 1 and not view.thumb.reached
    assert [(one.months, one.hard) for one in view.inquiries] == [(1, 1), (3, 1), (6, 1), (24, 1)]
    assert {"lian-san-lei-liu", "five-class-2023", "inquiry-records"} <= {rule.id for rule in view.rules}


def test_a_loan_on_time_has_no_grade_to_show(demo: Desk) -> None:
    assert demo.strips("huabei", NOW).grade is None


def test_a_noted_query_is_taken_back_with_its_batch(desk: Desk) -> None:
    noted = desk.note_inquiry("  某某  银行 ", "own", NOW, on=date(2026, 11, 2))
    assert noted.by == "某某 银行"
    (line,) = desk.inquiries(NOW).lines
    assert (line.hard, line.stays_until) == (False, date(2028, 11, 2))
    desk.undo(NOW)
    assert desk.inquiries(NOW).lines == ()


@pytest.mark.parametrize(
    ("by", "reason", "on"),
    [("", "own", date(2026, 11, 2)), ("x" * 81, "own", date(2026, 11, 2)), ("甲", "because", date(2026, 11, 2)),
     ("甲", "own", date(2026, 12, 2))],
)  # fmt: skip
def test_a_query_that_cannot_be_is_refused_with_what_to_do(desk: Desk, by: str, reason: str, on: date) -> None:
    with pytest.raises(InputProblem) as refused:
        desk.note_inquiry(by, reason, NOW, on=on)
    assert refused.value.mend is not None
