"""Contracts and events for tests of the engine."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from duewatch.model.bill import Part
from duewatch.model.clauses import Interval, Rounding
from duewatch.model.loan_event import ChargeAgreed, Lent, LoanEvent, Paid, PaymentSource
from duewatch.servicing.books.contract import Amortisation, Contract, EarlyMoney, InterestMethod, Recalculation
from duewatch.servicing.strategy import Future, Strategy, Timing, strategy_of

LENT_ON = date(2026, 1, 31)
LAW = (Part.CHARGE, Part.FEE, Part.INTEREST, Part.PRINCIPAL)
IN_ORDER = strategy_of(LAW)
CENTURY = date(2099, 1, 1)


def contract(**changes: Any) -> Contract:
    """1,200 yuan in 12 instalments without interest, but for the changes."""
    terms: dict[str, Any] = {
        "principal_fen": 120000,
        "instalments": 12,
        "signed_on": LENT_ON,
        "strategy": IN_ORDER,
        "interest": InterestMethod.DECLINING,
    }
    return Contract(**{**terms, **changes})


def lent(amount_fen: int = 120000, on: date = LENT_ON, **fields: Any) -> Lent:
    return Lent(loan_id="a", on=on, amount_fen=amount_fen, **{"id": 1, **fields})


def paid(amount_fen: int, on: date, **fields: Any) -> Paid:
    return Paid(loan_id="a", on=on, amount_fen=amount_fen, **fields)


def fee(amount_fen: int, due_on: date, on: date | None = None, **fields: Any) -> ChargeAgreed:
    return ChargeAgreed(loan_id="a", on=on or due_on, due_on=due_on, amount_fen=amount_fen, **fields)


@st.composite
def strategies(draw: st.DrawFn) -> Strategy:
    steps = [(timing, part) for timing in Timing for part in draw(st.permutations(LAW))]
    return Strategy(
        steps=tuple(steps),
        by_part=draw(st.booleans()),
        future=draw(st.sampled_from(Future)),
        future_of=((PaymentSource.GOODWILL, draw(st.sampled_from(Future))),),
        due_charges_first=draw(st.booleans()),
        chargeback_order=draw(st.none() | st.permutations(LAW).map(tuple)),
    )


@st.composite
def contracts(draw: st.DrawFn, *, recalculated: bool = True) -> Contract:
    progressive = draw(st.booleans())
    instalments = draw(st.integers(1, 8))
    recalculation = st.builds(
        Recalculation,
        daily=st.booleans(),
        compound_interest=st.booleans(),
        early=st.sampled_from(EarlyMoney),
        settle_to_period_end=st.booleans(),
    )
    return contract(
        principal_fen=200000,
        instalments=instalments,
        strategy=draw(strategies()),
        annual_rate_pct=draw(st.sampled_from([Decimal(0), Decimal("7.3"), Decimal(24)])),
        interest=draw(st.sampled_from(InterestMethod)),
        by_day=draw(st.booleans()),
        amortisation=draw(st.sampled_from(Amortisation)),
        unit=draw(st.sampled_from(Interval)),
        every=draw(st.sampled_from([1, 15])) if instalments < 4 else 1,
        progressive=progressive,
        in_parts=True,
        grace_principal=draw(st.integers(0, instalments - 1)),
        grace_interest=draw(st.integers(0, instalments - 1)),
        step_fen=draw(st.sampled_from([1, 100, 1000])),
        down_payment_pct=draw(st.sampled_from([Decimal(0), Decimal(25)])),
        down_payment_kept=draw(st.booleans()),
        recalculation=draw(st.none() | recalculation) if recalculated else None,
        rounding=draw(st.sampled_from([Rounding.HALF_UP, Rounding.HALF_EVEN])),
    )


@st.composite
def histories(draw: st.DrawFn, *, most: int = 6) -> list[LoanEvent]:
    """A lending and some payments, fees and more lendings after it, each with an id."""
    events: list[LoanEvent] = [lent(draw(st.integers(50000, 120000)))]
    for number in range(2, 2 + draw(st.integers(0, most))):
        on = LENT_ON + timedelta(days=draw(st.integers(0, 120)))
        amount = draw(st.integers(1, 60000))
        kind = draw(st.sampled_from(["paid", "paid", "goodwill", "fee", "lent"]))
        if kind == "fee":
            events.append(fee(amount // 10 + 1, on + timedelta(days=draw(st.integers(0, 40))), on, id=number))
        elif kind == "lent":
            events.append(lent(amount, on, id=number))
        else:
            source = PaymentSource.GOODWILL if kind == "goodwill" else None
            events.append(paid(amount, on, id=number, source=source))
    return events
