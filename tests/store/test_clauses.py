from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from duewatch.model.bill import Part
from duewatch.model.clauses import (
    AllocationClause,
    CardClause,
    DayCount,
    FeeBand,
    FeeClause,
    FeeTiming,
    LateClause,
    LateKind,
    LprTerm,
    PrepaymentClause,
    RateChange,
    Repricing,
    Surplus,
)
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.store.clauses import stored
from duewatch.store.rows import LOAN_COLUMNS, loan_of, loan_values
from tests.desk.clause_strategies import TERMS

WHOLE = Terms(
    kind=LoanKind.FLAT,
    principal_fen=1_200_000,
    day_count=DayCount.ACTUAL_365,
    grace_principal=2,
    step_fen=100,
    fees=(FeeClause(timing=FeeTiming.DEDUCTED, pct=Decimal("2.50")),),
    rate_changes=(RateChange(from_on=date(2027, 1, 1), annual_rate_pct=Decimal("3.10")),),
    repricing=Repricing(term=LprTerm.OVER_FIVE_YEARS, spread_pct=Decimal("-0.20"), month=1, day=1),
    late_clauses=(
        LateClause(kind=LateKind.MULTIPLE, multiple=Decimal("1.5")),
        LateClause(kind=LateKind.FEE, bands=(FeeBand(from_day=5, to_day=10, amount_fen=2_000),), cap_fen=9_900),
    ),
    allocation=AllocationClause(
        order=(Part.PRINCIPAL, Part.INTEREST), surplus=Surplus.LAST, late_order=(Part.PRINCIPAL,), late_from_days=91
    ),
    prepayment=PrepaymentClause(pct=Decimal(1), free_after=6),
    card=CardClause(daily_pct=Decimal("0.05"), tolerance_fen=1_000, grace_days=3),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(terms=TERMS)
def test_whatever_a_contract_says_comes_back_from_the_store(terms):
    loan = Loan(id="x-1", platform_id="x", name="x", terms=terms)
    row = loan_values(loan)
    assert loan_of(tuple(row[name] for name in LOAN_COLUMNS)) == loan


@pytest.mark.parametrize("terms", [WHOLE, Terms(kind=LoanKind.UNKNOWN)])
def test_every_clause_comes_back_from_the_store_as_it_went_in(terms):
    loan = Loan(id="x-1", platform_id="x", name="x", terms=terms)
    row = loan_values(loan)
    assert loan_of(tuple(row[name] for name in LOAN_COLUMNS)) == loan
    assert {type(cell) for cell in row.values()} <= {str, int, type(None)}


def test_a_float_never_gets_into_a_clause():
    with pytest.raises(TypeError, match="float"):
        stored((FeeClause(timing=FeeTiming.DEDUCTED, pct=0.1),))
