"""Whoever does what the tutorial says, in its order, has something running: files and commands come from the page."""

import os
import re
import shlex
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "plugins" / "tutorial.md").read_text(encoding="utf-8")
STEPS = re.findall(r"(?:`([\w./-]+)`:\n\n)?```(console|toml|text)\n(.*?)```", PAGE, re.DOTALL)
INSTALL = "--no-deps --no-index --no-build-isolation --quiet --disable-pip-version-check"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A fresh environment in which `duewatch`, `pip` and `pytest` are commands; what they need is borrowed, and nothing
    is fetched."""
    fresh = tmp_path / "fresh"
    venv.create(fresh, with_pip=False)
    python = fresh / "bin" / "python"
    paths = {"base": str(fresh), "platbase": str(fresh)}
    site = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    own = sysconfig.get_path("purelib")
    (site / "borrowed.pth").write_text(f"import site; site.addsitedir({own!r})\n", encoding="utf-8")
    for name, words in {
        "duewatch": f'exec {python} -m duewatch "$@"',
        "pip": f'command=$1; shift; exec {sys.executable} -m pip --python {python} "$command" {INSTALL} "$@"',
        "pytest": f'exec {python} -m pytest -p no:cacheprovider "$@"',
    }.items():
        script = fresh / "bin" / name
        script.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
        script.chmod(0o755)
    home = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(tmp_path))
    quiet = {"DUEWATCH_CONFIG": "", "LANG": "C.UTF-8", "PATH": f"{fresh / 'bin'}:{os.environ['PATH']}"}
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")} | home | quiet


def test_what_the_tutorial_says_works_as_it_says(tmp_path: Path, environ: dict[str, str]) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    said: dict[str, str] = {}
    for file, kind, content in STEPS:
        if kind != "console":
            assert file, "every file on the page says where it belongs"
            (folder / file).write_text(content, encoding="utf-8")
            continue
        for line in content.splitlines():
            command = line.removeprefix("$ ")
            assert command != line, line
            ran = subprocess.run(
                ["bash", "-c", command], cwd=folder, env=environ, capture_output=True, text=True, check=False
            )
            assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
            said[command] = ran.stdout
    expect = {
        "duewatch plugins check river-loan --update": "late.message.json",
        "cat river-loan/samples/late.message.json": '"days_past_due": 3',
        "duewatch --data try plugins": "river-loan",
        "duewatch --data try today": "小河借款",
        "duewatch --data try ask 小河借款上征信吗": "小河借款服务协议",
        "pytest river-loan": "1 passed",
        "duewatch --data try loan show river-loan-1": "500.00",
    }
    for command, words in expect.items():
        assert words in said[command], f"{command}\n{said[command]}"
    (message,) = (out for command, out in said.items() if command.startswith("echo"))
    assert "1,000.00" in message


def test_it_ends_in_ten_minutes_of_typing() -> None:
    lines = [line for _, kind, content in STEPS if kind == "console" for line in content.splitlines()]
    assert 10 <= len(lines) <= 25
    assert all(shlex.split(line) for line in lines)
