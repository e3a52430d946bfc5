"""A state is always a symbol, a word and a colour: it reads in black and white too.

The symbols are one cell wide on every terminal, also on those that draw ambiguous ones (●, ■) two wide.
"""

from typing import NamedTuple


class Sign(NamedTuple):
    """A symbol and the name of its tone ("error", "warning", "primary", "success", "muted" or "")."""

    symbol: str
    tone: str


_STAGES = {
    "upcoming": Sign("∙", ""),
    "reminder": Sign("▯", "primary"),
    "due-today": Sign("▮", "primary"),
    "grace": Sign("▯", "warning"),
    "early-overdue": Sign("▮", "warning"),
    "formal-collection": Sign("▮", "error"),
    "outside-agency": Sign("▮", "error"),
    "legal": Sign("▮", "error"),
    "paused": Sign("▯", "muted"),
    "settled": Sign("✓", "success"),
}
_BILLS = {
    "paid": Sign("✓", "success"),
    "open": Sign("∙", ""),
    "late": Sign("▮", "warning"),
    "unknown": Sign("▯", "primary"),
}
STYLES = {
    "error": "$text-error",
    "warning": "$text-warning",
    "primary": "$text-primary",
    "success": "$text-success",
    "muted": "dim",
    "": "",
}
"""Theme tokens of the tones, for Content; tables use the component class of the same name."""


def stage_sign(stage: str) -> Sign:
    """The sign of a stage id."""
    return _STAGES.get(stage, Sign("∙", ""))


def bill_sign(state: str) -> Sign:
    """The sign of a BillLine state."""
    return _BILLS.get(state, Sign("∙", ""))
