"""Which regular expressions may take for ever on some text, and are refused therefore.

Python's engine tries every way in which a text can be split over the parts of a pattern that vary in length. Two such
parts one within the other make the ways grow exponentially with the text; several one beside the other multiply. The
check is stricter than it would have to be: a pattern for a message needs neither.
"""

import re
from collections.abc import Iterable
from typing import Any

LONGEST = 500
"""Characters of a message that a pattern of the borrower's own is looked for in; no lender writes longer ones."""
MOST_WAYS = 300_000
"""Ways to split a message that a pattern may ask for: two “.*”, or three “.{0,60}”."""


def may_take_forever(pattern: str) -> bool:
    """Whether a pattern varies within something that varies, or in too many places. It must compile."""
    # The engine's own parser: what else would know the grammar as the engine does. Public until Python 3.10.
    from re import _parser  # type: ignore[attr-defined]

    try:
        return _ways(_parser.parse(pattern), within=False) > MOST_WAYS
    except RecursionError:
        return True


def _ways(parsed: Iterable[tuple[Any, Any]], *, within: bool) -> int:
    """How many ways there are at most, capped; more than MOST_WAYS for a repetition that varies within another."""
    ways = 1
    for operator, argument in parsed:
        name = str(operator)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            least, most, inner = argument
            spread = min(int(most), LONGEST) - int(least)
            repeats = spread > 0 and int(most) > 1
            if repeats and (within or _branches(inner)):
                return MOST_WAYS + 1
            ways *= (spread + 1) * _ways(inner, within=within or int(most) > 1)
        elif name == "BRANCH":
            ways *= sum(_ways(each, within=within) for each in argument[1])
        elif name == "SUBPATTERN":
            ways *= _ways(argument[-1], within=within)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            ways *= _ways(argument[1], within=within)
        elif name == "ATOMIC_GROUP":
            ways *= _ways(argument, within=within)
        ways = min(ways, MOST_WAYS + 1)
    return ways


def _branches(parsed: Iterable[tuple[Any, Any]]) -> bool:
    """Whether something in it can be matched in more than one way: alternatives one of which may begin another."""
    return any(
        str(operator) == "BRANCH" or (str(operator) == "SUBPATTERN" and _branches(argument[-1]))
        for operator, argument in parsed
    )


def wrong_with(pattern: str) -> str | None:
    """Why a pattern cannot be compiled; None where it can."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error) or type(error).__name__
    return None
