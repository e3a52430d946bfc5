"""What the default explainer may say and what it never says."""

import re
from dataclasses import replace
from datetime import date

import pytest

from duewatch.config.rules import rulebook
from duewatch.credit.explain import explain, kindness
from duewatch.credit.topics.steps import MOST
from duewatch.model.explanation import Explanation
from duewatch.model.platform import TIERS
from duewatch.model.situation import TOPICS, LoanSituation, Situation
from duewatch.wording import Wording
from tests.credit.answering import TODAY, default, host, platform

PLATFORMS = (None, "xiaohua", "huabei", "jiebei", "jd-baitiao", "credit-card")
ZH, EN = Wording("zh"), Wording("en")
SAFE_DAY = re.compile(
    r"[\d一二三四五六七八九十几]+\s*天(?:以?内|之内|以下).{0,8}(?:没事|不会|不算|不上|安全|保险|无妨)"
    r"|within \d+ days.{0,20}(?:safe|fine|not reported|no report)|(?:is|are) safe(?! to)",
    re.IGNORECASE,
)


def all_words(answer: Explanation, wording: Wording) -> list[str]:
    return [wording.say(words) for words in (answer.summary, *(p.text for p in answer.points), *answer.do)]


def overdue(platform_id: str | None, days: int) -> Explanation:
    return default(Situation("overdue", TODAY, platform_id, days_overdue=days))


