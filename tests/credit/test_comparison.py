"""A credit report's account beside our own: every difference is named, with what may explain it."""

from datetime import date

from duewatch.config.rules import rulebook
from duewatch.credit.comparison import Comparison, compare
from duewatch.credit.strip import strip
from duewatch.desk.supposing import nothing_paid
from duewatch.model.credit_report import ReportedAccount, ReportedMonth
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued, LoanEvent, Paid
from duewatch.servicing.replay import replay

LOAN = Loan(id="huabei-1", platform_id="huabei", name="花呗", terms=Terms(kind=LoanKind.REVOLVING))
TOLD, MADE = date(2026, 8, 31), date(2026, 9, 5)


def bill(month: int, fen: int = 10000) -> BillIssued:
    return BillIssued(
        loan_id="huabei-1", on=date(2026, month, 1), bill_id=f"2026-{month:02d}", due_on=date(2026, month, 10),
        total_fen=fen,
    )  # fmt: skip


def paid(month: int, day: int = 9) -> Paid:
    return Paid(loan_id="huabei-1", on=date(2026, month, day), amount_fen=10000)


def compared(codes: str, *events: LoanEvent, first: int = 5, shared: bool = False, **figures: object) -> Comparison:
    months = tuple(ReportedMonth(f"2026-{first + place:02d}", code) for place, code in enumerate(codes))
    account = ReportedAccount(1, 1, "line", "重庆蚂蚁消费金融有限公司", "", months=months, as_of=TOLD, **figures)  # type: ignore[arg-type]
    rules = rulebook()
    cells = strip(
        LOAN, events, MADE, nothing_paid(), codes=rules.codes, applies_to="loan", retention_years=5, back=60, ahead=0
    ).months
    standing = replay(LOAN, [event for event in events if event.on <= TOLD], TOLD)
    return compare(account, LOAN, cells, standing, TOLD, shared=shared)


ON_TIME = (bill(5), paid(5), bill(6), paid(6), bill(7), paid(7), bill(8), paid(8))


def test_months_that_agree_are_no_difference() -> None:
    result = compared("NNNN", *ON_TIME)
    assert (result.months, result.months_same) == ((), 4)


def test_each_months_difference_names_both_codes_and_why() -> None:
    late_here = compared("NNNN", bill(5), bill(6), paid(6), bill(7), paid(7), bill(8), paid(8))
    assert [(one.month.month, one.ours, one.theirs) for one in late_here.months] != []
    assert late_here.months[0].theirs == "N" and late_here.months[0].reasons == ("payment-missing",)
    late_there = compared("N1NN", *ON_TIME)
    assert [(one.month, one.ours, one.theirs, one.reasons) for one in late_there.months] == [
        (date(2026, 6, 1), "N", "1", ("reported-late",))
    ]
    assert compared("NN", first=5).months[0].reasons == ("bill-missing",)
    assert compared("NNNC", *ON_TIME).months[0].reasons[0] == "over-there"
    assert compared("NNN*", *ON_TIME).months[0].reasons == ("not-told-there",)
    assert compared("NNN1", *ON_TIME, shared=True).months[0].reasons == ("reported-late", "granularity")


def test_paid_late_within_the_month_and_a_month_not_over_are_said_so() -> None:
    events = (bill(5), paid(5, 20), *ON_TIME[2:])
    (one,) = compared("NNNN", *events).months
    assert (one.ours, one.reasons) == ("M", ("within-month", "assumption"))
    (later,) = compared("N", *ON_TIME, bill(9), first=9).months
    assert later.reasons == ("report-older", "payment-missing", "assumption")


def test_figures_that_differ_are_named_and_unknown_ones_of_ours_too() -> None:
    result = compared(
        "", *ON_TIME, balance_fen=500000, overdue_fen=20000, limit_fen=1000000, late_months=2, state="open"
    )
    found = {one.what: (one.ours, one.theirs, one.reasons[0]) for one in result.figures}
    assert found["overdue"] == (0, 20000, "bill-missing")
    assert found["limit"] == (None, 1000000, "terms-missing")
    assert found["late-months"] == (0, 2, "bill-missing")
    assert found["balance"][1] == 500000
    assert compared("", state="settled").figures[0].what == "state"
