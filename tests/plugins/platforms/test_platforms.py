"""Facts of the platforms that ship with duewatch."""

import re
from collections import Counter
from pathlib import Path

import pytest

from duewatch.config.schema import PluginSettings
from duewatch.config.sourced import NEVER_LINKED
from duewatch.host.host import Host
from duewatch.model.platform import Manifest, Platform
from duewatch.model.text import Literal

FOLDERS = Path(__file__).parents[3] / "plugins" / "duewatch_plugins" / "platforms"
HOST = Host(PluginSettings(), environ={})
MANIFESTS = {one.id: one for one in HOST.manifests("platform")}
IDS = sorted(MANIFESTS)
CJK = re.compile("[一-龥]")
NUMBER = re.compile(r"(?<![\d.-])(?:400[- ]?\d{3}[- ]?\d{4}|0\d{2,3}-\d{7,8}|1[3-9]\d{9}|9[0-9]{4}|1[0-2]\d{3})(?!\d)")


@pytest.fixture(params=IDS)
def platform(request: pytest.FixtureRequest) -> Platform:
    return HOST.platform(request.param)


def literals(platform: Platform) -> list[Literal]:
    return [
        *(fact.text for fact in platform.facts),
        *(
            words
            for rung in platform.ladder.rungs
            for words in (rung.name, rung.does, *rung.can_do, *rung.channels, *([rung.term] if rung.term else []))
        ),
    ]


def test_the_five_of_the_first_release_are_there() -> None:
    assert {"xiaohua", "huabei", "jiebei", "jd-baitiao", "credit-card"} <= set(IDS)