def loan(**changes: object) -> LoanSituation:
    given = LoanSituation("huabei-1", "early-overdue", 80_570, 21, None, None)
    return replace(given, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("platform_id", PLATFORMS)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_answered_with_sourced_points_and_something_to_do(topic: str, platform_id: str | None) -> None:
    answer = default(Situation(topic, TODAY, platform_id))
    assert answer.points
    assert answer.do
    assert all(point.sources and all(s.title and s.tier in TIERS for s in point.sources) for point in answer.points)
    assert len({point.text for point in answer.points}) == len(answer.points)
    for words in (ZH, EN):
        assert words.say(answer.summary)
        assert "{" not in words.say(answer.summary)


@pytest.mark.parametrize("topic", TOPICS)
def test_what_else_a_question_touches_is_answered_too(topic: str) -> None:
    alone = default(Situation("legitimacy", TODAY, "huabei"))
    both = default(Situation("legitimacy", TODAY, "huabei", also=(topic,)))
    touched = default(Situation(topic, TODAY, "huabei"))
    assert ZH.say(both.summary).startswith(ZH.say(alone.summary))
    assert {point.text for point in touched.points} <= {point.text for point in both.points}


@pytest.mark.parametrize("platform_id", PLATFORMS)
def test_no_number_of_days_is_ever_called_safe(platform_id: str | None) -> None:
    for days in range(1, 401):
        answer = overdue(platform_id, days)
        zh, en = ZH.say(answer.summary), EN.say(answer.summary)
        assert "没有哪个天数是保险的" in zh
        assert "no number of days is safe" in en
        for words in (*all_words(answer, ZH), *all_words(answer, EN)):
            found = SAFE_DAY.search(
                words.replace("no number of days is safe", "").replace("No number of days is safe", "")
            )
            assert found is None, words


def test_the_search_for_safe_days_finds_one() -> None:
    assert SAFE_DAY.search("3天内不会上报")
    assert SAFE_DAY.search("Paying within 3 days is fine")


@pytest.mark.parametrize(
    ("days", "code", "later"), [(1, "1", 31), (29, "1", 31), (31, "2", 61), (180, "6", 181), (400, "7", None)]
)
def test_the_days_decide_the_code_and_the_next_threshold(days: int, code: str, later: int | None) -> None:
    words = ZH.say(overdue("jiebei", days).summary)
    assert f"可能显示为 {code}（" in words
    assert ("从第" in words) == (later is not None)
    if later:
        assert f"从第 {later} 天起" in words


def test_the_entry_stays_five_years_from_full_payment() -> None:
    answer = overdue("huabei", 3)
    assert "再保留 5 年" in ZH.say(answer.summary)
    assert any(source.title.startswith("《征信业管理条例》") for point in answer.points for source in point.sources)


def test_a_lender_is_named_only_from_the_contract() -> None:
    unknown = default(Situation("overdue", TODAY, "huabei", loan=loan()))
    assert "放款机构：见合同" in ZH.say(unknown.summary)
    assert "蚂蚁" not in ZH.say(unknown.summary)
    known = default(Situation("overdue", TODAY, "huabei", loan=loan(lender="某某消费金融")))
    assert "放款机构：某某消费金融" in ZH.say(known.summary)


def test_a_loans_own_stage_and_sum_are_told_and_can_be_hidden() -> None:
    answer = default(Situation("overdue", TODAY, "xiaohua", loan=loan(stage="formal-collection")))
    assert "逾期 ¥805.70，现在处于“电话催收”" in ZH.say(answer.summary)
    assert "805" not in Wording("zh", hide_amounts=True).say(answer.summary)


def test_a_loan_that_is_on_time_is_not_talked_into_arrears() -> None:
    answer = default(
        Situation("overdue", TODAY, "xiaohua", loan=loan(stage="upcoming", overdue_fen=0, days_past_due=0))
    )
    words = ZH.say(answer.summary)
    assert "今天没有逾期" in words
    assert "可能显示为" not in words
    assert "保留 5 年" not in words


def test_while_collection_is_paused_the_agreement_is_what_counts() -> None:
    steps = [ZH.say(step) for step in default(Situation("overdue", TODAY, "jiebei", loan=loan(stage="paused"))).do]
    assert any("按约定的做" in step for step in steps)
    assert not any("尽早还" in step for step in steps)


@pytest.mark.parametrize("platform_id", PLATFORMS)
def test_the_minimum_payment_is_advised_only_where_one_is_known(platform_id: str | None) -> None:
    advised = any("最低还款额" in ZH.say(step) for step in overdue(platform_id, 5).do)
    assert advised == (platform_id == "credit-card")
    own = default(Situation("overdue", TODAY, platform_id, loan=loan(minimum_fen=12_000)))
    assert any("¥120.00" in ZH.say(step) for step in own.do)


@pytest.mark.parametrize("platform_id", PLATFORMS)
def test_individual_instalments_are_for_cards_only(platform_id: str | None) -> None:
    answer = overdue(platform_id, 40)
    said = any("第七十条" in words or "个性化分期" in words for words in all_words(answer, ZH))
    assert said == (platform_id == "credit-card")


def test_nothing_that_could_revive_an_old_debt_is_advised_before_legal_aid() -> None:
    steps = [ZH.say(step) for step in overdue("jiebei", 1095).do]
    assert "12348" in steps[0]
    assert not any("尽早还" in step or "协商还款" in step for step in steps)
    assert any("尽早还" in ZH.say(step) for step in overdue("jiebei", 60).do)


def test_court_papers_come_first() -> None:
    answer = default(Situation("overdue", TODAY, "jiebei", loan=loan(stage="legal")))
    assert "12368" in ZH.say(answer.do[0])


def test_unconfirmed_rules_are_never_used() -> None:
    unusable = {rule.text for rule in rulebook().rules.values() if not rule.usable}
    assert unusable
    for platform_id in PLATFORMS:
        for topic in TOPICS:
            points = default(Situation(topic, TODAY, platform_id, days_overdue=45)).points
            assert not unusable & {point.text for point in points}


def test_a_rule_is_quoted_only_while_it_is_in_force() -> None:
    before = explain(Situation("overdue", date(2012, 1, 1)), None, rulebook())
    assert not any("不良信息保存5年" in ZH.say(point.text) for point in before.points)


def test_the_one_off_repair_is_told_for_its_years_only() -> None:
    def repaired(year: int | None) -> bool:
        answer = default(Situation("overdue", TODAY, "credit-card", year=year))
        return any("一次性信用修复" in ZH.say(point.text) for point in answer.points)

    assert repaired(2023)
    assert not repaired(2026)
    assert not repaired(None)


def test_a_year_before_anything_is_known_is_said_to_be_unknown() -> None:
    words = ZH.say(default(Situation("reporting", TODAY, "xiaohua", year=2016)).summary)
    assert "2016 年的情况没有查到" in words


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (2019, "没有查到可靠的来源"),
        (2020, "只邀约了部分用户"),
        (2021, "9 月 22 日公告"),
        (2022, "逐步覆盖全部已授权的用户"),
    ],
)
def test_huabei_tells_what_held_in_a_year_and_what_holds_now(year: int, words: str) -> None:
    answer = host().explain(Situation("reporting", TODAY, "huabei", year=year), rulebook(), default)
    said = ZH.say(answer.summary)
    assert said.startswith(f"{year} 年：")
    assert words in said
    assert "现在：" in said


@pytest.mark.parametrize("topic", ["reporting", "overdue"])
def test_huabei_and_xinyonggou_are_told_apart_first(topic: str) -> None:
    answer = host().explain(Situation(topic, TODAY, "huabei"), rulebook(), default)
    assert "“信用购”不是花呗" in ZH.say(answer.points[0].text)
    assert answer.points[0].sources


def test_kindness_names_the_national_line_that_the_rules_know() -> None:
    assert "12356" in rulebook().rules["helpline-12356"].text.zh
    assert "12356" in ZH.say(kindness())
    assert "12356" in EN.say(kindness())


def test_every_answer_is_calm() -> None:
    for platform_id in PLATFORMS:
        for days in (1, 31, 200, 1000):
            for words in (*all_words(overdue(platform_id, days), ZH), *all_words(overdue(platform_id, days), EN)):
                assert not re.search(r"[!！]|黑户|老赖|完蛋|必须立即", words), words


def test_a_platforms_name_hides_with_the_amounts() -> None:
    answer = default(Situation("reporting", TODAY, "xiaohua"))
    assert "小花钱包" not in Wording("zh", hide_amounts=True).say(answer.summary)


