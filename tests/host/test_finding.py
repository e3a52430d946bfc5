"""Plugins are found and listed without importing any, and an index spares looking again."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from duewatch.api import API_NUMBER
from duewatch.config.schema import PluginSettings
from duewatch.host import registry
from duewatch.host.host import Host
from duewatch.host.manifest import read_manifest
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording
from tests.host.conftest import HERE, Opener, state_of, why, write_distribution

LISTING = """
import sys
from pathlib import Path
from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
host = Host(PluginSettings(), index=Path(sys.argv[1]), environ={})
assert len(host.states()) >= 10, host.states()
host.manifests(), host.aliases(), host.family_words()
heavy = ("pluggy", "importlib.metadata", "textual", "rich", "asyncio", "tomllib")
print(*[name for name in sys.modules if name in heavy or ".plugin" in name and name.startswith("duewatch_plugins")])
"""


def test_the_api_number_that_plugins_see_is_the_one_that_is_checked() -> None:
    assert registry.API_NUMBER == API_NUMBER


def test_listing_imports_no_plugin_and_with_an_index_looks_nowhere(tmp_path: Path) -> None:
    def run() -> list[str]:
        command = [sys.executable, "-c", LISTING, str(tmp_path / "plugins.json")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

    assert "pluggy" not in run(), "the first time, what is installed is looked up, but nothing is loaded"
    assert run() == []


def test_the_index_holds_what_was_found(open_host: Opener, tmp_path: Path) -> None:
    index = tmp_path / "plugins.json"
    first = open_host("good_rows", index=index).states()
    allowed = PluginSettings(allowed=("good-rows",))
    again = Host(allowed, index=index, environ={})
    assert again.states() == first
    assert again.manifests() == Host(allowed, environ={}).manifests()


@pytest.mark.parametrize("content", ["", "{", "[]", "7", '{"fingerprint": []}', "[" * 100_000, "\0\xff"])
def test_an_index_that_is_broken_is_made_anew(tmp_path: Path, content: str) -> None:
    index = tmp_path / "plugins.json"
    index.write_text(content, encoding="utf-8")
    assert state_of(Host(PluginSettings(), index=index, environ={}), "huabei").state == "not-loaded"
    assert json.loads(index.read_text(encoding="utf-8"))["candidates"]


def test_an_index_with_entries_of_another_shape_is_made_anew(open_host: Opener, tmp_path: Path) -> None:
    index = tmp_path / "plugins.json"
    open_host("good_rows", index=index).states()
    kept = json.loads(index.read_text(encoding="utf-8"))
    for entry in kept["candidates"]:
        del entry["name"]
    index.write_text(json.dumps(kept), encoding="utf-8")
    allowed = PluginSettings(allowed=("good-rows",))
    assert state_of(Host(allowed, index=index, environ={}), "good-rows").state == "not-loaded"


def test_an_index_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    host = Host(PluginSettings(), index=tmp_path / "file" / "plugins.json", environ={})
    assert state_of(host, "huabei").manifest is not None


def test_a_plugin_that_is_installed_or_changed_or_removed_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, index = tmp_path / "site", tmp_path / "plugins.json"
    package = site / "later"
    package.mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])

    def version() -> str | None:
        states = {state.id: state for state in Host(PluginSettings(), index=index, environ={}).states()}
        found = states.get("later")
        assert not found or found.manifest, why(found)
        return found.manifest.version if found and found.manifest else None

    def write(version: str) -> None:
        manifest = (HERE / "good" / "good_rows" / "manifest.toml").read_text(encoding="utf-8")
        changed = manifest.replace('"good-rows"', '"later"').replace('"1.0"', f'"{version}"')
        (package / "manifest.toml").write_text(changed, encoding="utf-8")

    assert version() is None
    write("1.0")
    write_distribution(site, {"later": "later"}, name="later")
    assert version() == "1.0"
    write("1.1 of another size")
    assert version() == "1.1 of another size"
    (site / "later-1.0.dist-info" / "entry_points.txt").unlink()
    (site / "later-1.0.dist-info" / "METADATA").unlink()
    (site / "later-1.0.dist-info").rmdir()
    assert version() is None


def test_an_entry_point_to_nowhere_is_refused_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_distribution(tmp_path, {"lost": "no_such_package", "deep": "no_such.package.at_all", "file": "json.tool"})
    monkeypatch.syspath_prepend(str(tmp_path))
    host = Host(PluginSettings(), environ={})
    assert why(state_of(host, "lost")) == "the package no_such_package that its entry point names is not there"
    assert {state_of(host, name).state for name in ("lost", "deep", "file")} == {"refused"}


def test_platforms_are_known_by_every_name_and_family_words_by_all_their_platforms() -> None:
    host = Host(PluginSettings(), environ={})
    aliases = host.aliases()
    assert {aliases["花呗"], aliases["huabei"], aliases["蚂蚁花呗"], aliases["ant credit pay"]} == {"huabei"}
    assert host.family_words()["支付宝"] == ("huabei", "jiebei")


def test_manifests_are_sorted_and_filtered_by_capability() -> None:
    host = Host(PluginSettings(), environ={})
    ids = [manifest.id for manifest in host.manifests()]
    assert ids == sorted(ids)
    channels = [manifest.id for manifest in host.manifests("channel")]
    assert channels == ["apprise", "caldav", "calendar", "command", "desktop", "email", "terminal", "webhook"]
    assert {"alipay", "wechat", "sms"} <= {manifest.id for manifest in host.manifests("reader")}


def test_what_is_switched_off_is_listed_and_not_used_but_its_facts_stay_for_loans(open_host: Opener) -> None:
    host = open_host("good_channel", off=("good-channel", "huabei"))
    assert (state_of(host, "good-channel").state, why(state_of(host, "good-channel"))) == ("off", "switched off")
    assert "good-channel" not in {kind.id for kind in host.channel_types()}
    assert "花呗" not in host.aliases()
    assert host.platform("huabei").name.zh == "花呗"


def test_the_environment_names_the_only_plugins_whose_code_runs(open_host: Opener) -> None:
    host = open_host("good_channel", "good_rows", DUEWATCH_PLUGINS="good-channel, terminal")
    assert {kind.id for kind in host.channel_types()} == {"good-channel", "terminal"}
    assert why(state_of(host, "good-rows")) == "not named in DUEWATCH_PLUGINS"
    assert state_of(host, "xiaohua").state == "ready", "facts alone run nothing"


def test_an_empty_list_in_the_environment_runs_no_plugin_at_all(open_host: Opener) -> None:
    host = open_host("good_channel", DUEWATCH_PLUGINS="")
    assert host.channel_types() == ()
    assert host.manifests("reader") == ()


GOOD = {
    "id": '"test"',
    "name_zh": '"测试"',
    "name_en": '"Test"',
    "version": '"1.0"',
    "api": "1",
    "capabilities": '["channel"]',
    "code": "true",
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": None}, "id: is missing"),
        ({"id": '"Test"'}, "lower-case letters"),
        ({"id": '"test_it"'}, "lower-case letters"),
        ({"id": '"other"'}, "is “other”, but its place says “test”"),
        ({"name_zh": None}, "name_zh: is missing"),
        ({"name_en": "7"}, "name_en: must be a text in quotes"),
        ({"version": "1.0"}, "version: must be a text in quotes"),
        ({"api": None}, "api: is missing"),
        ({"api": '"1"'}, "api: must be a whole number"),
        ({"api": "true"}, "api: must be a whole number"),
        ({"capabilities": "[]"}, "must name at least one of platform, reader, channel, explainer"),
        ({"capabilities": '["chanel"]'}, "“chanel” is none of"),
        ({"capabilities": '"channel"'}, "must be a list of texts"),
        ({"code": '"yes"'}, "code: must be true or false"),
        ({"code": None}, "only a platform works without code"),
        ({"author": '"me"'}, "author: is not known"),
        ({"aliasses": '["x"]'}, "did you mean aliases?"),
    ],
)
def test_a_manifest_that_is_wrong_is_told_in_one_sentence(
    tmp_path: Path, change: dict[str, str | None], words: str
) -> None:
    folder = tmp_path / "test"
    folder.mkdir()
    lines = [f"{key} = {value}" for key, value in (GOOD | change).items() if value is not None]
    (folder / "manifest.toml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputProblem) as problem:
        read_manifest(folder, "test")
    said = Wording("en").say(problem.value.what)
    assert said.startswith("test/manifest.toml: ")
    assert words in said


@pytest.mark.parametrize("content", [b"\xff\xfe", b"id = [" + b"[" * 50_000, b"id = "])
def test_a_manifest_that_is_no_toml_is_told_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.toml").write_bytes(content)
    with pytest.raises(InputProblem):
        read_manifest(tmp_path, "test")
