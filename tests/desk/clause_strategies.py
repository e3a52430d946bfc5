"""Clauses of every kind, as a contract may hold them and words can say them."""

from dataclasses import fields
from datetime import date

from hypothesis import strategies as st

from duewatch.model.bill import Part
from duewatch.model.clauses import (
    AllocationClause,
    CardClause,
    DayCount,
    FeeBand,
    FeeBase,
    FeeClause,
    FeeTiming,
    FirstPeriod,
    Interval,
    LateBase,
    LateClause,
    LateKind,
    LprTerm,
    PrepaymentClause,
    RateChange,
    Repricing,
    Rounding,
    Surplus,
)
from duewatch.model.loan import LoanKind, Terms

AMOUNTS = st.integers(1, 10**12)
PERCENTS = st.decimals(0, 1000, places=4)
MULTIPLES = st.decimals("0.01", 10, places=2)
ORDERS = st.permutations(list(Part)).map(tuple)
CAPS = st.fixed_dictionaries({"cap_fen": st.none() | AMOUNTS, "cap_pct": st.none() | PERCENTS})
BASES = st.sampled_from(LateBase)


@st.composite
def bands(draw: st.DrawFn) -> tuple[FeeBand, ...]:
    """Bands that follow one another; the last may be open."""
    edges = sorted(draw(st.lists(st.integers(1, 4000), min_size=2, max_size=8, unique=True)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    made = [FeeBand(from_day=first, to_day=last - 1, amount_fen=draw(AMOUNTS)) for first, last in pairs]
    if draw(st.booleans()):
        made.append(FeeBand(from_day=edges[-1], to_day=None, amount_fen=draw(AMOUNTS)))
    return tuple(made)


FEES = st.builds(FeeClause, timing=st.sampled_from(FeeTiming), amount_fen=AMOUNTS) | st.builds(
    FeeClause, timing=st.sampled_from(FeeTiming), pct=PERCENTS, base=st.sampled_from(FeeBase)
)
DAYS_OF_YEAR = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: (day.month, day.day))
REPRICINGS = st.builds(
    lambda term, spread, on, every: Repricing(
        term=term, spread_pct=spread, month=on and on[0], day=on and on[1], every_months=every
    ),
    st.sampled_from(LprTerm),
    st.decimals(-20, 20, places=3),
    st.none() | DAYS_OF_YEAR,
    st.integers(1, 120),
)
LATES = st.one_of(
    st.builds(lambda caps, **how: LateClause(kind=LateKind.DAILY, **how, **caps), caps=CAPS, pct=PERCENTS, base=BASES),
    st.builds(
        lambda caps, **how: LateClause(kind=LateKind.MULTIPLE, **how, **caps), caps=CAPS, multiple=MULTIPLES, base=BASES
    ),
    st.builds(lambda caps, **how: LateClause(kind=LateKind.COMPOUND, **how, **caps), caps=CAPS, multiple=MULTIPLES),
    st.builds(lambda caps, **how: LateClause(kind=LateKind.FEE, **how, **caps), caps=CAPS, bands=bands()),
)
ALLOCATIONS = st.builds(
    lambda order, by_part, surplus, late: AllocationClause(
        order=order,
        by_part=by_part,
        surplus=surplus,
        late_order=late and late[0],
        late_from_days=late and late[1],
    ),
    ORDERS,
    st.booleans(),
    st.sampled_from(Surplus),
    st.none() | st.tuples(ORDERS, st.integers(1, 999)),
)
FREE_AFTER = st.none() | st.integers(0, 600)
FLAT = st.none() | st.booleans()
PREPAYMENTS = st.one_of(
    st.builds(PrepaymentClause, flat_given_back=FLAT),
    st.builds(PrepaymentClause, pct=PERCENTS, free_after=FREE_AFTER, flat_given_back=FLAT),
    st.builds(
        PrepaymentClause,
        interest_months=st.decimals(0, 36, places=1),
        free_after=FREE_AFTER,
        flat_given_back=FLAT,
    ),
)


@st.composite
def cards(draw: st.DrawFn) -> CardClause | None:
    """A card's clause; None for one that says nothing."""
    percents, amounts = st.none() | PERCENTS, st.none() | AMOUNTS
    minimum, late = draw(percents), draw(percents)
    made = CardClause(
        due_offset_days=draw(st.none() | st.integers(0, 90)),
        daily_pct=draw(percents),
        minimum_pct=minimum,
        minimum_least_fen=None if minimum is None else draw(amounts),
        minimum_whole_charges=True if minimum is None else draw(st.booleans()),
        paid_part_free=draw(st.booleans()),
        late_pct=late,
        late_least_fen=None if late is None else draw(amounts),
        tolerance_fen=draw(st.integers(0, 10**9)),
        tolerance_pct=draw(PERCENTS),
        grace_days=draw(st.integers(0, 90)),
        cash_daily_pct=draw(percents),
    )
    return None if made == CardClause() else made


CHANGES = st.builds(RateChange, from_on=st.dates(date(1990, 1, 1), date(2099, 12, 31)), annual_rate_pct=PERCENTS)
CLAUSES = {
    "every": st.integers(1, 999),
    "unit": st.sampled_from(Interval),
    "day_count": st.none() | st.sampled_from(DayCount),
    "grace_principal": st.integers(0, 600),
    "grace_interest": st.integers(0, 600),
    "step_fen": st.sampled_from([1, 10, 100, 1000]) | AMOUNTS,
    "rounding": st.sampled_from(Rounding),
    "first_period": st.sampled_from(FirstPeriod),
    "principal_share_pct": st.none() | PERCENTS,
    "fees": st.lists(FEES, max_size=3).map(tuple),
    "rate_changes": st.lists(CHANGES, max_size=3).map(tuple),
    "repricing": st.none() | REPRICINGS,
    "late_clauses": st.lists(LATES, max_size=3).map(tuple),
    "allocation": st.none() | ALLOCATIONS,
    "prepayment": st.none() | PREPAYMENTS,
    "card": cards(),
}
TERMS = st.builds(Terms, kind=st.sampled_from(LoanKind), **CLAUSES)
assert {field.name for field in fields(Terms)} >= set(CLAUSES)