def test_a_platform_that_nobody_reports_on_is_unknown_not_harmless() -> None:
    known = platform("xiaohua")
    assert known is not None
    answer = explain(Situation("reporting", TODAY, "x"), replace(known, reports="unknown", facts=()), rulebook())
    assert "没查到不等于不报" in ZH.say(answer.summary)
    assert answer.points


PROMISE = re.compile(
    r"(?<!不)一定(?:会|能|不)|保证|肯定|绝对|百分之百|100%|放心(?!借)|(?<!不)用不着担心|guarantee"
    r"|definitely|certainly|for sure|don't worry",
    re.IGNORECASE,
)


@pytest.mark.parametrize("platform_id", PLATFORMS)
@pytest.mark.parametrize("topic", TOPICS)
def test_nothing_is_promised_in_our_own_words(topic: str, platform_id: str | None) -> None:
    answer = default(Situation(topic, TODAY, platform_id, days_overdue=5))
    for wording in (ZH, EN):
        for words in (answer.summary, *answer.do):
            said = re.sub("不保证|没有人能保证|谁也不能保证|“保证金”|nobody can promise", "", wording.say(words))
            assert PROMISE.search(said) is None, said


@pytest.mark.parametrize("platform_id", PLATFORMS)
@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("also", [(), ("reporting", "usage"), ("overdue",)])
def test_what_to_do_fits_on_a_hand_or_two(topic: str, platform_id: str | None, also: tuple[str, ...]) -> None:
    answer = default(Situation(topic, TODAY, platform_id, also=also))
    assert len(answer.do) <= MOST
    assert len(set(answer.do)) == len(answer.do)


@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_for_cards_only_is_not_told_of_other_loans(topic: str) -> None:
    answer = default(Situation(topic, TODAY, "jiebei"))
    assert not any("第七十条" in words for words in all_words(answer, ZH))


def test_the_minimum_payment_is_among_the_first_things_of_a_card_that_cannot_be_paid() -> None:
    steps = [ZH.say(step) for step in default(Situation("coping", TODAY, "credit-card", also=("overdue",))).do]
    assert "最低还款额" in steps[1]


def test_an_old_debt_that_cannot_be_paid_is_not_told_to_pay() -> None:
    answer = default(Situation("coping", TODAY, "jiebei", also=("overdue",), days_overdue=1095))
    assert "12348" in ZH.say(answer.summary).split("。")[0]
    assert "12348" in ZH.say(answer.do[0])
    assert not any("尽早还" in words or "协商还款" in words for words in map(ZH.say, (answer.summary, *answer.do)))
    assert any("时效" in ZH.say(point.text) for point in answer.points)


@pytest.mark.parametrize(("days", "grade"), [(1, "关注"), (90, "关注"), (91, "次级"), (271, "可疑"), (361, "损失")])
def test_the_five_class_grade_follows_the_rule_of_2023(days: int, grade: str) -> None:
    said = [ZH.say(point.text) for point in overdue("jiebei", days).points]
    assert any(f"逾期 {days} 天至少归“{grade}”" in words for words in said)


@pytest.mark.parametrize(("days", "grade"), [(1, "关注"), (90, "关注"), (91, "次级"), (121, "可疑"), (181, "损失")])
def test_cards_have_a_scale_of_their_own(days: int, grade: str) -> None:
    said = [ZH.say(point.text) for point in overdue("credit-card", days).points]
    assert any(f"逾期 {days} 天至少归“{grade}”" in words for words in said)


def test_the_rule_in_force_on_the_day_asked_about_is_the_one_used() -> None:
    def graded(on: date) -> bool:
        points = explain(Situation("overdue", on, None, days_overdue=100), None, rulebook()).points
        return any("五级分类" in ZH.say(point.text) for point in points)

    assert not graded(date(2023, 6, 30))
    assert graded(date(2023, 7, 1))


def test_a_year_that_has_passed_is_answered_as_of_then_and_as_of_now() -> None:
    said = ZH.say(default(Situation("reporting", TODAY, "jiebei", year=2020)).summary)
    assert "2020" in said.split("现在：")[0]
    assert "报送征信" in said.split("现在：")[1]


def test_the_history_stands_in_the_order_of_its_days() -> None:
    answer = default(Situation("history", TODAY, "huabei"))
    days = [point.as_of for point in answer.points[:4]]
    assert days == sorted(days, key=str)
    assert str(days[0]) in ZH.say(answer.summary)


def test_what_contradicts_itself_is_said_to_and_never_chosen_from() -> None:
    assert "互相矛盾" in ZH.say(default(Situation("granularity", TODAY, "jiebei")).summary)


@pytest.mark.parametrize("topic", ["grace-period", "small-amount"])
def test_the_banks_convention_on_cards_is_quoted_for_cards_and_for_no_platforms_other_loans(topic: str) -> None:
    convention = rulebook().rules["card-grace"].as_fact().text

    def quoted(platform_id: str) -> bool:
        return convention in {point.text for point in default(Situation(topic, TODAY, platform_id)).points}

    assert quoted("credit-card")
    assert [each for each in PLATFORMS if each not in {None, "credit-card"} and quoted(str(each))] == []
