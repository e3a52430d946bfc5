from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from duewatch.model.problem import InputProblem
from duewatch.servicing import time_value as tv

NEAR = Decimal("1e-9")
some_rates = st.decimals("0.0001", "0.2", places=4)
terms = st.integers(1, 480).map(Decimal)
sums = st.integers(1, 10**7).map(Decimal)


@given(some_rates, terms, sums, st.booleans(), st.sampled_from(["payment", "rate", "periods", "present"]))
def test_the_missing_one_of_five_is_found_again(
    rate: Decimal, periods: Decimal, present: Decimal, in_advance: bool, missing: str
) -> None:
    assume(not (in_advance and periods == 1))
    final = Decimal(0)
    payment = tv.solve(
        payment=None, rate=rate, periods=periods, present=present, final=final, in_advance=in_advance
    ).payment
    given_all = {"payment": payment, "rate": rate, "periods": periods, "present": present, "final": final}
    # Where the annuity has all but become a perpetuity, the payment's last digit decides about hundreds of periods.
    assume(missing != "periods" or (1 + rate) ** periods < 10**12)
    solved = tv.solve(**(given_all | {missing: None}), in_advance=in_advance)
    assert abs(getattr(solved, missing) - given_all[missing]) <= NEAR * (1 + abs(given_all[missing]))


@given(some_rates, terms, sums)
def test_interest_and_principal_make_the_payment_and_all_principal_the_loan(
    rate: Decimal, nper: Decimal, pv: Decimal
) -> None:
    assume(nper <= 60)
    level = tv.pmt(rate, nper, pv)
    shares = [tv.ppmt(rate, Decimal(per), nper, pv) for per in range(1, int(nper) + 1)]
    interest = tv.ipmt(rate, Decimal(1), nper, pv)
    assert level is not None and interest is not None and shares[0] is not None
    assert abs(shares[0] + interest - level) < NEAR
    assert abs(sum(share for share in shares if share is not None) + pv) < NEAR * pv
    assert abs((tv.cumprinc(rate, nper, pv, Decimal(1), nper) or 0) + pv) < NEAR * pv


@given(some_rates, st.integers(1, 365).map(Decimal))
def test_nominal_undoes_effect(rate: Decimal, periods: Decimal) -> None:
    effective = tv.effect(rate, periods)
    assert effective is not None
    assert abs((tv.nominal(effective, periods) or 0) - rate) < NEAR


def test_without_interest_the_payments_add_up() -> None:
    assert tv.pmt(Decimal(0), Decimal(10), Decimal(1000)) == -100
    assert tv.nper(Decimal(0), Decimal(-100), Decimal(1000)) == 10
    assert tv.rate(Decimal(10), Decimal(-100), Decimal(1000)) == 0


def test_a_tiny_rate_loses_no_digits() -> None:
    found = tv.pmt(Decimal("1e-16"), Decimal(10), Decimal(1000))
    assert found is not None
    assert abs(found + 100) < Decimal("1e-12")


def test_amounts_that_balance_at_two_rates_give_both() -> None:
    solved = tv.solve(
        payment=Decimal(1000), rate=None, periods=Decimal(6), present=Decimal(-4000), final=Decimal(-2200)
    )
    assert len(solved.other_rates) == 1
    assert tv.fv(solved.rate, Decimal(6), Decimal(1000), Decimal(-4000)) == pytest.approx(Decimal(-2200))
    assert tv.fv(solved.other_rates[0], Decimal(6), Decimal(1000), Decimal(-4000)) == pytest.approx(Decimal(-2200))


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (tv.pmt, ("0.01", "0", "1000")),
        (tv.pmt, ("0.01", "10", "1000", "0", 2)),
        (tv.pv, ("0.01", "-10", "1000")),
        (tv.nper, ("0.25", "0.5", "0", "150", 1)),
        (tv.nper, ("0", "0", "500", "0")),
        (tv.rate, ("12", "400", "10000", "5000")),
        (tv.rate, ("0", "1", "8000")),
        (tv.ipmt, ("0.01", "0", "10", "1000")),
        (tv.ppmt, ("0.01", "11", "10", "1000")),
        (tv.ispmt, ("0.1", "4", "3", "1000")),
        (tv.cumipmt, ("0.01", "10", "1000", "24", "13")),
        (tv.effect, ("1", "0")),
        (tv.nominal, ("0", "12")),
        (tv.rri, ("0", "1", "2")),
        (tv.pduration, ("0", "1", "2")),
        (tv.fv, ("NaN", "10", "1000")),
    ],
)
def test_what_has_no_value_is_none(function, arguments) -> None:
    assert function(*(Decimal(value) if isinstance(value, str) else value for value in arguments)) is None


def test_growth_over_time_and_back() -> None:
    assert tv.rri(Decimal(2), Decimal(100), Decimal(121)) == pytest.approx(Decimal("0.1"))
    assert tv.pduration(Decimal("0.1"), Decimal(100), Decimal(121)) == pytest.approx(Decimal(2))


@pytest.mark.parametrize(
    "changed",
    [
        {"rate": Decimal("0.01")},
        {"payment": None, "rate": None},
        {"periods": Decimal(0)},
        {"periods": Decimal(-3)},
        {"payment": Decimal("NaN")},
        {"present": Decimal("Infinity")},
        {"payment": Decimal(100), "present": Decimal(100)},
    ],
)
def test_what_cannot_be_solved_is_said_in_one_sentence(changed: dict[str, Decimal | None]) -> None:
    values = {
        "payment": Decimal(-100),
        "rate": None,
        "periods": Decimal(12),
        "present": Decimal(1000),
        "final": Decimal(0),
    } | changed
    with pytest.raises(InputProblem) as problem:
        tv.solve(**values)
    assert problem.value.mend is not None
