"""emi_model: level instalments levelled anew as money is lent, the rate changes and instalments are paid early."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from duewatch.model.clauses import Interval, Rounding
from duewatch.servicing.books.level_terms import LevelEvent, LevelKind, LevelTerms
from duewatch.servicing.books.progressive import LevelRow, Payable, level_payable, level_rows
from tests.vectors.case import Adapter, Case, NotModelled, day, decimal, differences, fen

KINDS = {
    "disburse": LevelKind.LENT,
    "rate_change": LevelKind.RATE,
    "correction": LevelKind.CORRECTION,
    "pay_principal": LevelKind.PRINCIPAL_PAID,
    "pay_interest": LevelKind.INTEREST_PAID,
}


def emi_model(case: Case, _whole: Case) -> list[str]:
    """A case: each check looks at the plan after so many events."""
    terms = _terms(case["terms"])
    periods = [(day(first), day(due)) for first, due in case["periods"]]
    events = [_event(entry) for entry in case["events"]]
    lines: list[str] = []
    for number, check in enumerate(case["checks"], start=1):
        past = events[: int(check["after"])] if "after" in check else events
        got = _got(terms, periods, past, check)
        lines += [f"check {number}: {line}" for line in differences(check["expected"], got, case.get("tolerance"))]
    return lines


def _got(
    terms: LevelTerms, periods: list[tuple[date, date]], events: list[LevelEvent], check: Mapping[str, Any]
) -> dict[str, Any]:
    if "payable_due" in check:
        return _payable(level_payable(terms, periods, events, day(check["payable_due"]), day(check["payable_on"])))
    return {"rows": [_row(row) for row in level_rows(terms, periods, events)]}


def _terms(terms: Mapping[str, Any]) -> LevelTerms:
    unit = str(terms.get("unit", "months"))
    if unit not in list(Interval):
        raise NotModelled(f"periods counted in {unit}")
    return LevelTerms(
        annual_rate_pct=decimal(terms["annual_rate_pct"]),
        year_days=_days(terms.get("days_in_year", "actual")),
        month_days=_days(terms.get("days_in_month", "actual")),
        every=int(terms.get("every", 1)),
        unit=Interval(unit),
        rounding=Rounding.HALF_EVEN,
        step_fen=fen(terms.get("round_instalment_to", "0.01")),
    )


def _days(days: str | int) -> int | None:
    return None if days == "actual" else int(days)


def _event(entry: Mapping[str, Any]) -> LevelEvent:
    rate = entry.get("annual_rate_pct", entry.get("new_rate_pct", entry.get("rate_pct", entry.get("rate"))))
    return LevelEvent(
        kind=KINDS[entry["type"]],
        on=day(entry["date"]),
        amount_fen=fen(entry.get("amount", "0")),
        annual_rate_pct=decimal(rate) if rate is not None else None,
        due_on=day(entry["due"]) if "due" in entry else None,
    )


def _row(row: LevelRow) -> dict[str, Any]:
    return {
        "from": row.from_on,
        "due": row.due_on,
        "instalment": _yuan(row.instalment_fen),
        "interest": _yuan(row.interest_fen),
        "principal": _yuan(row.principal_fen),
        "balance": _yuan(row.balance_fen),
    }


def _payable(payable: Payable) -> dict[str, Any]:
    return {
        "instalment": _yuan(payable.instalment_fen),
        "principal": _yuan(payable.principal_fen),
        "interest": _yuan(payable.interest_fen),
        "balance": _yuan(payable.balance_fen),
    }


def _yuan(amount_fen: int) -> str:
    return f"{'-' if amount_fen < 0 else ''}{abs(amount_fen) // 100}.{abs(amount_fen) % 100:02d}"


ADAPTERS: dict[str, Adapter] = {"emi_model": emi_model}
