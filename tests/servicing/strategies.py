"""Loans and events as hypothesis makes them up."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from duewatch.model.clauses import LateBase
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import (
    BillIssued,
    Charged,
    Demanded,
    LoanEvent,
    Paid,
    Paused,
    Refunded,
    Settled,
    Waived,
)

FIRST = date(2026, 1, 1)
days = st.integers(0, 420).map(lambda offset: FIRST + timedelta(days=offset))
amounts = st.integers(1, 300_000)
rates = st.decimals(0, 36, places=2)


@st.composite
def terms(draw: st.DrawFn, *, scheduled: bool = False) -> Terms:
    kinds = [LoanKind.EQUAL_INSTALMENT, LoanKind.INTEREST_FIRST, LoanKind.BULLET]
    kind = draw(st.sampled_from(kinds if scheduled else list(LoanKind)))
    return Terms(
        kind=kind,
        principal_fen=draw(st.integers(10_000, 5_000_000) if scheduled else st.none() | amounts),
        annual_rate_pct=draw(rates if scheduled else st.none() | rates),
        instalments=1 if kind is LoanKind.BULLET else draw(st.integers(1, 24)),
        disbursed_on=FIRST - timedelta(days=1),
        first_due_on=draw(days),
        due_day=draw(st.none() | st.integers(1, 31)) if kind is LoanKind.REVOLVING else None,
        statement_day=draw(st.none() | st.integers(1, 31)),
        late_daily_pct=draw(st.none() | st.decimals("0.01", "1", places=2)),
        late_base=draw(st.sampled_from(LateBase)),
        grace_days=draw(st.sampled_from((0, 0, 3))),
    )


bill_ids = st.sampled_from((None, "1", "2", "2026-03"))


@st.composite
def events(draw: st.DrawFn) -> list[LoanEvent]:
    kinds = draw(st.lists(st.integers(0, 7), max_size=9))
    made: list[LoanEvent] = []
    for number, kind in enumerate(kinds):
        on = draw(days)
        who = {"loan_id": "x-1", "on": on, "id": number + 1}
        amount = draw(amounts)
        bill_id = draw(bill_ids)
        if kind == 0:
            total = draw(st.none() | amounts)
            minimum = draw(st.none() | st.integers(1, total)) if total else None
            due_on = draw(days)
            made.append(
                BillIssued(**who, bill_id=f"{due_on:%Y-%m}", due_on=due_on, total_fen=total, minimum_fen=minimum)
            )
        elif kind in {1, 2}:
            made.append(Paid(**who, amount_fen=amount, bill_id=bill_id))
        elif kind == 3:
            made.append(Refunded(**who, amount_fen=amount, bill_id=bill_id))
        elif kind == 4:
            made.append(Charged(**who, amount_fen=amount, bill_id=bill_id))
        elif kind == 5:
            made.append(Waived(**who, amount_fen=amount, bill_id=bill_id))
        elif kind == 6:
            stage = draw(st.sampled_from(("formal-collection", "outside-agency", "legal")))
            made.append(draw(st.sampled_from((Demanded(**who, stage=stage), Paused(**who, until_on=draw(days))))))
        else:
            made.append(Settled(**who))
    return made


def loan(of: Terms) -> Loan:
    return Loan(id="x-1", platform_id="xiaohua", name="小花钱包", terms=of)


def equal_instalments(**changes: object) -> Terms:
    """12 bills of a plain loan: ¥8,400 at 15.6 % from 2026-08-02."""
    given: dict[str, object] = {
        "kind": LoanKind.EQUAL_INSTALMENT,
        "principal_fen": 840_000,
        "annual_rate_pct": Decimal("15.6"),
        "instalments": 12,
        "first_due_on": date(2026, 8, 2),
    }
    return Terms(**{**given, **changes})  # type: ignore[arg-type]
