"""What the adapters of vector cases share: reading their units, comparing their figures.

An adapter is a function (case, whole file) -> list of differences; an empty list is a pass. It translates
names and units and computes nothing. It raises NotModelled with the reason for a case that duewatch has no
use for; any other exception is a failure.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Case = Mapping[str, Any]
Adapter = Callable[[Case, Case], list[str]]
"""(case, the whole file it stands in) -> differences."""

UNORDERED = frozenset({"transactions", "charges"})
"""Lists whose order does not count."""
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


class NotModelled(Exception):
    """The case is about something a borrower's program has no use for; the reason is its only argument."""


def fen(amount: str) -> int:
    """Money in the main unit ("12.34") as fen. Raises ValueError where that leaves a rest."""
    hundredfold = Decimal(amount) * 100
    if hundredfold != hundredfold.to_integral_value():
        raise ValueError(f"{amount} is not a whole number of fen")
    return int(hundredfold)


def decimal(number: str | int) -> Decimal:
    """A number as the files write it."""
    return Decimal(number)


def day(iso: str) -> date:
    """An ISO date; the time of day of a moment is left out."""
    return date.fromisoformat(iso[:10])


def differences(expected: Any, got: Any, tolerance: Any = None, *, at: str = "") -> list[str]:
    """Where `got` is not what was expected: one sentence a place, empty if nowhere.

    Only what `expected` holds is looked at. tolerance: one for all fields, or by field name; a field without
    one must agree exactly. Strings that are numbers compare as numbers. The rows of a list that carry a number
    `n` are matched by it, so that `expected` may leave rows out; `transactions` and `charges` match in any order.
    """
    field = at.rsplit(".", 1)[-1].split("[")[0]
    if isinstance(expected, Mapping):
        if not isinstance(got, Mapping):
            return [f"{at or 'all'}: expected fields, got {got!r}"]
        return [
            line
            for name, value in expected.items()
            for line in (
                differences(value, got[name], tolerance, at=f"{at}.{name}" if at else name)
                if name in got
                else [f"{at}.{name}: expected {value!r}, missing"]
            )
        ]
    if isinstance(expected, Sequence) and not isinstance(expected, str):
        if not isinstance(got, Sequence) or isinstance(got, str):
            return [f"{at or 'all'}: expected a list, got {got!r}"]
        if field in UNORDERED:
            return _unordered(expected, got, tolerance, at)
        return _in_order(expected, got, tolerance, at)
    allowed = tolerance.get(field) if isinstance(tolerance, Mapping) else tolerance
    return [] if _same(expected, got, allowed) else [f"{at or 'value'}: expected {expected}, got {got}"]


def _in_order(expected: Sequence[Any], got: Sequence[Any], tolerance: Any, at: str) -> list[str]:
    if expected and all(isinstance(row, Mapping) and "n" in row for row in (*expected, *got)):
        numbered = {int(row["n"]): row for row in got}
        return [
            line
            for row in expected
            for line in (
                differences(row, numbered[int(row["n"])], tolerance, at=f"{at}[n={row['n']}]")
                if int(row["n"]) in numbered
                else [f"{at}[n={row['n']}]: missing"]
            )
        ]
    if len(expected) != len(got):
        return [f"{at or 'list'}: expected {len(expected)} entries, got {len(got)}: {list(got)!r}"]
    return [
        line
        for place, (one, other) in enumerate(zip(expected, got, strict=True))
        for line in differences(one, other, tolerance, at=f"{at}[{place}]")
    ]


def _unordered(expected: Sequence[Any], got: Sequence[Any], tolerance: Any, at: str) -> list[str]:
    rest, lines = list(got), []
    for place, one in enumerate(expected):
        match = next((other for other in rest if not differences(one, other, tolerance)), None)
        if match is None:
            lines.append(f"{at}[{place}]: nothing matches {one!r}")
        else:
            rest.remove(match)
    return lines + [f"{at}: not expected: {other!r}" for other in rest]


def _same(expected: Any, got: Any, allowed: Any) -> bool:
    if expected is None or got is None or isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    one, other = _number(expected), _number(got)
    if one is not None and other is not None:
        return abs(one - other) <= Decimal(str(allowed or 0))
    return _words(expected) == _words(got)


def _number(value: Any) -> Decimal | None:
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value))
    return Decimal(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else None


def _words(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
