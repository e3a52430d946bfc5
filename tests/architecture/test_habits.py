"""Habits that a linter of imports cannot see: who reads the clock, what floats, how long a module is."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "duewatch"
PLUGINS = ROOT / "plugins" / "duewatch_plugins"
CLOCK_READERS = {"cli/main.py", "ui/app.py", "reminding/service.py"}
MONEY_ROOMS = ("model", "servicing", "collection", "credit", "intake", "store")


def modules() -> Iterator[tuple[str, ast.Module]]:
    for root in (SOURCE, PLUGINS):
        for path in sorted(root.rglob("*.py")):
            yield path.relative_to(root).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def clock_calls(tree: ast.Module) -> list[int]:
    asked = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in asked
    ]


def test_only_the_outermost_layer_reads_the_clock() -> None:
    guilty = [f"{name}:{line}" for name, tree in modules() if name not in CLOCK_READERS for line in clock_calls(tree)]
    assert guilty == []


def test_the_search_for_clocks_finds_one() -> None:
    assert clock_calls(ast.parse("from datetime import date\nx = date.today()")) == [2]


def float_literals(tree: ast.Module) -> list[int]:
    return [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)] + [
        n.lineno
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "float"
    ]


def test_rooms_of_money_know_no_float() -> None:
    # sqlite3's time-outs are seconds; pyxirr speaks in floats, and what it answers is proved before it is a Decimal
    allowed = {"store/", "servicing/flows/internal_rate.py"}
    guilty = [
        f"{name}:{line}"
        for name, tree in modules()
        if name.split("/")[0] in MONEY_ROOMS and not name.startswith(tuple(allowed))
        for line in float_literals(tree)
    ]
    assert guilty == []


def test_every_room_keeps_its_modules_short() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for root in (SOURCE, PLUGINS)
        for path in root.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_every_plugin_folder_with_code_is_a_package_down_from_the_root() -> None:
    missing = {
        folder.relative_to(PLUGINS).as_posix()
        for path in PLUGINS.rglob("*.py")
        for folder in path.relative_to(PLUGINS).parents
        if not (PLUGINS / folder / "__init__.py").exists()
        for folder in [PLUGINS / folder]
    }
    assert missing == set(), "without __init__.py import-linter misses a forbidden import"


def test_no_file_of_the_project_names_a_machine_or_a_registry() -> None:
    import re
    import subprocess

    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    pattern = re.compile(r"/(?:work|root|farm)/|/opt/py" + "pi|pypi" + r"\.org|files\.pythonhosted")
    guilty = [
        name
        for name in files
        if (ROOT / name).suffix in {".py", ".md", ".toml", ".txt", ".po", ".tcss", ""} and (ROOT / name).is_file()
        if pattern.search((ROOT / name).read_text(encoding="utf-8", errors="ignore"))
        and not name.endswith("test_habits.py")
    ]
    assert guilty == []
