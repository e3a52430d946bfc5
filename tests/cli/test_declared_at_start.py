"""Loans that the config declares come in with the start of any command: once, over nothing entered by hand, and never
into another person's store."""

from pathlib import Path

import pytest

from tests.cli.conftest import Duewatch

LOAN = '[loans.phone]\nplatform = "fenqile"\nname = "手机"\nkind = "flat"\nprincipal = 6000\ninstalments = 12\n'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(LOAN, encoding="utf-8")
    return file


def ids(duewatch: Duewatch, *words: str) -> list[str]:
    ran = duewatch("loans", "--json", *words)
    assert ran.status in {0, 1}, ran.err
    return [loan["id"] for loan in ran.document["loans"]]


def test_the_first_start_applies_and_says_so_and_the_second_adds_nothing(duewatch: Duewatch, config: Path) -> None:
    first = duewatch("--config", str(config))
    assert "config.toml: 1 new, 0 changed, 0 no longer declared, 0 as before." in first.err
    second = duewatch("--config", str(config))
    assert "config.toml:" not in second.err
    assert ids(duewatch, "--config", str(config)) == ["phone"]
    config.write_text(LOAN.replace("12", "24"), encoding="utf-8")
    assert "0 new, 1 changed" in duewatch("--config", str(config)).err
    assert ids(duewatch, "--config", str(config)) == ["phone"]


def test_a_look_first_and_a_broken_file_bring_nothing_in(duewatch: Duewatch, config: Path) -> None:
    assert "1 new" in duewatch("apply", "--dry-run", "--config", str(config)).out
    config.write_text("horizon_days = 0\n" + LOAN, encoding="utf-8")
    assert duewatch("--config", str(config)).status == 2
    assert ids(duewatch) == []


def test_what_was_entered_by_hand_is_not_overwritten_and_the_reason_is_said(duewatch: Duewatch, config: Path) -> None:
    assert duewatch("loan", "add", "--platform", "huabei", "--name", "mine", "--due-day", "10").status == 0
    (mine,) = ids(duewatch)
    config.write_text(f'[loans.{mine}]\nplatform = "huabei"\ndue_day = 20\n', encoding="utf-8")
    started = duewatch("--config", str(config))
    assert "The loans of config.toml were not applied" in started.err and f"loans.{mine}" in started.err
    shown = duewatch("loan", "show", mine, "--json").document
    assert str(shown).count("'due_day': 10") == 1


def test_one_store_does_not_see_the_other_persons_loans(duewatch: Duewatch, config: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    others = tmp_path / "others.toml"
    others.write_text(f'data = "{theirs}"\n' + LOAN.replace("phone", "fridge"), encoding="utf-8")
    assert ids(duewatch, "--config", str(config)) == ["phone"]
    assert ids(duewatch, "--config", str(others), "--data", str(theirs)) == ["fridge"]
    assert ids(duewatch, "--config", str(config)) == ["phone"]
    # The file at its usual place with a store of somebody else's named: nothing is brought into that one.
    home = tmp_path / "me" / "duewatch"
    home.mkdir(parents=True)
    (home / "config.toml").write_text(LOAN.replace("phone", "sofa"), encoding="utf-8")
    usual = {"XDG_CONFIG_HOME": str(tmp_path / "me")}
    nobodys = str(tmp_path / "nobodys")
    for store, there in ((str(theirs), ["fridge"]), (nobodys, [])):
        ran = duewatch("loans", "--json", "--data", store, DUEWATCH_CONFIG=None, **usual)
        assert [loan["id"] for loan in ran.document["loans"]] == there


def test_a_store_that_was_set_up_from_one_file_does_not_take_the_loans_of_another(
    duewatch: Duewatch, config: Path, tmp_path: Path
) -> None:
    assert ids(duewatch, "--config", str(config)) == ["phone"]
    other = tmp_path / "other.toml"
    other.write_text(LOAN.replace("phone", "fridge"), encoding="utf-8")
    assert ids(duewatch, "--config", str(other)) == ["phone"]
    assert ids(duewatch) == ["phone"], "and without a file nothing is let go of"
