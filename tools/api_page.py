"""docs/api/README.md from duewatch.api itself, and docs/api/surface.txt, the listing of what was promised.

Without arguments the page is written. ``accept`` writes the listing too: only for a change of the plugin API that is
meant, together with a line for plugin authors in CHANGELOG.md.
"""

import enum
import inspect
import re
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

from duewatch import api
from duewatch.hookspecs import HookSpecs

FOLDER = Path(__file__).parent.parent / "docs" / "api"
PAGE = FOLDER / "README.md"
LISTING = FOLDER / "surface.txt"
HEAD = """# duewatch.api

插件只能从 `duewatch.api` 导入。下列名称在接口编号 {number} 之内不变；要去掉的名称会先提示一个接口版本。

All that a plugin may import, at plugin API {number}. This page is written by `python tools/api_page.py` from the module
itself; a test keeps it current, and another holds the module to the listing in [surface.txt](surface.txt), so that
nothing of it changes by accident.

| stability | means |
| --- | --- |
| stable | stays as it is within one number: no field, parameter or method goes, none that is required comes |
| deprecated | works, and goes with the next number: a `DeprecationWarning` names that and what to use instead |

`duewatch plugins check` lists what a plugin uses that is deprecated. A field with a default may come at the end of a
type within one number. What each name means: [docs/plugins/reference.md](../plugins/reference.md).
Whatever is not on this page may change with any
version of duewatch.
"""


def surface() -> str:
    """Every public name with its exact signature, one a line; members of a type are indented below it."""
    lines = [f"API {api.API_NUMBER}"]
    for name in sorted(api.__all__):
        lines += [_headline(name), *(f"    {line}" for line in _members(getattr(api, name)))]
    for name, each in api.DEPRECATED.items():
        lines.append(f"deprecated {name}: {each.instead}, goes with API {each.removed_in}")
    lines += [f"hook {name}{_signature(hook)}" for name, hook in sorted(_hooks())]
    return "\n".join(lines) + "\n"


def page() -> str:
    """The page."""
    parts = [HEAD.format(number=api.API_NUMBER), "## Hooks · 钩子\n"]
    for name, hook in _hooks():
        parts.append(f"### `{name}{_signature(hook)}`\n\nStable. {inspect.getdoc(hook)}\n")
    parts.append("## Names · 名称\n")
    for name in sorted(api.__all__, key=str.lower):
        thing = getattr(api, name)
        block = "\n".join([_headline(name), *(f"    {line}" for line in _members(thing))])
        parts.append(f"### {name}\n\nStable.\n\n```text\n{block}\n```\n")
    parts.append("## Deprecated · 将要去掉\n")
    going = [
        f"- `{name}`: use `{each.instead}`; goes with plugin API {each.removed_in}"
        for name, each in api.DEPRECATED.items()
    ]
    parts.append("\n".join(going) + "\n" if going else "Nothing at present.\n")
    return "\n".join(parts)


def _hooks() -> list[tuple[str, Any]]:
    return [(name, hook) for name, hook in vars(HookSpecs).items() if name.startswith("duewatch_")]


def _headline(name: str) -> str:
    thing = getattr(api, name)
    if inspect.isclass(thing) and thing.__name__ != name:
        return f"{name} = {thing.__name__}"
    if inspect.isclass(thing):
        bases = ["NamedTuple" if base is tuple else base.__name__ for base in thing.__bases__]
        bases = [base for base in bases if base not in ("object", "_Value")]
        by_name = is_dataclass(thing) and all(field.kw_only for field in fields(thing))
        after = f"({', '.join(bases)})" if bases else ""
        return f"class {name}{after}{' (fields by name only)' if by_name else ''}"
    if inspect.isroutine(thing):
        return f"def {name}{_signature(thing)}"
    if isinstance(thing, (int, str, tuple, dict)):
        return f"{name} = {thing!r}"
    if name == "hookimpl":
        return "hookimpl: marks a function of plugin.py as the implementation of the hook of its name"
    return f"{name} = {_plain(thing)}"


def _members(thing: Any) -> list[str]:
    """Fields with type and default in their order, then public methods and properties."""
    if not inspect.isclass(thing):
        return []
    if issubclass(thing, enum.Enum):
        return [f"{each.name} = {each.value!r}" for each in thing]
    own = {name: value for name, value in vars(thing).items() if not name.startswith("_")}
    found = [f"{name}: {_plain(kind)}{_default(thing, name)}" for name, kind in _hints(thing).items()]
    for name, value in own.items():
        if isinstance(value, property):
            found.append(f"{name} -> {_plain(get_type_hints(value.fget)['return'])}")
        elif isinstance(value, classmethod):
            found.append(f"classmethod {name}{_signature(value.__func__)}")
        elif inspect.isfunction(value):
            found.append(f"def {name}{_signature(value)}")
    return found


def _hints(thing: type) -> dict[str, Any]:
    """Of the class itself: a protocol's members of its bases stand at its bases."""
    own = vars(thing).get("__annotations__", {})
    try:
        return {name: kind for name, kind in get_type_hints(thing).items() if name in own}
    except NameError:  # a name that only a type checker sees
        return dict(own)


def _default(thing: type, name: str) -> str:
    if is_dataclass(thing):
        (field,) = (field for field in fields(thing) if field.name == name)
        return "" if field.default is field.default_factory else f" = {field.default!r}"
    defaults = getattr(thing, "_field_defaults", {})
    return f" = {defaults[name]!r}" if name in defaults else ""


def _signature(function: Any) -> str:
    return _short(str(inspect.signature(function)))


def _plain(kind: Any) -> str:
    """A type in words that do not depend on where it is defined."""
    return _short(kind.__name__ if inspect.isclass(kind) and not getattr(kind, "__args__", None) else str(kind))


def _short(words: str) -> str:
    words = re.sub(r"<class '?([\w.]+)'?>", r"\1", words).replace("'", "")
    return re.sub(
        r"\b(?:typing|collections\.abc|datetime|pathlib|decimal|duewatch\.model\.\w+)\.(?=[A-Za-z])", "", words
    )


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    if sys.argv[1:] == ["accept"]:
        LISTING.write_text(surface(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
