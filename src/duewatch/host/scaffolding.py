"""A new plugin: a distribution of its own, or a folder in the tree, written from the texts in `scaffold/`.

What is written works at once and passes its test; every file in it is there to be changed.
"""

import json
import keyword
import re
import sys
from datetime import date
from pathlib import Path
from string import Template
from typing import NamedTuple

from duewatch.host.discover import BUILT_IN_PACKAGE, built_in_folders, id_of
from duewatch.host.manifest import CAPABILITIES, ID
from duewatch.host.registry import API_NUMBER
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.shipped import shipped

_TEXTS = shipped(Path(__file__).with_name("scaffold"))
_IMPORTS = {
    "reader": ("Reader", "hookimpl"),
    "channel": ("Channel", "ChannelType", "Literal", "Option", "OptionValue", "hookimpl"),
    "explainer": ("Explainer", "hookimpl"),
}
_SAMPLES = {
    "platform": ("payment.row", "bill.message", "instalments.loan"),
    "reader": ("table.csv",),
    "channel": ("sent.reminder", "refused.reminder"),
    "explainer": ("reporting.question",),
}
_SAYS = {
    "platform": "`{package}facts.toml`: what is known of it, each fact with its source",
    "reader": "`{package}reader.py`: reads its files",
    "channel": "`{package}channel.py`: carries reminders",
    "explainer": "`{package}explainer.py`: explains what something means for the credit record",
}
EXPLAINED = "online-loan"
"""Whom an explainer explains that is no platform itself, until its author writes another id."""
_LONGEST = 50
_PLAIN = re.compile(r"[^\x00-\x1f\"'\\$\x7f]+")
"""What a name may be made of, so that it can stand in TOML and Python as it is."""


class Wanted(NamedTuple):
    """id: the plugin's. kinds: capabilities, at least one. name_zh, name_en: "" for the id in words."""

    id: str
    kinds: tuple[str, ...]
    name_zh: str = ""
    name_en: str = ""

    @property
    def package(self) -> str:
        """The import package's name."""
        return self.id.replace("-", "_")


class Made(NamedTuple):
    """folder: of what was written, all files below it; kinds: in their fixed order."""

    id: str
    folder: Path
    files: tuple[Path, ...]
    kinds: tuple[str, ...]


def scaffold(wanted: Wanted, into: Path, today: date, *, in_tree: bool = False) -> Made:
    """Write a new plugin: a folder of its id in `into`, or, in the tree whose root `into` is, where its kind lies.

    Raises InputProblem, and writes nothing, for a name that cannot be one, for what is there already, and for a folder
    that cannot be written to.
    """
    kinds = tuple(kind for kind in CAPABILITIES if kind in wanted.kinds)
    _refuse_name(wanted, in_tree=in_tree)
    folder = _place(wanted, kinds, into, in_tree=in_tree)
    if folder.exists():
        raise InputProblem(
            text("{path} is there already; nothing was written.", path=str(folder)),
            text("Choose another name, or another folder with --into."),
        )
    words = _words(wanted, kinds, today, in_tree=in_tree)
    package = folder if in_tree else folder / wanted.package
    files = {package / name: content for name, content in _package(kinds, words).items()}
    if in_tree:
        files[folder / "README.md"] = _filled("tree/README.md", words)
    else:
        files |= {
            folder / "pyproject.toml": _filled("distribution/pyproject.toml", words),
            folder / "README.md": _filled("distribution/README.md", words),
            folder / "tests" / "test_plugin.py": _filled("distribution/test_plugin.py", words),
        }
    for sample in (f"{name}.{end}" for kind in kinds for name in _SAMPLES[kind] for end in ("in", "json")):
        files[folder / "samples" / sample] = _filled(f"samples/{sample}", words)
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise InputProblem(
            text("{path} cannot be written: {why}.", path=str(folder), why=error.strerror or str(error))
        ) from None
    return Made(wanted.id, folder, tuple(sorted(files)), kinds)


