"""Every plugin that ships with duewatch keeps its word, and one that does not is found out."""

from pathlib import Path

import pytest

from duewatch.host.conformance import check
from duewatch.host.discover import built_in_folders, id_of
from duewatch.testing.bad_plugins import write
from duewatch.wording import Wording
from tests.host.conftest import forget_bad_plugins

BUILT_IN = list(built_in_folders())
STRANGERS = Path(__file__).parents[1] / "host"


def said(folder: Path, package: str) -> list[str]:
    return [Wording("en").say(problem) for problem in check(folder, package)]


def test_there_are_plugins_of_every_kind() -> None:
    assert {package.split(".")[1] for package, _ in BUILT_IN} == {"platforms", "readers", "channels"}


@pytest.mark.parametrize(("package", "folder"), BUILT_IN, ids=[folder.name for _, folder in BUILT_IN])
def test_a_plugin_that_ships_with_duewatch_keeps_its_word(package: str, folder: Path) -> None:
    assert said(folder, package) == []


@pytest.mark.parametrize("name", ["good_channel", "good_explains"])
def test_a_good_stranger_keeps_its_word(name: str) -> None:
    assert said(STRANGERS / "good" / name, f"tests.host.good.{name}") == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bad_toml", "is not TOML"),
        ("bad_future", "plugin API 99"),
        ("bad_facts", "reports"),
        ("bad_mismatch", "does not implement duewatch_reminder_channels"),
        ("bad_raises", "its reader fails on bytes that are nobody's format: it raised ValueError"),
        ("bad_greedy", "its reader claims bytes that are nobody's format"),
    ],
)
def test_one_that_does_not_is_told_why(name: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(id_of(name), tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    found = said(folder, name)
    forget_bad_plugins()
    assert any(words in problem for problem in found)


MANIFEST = 'id = "{id}"\nname_zh = "测"\nname_en = "T"\nversion = "1"\napi = 1\ncapabilities = {has}\n{more}\n'


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"manifest.toml": MANIFEST.format(id="other", has='["platform"]', more="")}, "its place says “some-plugin”"),
        (
            {"manifest.toml": MANIFEST.format(id="some-plugin", has='["platform"]', more=""), "plugin.py": ""},
            "there is a plugin.py, but its manifest does not say code = true",
        ),
        (
            {
                "manifest.toml": MANIFEST.format(id="some-plugin", has='["channel"]', more="code = true"),
                "plugin.py": "",
            },
            "there is code, but no __init__.py",
        ),
        (
            {
                "manifest.toml": MANIFEST.format(id="some-plugin", has='["channel"]', more="code = true"),
                "facts.toml": "",
            },
            "there is a facts.toml, but its manifest does not name the capability platform",
        ),
        (
            {"manifest.toml": MANIFEST.format(id="some-plugin", has='["platform"]', more="")},
            "its manifest does not say what kind of platform it is",
        ),
    ],
)
def test_folder_and_manifest_must_agree(tmp_path: Path, files: dict[str, str], words: str) -> None:
    folder = tmp_path / "some_plugin"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    assert any(words in problem for problem in said(folder, "some_plugin"))
