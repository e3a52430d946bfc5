"""Implements a hook that its manifest does not name."""

from duewatch.api import hookimpl


@hookimpl
def duewatch_reminder_channels() -> list[object]:
    return []


@hookimpl
def duewatch_credit_impact_explainers() -> list[object]:
    return []
