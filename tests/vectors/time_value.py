"""Set time_value: the spreadsheet functions."""

from inspect import signature

from duewatch.servicing import internal_rate, time_value
from tests.vectors.case import Case, NotModelled, decimal, differences

FUNCTIONS = {
    name: getattr(time_value, name)
    for name in (
        *("pmt", "pv", "fv", "nper", "rate", "ipmt", "ppmt", "ispmt", "cumipmt", "cumprinc"),
        *("nominal", "effect", "rri", "pduration"),
    )
}
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
    if name in ("irr", "npv", "mirr", "xirr", "xnpv", "xnfv"):
        raise NotModelled("a function of a list of flows: the set irr has them")
    function = FUNCTIONS[name]
    known = signature(function).parameters
    given = {
        (key if key in known else OTHER_NAMES.get(key, key)): value
        for key, value in arguments.items()
        if value is not None and key != "guess"
    }
    numbers = {key: int(decimal(value)) if key == "begin" else decimal(value) for key, value in given.items()}
    return differences(case["expected"], {"value": function(**numbers)}, case.get("tolerance"))


ADAPTERS = {"time_value": run}
