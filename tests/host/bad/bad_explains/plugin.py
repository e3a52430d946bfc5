"""Fails to explain."""

from duewatch.api import Default, Explainer, Explanation, Platform, Rulebook, Situation, hookimpl


class Raising:
    platform_id = "xiaohua"

    def explain(
        self, situation: Situation, platform: Platform, rules: Rulebook, default: Default
    ) -> Explanation | None:
        raise ZeroDivisionError


@hookimpl
def duewatch_credit_impact_explainers() -> list[Explainer]:
    return [Raising()]
