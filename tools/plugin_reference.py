"""docs/plugins/reference.md from hooks and types themselves: ``python tools/plugin_reference.py`` (a test compares).

The prose and the examples stand in plugin_reference_page.md; `<!-- hook NAME -->` becomes the hook with its exact
signature, `<!-- types -->` every name of duewatch.api as its source has it.
"""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duewatch.api
from duewatch.config.schema import PluginSettings
from duewatch.config.sourced import LADDER_STAGES
from duewatch.hookspecs import HookSpecs
from duewatch.host.host import Host
from duewatch.model.finding import Confidence, FindingKind
from duewatch.model.loan import LoanKind
from duewatch.model.platform import CONFIDENCES, TIERS
from duewatch.model.situation import TOPICS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "plugins" / "reference.md"
TEMPLATE = Path(__file__).with_name("plugin_reference_page.md")


def page() -> str:
    """The whole page."""
    words = re.sub(r"<!-- hook (\w+) -->", lambda found: hook(found[1]), TEMPLATE.read_text(encoding="utf-8"))
    words = re.sub(r"<!-- words (\w+) -->", lambda found: ", ".join(f"`{each}`" for each in allowed()[found[1]]), words)
    whole = words.replace("<!-- types -->", "\n".join(types()).rstrip())
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", PAGE.name, "-"]
    return subprocess.run(command, input=whole, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout


@cache
def allowed() -> dict[str, tuple[str, ...]]:
    """The words that a field may hold, by what the template calls them."""
    manifests = Host(PluginSettings(), environ={}).manifests("platform")
    return {
        "topics": TOPICS,
        "rungs": LADDER_STAGES,
        "findings": tuple(FindingKind),
        "confidences": CONFIDENCES,
        "sureness": tuple(Confidence),
        "tiers": TIERS,
        "loan_kinds": tuple(LoanKind),
        "kinds": tuple(sorted({manifest.kind for manifest in manifests})),
    }


def hook(name: str) -> str:
    """A hook's heading and what it says of itself."""
    function = getattr(HookSpecs, name)
    signature = inspect.signature(function)
    return f"### `{name}() -> {signature.return_annotation}`\n\n{inspect.getdoc(function)}"


def types() -> Iterator[str]:
    """Every name that a plugin may import, in the order of the alphabet."""
    places = _places()
    for name in sorted(duewatch.api.__all__, key=str.lower):
        code, doc = _definition(places[name], name)
        yield f"### `{name}`\n"
        if doc:
            yield f"{doc}\n"
        yield f"```python\n{code}\n```\n"


def _places() -> dict[str, str]:
    """Name → the module that defines it."""
    tree = ast.parse(inspect.getsource(duewatch.api))
    found = {
        alias.name: node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    return {name: found.get(name, "duewatch.api") for name in duewatch.api.__all__}


def _definition(module: str, name: str) -> tuple[str, str]:
    """(source without bodies, docstring)."""
    path = ROOT / "src" / Path(*module.split(".")).with_suffix(".py")
    body = ast.parse(path.read_text(encoding="utf-8")).body
    for place, node in enumerate(body):
        if isinstance(node, ast.ClassDef) and node.name == name:
            doc = ast.get_docstring(node) or ""
            return ast.unparse(_shown(node)), doc
        if isinstance(node, ast.FunctionDef) and node.name == name:
            doc = ast.get_docstring(node) or ""
            node.body = [ast.Expr(ast.Constant(...))]
            return ast.unparse(node), doc
        if name in _assigned(node):
            after = body[place + 1] if place + 1 < len(body) else None
            doc = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            return ast.unparse(node), inspect.cleandoc(str(doc)) if doc else ""
    raise LookupError(f"{module} does not define {name}")


def _assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _shown(node: ast.ClassDef) -> ast.ClassDef:
    """A class with its fields, members and public methods; of a method the signature and what it says."""
    body: list[ast.stmt] = []
    for each in node.body[1 if ast.get_docstring(node) else 0 :]:
        if isinstance(each, ast.FunctionDef):
            if each.name.startswith("_"):
                continue
            said = ast.get_docstring(each)
            each.body = [ast.Expr(ast.Constant(said if said else ...))]
        if isinstance(each, ast.Assign) and any(word.startswith("_") for word in _assigned(each)):
            continue
        body.append(each)
    node.body = body or [ast.Expr(ast.Constant(...))]
    node.bases = [base for base in node.bases if not ast.unparse(base).startswith("_")]
    return node


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name} written")