def _refuse_name(wanted: Wanted, *, in_tree: bool) -> None:
    mend = text("For example: my-wallet")
    if not ID.fullmatch(wanted.id) or len(wanted.id) > _LONGEST:
        raise InputProblem(
            text(
                "“{name}” cannot be a plugin's name: lower-case letters and digits with single hyphens between them, "
                "at most {most} characters.",
                name=wanted.id,
                most=_LONGEST,
            ),
            mend,
        )
    if wanted.id in {id_of(folder.name) for _, folder in built_in_folders()}:
        raise InputProblem(text("“{name}” is taken by a plugin that ships with duewatch.", name=wanted.id), mend)
    taken = wanted.package in sys.stdlib_module_names or wanted.package in ("duewatch", BUILT_IN_PACKAGE, "tests")
    if keyword.iskeyword(wanted.package) or (taken and not in_tree):
        raise InputProblem(
            text("“{name}” cannot be a plugin's name: Python has something of that name.", name=wanted.id), mend
        )
    for name in (wanted.name_zh, wanted.name_en):
        if name and not (_PLAIN.fullmatch(name) and name.strip() == name and len(name) <= _LONGEST):
            raise InputProblem(
                text("The name “{name}” has a character that cannot stand in it, or is too long.", name=name),
                text("At most {most} characters, without quotation marks, backslashes and “$”.", most=_LONGEST),
            )


def _place(wanted: Wanted, kinds: tuple[str, ...], into: Path, *, in_tree: bool) -> Path:
    if not in_tree:
        return into / wanted.id
    tree = into / "plugins" / BUILT_IN_PACKAGE
    if not tree.is_dir():
        raise InputProblem(
            text("{path} is not duewatch's own repository: there is no {tree} in it.", path=str(into), tree=str(tree)),
            text("Run it in the root of the repository, or leave out --in-tree."),
        )
    return tree / _kind_folder(kinds) / wanted.package


def _kind_folder(kinds: tuple[str, ...]) -> str:
    """Where a plugin lies in the tree: by the first thing it is. An explainer there is part of a platform."""
    if kinds == ("explainer",):
        raise InputProblem(
            text("In the tree an explainer lies in its platform's folder."),
            text("Name --kind platform too, or leave out --in-tree."),
        )
    return f"{next(kind for kind in kinds if kind != 'explainer')}s"


def _words(wanted: Wanted, kinds: tuple[str, ...], today: date, *, in_tree: bool) -> dict[str, str]:
    """What stands for each blank of the texts."""
    name_en = wanted.name_en or wanted.id.replace("-", " ").capitalize()
    name_zh = wanted.name_zh or name_en
    has_code = kinds != ("platform",)
    before = "" if in_tree else f"{wanted.package}/"
    said = [_SAYS[kind].format(package=before) for kind in kinds]
    if has_code:
        said.insert(0, f"`{before}plugin.py`: what it registers")
    names = sorted({name for kind in kinds for name in _IMPORTS.get(kind, ())})
    return {
        "id": wanted.id,
        "package": wanted.package,
        "distribution": f"duewatch-{wanted.id}",
        "name_zh": name_zh,
        "name_en": name_en,
        "pattern": re.escape(name_zh),
        "api": str(API_NUMBER),
        "capabilities": ", ".join(kinds),
        "capability_list": json.dumps(kinds),
        "code": "code = true\n" if has_code else "",
        "platform": 'kind = "cash-loan"\nquality = "bronze"\n' if "platform" in kinds else "",
        "kind_folder": _kind_folder(kinds) if in_tree else "",
        "today": today.isoformat(),
        "files": "\n".join(f"- {line}" for line in said),
        "imports": ", ".join(names),
        "explained": wanted.id if "platform" in kinds else EXPLAINED,
    }


def _package(kinds: tuple[str, ...], words: dict[str, str]) -> dict[str, str]:
    """The files of the import package. A platform of facts alone has no code: its empty __init__.py is what makes the
    folder one that can be installed editable."""
    files = {"__init__.py": f'"""{words["name_en"]}."""\n'}
    files |= {"manifest.toml": _filled("package/manifest.toml", words).rstrip("\n") + "\n"}
    if "platform" in kinds:
        files["facts.toml"] = _filled("package/facts.toml", words)
    with_code = [kind for kind in kinds if kind != "platform"]
    if with_code:
        body = "\n\n".join(_filled(f"package/plugin_{kind}.py", words) for kind in with_code)
        imports = "from collections.abc import Mapping\n\n" if "channel" in kinds else ""
        code = _filled("package/plugin.py", words | {"body": "\n" + body.rstrip("\n")})
        files["plugin.py"] = code.replace("\n\nfrom duewatch", f"\n\n{imports}from duewatch", 1)
        files |= {f"{kind}.py": _filled(f"package/{kind}.py", words) for kind in with_code}
    return files


def _filled(name: str, words: dict[str, str]) -> str:
    return Template((_TEXTS / f"{name}.txt").read_text(encoding="utf-8")).substitute(words)
