"""What runs beside the borrower's data is what they allowed: installed plugins are asked about once, folders of one's
own must be one's own, and each plugin is handed only what its capability needs."""

import json
import shutil
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from duewatch.config.load import load
from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
from duewatch.model import plugin as things
from duewatch.model.plugin import Document
from tests.host.conftest import HERE, Opener, state_of, why

ROWS = Document("rows.txt", b"ROWS\npayment\n", data=b"ROWS\npayment\n")


def again(memory: Path, **settings: object) -> Host:
    return Host(PluginSettings(**settings), environ={}, memory=memory)  # type: ignore[arg-type]


def test_an_installed_plugin_is_listed_asked_about_once_and_not_used_before(open_host: Opener, tmp_path: Path) -> None:
    memory = tmp_path / "memory.json"
    host = open_host("good_rows", "good_channel", allowed=False, memory=memory)
    state = state_of(host, "good-rows")
    assert (state.state, state.origin) == ("new", "strangers 1.0")
    assert why(state) == "it was installed beside duewatch and is not used before you allow it"
    assert "good-rows" not in [reader for reader, _ in host.claims(ROWS)]
    assert "good-channel" not in {kind.id for kind in host.channel_types()}
    assert [asked.id for asked in host.untold()] == ["good-channel", "good-rows"]
    assert host.untold() == ()
    assert again(memory).untold() == (), "asked about once, not once a start"
    host.allow("good-rows")
    assert "good-rows" in [reader for reader, _ in host.claims(ROWS)]
    assert state_of(again(memory), "good-rows").state == "not-loaded"
    assert state_of(again(memory), "good-channel").state == "new"


def test_one_line_of_the_config_allows_it(open_host: Opener) -> None:
    open_host("good_rows", allowed=False)
    assert state_of(Host(PluginSettings(allowed=("good-rows",)), environ={}), "good-rows").state == "not-loaded"


def test_who_takes_the_id_of_one_that_was_allowed_is_asked_about_anew(open_host: Opener, tmp_path: Path) -> None:
    memory = tmp_path / "memory.json"
    memory.write_text(json.dumps({"allowed": {"good-rows": "another-distribution"}}), encoding="utf-8")
    assert state_of(open_host("good_rows", allowed=False, memory=memory), "good-rows").state == "new"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"allowed": 7, "faults": {"good-rows": [1]}}', "[" * 100_000])
def test_a_memory_that_cannot_be_read_allows_nothing(open_host: Opener, tmp_path: Path, content: str) -> None:
    memory = tmp_path / "memory.json"
    memory.write_text(content, encoding="utf-8")
    host = open_host("good_rows", allowed=False, memory=memory)
    assert state_of(host, "good-rows").state == "new"
    host.allow("good-rows")
    assert state_of(again(memory), "good-rows").state == "not-loaded"


def test_safe_uses_the_built_in_ones_alone(open_host: Opener) -> None:
    open_host("good_rows")
    host = Host(PluginSettings(allowed=("good-rows",), safe=True), environ={})
    state = state_of(host, "good-rows")
    assert (state.state, why(state)) == ("off", "left out by --safe")
    assert {each.state for each in host.states() if each.origin == "built-in"} <= {"ready", "not-loaded"}


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """A folder of plugins that only its owner can write."""
    place = tmp_path / "own"
    shutil.copytree(HERE / "good" / "good_rows", place / "good_rows", ignore=shutil.ignore_patterns("__pycache__"))
    for path in [place, *place.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    return place


def test_a_folder_that_the_config_names_is_used_and_none_is_by_default(own_folder: Path) -> None:
    assert PluginSettings().paths == ()
    host = Host(PluginSettings(paths=(own_folder,)), environ={})
    assert [reader for reader, _ in host.claims(ROWS)] == ["good-rows"]
    assert state_of(host, "good-rows").origin == str(own_folder)
    assert str(own_folder) not in sys.path


def test_what_others_may_write_is_refused_with_the_way_to_mend_it(own_folder: Path) -> None:
    code = own_folder / "good_rows" / "plugin.py"
    code.chmod(0o666)
    state = state_of(Host(PluginSettings(paths=(own_folder,)), environ={}), "good-rows")
    assert (state.state, why(state)) == (
        "refused",
        f"others may write to {code} (chmod go-w {code} mends that)",
    )
    code.chmod(0o600)
    own_folder.chmod(0o777)
    (state,) = (each for each in Host(PluginSettings(paths=(own_folder,)), environ={}).states() if not each.manifest)
    assert why(state).startswith("others may write to")


def test_a_folder_that_is_not_there_and_an_id_that_is_taken_are_seen(own_folder: Path, tmp_path: Path) -> None:
    (own_folder / "good_rows").rename(own_folder / "email")
    manifest = own_folder / "email" / "manifest.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("good-rows", "email"), encoding="utf-8")
    host = Host(PluginSettings(paths=(own_folder, tmp_path / "nowhere")), environ={})
    said = {state.id: why(state) for state in host.states() if state.state == "refused"}
    assert said[f"email ({own_folder})"] == "the id “email” is taken already by a plugin from built-in"
    assert said[str(tmp_path / "nowhere")].endswith("that plugins.paths names is not there")
    assert state_of(host, "email").origin == "built-in"


def test_a_folder_in_the_config_is_meant_from_where_the_file_lies(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[plugins]\npaths = ["own"]\nallowed = ["x"]\n', encoding="utf-8")
    plugins = load(config, {}).settings.plugins
    assert (plugins.paths, plugins.allowed) == ((tmp_path / "own",), ("x",))


def handed_over(kind: object, seen: set[object]) -> set[object]:
    """Every type that can be reached from a type by fields of values and by arguments of generics."""
    if isinstance(kind, list):  # the arguments of a callable are told to it, not handed to the plugin
        return seen
    if kind in seen:
        return seen
    seen.add(kind)
    for argument in get_args(kind):
        handed_over(argument, seen)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        for field in fields(kind):
            handed_over(hints[field.name], seen)
    return seen


@pytest.mark.parametrize(
    ("protocol", "method"),
    [
        (things.Reader, "claim"),
        (things.Reader, "read"),
        (things.Recogniser, "recognise"),
        (things.Channel, "send"),
        (things.AgendaChannel, "publish"),
        (things.Explainer, "explain"),
    ],
)
def test_a_plugin_is_handed_what_its_capability_needs_and_no_ledger(protocol: type, method: str) -> None:
    hints = get_type_hints(getattr(protocol, method))
    hints.pop("return")
    reached: set[object] = set()
    for kind in hints.values():
        handed_over(kind, reached)
    names = {getattr(kind, "__name__", str(kind)) for kind in reached}
    assert reached
    assert not names & {
        "Ledger",
        "SqliteLedger",
        "Loan",
        "LoanEvent",
        "Desk",
        "Session",
        "Host",
        "Settings",
        "Connection",
    }
    if protocol is things.Channel:
        assert "Message" in names and "Document" not in names and "Situation" not in names