def test_every_name_and_alias_means_one_platform() -> None:
    names = Counter(
        name.lower()
        for one in MANIFESTS.values()
        for name in {
            one.id,
            one.name.zh.lower(),
            one.name.en.lower(),
            *map(str.lower, (*one.aliases, *one.misspellings)),
        }
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_a_family_word_is_nobodys_own_name() -> None:
    assert not set(HOST.family_words()) & set(HOST.aliases())


def test_every_fact_says_where_when_and_how_sure(platform: Platform) -> None:
    assert platform.facts
    for fact in platform.facts:
        assert fact.sources, fact.id
        assert all(source.title for source in fact.sources), fact.id
        assert fact.as_of is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", fact.as_of), fact.id


def test_both_languages_are_there_and_neither_stands_in_for_the_other(platform: Platform) -> None:
    for words in literals(platform):
        assert CJK.search(words.zh), words
        quoted = re.sub(r"[“(（][^”)）]*[”)）]|正式催告|停息挂账|逾期初期通知", "", words.en)
        assert not CJK.search(quoted), words
        assert not re.search(r"[,;!?](?=[一-龥])|(?<=[一-龥])[,;!?:]", words.zh), words


def test_whether_it_is_reported_is_a_fact_of_its_own(platform: Platform) -> None:
    told = {fact.value for fact in platform.facts if fact.topic == "reporting" and fact.id == "reports"}
    assert told == {platform.reports}


def test_weak_pages_are_named_and_never_linked(platform: Platform) -> None:
    sources = {one for fact in platform.facts for one in fact.sources} | {
        one for rung in platform.ladder.rungs for one in rung.sources
    }
    assert [one.title for one in sources if one.url and one.tier in NEVER_LINKED] == []


@pytest.mark.parametrize("platform_id", IDS)
def test_addresses_stand_only_in_their_field(platform_id: str) -> None:
    text = (FOLDERS / platform_id.replace("-", "_") / "facts.toml").read_text(encoding="utf-8")
    assert all(line.startswith("url = ") for line in text.splitlines() if "http" in line)


PUBLIC_LINES = {"12378", "12345", "12348", "12368", "12356", "12363"}


def test_a_number_to_call_is_printed_only_where_it_is_sure(platform: Platform) -> None:
    sure = {
        fact.value for fact in platform.facts if fact.confidence == "high" and fact.topic == "coping" and fact.value
    }
    for words in literals(platform):
        for language in (words.zh, words.en):
            found = set(NUMBER.findall(language)) - PUBLIC_LINES - set(re.findall(r"\b20\d\d\b", language))
            assert found <= sure, language


def test_a_number_is_told_with_the_warning_that_it_can_be_forged(platform: Platform) -> None:
    for fact in platform.facts:
        if fact.value and NUMBER.fullmatch(str(fact.value)):
            assert "伪造" in fact.text.zh
            assert "forged" in fact.text.en
            assert "公布" in fact.text.zh


def test_no_platform_gives_a_day_for_a_rung_that_nobody_knows(platform: Platform) -> None:
    known = {rung.id: rung.from_days for rung in platform.ladder.rungs if rung.from_days is not None}
    assert set(known.items()) <= {("due-today", 0), ("early-overdue", 1)}


def test_what_collectors_may_not_do_fits_the_kind_of_debt(platform: Platform) -> None:
    card = platform.kind == "credit-card"
    for rung in platform.ladder.rungs:
        for rule in rung.not_allowed:
            assert rule.sources
            if rule.id.startswith("card-"):
                assert card, rule.id
            if rule.id.startswith("gbt45251"):
                assert not card, rule.id


def test_nothing_is_promised_threatened_or_called_safe(platform: Platform) -> None:
    for words in literals(platform):
        assert not re.search(r"[!！]|黑户|老赖|完蛋|保证(?!这)", words.zh), words.zh
        assert not re.search(r"\d+\s*天内.{0,8}(?:不会|没事|不算|不上报)", words.zh), words.zh


def test_a_disputed_matter_is_told_from_more_than_one_side() -> None:
    for platform_id in IDS:
        for fact in HOST.platform(platform_id).facts:
            if fact.disputed:
                side = [
                    other
                    for other in HOST.platform(platform_id).facts
                    if other.topic == fact.topic and other.disputed and other.id != fact.id
                ]
                assert side or len(fact.sources) > 1, f"{platform_id}: {fact.id}"


def test_every_party_that_is_named_stands_in_a_fact(platform: Platform) -> None:
    told = "".join(fact.text.zh for fact in platform.facts)
    for name in (*platform.operators, *platform.lenders, *platform.former_lenders, *platform.guarantors):
        assert name in told, name


def test_a_day_of_the_month_is_a_hint_that_the_borrower_confirms(platform: Platform) -> None:
    if platform.terms is not None:
        for fact in platform.terms.facts:
            assert fact.topic == "on-time", fact.id
            assert "为准" in fact.text.zh, fact.id


def test_xiaohuas_ladder_is_its_own_up_to_the_calls() -> None:
    rungs = HOST.platform("xiaohua").ladder.rungs
    assert [rung.id for rung in rungs] == ["reminder", "due-today", "early-overdue", "formal-collection"]
    assert not any(rung.usual for rung in rungs)
    assert {words.zh for words in rungs[0].channels} == {"短信", "App 通知", "电子邮件"}
    assert rungs[2].channels == rungs[0].channels
    assert {words.zh for words in rungs[3].channels} == {"电话"}
    assert rungs[3].term is not None
    assert rungs[3].term.zh == "正式催告"
    assert rungs[3].from_days is None


def test_huabei_and_xinyonggou_are_different_lenders() -> None:
    told = [fact for fact in HOST.platform("huabei").facts if "信用购" in fact.text.zh and "银行" in fact.text.zh]
    assert any(fact.confidence == "high" for fact in told)
    assert HOST.platform("huabei").lenders == ("重庆蚂蚁消费金融有限公司",)


def test_only_huabei_needs_code() -> None:
    def coded(one: Manifest) -> bool:
        return one.has_code

    assert [one.id for one in MANIFESTS.values() if coded(one)] == ["huabei"]
