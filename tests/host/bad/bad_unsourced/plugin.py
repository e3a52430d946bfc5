"""Claims without a source."""

from duewatch.api import Default, Explainer, Explanation, Literal, Platform, Point, Rulebook, Situation, hookimpl


class Unsourced:
    platform_id = "jiebei"

    def explain(
        self, situation: Situation, platform: Platform, rules: Rulebook, default: Default
    ) -> Explanation | None:
        point = Point(Literal("据说", "They say"), "high", ())
        return Explanation("jiebei", Literal("没事", "Nothing to fear"), (point,))


@hookimpl
def duewatch_credit_impact_explainers() -> list[Explainer]:
    return [Unsourced()]
