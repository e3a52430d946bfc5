"""An advertised offer: what is missing is found, and the true yearly cost follows from the flows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duewatch.model.loan import LoanKind
from duewatch.model.problem import InputProblem
from duewatch.servicing.offer import METHODS, Offer, RatePer, work_out
from duewatch.wording import Wording

ON = date(2026, 11, 26)
LEVEL = Offer(principal_fen=1_000_000, instalments=12, rate_pct=Decimal(18))
FLAT = Offer(
    method=LoanKind.FLAT, principal_fen=1_000_000, instalments=12, rate_pct=Decimal("0.6"), rate_per=RatePer.MONTH
)


def test_a_monthly_fee_on_the_whole_amount_costs_nearly_twice_what_it_says():
    found = work_out(FLAT, ON)
    assert found.advertised_pct == Decimal("7.2")
    assert found.paid_fen == 1_072_000
    assert found.cost.simple_pct == Decimal("13.0342")
    assert found.notes


def test_every_bill_of_an_advert_is_what_the_advert_says():
    found = work_out(Offer(principal_fen=1_000_000, instalments=12, instalment_fen=95_933), ON)
    assert found.found == "rate_pct"
    assert {line.total_fen for line in found.lines} == {95_933}
    assert found.cost.compound_pct == Decimal("30.3842")
    assert found.cost_fen == 12 * 95_933 - 1_000_000


def test_a_fee_that_is_deducted_first_raises_the_cost_and_lowers_what_is_received():
    with_fee = work_out(replace(LEVEL, deducted_fen=50_000), ON)
    assert with_fee.received_fen == 950_000
    assert with_fee.fees_fen == 50_000
    assert with_fee.cost.simple_pct > work_out(LEVEL, ON).cost.simple_pct + 9


def test_a_daily_rate_is_that_of_a_year_of_360_days():
    assert work_out(replace(LEVEL, rate_pct=Decimal("0.05"), rate_per=RatePer.DAY), ON).advertised_pct == 18


@pytest.mark.parametrize("missing", ["principal_fen", "instalments", "rate_pct", "instalment_fen"])
@pytest.mark.parametrize("offer", [LEVEL, FLAT], ids=["level", "flat"])
def test_whichever_value_is_missing_is_found_again(offer, missing):
    whole = work_out(offer, ON).offer
    found = work_out(replace(whole, **{missing: None}), ON)
    assert found.found == missing
    told, given_ = getattr(found.offer, missing), getattr(whole, missing)
    assert abs(told - given_) <= {"principal_fen": 10, "rate_pct": Decimal("0.001")}.get(missing, 0)


@pytest.mark.parametrize(
    ("offer", "said"),
    [
        (Offer(principal_fen=1_000_000), "number of bills is missing"),
        (Offer(instalments=12, rate_pct=Decimal(7)), "amount lent is missing"),
        (replace(LEVEL, principal_fen=-1), "amount lent cannot be -0.01"),
        (replace(LEVEL, instalments=0), "number of bills 0"),
        (replace(LEVEL, rate_pct=Decimal(1001)), "1001 percent"),
        (replace(LEVEL, rate_pct=Decimal(3), rate_per=RatePer.DAY), "3 percent a day"),
        (replace(LEVEL, deducted_fen=1_000_000), "nothing would be paid out"),
        (replace(LEVEL, rate_pct=None, instalment_fen=50_000), "less than the amount lent"),
        (replace(FLAT, rate_pct=None, instalment_fen=50_000), "less than the amount lent"),
        (replace(LEVEL, instalments=None, instalment_fen=10_000), "never paid back"),
        (replace(FLAT, instalments=None, instalment_fen=5_000), "never paid back"),
        (replace(LEVEL, method=LoanKind.EQUAL_PRINCIPAL, instalment_fen=1), "bills differ"),
    ],
)
def test_an_offer_that_cannot_be_is_refused_in_a_sentence(offer, said):
    with pytest.raises(InputProblem) as caught:
        work_out(offer, ON)
    assert said in Wording("en").say(caught.value.what)
    assert caught.value.mend is not None


@given(
    st.sampled_from(METHODS),
    st.integers(100_000, 100_000_000),
    st.integers(1, 60),
    st.decimals(0, 36, places=2),
    st.integers(0, 50_000),
    st.integers(0, 5_000),
)
@settings(max_examples=150, deadline=None)
def test_what_is_paid_is_what_was_received_and_all_that_it_costs(method, principal, count, rate, deducted, each):
    offer = Offer(
        method=method, principal_fen=principal, instalments=count, rate_pct=rate, deducted_fen=deducted,
        fee_each_fen=each,
    )  # fmt: skip
    found = work_out(offer, ON)
    assert sum(line.principal_fen for line in found.lines) == principal
    assert found.paid_fen == found.received_fen + found.interest_fen + found.fees_fen
    if rate or deducted or each:
        assert found.cost.compound_pct >= 0
