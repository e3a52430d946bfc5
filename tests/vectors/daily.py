"""daily_interest: level plans and dated ledgers of loans with daily simple interest."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from duewatch.model.bill import Part
from duewatch.model.clauses import Rounding
from duewatch.servicing.daily.daily import DEFAULT_ORDER, DailyTerms
from duewatch.servicing.daily.daily_plan import FinalPayment, daily_plan
from duewatch.servicing.daily.daily_replay import DailyEvent, DailyKind, DayRow, statement
from tests.vectors.case import Adapter, Case, NotModelled, day, decimal, differences, fen

PARTS = {
    "charges": Part.CHARGE,
    "charge": Part.CHARGE,
    "penalties": Part.CHARGE,
    "fees": Part.FEE,
    "fee": Part.FEE,
    "interest": Part.INTEREST,
    "principal": Part.PRINCIPAL,
}
ROUNDINGS = {
    "down": Rounding.DOWN,
    "floor": Rounding.DOWN,
    "up": Rounding.UP,
    "ceiling": Rounding.UP,
    "half_up": Rounding.HALF_UP,
    "half_even": Rounding.HALF_EVEN,
}
AMOUNTS = {
    "advance": (DailyKind.LENT, Part.PRINCIPAL),
    "new_charges": (DailyKind.CHARGED, Part.CHARGE),
    "new_fees": (DailyKind.CHARGED, Part.FEE),
    "waived_charges": (DailyKind.WAIVED, Part.CHARGE),
    "waived_interest": (DailyKind.WAIVED, Part.INTEREST),
    "paid": (DailyKind.PAID, Part.CHARGE),
}


def daily_interest(case: Case, _whole: Case) -> list[str]:
    """A case by its kind."""
    kind = case.get("kind") or ("ledger" if "events" in case else "schedule")
    if kind == "schedule":
        return differences(case["expected"], _schedule(case), case.get("tolerance"))
    if kind == "ledger":
        return [
            line
            for line in differences(case["expected"], _ledger(case), case.get("tolerance"))
            if not _said_wrong(case, line)
        ]
    raise NotModelled(f"a daily interest case of the kind {kind}")


def _terms(case: Case) -> DailyTerms:
    return DailyTerms(
        daily_pct=_optional(case, "daily_rate_pct"),
        annual_pct=_optional(case, "annual_rate_pct"),
        year_days=None if case.get("year_days") == "actual" else int(case.get("year_days", 365)),
        daily_cap_pct=_optional(case, "daily_rate_cap_pct"),
        cap_pct=_optional(case, "interest_cap_pct_of_principal"),
        free_days=int(case.get("settle_free_days", 0)),
        credit_annual_pct=decimal(case.get("negative_balance_rate_pct", "0")),
        rounding=ROUNDINGS[case.get("interest_rounding", "half_up").replace("-", "_")],
        order=tuple(PARTS[part] for part in case.get("order", ())) or DEFAULT_ORDER,
    )


def _schedule(case: Case) -> dict[str, Any]:
    plan = daily_plan(
        fen(case["principal"]),
        day(case["start"]),
        [day(due) for due in case["due"]],
        _terms(case),
        final=FinalPayment(case.get("final_payment", "lower")),
        rounding=ROUNDINGS[case.get("payment_rounding", "half_up").replace("-", "_")],
        step_fen=fen(case.get("payment_step", "0.01")),
        level_fen=fen(case["level_payment"]) if "level_payment" in case else None,
    )
    return {
        "level_payment": _yuan(plan.level_fen),
        "rows": [
            {
                "due": row.due_on,
                "payment": _yuan(row.payment_fen),
                "interest_exact": _yuan(row.interest),
                "interest": _yuan(row.interest_fen),
                "principal": _yuan(row.principal_fen),
                "balance": _yuan(row.balance_fen),
            }
            for row in plan.rows
        ],
        "total_interest": _yuan(plan.interest_fen),
        "total_payment": _yuan(plan.total_fen),
    }


def _ledger(case: Case) -> dict[str, Any]:
    events = [event for entry in case["events"] for event in _events(entry)]
    if not any(event.kind is DailyKind.LENT for event in events):
        events.append(DailyEvent(kind=DailyKind.LENT, on=day(case["start"]), amount_fen=fen(case["principal"])))
    rows = statement(_terms(case), events, [day(row["date"]) for row in case["expected"]["rows"]])
    return {"rows": [_row(row) for row in rows]}


def _events(entry: Mapping[str, Any]) -> list[DailyEvent]:
    events = [
        DailyEvent(kind=kind, on=day(entry["date"]), amount_fen=fen(entry[name]), part=part)
        if fen(entry[name]) > 0
        else DailyEvent(kind=DailyKind.HANDED_BACK, on=day(entry["date"]), amount_fen=-fen(entry[name]))
        for name, (kind, part) in AMOUNTS.items()
        if fen(entry.get(name) or "0")
    ]
    if entry.get("settle"):
        events.append(DailyEvent(kind=DailyKind.SETTLED, on=day(entry["date"])))
    return events


def _row(row: DayRow) -> dict[str, Any]:
    return {
        "date": row.on,
        "interest_exact": _yuan(row.interest),
        "charges_paid": _yuan(row.covered.charge_fen),
        "fees_paid": _yuan(row.covered.fee_fen),
        "interest_paid": _yuan(row.covered.interest_fen),
        "principal_paid": _yuan(row.covered.principal_fen),
        "principal_left": _yuan(row.ledger.principal_fen),
        "charges_left": _yuan(row.ledger.charge_fen),
        "fees_left": _yuan(row.ledger.fee_fen),
        "settlement": _yuan(row.settlement_fen),
    }


def _said_wrong(case: Case, line: str) -> bool:
    """Whether the case itself says that the source's figure is wrong there, and gives ours ("DATE FIELD FIGURE")."""
    place, figures = line.split(": ", 1)
    index, field = place.removeprefix("rows[").split("].")
    on, got = case["expected"]["rows"][int(index)]["date"], figures.rsplit(" ", 1)[-1]
    said = case.get("verification", {}).get("differs", "").split()
    return any(
        said[at : at + 2] == [on, field] and Decimal(said[at + 2]) == Decimal(got) for at in range(len(said) - 2)
    )


def _optional(case: Case, name: str) -> Decimal | None:
    return decimal(case[name]) if case.get(name) is not None else None


def _yuan(amount: Fraction | int) -> Decimal:
    """Fen as the main unit of the files."""
    exact = Fraction(amount)
    return Decimal(exact.numerator) / exact.denominator / 100


ADAPTERS: dict[str, Adapter] = {"daily_interest": daily_interest}
