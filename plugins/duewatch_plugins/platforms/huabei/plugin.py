"""花呗: what it reports changed by the year, and 信用购, which looks the same, is another lender's."""

from dataclasses import replace

from duewatch.api import Default, Explainer, Explanation, Literal, Platform, Point, Rulebook, Situation, hookimpl

_NOW = Literal(
    "花呗报送央行征信：2021 年 9 月公告起逐步覆盖已授权的全部用户，按月汇总成一条，不报买了什么。"
    "先看账单里是花呗还是“信用购”：两者的放款机构不同，信用购由银行以自己的名义报送。",
    "Huabei is reported to the PBOC: since the announcement of September 2021 step by step for all users who "
    "authorised it, as one monthly total, without what was bought. First see on the bill whether it is Huabei or "
    "“Xinyonggou” (信用购): they have different lenders, and Xinyonggou is reported by the bank in its own name.",
)
_BEFORE_2020 = Literal(
    "{year} 年：没有查到可靠的来源，那一年有没有报送不清楚。",
    "{year}: no reliable source was found, so whether it was reported that year is not known.",
)
_INVITED = Literal(
    "{year} 年：7 月起有报道说只邀约了部分用户接入，签了授权书的才报送，按月合并；没有签的不报送。",
    "{year}: from July, reports say, only some users were invited; those who signed the authorisation were "
    "reported as a monthly total, those who had not were not.",
)
_SPREADING = Literal(
    "{year} 年：9 月 22 日公告以前只有部分签了授权书的用户；公告以后逐步覆盖，11 月 24 日起信用购分出去，由银行报送。",
    "{year}: until the announcement of 22 September only some users who had signed; after it step by step more, and "
    "from 24 November Xinyonggou was split off and reported by the banks.",
)
_SINCE_2022 = Literal(
    "{year} 年：当时正逐步覆盖全部已授权的用户，按月汇总；有没有覆盖到你，以自己的信用报告为准。",
    "{year}: it was being extended to all users who had authorised it, as a monthly total; whether to you, your own "
    "credit report tells.",
)


class HuabeiExplainer:
    """Answers with the year's state, and tells 花呗 and 信用购 apart before all else; the rest is the default's."""

    platform_id = "huabei"

    def explain(
        self,
        situation: Situation,
        platform: Platform,
        rules: Rulebook,  # noqa: ARG002 the default knows the rules
        default: Default,
    ) -> Explanation | None:
        """The default answer, with what is Huabei's own put first."""
        if situation.topic not in {"reporting", "overdue"}:
            return None
        base = default(situation)
        own = next(Point.quoting(fact) for fact in platform.facts if fact.id == "xinyonggou-other-lender")
        points = (own, *(point for point in base.points if point.text != own.text))
        if situation.topic == "overdue":
            return replace(base, points=points)
        if situation.year is None or situation.year == situation.on.year:
            return replace(base, summary=_NOW, points=points)
        return replace(base, summary=_in_year(situation.year), points=points)


def _in_year(year: int) -> Literal:
    if year < 2020:
        then = _BEFORE_2020
    elif year == 2020:
        then = _INVITED
    elif year == 2021:
        then = _SPREADING
    else:
        then = _SINCE_2022
    return Literal(then.zh.format(year=year) + "现在：" + _NOW.zh, then.en.format(year=year) + " Today: " + _NOW.en)


@hookimpl
def duewatch_platforms() -> list[str]:
    """花呗's facts lie beside this file."""
    return ["huabei"]


@hookimpl
def duewatch_credit_impact_explainers() -> list[Explainer]:
    """The explainer of 花呗."""
    return [HuabeiExplainer()]
