"""Sets apr and irr: annual rates of credits, internal rates of flows."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from duewatch.servicing.flows import consumer_rates, internal_rate
from duewatch.servicing.flows.consumer_rates import Unit, UnitPeriod
from duewatch.servicing.flows.year_fraction import YearCount, year_count
from tests.vectors.case import Case, day, decimal, differences

Pairs = list[tuple[Any, Decimal]]
UNITS = {
    "halfmonths": ("semimonths", 1),
    "fortnights": ("weeks", 2),
    "quarters": ("months", 3),
    "halfyears": ("months", 6),
}
"""Other names of a unit-period, and how many of ours it is."""


def apr(case: Case, whole: Case) -> list[str]:
    """The annual rate by the method the case names."""
    method = case["method"]
    advances, payments = _pairs(case["advances"]), _pairs(case["payments"])
    if method == "eu_aprc":
        start = min(day(when) for when, _ in advances if isinstance(when, str)) if _has_days(advances) else None
        pct = consumer_rates.eu_aprc_pct(
            [(_years(when, start), amount) for when, amount in advances],
            [(_years(when, start), amount) for when, amount in payments],
        )
    else:
        lent = [(day(when), amount) for when, amount in advances]
        paid = [(day(when), amount) for when, amount in payments]
        if method == "days_365":
            pct = consumer_rates.days_365_pct(lent, paid)
        elif method == "us_actuarial":
            pct = consumer_rates.us_actuarial_pct(lent, paid, _unit_period(case.get("unit_period")))
        else:
            raise ValueError(f"method {method}")
    expected = dict(case["expected"])
    if "precise_pct" in expected and not case.get("verification", {}).get("verified", True):
        del expected["apr_pct"]  # printed with one decimal, wrongly rounded by the source's own precise figure
    return differences(expected, {"apr_pct": pct, "precise_pct": pct}, case.get("tolerance"))


def irr(case: Case, whole: Case) -> list[str]:
    """A rate or a value of flows. Of several rates any is right."""
    kind, flows, rate = case["kind"], case["flows"], case.get("rate")
    if kind.startswith("x"):
        days, amounts = [day(when) for when, _ in flows], [decimal(amount) for _, amount in flows]
        count = year_count(case["day_count"]) if case.get("day_count") else YearCount.ACT_365
        if kind == "xirr":
            return _root(case, internal_rate.xirr(days, amounts, count), internal_rate.all_xirr(days, amounts, count))
        value = {"xnpv": internal_rate.xnpv, "xnfv": internal_rate.xnfv}[kind](decimal(rate), days, amounts, count)
    else:
        amounts = [decimal(amount) for amount in flows]
        if kind == "irr":
            return _root(case, internal_rate.irr(amounts), internal_rate.all_irr(amounts))
        if kind == "mirr":
            value = internal_rate.mirr(amounts, decimal(case["finance_rate"]), decimal(case["reinvest_rate"]))
        elif kind == "nfv":
            value = internal_rate.nfv(decimal(rate), amounts)
        else:
            value = {"npv": internal_rate.npv}[kind](decimal(rate), amounts, int(case.get("first_period") or 0))
    return differences(case["expected"], {"value": value}, case.get("tolerance"))


def _root(case: Case, chosen: Decimal | None, found: tuple[Decimal, ...]) -> list[str]:
    """The expected rate must be among those found, and the one chosen must be one that the case knows."""
    expected, tolerance = case["expected"]["value"], case.get("tolerance")
    lines = differences({"value": expected}, {"value": chosen}, tolerance)
    others = case.get("other_roots") or []
    if not lines or not others:
        return lines
    if all(differences({"value": expected}, {"value": root}, tolerance) for root in found):
        return [f"value: expected {expected}, found {', '.join(map(str, found))}"]
    near = [abs(decimal(root) - chosen) for root in others] if chosen is not None else []
    return [] if any(gap <= Decimal("1e-6") * (1 + abs(chosen or 0)) for gap in near) else lines


def _pairs(rows: list[list[Any]]) -> Pairs:
    return [(when, decimal(amount)) for when, amount in rows]


def _has_days(pairs: Pairs) -> bool:
    return any(isinstance(when, str) for when, _ in pairs)


def _years(when: Any, start: Any) -> Fraction:
    if isinstance(when, str):
        return consumer_rates.eu_years(start, day(when))
    if not isinstance(when, Mapping):
        return Fraction(str(when))
    units = {name: Fraction(str(when.get(name, 0))) for name in ("years", "months", "weeks", "days")}
    return consumer_rates.eu_time(**units, year_days=Fraction(str(when.get("year_days", 365))))


def _unit_period(given: Mapping[str, Any] | None) -> UnitPeriod | None:
    if given is None:
        return None
    unit = str(given["unit"]).lower().replace("-", "").replace("_", "").rstrip("s") + "s"
    name, times = UNITS.get(unit, (unit, 1))
    return UnitPeriod(Unit(name), times * int(given.get("every", 1)))


ADAPTERS = {"apr": apr, "irr": irr}
