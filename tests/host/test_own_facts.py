"""What the borrower knows better of a platform, entered in the config, takes the place of its facts."""

from datetime import date
from pathlib import Path

from duewatch.config.load import load
from duewatch.config.rules import rulebook
from duewatch.config.schema import PluginSettings
from duewatch.credit.explain import explain
from duewatch.host.host import Host
from duewatch.model.situation import Situation
from duewatch.wording import Wording

CONFIG = """
[platforms.huabei]
reports = "no"
grace-none = "我的协议第 8 条：没有宽限期"
"""


def settings(tmp_path: Path, words: str):
    path = tmp_path / "config.toml"
    path.write_text(words, encoding="utf-8")
    return load(path, {})


def test_the_borrowers_own_words_stand_where_the_fact_stood_and_are_shown_as_theirs(tmp_path: Path) -> None:
    found = settings(tmp_path, CONFIG)
    assert found.problems == ()
    host = Host(PluginSettings(), environ={}, own_facts=found.settings.platforms)
    platform = host.platform("huabei")
    own = next(fact for fact in platform.facts if fact.id == "grace-none")
    assert platform.reports == "no"
    assert (own.text.zh, own.text.en) == ("我的协议第 8 条：没有宽限期。", "我的协议第 8 条：没有宽限期.")
    assert [(source.title, source.tier) for source in own.sources] == [("config.toml", "own")]
    assert (own.confidence, own.disputed) == ("high", False)
    assert host.own_fact_problems() == ()
    others = [fact for fact in Host(PluginSettings(), environ={}).platform("huabei").facts if fact.id != "grace-none"]
    entered, *kept = [fact for fact in platform.facts if fact.id != "grace-none"]
    assert kept == others
    assert (entered.id, entered.sources) == ("own-report", own.sources)
    assert (entered.text.zh, entered.text.en) == (
        "自己填写：花呗不报送征信。", "By your own entry Huabei is not on the credit report.",
    )  # fmt: skip
    asked = Situation("reporting", date(2026, 11, 24), "huabei")
    answer = host.explain(asked, rulebook(), lambda each: explain(each, platform, rulebook()))
    assert Wording("en").say(answer.summary).startswith(entered.text.en), "the platform's own answer gives way to it"
    host.close()


def test_a_fact_or_a_platform_that_there_is_none_of_is_named_with_the_nearest(tmp_path: Path) -> None:
    found = settings(tmp_path, '[platforms.huabei]\ngrace-non = "x"\n[platforms.nobody]\nreports = "yes"\n')
    host = Host(PluginSettings(), environ={}, own_facts=found.settings.platforms)
    say = Wording("en").say
    told = [f"{where}: {say(problem.what)} {say(problem.mend)}" for where, problem in host.own_fact_problems()]
    host.close()
    assert "grace-non" in told[0]
    assert "grace-none" in told[0]
    assert "nobody" in told[1]


def test_a_wrong_table_is_named_with_its_line(tmp_path: Path) -> None:
    say = Wording("en").say
    wrong = settings(tmp_path, '[platforms.huabei]\nreports = "perhaps"\ngrace-none = 3\n')
    assert [problem.line for problem in wrong.problems] == [2, 3]
    assert "depends-on-lender" in say(wrong.problems[0].what)
    assert settings(tmp_path, "platforms = 5\n").problems[0].key == "platforms"
