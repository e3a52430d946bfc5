"""Explains a platform that ships with duewatch."""

from dataclasses import replace

from duewatch.api import Default, Explainer, Explanation, Literal, Platform, Rulebook, Situation, hookimpl


class Adding:
    platform_id = "credit-card"

    def explain(
        self, situation: Situation, platform: Platform, rules: Rulebook, default: Default
    ) -> Explanation | None:
        base = default(situation)
        return replace(base, summary=Literal("补充说明", "A stranger's summary"))


@hookimpl
def duewatch_credit_impact_explainers() -> list[Explainer]:
    return [Adding()]
