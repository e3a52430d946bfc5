"""The textbook table: nothing is rounded before it is shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duewatch.model.clauses import Rounding
from duewatch.model.problem import InputProblem
from duewatch.servicing.plans import amortisation

CENT = Decimal("0.01")


@pytest.mark.parametrize(
    "table", [amortisation.level_table, amortisation.level_principal_table, amortisation.interest_only_table]
)
@given(st.decimals(100, 10**7, places=2), st.decimals(0, 40, places=2), st.integers(1, 120))
def test_every_table_ends_at_nothing_and_pays_back_what_was_lent(
    table: amortisation.Table, principal: Decimal, pct: Decimal, periods: int
) -> None:
    rows = table(principal, amortisation.period_rate(pct, 12), periods)
    assert abs(rows[-1].closing) < Decimal("1e-15")
    assert abs(sum((row.principal for row in rows), Decimal(0)) - principal) < Decimal("1e-15")


def test_an_effective_rate_compounds_to_the_year() -> None:
    rate = amortisation.period_rate(Decimal(9), 12, effective=True)
    assert abs((1 + rate) ** 12 - Decimal("1.09")) < Decimal("1e-25")
    assert amortisation.period_rate(Decimal(9), 12) == Decimal("0.0075")


def test_a_payment_that_does_not_cover_the_interest_lets_the_balance_grow_in_a_row_and_is_refused_as_a_plan() -> None:
    row = amortisation.row(1, Decimal(1000), Decimal("0.02"), Decimal(15))
    assert (row.principal, row.closing) == (Decimal(-5), Decimal(1005))
    with pytest.raises(InputProblem):
        amortisation.paid_down(Decimal(1000), Decimal("0.02"), Decimal(15))


def test_a_payment_rounded_up_to_whole_yuan_ends_with_a_smaller_one() -> None:
    rate = amortisation.period_rate(Decimal("8.4"), 12)
    payment = amortisation.to_step(amortisation.level_payment(Decimal(280_000), rate, 24), Decimal(1), Rounding.UP)
    rows = amortisation.paid_down(Decimal(280_000), rate, payment)
    assert len(rows) == 24
    assert rows[-1].payment < payment == rows[0].payment


def test_years_are_summed_twelve_rows_at_a_time() -> None:
    rows = amortisation.level_table(Decimal(208_000), amortisation.period_rate(Decimal(6), 12), 240)
    principal, interest = amortisation.year_sums(rows, 12)[0]
    assert (amortisation.to_step(principal, CENT), amortisation.to_step(interest, CENT)) == (
        Decimal("5553.18"), Decimal("12328.94"),
    )  # fmt: skip


def test_a_rate_is_carried_with_the_digits_of_a_calculator() -> None:
    carried = amortisation.annual_rate_of_digits(Decimal("4.9"), 12, 28)
    assert carried != Decimal("4.9")
    assert abs(carried - Decimal("4.9")) < Decimal("1e-26")
    assert amortisation.annual_rate_of_digits(Decimal(6), 12, 28) == 6
