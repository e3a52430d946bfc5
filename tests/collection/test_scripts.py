"""The advice for calls: every stage and situation has a short script, and no script promises or acknowledges."""

from pathlib import Path

import pytest

from duewatch.collection.scripts import script_for
from duewatch.config.calls import SHIPPED, call_guide, shipped_guide
from duewatch.model.contact import PaperKind
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal

STAGES = [None, "upcoming", "early-overdue", "formal-collection", "outside-agency", "legal", "paused"]
SITUATIONS = [None, "lost-job", "illness", "waiting-wages", "disputes-sum", "not-mine", "already-paid"]
PROMISES = ("我会还", "一定还", "我欠", "我认", "保证还", "i owe", "i will pay", "i promise to")


def every_word_to_say() -> list[Literal]:
    guide = shipped_guide()
    return [line for stage in STAGES for situation in SITUATIONS for line in script_for(guide, stage, situation).say]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_stage_and_situation_has_a_short_script_in_both_languages(
    stage: str | None, situation: str | None
) -> None:
    script = script_for(shipped_guide(), stage, situation)
    assert 3 <= len(script.say) <= 6
    assert len(script.avoid) == 5
    assert all(line.zh.strip() and line.en.strip() for line in script.say)


def test_nothing_to_say_promises_money_or_acknowledges_a_debt() -> None:
    for line in every_word_to_say():
        assert not any(word in line.zh for word in PROMISES), line.zh
        assert not any(word in line.en.lower() for word in PROMISES), line.en


def test_words_are_calm() -> None:
    for line in (*every_word_to_say(), *shipped_guide().sheet):
        assert not any(mark in line.zh + line.en for mark in ("!", "！"))


def test_a_debt_of_somebody_else_and_one_paid_back_go_ways_of_their_own() -> None:
    for stage in STAGES:
        for situation in ("not-mine", "already-paid"):
            script = script_for(shipped_guide(), stage, situation)
            assert script.then
            assert not any("协商" in line.zh for line in script.say)


def test_every_kind_of_court_paper_has_something_to_do() -> None:
    assert {paper.kind for paper in shipped_guide().papers} == set(PaperKind)
    assert all(paper.do for paper in shipped_guide().papers)


def test_the_borrower_s_own_words_take_the_place_of_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "calls.toml"
    own.write_text(
        '[[opening]]\nid = "any"\nsay_zh = ["喂，哪位？"]\nsay_en = ["Hello, who is it?"]\n'
        '[[situation]]\nid = "divorce"\nname_zh = "离婚"\nname_en = "divorce"\n'
        'say_zh = ["正在办。"]\nsay_en = ["Under way."]\n',
        encoding="utf-8",
    )
    guide = call_guide(own)
    assert script_for(guide, None, "divorce").say[0] == Literal("喂，哪位？", "Hello, who is it?")
    assert Literal("正在办。", "Under way.") in script_for(guide, None, "divorce").say
    assert guide.steps == shipped_guide().steps
    assert len(guide.situations) == len(shipped_guide().situations) + 1


def test_a_copy_of_the_shipped_file_changes_nothing(tmp_path: Path) -> None:
    own = tmp_path / "calls.toml"
    own.write_bytes(SHIPPED.read_bytes())
    assert call_guide(own) == shipped_guide()


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('[[step]]\nid = "x"\nzh = "一"\n', "en"),
        ('[[step]]\nid = "x"\nzh = "一"\nen = "one"\nrules = ["no-such-rule"]\n', "no-such-rule"),
        ('[[paper]]\nid = "parking"\n', "parking"),
        ('[[opening]]\nid = "any"\nsay_zh = ["一"]\nsay_en = ["one", "two"]\n', "say_en"),
        ('[[openings]]\nid = "any"\n', "openings"),
        ("not toml", "TOML"),
    ],
)
def test_a_mistake_in_the_borrower_s_file_is_named(tmp_path: Path, written: str, named: str) -> None:
    own = tmp_path / "calls.toml"
    own.write_text(written, encoding="utf-8")
    with pytest.raises(InputProblem) as caught:
        call_guide(own)
    said = caught.value.what
    assert named in str(said)
