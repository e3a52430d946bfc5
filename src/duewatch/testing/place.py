"""Where a plugin lies: the folder of a distribution, of a package, or of the tree."""

import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from duewatch.host.discover import BUILT_IN_PACKAGE, GROUP, KINDS, Candidate, candidate_in, id_of
from duewatch.model.platform import Manifest, Platform
from duewatch.model.problem import InputProblem
from duewatch.model.text import text


class Plugin(NamedTuple):
    """A plugin that is to be checked. folder: of its package, with the manifest; package: what it is imported by;
    base: what has to be on sys.path for that; root: of its distribution, None where it is in none."""

    id: str
    folder: Path
    package: str
    base: Path
    root: Path | None = None

    @property
    def candidate(self) -> Candidate:
        """As the host sees it."""
        return candidate_in(self.folder, "", self.package, self.id)

    @property
    def manifest(self) -> Manifest:
        """Who it is. Raises InputProblem naming file and field."""
        found = self.candidate
        if found.manifest is None:
            raise InputProblem(found.why or text("it has no manifest"))
        return found.manifest

    @property
    def platform(self) -> Platform | None:
        """Its facts, None for one that is no platform. Raises InputProblem."""
        from duewatch.host.facts import load_platform

        manifest = self.manifest
        return load_platform(self.folder, manifest) if "platform" in manifest.capabilities else None

    @property
    def in_tree(self) -> bool:
        """Whether it is one of those that ship with duewatch."""
        return self.package.startswith(f"{BUILT_IN_PACKAGE}.")

    @contextmanager
    def importable(self) -> Iterator[None]:
        """Its package can be imported meanwhile; one of the same name that lies elsewhere is let go of before."""
        if not self.in_tree:
            _forget(self.package.partition(".")[0], self.base)
        sys.path.insert(0, str(self.base))
        try:
            yield
        finally:
            sys.path.remove(str(self.base))


def open_plugin(path: Path | str) -> Plugin:
    """The plugin in a folder: one with a pyproject.toml that names it in an entry point, or one with a manifest.toml.

    Raises InputProblem, in one sentence, where there is none or more than one.
    """
    place = Path(path).resolve()
    if (place / "manifest.toml").is_file():
        return _package(place)
    if (place / "pyproject.toml").is_file():
        return _distribution(place)
    raise InputProblem(
        text("{path} is no plugin: it has neither a manifest.toml nor a pyproject.toml.", path=str(path)),
        text("Name the folder of the distribution, or that of the package. duewatch plugins new makes one."),
    )


def _package(folder: Path) -> Plugin:
    kind = folder.parent
    if kind.name in KINDS and kind.parent.name == BUILT_IN_PACKAGE:
        package = f"{BUILT_IN_PACKAGE}.{kind.name}.{folder.name}"
        return Plugin(id_of(folder.name), folder, package, kind.parents[1])
    parents = (folder.parent, *folder.parent.parents)[:2]
    root = next((parent for parent in parents if (parent / "pyproject.toml").is_file()), None)
    return Plugin(id_of(folder.name), folder, folder.name, folder.parent, root)


def _distribution(root: Path) -> Plugin:
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
        points = project.get("entry-points", {}).get(GROUP, {})
        named = [(str(name), str(package)) for name, package in points.items()]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError) as error:
        raise InputProblem(
            text("{file} cannot be read: {why}.", file=str(root / "pyproject.toml"), why=str(error))
        ) from None
    if len(named) != 1:
        raise InputProblem(
            text(
                '{file} names {count} plugins under [project.entry-points."{group}"].',
                file=str(root / "pyproject.toml"),
                count=len(named),
                group=GROUP,
            ),
            text("It has to be one; where there are several, name the folder of one of the packages."),
        )
    name, package = named[0]
    for base in (root, root / "src"):
        folder = base.joinpath(*package.split("."))
        if folder.is_dir():
            return Plugin(name, folder, package, base, root)
    raise InputProblem(
        text("The package {package} that the entry point names is not there.", package=package),
        text("It is looked for beside pyproject.toml and in src/."),
    )


def _forget(package: str, base: Path) -> None:
    """Modules of that name which were imported from another place."""
    for name, module in list(sys.modules.items()):
        if name == package or name.startswith(f"{package}."):
            places = [getattr(module, "__file__", None) or "", *getattr(module, "__path__", [])]
            if not any(Path(place).is_relative_to(base) for place in places if place):
                del sys.modules[name]
