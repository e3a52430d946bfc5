"""Says first, of online loans whose platform is not known, where their lender is to be found."""

from dataclasses import replace

from duewatch.api import Default, Explanation, Literal, Platform, Point, Rulebook, Situation, Source

FIRST = Literal(
    "示例组件：先看合同里的放款机构是谁，再看它报不报送。",
    "Sample kit: see in the contract who the lender is; then whether that lender reports.",
)
LENDER = Literal(
    "平台和放款机构常常不是同一家；记录在放款机构名下。",
    "Platform and lender are often two companies; the record stands under the lender's name.",
)
READ_IN = Source(title="通用常识（未附网页）", tier="general-knowledge")


class OnlineLoanExplainer:
    """One topic of its own; every other one is left to duewatch."""

    platform_id = "online-loan"

    def explain(
        self, situation: Situation, platform: Platform, rules: Rulebook, default: Default
    ) -> Explanation | None:
        """duewatch's own answer with a point in front, which carries its source as every point does."""
        if situation.topic != "bank-visibility":
            return None
        answer = default(situation)
        return replace(answer, summary=FIRST, points=(Point(LENDER, "low", (READ_IN,)), *answer.points))
