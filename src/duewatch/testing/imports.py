"""What a plugin imports of duewatch, found in its source without running it: `duewatch.api` alone is promised."""

import ast
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from duewatch import api
from duewatch.model.text import Text, text
from duewatch.testing.place import Plugin

ALLOWED = ("duewatch.api",)
ALLOWED_IN_TESTS = (*ALLOWED, "duewatch.testing")


def wrong_imports(plugin: Plugin) -> Iterator[Text]:
    """A sentence for every import of something else of duewatch, and for every file that is no Python."""
    for file in sorted(plugin.folder.rglob("*.py")):
        yield from _wrong(file, file.relative_to(plugin.folder.parent).as_posix(), ALLOWED)
    tests = plugin.root / "tests" if plugin.root is not None else None
    if tests is not None:
        for file in sorted(tests.rglob("*.py")):
            yield from _wrong(file, file.relative_to(tests.parent).as_posix(), ALLOWED_IN_TESTS)


def deprecated_names(plugin: Plugin) -> Iterator[Text]:
    """A sentence for every name of `duewatch.api` that it uses and that goes with the next plugin API: no fault yet."""
    for file in sorted(plugin.folder.rglob("*.py")):
        with suppress(OSError, SyntaxError, ValueError):
            for line, name in sorted(_names_of_api(ast.parse(file.read_bytes()))):
                going = api.DEPRECATED.get(name)
                if going is not None:
                    yield text(
                        "{file}, line {line}: {name} goes with plugin API {number}; use {instead}",
                        file=file.relative_to(plugin.folder.parent).as_posix(),
                        line=line,
                        name=name,
                        number=going.removed_in,
                        instead=going.instead,
                    )


def _names_of_api(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, name) of what is imported from duewatch.api, or taken of anything by its name: `api.Name` too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "duewatch.api":
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Name, ast.Attribute)):
            of = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if of == "api":
                yield node.lineno, node.attr


def _wrong(file: Path, name: str, allowed: tuple[str, ...]) -> Iterator[Text]:
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError) as error:
        yield text("{file} is no Python: {why}", file=name, why=str(error))
        return
    for line, module in sorted(_imported(tree)):
        if _is_of(module, ("duewatch",)) and not _is_of(module, allowed):
            yield text(
                "{file}, line {line}: it imports {module}; a plugin imports {allowed} alone",
                file=name,
                line=line,
                module=module,
                allowed=", ".join(allowed),
            )


def _is_of(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, module) of every import, those by name included. `from duewatch import api` is one of duewatch.api."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            module = node.module or ""
            whole = [f"{module}.{alias.name}" for alias in node.names] if module == "duewatch" else [module]
            yield from ((node.lineno, each) for each in whole)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__") and isinstance(node.args[0].value, str):
                yield node.lineno, node.args[0].value
