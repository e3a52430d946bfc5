"""The examples are what a stranger would publish: their wheels, installed beside duewatch's, are found, asked about
once and used. They, and every plugin that ships with duewatch, are held to the kit."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from duewatch.host.discover import built_in_folders
from duewatch.testing import WebServer, check_plugin, open_plugin, temporary_ledger

ROOT = Path(__file__).parents[2]
EXAMPLES = {"sample-wallet": ("platform",), "sample-kit": ("reader", "channel", "explainer")}
BUILT_IN = [folder for _, folder in built_in_folders()]
RANKS = ("", "bronze", "silver", "gold")
BUILD = """
import os, sys
from hatchling.build import build_wheel
for folder in sys.argv[2:]:
    os.chdir(folder)
    build_wheel(sys.argv[1])
"""
CONFIG = """
[channels.hook]
plugin = "sample-kit"
url = "{url}"
token = {{ env = "HOOK_TOKEN" }}
"""


@pytest.mark.parametrize("folder", BUILT_IN, ids=[folder.name for folder in BUILT_IN])
def test_a_plugin_that_ships_with_duewatch_passes_the_kit_and_reaches_what_it_claims(folder: Path) -> None:
    report = check_plugin(folder)
    assert [str(fault) for fault in report.faults] == []
    assert RANKS.index(report.reached) >= max(1, RANKS.index(report.claimed))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_passes_the_kit(name: str) -> None:
    report = check_plugin(ROOT / "examples" / name)
    assert [str(fault) for fault in report.faults] == []
    assert report.capabilities == EXAMPLES[name]
    assert report.reached == "silver"
    assert report.samples >= 6


def test_both_examples_stand_in_a_temporary_ledger() -> None:
    with temporary_ledger(*(open_plugin(ROOT / "examples" / name) for name in EXAMPLES)) as desk:
        states = {line.id: line.state for line in desk.plugins()}
    assert [states[name] for name in EXAMPLES] == ["ready", "not-loaded"]


def run(command: list[str], cwd: Path, **environment: str) -> str:
    result = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture
def installed(tmp_path: Path) -> Callable[..., Any]:
    """Runs duewatch from a fresh environment with the three wheels in it; answers its JSON document."""
    wheels, folder = tmp_path / "wheels", tmp_path / "fresh"
    sources = [str(ROOT), *(str(ROOT / "examples" / name) for name in EXAMPLES)]
    run([sys.executable, "-c", BUILD, str(wheels), *sources], ROOT)
    built = sorted(wheels.glob("*.whl"))
    assert len(built) == 3
    venv.create(folder, with_pip=False)
    python = str(folder / "bin" / "python")
    site = Path(run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], tmp_path).strip())
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index"]
    run([*pip, *map(str, built)], tmp_path)
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")  # what duewatch needs
    assert "fresh" in run([python, "-c", "import duewatch, sample_kit; print(duewatch.__file__)"], tmp_path)

    def duewatch(*words: str) -> Any:
        command = [str(folder / "bin" / "duewatch"), "--data", str(tmp_path / "data"), "--today", "2026-12-06"]
        config = tmp_path / "config.toml"
        chosen = ["--config", str(config)] if config.exists() else []
        home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "DUEWATCH_CONFIG": "", "HOOK_TOKEN": "s3cret"}
        return json.loads(run([*command, *chosen, *words, "--json"], tmp_path, **home))

    return duewatch


def test_the_wheels_of_the_examples_work_beside_that_of_duewatch(installed: Callable[..., Any], tmp_path: Path) -> None:
    listed = {line["id"]: line for line in installed("plugins")["plugins"]}
    assert [listed[name]["state"] for name in EXAMPLES] == ["new", "new"]
    assert listed["sample-kit"]["origin"] == "duewatch-sample-kit 1.0"
    assert [installed("plugins", "on", name)["state"] for name in EXAMPLES] == ["ready", "not-loaded"]

    added = installed(
        *("loan", "add", "--platform", "示例借", "--kind", "equal-instalment", "--principal", "3000"),
        *("--instalments", "3", "--disbursed", "2026-08-09", "--first-due", "2026-10-09", "--annual-rate", "9"),
    )
    loan = added["id"]
    (tmp_path / "export.csv").write_bytes((ROOT / "examples/sample-kit/samples/gbk.csv.in").read_bytes())
    read = installed("import", str(tmp_path / "export.csv"))
    assert (read["files"][0]["reader"], read["files"][0]["new"]["payments"]) == ("sample-kit", 1)
    assert [row["state"] for row in read["rows"]] == ["new", "not-understood"]
    assert [each["amount_fen"] for each in installed("loan", "show", loan)["payments"]] == [101500]

    with WebServer() as web:
        (tmp_path / "config.toml").write_text(CONFIG.format(url=f"{web.url}/hook"), encoding="utf-8")
        deliveries = installed("remind")["deliveries"]
    assert {(each["channel"], each["outcome"]) for each in deliveries} == {("hook", "sent")}
    assert web.requests[0].headers["Authorization"] == "Bearer s3cret"

    made = installed("plugins", "new", "fresh-loan", "--kind", "platform", "--into", str(tmp_path))
    assert installed("plugins", "check", made["folder"])["samples"] == 3

    told = json.dumps(installed("ask", "示例钱包上征信吗", "--lang", "en"))
    assert "Example: it depends on the lender" in told
    explained = json.dumps(installed("ask", "银行能看到网贷吗", "--lang", "en"))
    assert "Sample kit: see in the contract who the lender is" in explained
