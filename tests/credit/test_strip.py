"""The strip of month codes, past and forecast."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.config.rules import rulebook
from duewatch.credit.report import CARD, LOAN
from duewatch.credit.strip import Strip, strip
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued, GuarantorPaid, Paid, PartyNamed, PartyRole, Settled
from duewatch.model.supposition import Supposition
from duewatch.model.text import text

RULES = rulebook()
NOTHING = Supposition(text("nothing is paid"))
TERMS = Terms(
    kind=LoanKind.EQUAL_INSTALMENT,
    principal_fen=1_200_000,
    annual_rate_pct=Decimal(12),
    instalments=12,
    disbursed_on=date(2026, 7, 10),
    first_due_on=date(2026, 8, 10),
)
LOAN_1 = Loan(id="x-1", platform_id="x", name="x", terms=TERMS)
INSTALMENT = 106_619


def paid(day, fen=INSTALMENT):
    return Paid(loan_id="x-1", on=day, amount_fen=fen)


def seen(events, on, supposing=NOTHING, loan=LOAN_1, applies_to=LOAN, **how) -> Strip:
    return strip(
        loan, events, on, supposing, codes=RULES.codes, applies_to=applies_to,
        retention_years=RULES.bad_information_retention_years, **how,
    )  # fmt: skip


def codes(of: Strip) -> list[str | None]:
    return [None if cell.code is None else cell.code.code for cell in of.months]


ON_TIME = [paid(date(2026, 8, 10)), paid(date(2026, 9, 9)), paid(date(2026, 10, 10))]


def test_months_paid_on_time_are_normal_and_the_month_of_lending_has_nothing_due():
    found = seen(ON_TIME, date(2026, 11, 5), ahead=0)
    assert codes(found) == ["*", "N", "N", "N", "1"]  # nothing paid on 10 November: 20 days late at its end
    assert [cell.certain for cell in found.months] == [True, True, True, True, False]
    assert found.months[0].month == date(2026, 7, 1)


def test_unpaid_days_climb_from_code_to_code():
    found = seen(ON_TIME, date(2026, 11, 5), ahead=7)
    assert codes(found)[4:] == ["1", "2", "3", "4", "5", "6", "7", "7"]
    assert found.bad_until_on is None  # the years do not run while it is unpaid


def test_paid_late_within_the_month_is_no_clean_mark_and_not_certain():
    late = [paid(date(2026, 8, 10)), paid(date(2026, 9, 20)), paid(date(2026, 10, 10))]
    found = seen(late, date(2026, 11, 5), ahead=0)
    assert codes(found)[:4] == ["*", "N", "M", "N"]
    assert not found.months[2].certain


def test_a_bad_mark_may_drop_off_five_years_after_the_day_it_was_made_good():
    late = [paid(date(2026, 8, 10)), paid(date(2026, 10, 5)), paid(date(2026, 10, 9)), paid(date(2026, 11, 10))]
    found = seen(late, date(2026, 11, 15), ahead=0)
    assert codes(found) == ["*", "N", "1", "N", "N"]
    assert found.bad_until_on == date(2031, 10, 5)


def test_a_second_lateness_starts_the_years_anew():
    twice = [paid(date(2026, 8, 20)), paid(date(2026, 9, 10)), paid(date(2026, 10, 25)), paid(date(2026, 11, 10))]
    found = seen(twice, date(2026, 11, 15), ahead=0)
    assert codes(found) == ["*", "M", "N", "M", "N"]
    assert found.bad_until_on == date(2031, 10, 25)


def test_suppositions_change_the_forecast_and_never_the_past():
    on = date(2026, 11, 15)
    pays = Supposition(text("paid on the 20th"), (paid(date(2026, 11, 20)),))
    nothing, paying = seen(ON_TIME, on, ahead=1), seen(ON_TIME, on, pays, ahead=1)
    assert nothing.months[:4] == paying.months[:4]
    assert codes(nothing)[4:] == ["1", "2"]
    assert codes(paying)[4:] == ["M", "1"]


def test_what_is_stored_of_later_days_is_not_the_past():
    assert codes(seen([*ON_TIME, paid(date(2026, 11, 10))], date(2026, 11, 5), ahead=0))[-1] == "1"


def test_a_settled_loan_ends_with_its_own_code():
    settled = [*ON_TIME, Settled(loan_id="x-1", on=date(2026, 10, 20))]
    found = seen(settled, date(2026, 12, 5), ahead=3)
    assert codes(found) == ["*", "N", "N", "C"]


def test_a_bill_of_unknown_amount_leaves_its_month_open():
    card = Loan(id="x-1", platform_id="x", name="x", terms=Terms(kind=LoanKind.REVOLVING, statement_day=16, due_day=5))
    unknown = BillIssued(loan_id="x-1", on=date(2026, 10, 16), bill_id="2026-11", due_on=date(2026, 11, 5))
    found = seen([unknown], date(2026, 11, 20), loan=card, applies_to=CARD, ahead=0)
    assert codes(found)[-1] is None
    assert not found.months[-1].certain


def test_nothing_is_known_of_a_loan_without_a_single_day():
    unknown = Loan(id="x-1", platform_id="x", name="x", terms=Terms(kind=LoanKind.UNKNOWN))
    assert seen([], date(2026, 11, 5), loan=unknown).months == ()


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 200_000)), max_size=6), st.integers(0, 200))
@settings(max_examples=40, deadline=None)
def test_only_months_that_are_over_are_certain_and_months_follow_one_another(payments, offset):
    first = date(2026, 8, 1)
    on = first.fromordinal(first.toordinal() + offset)
    events = [paid(first.fromordinal(first.toordinal() + day), fen) for day, fen in payments]
    found = seen(events, on, ahead=3)
    months = [cell.month for cell in found.months]
    assert months == sorted(set(months))
    for cell in found.months:
        assert not cell.certain or (cell.month.year, cell.month.month) < (on.year, on.month)


def test_from_the_month_in_which_a_guarantor_paid_it_is_its_own_code_until_the_loan_is_settled():
    instead = GuarantorPaid(loan_id="x-1", on=date(2026, 9, 20), amount_fen=INSTALMENT, name="乙担保")
    found = seen([ON_TIME[0], instead, Settled(loan_id="x-1", on=date(2026, 11, 3))], date(2026, 12, 5), ahead=0)
    assert codes(found) == ["*", "N", "D", "D", "C"]
    assert [cell.certain for cell in found.months[2:4]] == [False, False]
    assert found.bad_until_on is not None
    assert found.bad_until_on >= date(2031, 11, 3)


def test_while_the_guarantor_is_not_paid_back_the_years_do_not_run():
    instead = GuarantorPaid(loan_id="x-1", on=date(2026, 9, 20), amount_fen=INSTALMENT, name="乙担保")
    assert seen([*ON_TIME, instead], date(2026, 11, 5)).bad_until_on is None


def test_cards_have_no_code_for_a_guarantor():
    instead = GuarantorPaid(loan_id="x-1", on=date(2026, 9, 20), amount_fen=INSTALMENT, name="乙担保")
    assert "D" not in codes(seen([*ON_TIME, instead], date(2026, 11, 5), applies_to=CARD))


def test_a_party_of_long_ago_does_not_make_the_loan_older():
    named = PartyNamed(loan_id="x-1", on=date(2020, 1, 1), role=PartyRole.GUARANTOR, name="乙担保")
    assert seen([*ON_TIME, named], date(2026, 11, 5), back=60).months == seen(ON_TIME, date(2026, 11, 5)).months
