"""A state is always a symbol, a word and a colour: it reads in black and white too.

The symbols are one cell wide on every terminal, also on those that draw ambiguous ones (●, ■) two wide.
"""

from typing import NamedTuple

from duewatch.model.rulebook import ReportCode

_HEAVY_FROM = 90
"""Days past due after which banks sort a loan below "special mention" (rule five-class-2023)."""


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
_DELIVERIES = {
    "sent": Sign("✓", "success"),
    "failed": Sign("▮", "warning"),
    "given-up": Sign("▮", "error"),
    "skipped": Sign("▯", "muted"),
    "withdrawn": Sign("▯", "muted"),
}
_PLUGINS = {
    "ready": Sign("✓", "success"),
    "failed": Sign("▮", "warning"),
    "refused": Sign("▮", "warning"),
    "new": Sign("?", "warning"),
    "off": Sign("▯", "muted"),
}
_ROWS = {
    "new": Sign("+", "success"),
    "changed": Sign("~", "primary"),
    "doubtful": Sign("?", "warning"),
    "not-understood": Sign("?", "muted"),
    "known": Sign("=", "muted"),
}
_CODES = {
    "normal": Sign("✓", "success"),
    "closed": Sign("✓", "muted"),
    "no_activity": Sign("∙", "muted"),
    "late_within_month": Sign("▯", "warning"),
    "overdue": Sign("▮", "warning"),
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


def delivery_sign(outcome: str) -> Sign:
    """The sign of a DeliveryState value."""
    return _DELIVERIES.get(outcome, Sign("∙", ""))


def code_sign(code: ReportCode) -> Sign:
    """The sign of a month code of the credit report; from 91 days on it weighs most, and so do codes of their own
    for what went wrong."""
    sign = _CODES.get(code.kind, Sign("▮", "error"))
    return Sign(sign.symbol, "error") if code.kind == "overdue" and (code.days_from or 0) > _HEAVY_FROM else sign


def plugin_sign(state: str, *, faulty: bool = False) -> Sign:
    """The sign of a PluginLine state. faulty: something went wrong with it."""
    if faulty and state in ("ready", "not-loaded"):
        return _PLUGINS["failed"]
    return _PLUGINS.get(state, Sign("∙", ""))


def preview_sign(state: str) -> Sign:
    """The sign of a PreviewRow state."""
    return _ROWS.get(state, Sign("∙", ""))
