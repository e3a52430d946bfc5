"""The floors hold: the contracts of pyproject.toml pass, and a planted violation of each kind fails."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    command = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=root,
        env={"PYTHONPATH": f"{root / 'src'}:{root / 'plugins'}", "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("house")
    for folder in ("src", "plugins"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def test_the_house_as_it_stands_keeps_every_contract(house: Path) -> None:
    result = lint_imports(house)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("src/duewatch/model/money.py", "from duewatch.servicing import standing", "Imports go down the floors only"),
        ("src/duewatch/store/__init__.py", "from duewatch.host import host", "Imports go down the floors only"),
        ("src/duewatch/intake/__init__.py", "from duewatch.reminding import agenda", "Imports go down the floors only"),
        ("src/duewatch/ui/__init__.py", "from duewatch.store import ledger", "Screens and commands know the desk"),
        ("src/duewatch/desk/views.py", "import textual", "Only the screens import Textual"),
        ("src/duewatch/desk/views.py", "import pluggy", "Only the host touches pluggy"),
        ("src/duewatch/servicing/standing.py", "import sqlite3", "Pure rooms open no file"),
        (
            "plugins/duewatch_plugins/channels/email/channel.py",
            "import duewatch.model.money",
            "Plugins import duewatch.api",
        ),
        (
            "plugins/duewatch_plugins/channels/email/channel.py",
            "import duewatch_plugins.channels.terminal",
            "Plugins do not know one another",
        ),
        ("src/duewatch/desk/views.py", "import duewatch_plugins.channels.email", "The program names no plugin"),
        ("src/duewatch/model/money.py", "from duewatch.model import loan", "No circles"),
        ("src/duewatch/cli/plugins.py", "import duewatch.testing.clock", "What plugins are tested with"),
        ("src/duewatch/testing/clock.py", "import pytest", "Only the plugin for pytest"),
    ],
)
def test_a_planted_violation_is_found(house: Path, file: str, line: str, contract: str) -> None:
    target = house / file
    before = target.read_text(encoding="utf-8")
    try:
        target.write_text(f"{before}\n{line}\n", encoding="utf-8")
        result = lint_imports(house)
    finally:
        target.write_text(before, encoding="utf-8")
    assert result.returncode == 1, result.stdout + result.stderr
    broken = [row for row in result.stdout.splitlines() if " BROKEN" in row]
    assert any(row.startswith(contract) for row in broken), result.stdout
