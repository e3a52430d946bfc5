"""A bad plugin on the command line: the command ends with a sentence or with the default, everything else works, whose
fault it was stands in the list and in the log, and one line switches it off."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from duewatch.testing.bad_plugins import BAD_PLUGINS, BadPlugin, write
from tests.cli.conftest import Duewatch, Ran
from tests.host.conftest import forget_bad_plugins

CONFIG = """[plugins]
allowed = ["{id}"]
off = [{off}]
seconds = 1

[channels.wire]
plugin = "{id}"
"""


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    forget_bad_plugins()


def settings(plugin: BadPlugin, folder: Path, off: str = "") -> str:
    config = folder / "config.toml"
    text = CONFIG.format(id=plugin.id, off=off and json.dumps(off, ensure_ascii=False))
    config.write_text(text if plugin.meets == "channel" else text[: text.index("[channels")], encoding="utf-8")
    return str(config)


def meet(duewatch: Duewatch, plugin: BadPlugin, folder: Path, config: str) -> Ran:
    """The command in which a person meets this plugin."""
    mine = folder / "mine"
    mine.write_text(plugin.id, encoding="utf-8")
    command = {
        "list": ["plugins"],
        "import": ["import", str(mine), "--dry-run"],
        "channel": ["remind", "--test", "wire"],
        "ask": ["ask", f"{plugin.platform} 上征信吗"],
        "platform": ["ladder", plugin.id],
    }
    return duewatch(*command[plugin.meets], "--config", config)


def line_of(duewatch: Duewatch, name: str, config: str) -> dict[str, str]:
    lines = duewatch("plugins", "--json", "--config", config).document["plugins"]
    return next(line for line in lines if line["id"] == name)


@pytest.mark.parametrize("plugin", BAD_PLUGINS.values(), ids=list(BAD_PLUGINS))
def test_each_is_survived_named_and_switched_off(
    duewatch: Duewatch, plugin: BadPlugin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    write(plugin.id, site)
    monkeypatch.syspath_prepend(str(site))
    config = settings(plugin, tmp_path)
    name = plugin.id if plugin.point == "" else f"{plugin.point} ({plugin.package} 1.0)"

    met = meet(duewatch, plugin, tmp_path, config)
    assert met.status in (0, 1, 2), met.err
    assert "loud" not in met.out + met.err
    if plugin.meets == "ask":
        assert met.status == 0 and "Nothing to fear" not in met.out
    assert duewatch("today", "--config", config).status == 0
    if plugin.meets == "platform":
        assert f"The platform {plugin.id} cannot be used: {plugin.package}/facts.toml" in met.err

    line = line_of(duewatch, name, config)
    assert line["state"] == ("refused" if plugin.state == "refused" else line["state"]) != "off"
    assert plugin.why in (line["why"] or "")
    assert bool(plugin.why) == bool(line["why"])
    if plugin.why:
        shown = next(each for each in duewatch("plugins", "--config", config).out.splitlines() if each.startswith(name))
        assert shown.endswith(("had a fault", "refused"))
        log = (tmp_path / "data" / "duewatch.log").read_text(encoding="utf-8")
        assert f"fault of plugin {name} ({plugin.package} 1.0), not of duewatch: " in log

    assert duewatch("plugins", "off", name, "--config", config).status == 0
    assert line_of(duewatch, name, config)["state"] == "off"
    assert duewatch("plugins", "on", name, "--config", config).status == 0
    assert line_of(duewatch, name, config)["state"] != "off"
    config = settings(plugin, tmp_path, off=name)
    assert line_of(duewatch, name, config)["state"] == "off"
    meet(duewatch, plugin, tmp_path, config)
    assert line_of(duewatch, name, config)["why"] == "switched off"


def test_a_thread_that_a_plugin_left_does_not_keep_the_program_from_ending(tmp_path: Path) -> None:
    write("bad-spawns", tmp_path)
    (tmp_path / "mine").write_text("bad-spawns", encoding="utf-8")
    config = settings(BAD_PLUGINS["bad-spawns"], tmp_path)
    words = ["import", str(tmp_path / "mine"), "--dry-run", "--config", config, "--data", str(tmp_path / "data")]
    ran = subprocess.run(
        [sys.executable, "-c", "from duewatch.cli.main import run; run()", *words],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "LANG": "en_US.UTF-8"},
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Nothing was stored." in ran.stdout


def test_the_variable_names_the_only_ones_and_safe_leaves_all_but_the_built_in_ones_out(
    duewatch: Duewatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("bad-raises", "bad-prints"):
        write(name, tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    config = tmp_path / "config.toml"
    config.write_text('[plugins]\nallowed = ["bad-raises", "bad-prints"]\n', encoding="utf-8")

    def running(*words: str) -> dict[str, str]:
        """Those whose code may run, with where they are from."""
        lines = duewatch("plugins", "--json", "--config", str(config), *words).document["plugins"]
        return {line["id"]: line["origin"] for line in lines if line["state"] == "not-loaded"}

    everything = running()
    assert {"bad-raises", "bad-prints", "email", "alipay"} <= set(everything)
    assert set(running("--safe")) == {name for name, origin in everything.items() if origin == "built-in"}
    monkeypatch.setenv("DUEWATCH_PLUGINS", "bad-prints, alipay")
    assert set(running()) == {"bad-prints", "alipay"}
    assert set(running("--safe")) == {"alipay"}
    monkeypatch.setenv("DUEWATCH_PLUGINS", "")
    assert running() == {}
