"""Set time_value: the spreadsheet functions."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from inspect import signature
from typing import Any

from duewatch.servicing import time_value
from duewatch.servicing.flows import internal_rate
from tests.vectors.case import Case, day, decimal, differences

FUNCTIONS = {
    name: getattr(time_value, name)
    for name in (
        *("pmt", "pv", "fv", "nper", "rate", "ipmt", "ppmt", "ispmt", "cumipmt", "cumprinc"),
        *("nominal", "effect", "rri", "pduration"),
    )
}
OF_FLOWS = ("irr", "npv", "mirr", "xirr", "xnpv", "xnfv")
OTHER_NAMES = {
    "nominal_rate": "rate",
    "effect_rate": "rate",
    "npery": "periods",
    "type": "begin",
    "when": "begin",
    "start_period": "start",
    "end_period": "end",
    "period": "per",
    "periods": "nper",
}


def run(case: Case, whole: Case) -> list[str]:
    """One call of a spreadsheet function. A guess is left out: every rate is found without one."""
    name, arguments = case["function"].lower(), case["args"]
    value = _of_flows(name, arguments) if name in OF_FLOWS else _of_numbers(FUNCTIONS[name], arguments)
    return differences(case["expected"], {"value": value}, case.get("tolerance"))


def _of_numbers(function: Callable[..., Decimal | None], arguments: Mapping[str, str]) -> Decimal | None:
    known = signature(function).parameters
    given = {
        (key if key in known else OTHER_NAMES.get(key, key)): decimal(value)
        for key, value in arguments.items()
        if value is not None and key != "guess"
    }
    begin = given.get("begin")
    if begin is not None:
        if begin != int(begin):
            return None
        given["begin"] = int(begin)  # type: ignore[assignment]
    return function(**given)


def _of_flows(name: str, arguments: Mapping[str, Any]) -> Decimal | None:
    """The functions of a list of flows; a spreadsheet's npv has its first flow one period away."""
    flows = arguments.get("flows") or arguments["values"]
    rate = decimal(arguments["rate"]) if arguments.get("rate") is not None else Decimal(0)
    if name.startswith("x"):
        if "dates" in arguments:
            days, amounts = [day(when) for when in arguments["dates"]], [decimal(amount) for amount in flows]
        else:
            days, amounts = [day(when) for when, _ in flows], [decimal(amount) for _, amount in flows]
        if name == "xirr":
            return internal_rate.xirr(days, amounts)
        return {"xnpv": internal_rate.xnpv, "xnfv": internal_rate.xnfv}[name](rate, days, amounts)
    amounts = [decimal(amount) for amount in flows]
    if name == "irr":
        return internal_rate.irr(amounts)
    if name == "mirr":
        return internal_rate.mirr(amounts, decimal(arguments["finance_rate"]), decimal(arguments["reinvest_rate"]))
    return internal_rate.npv(rate, amounts, int(arguments.get("first_period", 1)))


ADAPTERS = {"time_value": run}
