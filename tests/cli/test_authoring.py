"""A new plugin works at once: whatever mix it is, it keeps its word, its samples hold and its own test passes."""

import json
import subprocess
import sys
import tomllib
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from duewatch.host.manifest import CAPABILITIES
from duewatch.host.scaffolding import Wanted, scaffold
from duewatch.model.problem import InputProblem
from duewatch.testing import check_plugin
from duewatch.wording import Wording
from tests.cli.conftest import Duewatch

TODAY = date(2026, 11, 26)
MIXES = [mix for count in (1, 2, 4) for mix in combinations(CAPABILITIES, count)]


@pytest.mark.parametrize("kinds", MIXES, ids="+".join)
def test_a_new_plugin_keeps_its_word_and_its_samples_hold(kinds: tuple[str, ...], tmp_path: Path) -> None:
    made = scaffold(Wanted("my-wallet", kinds, name_zh="我的(钱)包", name_en="It is: mine"), tmp_path, TODAY)
    report = check_plugin(made.folder)
    assert [str(fault) for fault in report.faults] == []
    assert report.capabilities == kinds
    assert report.samples == len(list((made.folder / "samples").glob("*.in")))
    assert report.reached == ("bronze" if "platform" in kinds else "silver" if "explainer" in kinds else "gold")
    project = tomllib.loads((made.folder / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["entry-points"]["duewatch.plugins"] == {"my-wallet": "my_wallet"}
    assert (made.folder / "README.md").is_file()
    assert not list(made.folder.rglob("*.txt"))


def test_a_platform_of_facts_alone_has_no_code_but_its_test(tmp_path: Path) -> None:
    made = scaffold(Wanted("my-wallet", ("platform",)), tmp_path, TODAY)
    python = {path.relative_to(made.folder).as_posix(): path for path in made.files if path.suffix == ".py"}
    assert set(python) == {"my_wallet/__init__.py", "tests/test_plugin.py"}
    assert python["my_wallet/__init__.py"].read_text(encoding="utf-8") == '"""My wallet."""\n'


def test_its_own_test_passes_and_fails_where_a_sample_gives_something_else(tmp_path: Path) -> None:
    made = scaffold(Wanted("my-wallet", CAPABILITIES), tmp_path, TODAY)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    ran = subprocess.run(command, cwd=made.folder, capture_output=True, text=True, check=False)
    assert (ran.returncode, "1 passed" in ran.stdout) == (0, True), ran.stdout + ran.stderr
    reader = made.folder / "my_wallet" / "reader.py"
    reader.write_text(reader.read_text(encoding="utf-8").replace('direction="out"', 'direction="in"'), encoding="utf-8")
    (fault,) = check_plugin(made.folder).faults
    assert str(fault) == (
        'samples: table.csv.in: table.csv.json says "direction": "out",, but it gives "direction": "in",'
    )


def test_in_the_tree_it_lies_where_its_kind_lies(tmp_path: Path) -> None:
    (tmp_path / "plugins" / "duewatch_plugins").mkdir(parents=True)
    for name, kinds, folder in (
        ("my-wallet", ("platform", "explainer"), "platforms"),
        ("my-file", ("reader", "channel"), "readers"),
        ("my-bell", ("channel",), "channels"),
    ):
        made = scaffold(Wanted(name, kinds), tmp_path, TODAY, in_tree=True)
        assert made.folder == tmp_path / "plugins" / "duewatch_plugins" / folder / name.replace("-", "_")
        assert not (made.folder / "pyproject.toml").exists()
        assert {"manifest.toml", "README.md", "samples", "plugin.py", "__init__.py"} <= {
            path.name for path in made.folder.iterdir()
        }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["My_Wallet"], "“My_Wallet” cannot be a plugin's name: lower-case letters"),
        (["../etc"], "“../etc” cannot be a plugin's name"),
        (["a" * 51], "at most 50 characters"),
        (["huabei"], "“huabei” is taken by a plugin that ships with duewatch."),
        (["json"], "Python has something of that name"),
        (["class", "--in-tree"], "Python has something of that name"),
        (["fine", "--in-tree"], "is not duewatch's own repository"),
        (["fine", "--name-en", 'say "it"'], "has a character that cannot stand in it"),
        (["fine", "--into", "{tmp}/file"], "cannot be written: "),
        (["there"], "is there already; nothing was written."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    words: list[str], said: str, tmp_path: Path, duewatch: Duewatch
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "file").touch()
    before = sorted(tmp_path.rglob("*"))
    given = [word.replace("{tmp}", str(tmp_path)) for word in words]
    into = [] if "--into" in words else ["--into", str(tmp_path)]
    ran = duewatch("plugins", "new", *given, "--kind", "platform", *into)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_in_the_tree_an_explainer_is_part_of_a_platform(tmp_path: Path) -> None:
    (tmp_path / "plugins" / "duewatch_plugins").mkdir(parents=True)
    with pytest.raises(InputProblem) as caught:
        scaffold(Wanted("mine", ("explainer",)), tmp_path, TODAY, in_tree=True)
    assert Wording("en").say(caught.value.what) == "In the tree an explainer lies in its platform's folder."


def test_the_commands_say_what_was_written_and_what_is_missing(tmp_path: Path, duewatch: Duewatch) -> None:
    ran = duewatch("plugins", "new", "my-wallet", "--kind", "platform", "--into", str(tmp_path), "--lang", "zh")
    assert (ran.status, ran.err) == (0, "")
    assert "然后允许它：duewatch plugins on my-wallet" in ran.out
    folder = str(tmp_path / "my-wallet")
    ran = duewatch("plugins", "check", folder)
    assert ran.status == 0
    assert "It keeps its word; 3 samples give what they should." in ran.out
    assert "Quality reached: bronze" in ran.out
    assert "a row or a message that is recognised, of more than doubtful confidence" in ran.out
    sample = tmp_path / "my-wallet" / "samples" / "payment.row.json"
    kept = sample.read_text(encoding="utf-8")
    sample.write_text("{}", encoding="utf-8")
    ran = duewatch("plugins", "check", folder, "--json")
    assert ran.status == 1
    assert ran.document["quality"] is None
    (fault,) = ran.document["faults"]
    assert fault["check"] == "samples"
    ran = duewatch("plugins", "check", folder, "--update", "--json")
    assert (ran.status, ran.document["written"]) == (0, [str(sample)])
    assert json.loads(sample.read_text(encoding="utf-8")) == json.loads(kept)
    ran = duewatch("plugins", "check", str(tmp_path / "nowhere"))
    assert (ran.status, ran.out) == (2, "")
