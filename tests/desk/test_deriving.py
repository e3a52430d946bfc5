from datetime import date, timedelta

from hypothesis import given, settings

from duewatch.desk.deriving import derive
from duewatch.model.loan_event import BillIssued, Demanded
from duewatch.model.platform import Source
from duewatch.model.projection import Derived
from duewatch.model.rulebook import ReportCode
from duewatch.model.text import Literal
from tests.collection.test_stage import ladder
from tests.servicing.strategies import days, equal_instalments, events, loan, terms

NAME = Literal("小花钱包", "Xiaohua Wallet")
CODES = tuple(
    ReportCode(
        code, "overdue", NAME, ("loan",), first, last, Source("made up for the test", "general-knowledge"), "high"
    )
    for code, first, last in (("1", 1, 30), ("2", 31, 60), ("3", 61, None))
)


def derived(of, history, on, *, reports: str = "yes") -> Derived:
    by = ladder(formal_collection=15, legal=60)
    return derive(loan(of), history, on, ladder=by, codes=CODES, platform_name=NAME, reports=reports)


def test_a_late_loan_has_its_code_only_where_the_platform_may_report():
    of = equal_instalments(first_due_on=date(2026, 11, 2))
    assert derived(of, [], date(2026, 11, 23)).row.report_code == "1"
    assert derived(of, [], date(2026, 12, 3)).row.report_code == "2"
    assert derived(of, [], date(2026, 11, 23), reports="depends-on-lender").row.report_code == "1"
    assert derived(of, [], date(2026, 11, 23), reports="no").row.report_code is None
    assert derived(of, [], date(2026, 11, 2)).row.report_code is None


def test_rows_hold_to_the_day_before_something_changes():
    of = equal_instalments(first_due_on=date(2026, 11, 2), instalments=1)
    assert derived(of, [], date(2026, 10, 1)).valid_until == date(2026, 10, 25)  # then the reminder begins
    assert derived(of, [], date(2026, 11, 3)).valid_until == date(2026, 11, 16)  # then a sourced rung
    assert derived(of, [], date(2026, 11, 20)).valid_until == date(2026, 12, 2)  # then code 2
    assert derived(of, [], date(2027, 11, 20)).valid_until is None


def test_unpaid_bills_are_listed_and_past_ones_of_unknown_amount_are_not():
    known = equal_instalments(first_due_on=date(2026, 11, 2), instalments=3)
    assert len(derived(known, [], date(2026, 11, 23)).bills) == 3
    unknown = equal_instalments(first_due_on=date(2026, 11, 2), instalments=3, principal_fen=None)
    assert [bill.due_on for bill in derived(unknown, [], date(2026, 11, 23)).bills] == [
        date(2026, 12, 2),
        date(2027, 1, 2),
    ]


def test_events_of_a_coming_day_end_the_range():
    of = equal_instalments(first_due_on=date(2026, 11, 2), instalments=1)
    coming = [
        Demanded(loan_id="x-1", on=date(2026, 11, 9), stage="legal"),
        BillIssued(loan_id="x-1", on=date(2026, 12, 1), bill_id="9", due_on=date(2026, 12, 9)),
    ]
    assert derived(of, coming, date(2026, 11, 5)).valid_until == date(2026, 11, 8)


@given(terms(), events(), days)
@settings(max_examples=150, deadline=None)
def test_every_day_of_the_range_gives_the_same_rows(of, history, on):
    first = derived(of, history, on)
    assert first.valid_from == on
    last = min(first.valid_until or date.max, on + timedelta(days=120))
    for offset in range((last - on).days + 1):
        later = derived(of, history, on + timedelta(days=offset))
        assert later.row._replace(days_past_due=0) == first.row._replace(days_past_due=0)
        assert later.bills == first.bills
