"""Candidates: the folders of the built-in plugin package, and installed distributions' entry points.

Nothing of a plugin is imported here; a candidate is a place, an id and a manifest, or the reason why not.
"""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from duewatch.model.platform import Manifest
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

BUILT_IN_PACKAGE = "duewatch_plugins"
KINDS = ("platforms", "readers", "channels")
GROUP = "duewatch.plugins"
BUILT_IN = "built-in"


class Candidate(NamedTuple):
    """A place where a plugin may be. package: what to import its plugin.py from. manifest None: `why` says
    what is wrong with it."""

    id: str
    origin: str
    package: str
    folder: Path
    manifest: Manifest | None
    why: Text | None


def built_in_root() -> Path | None:
    """The folder of the built-in plugins, or None if they are not installed."""
    spec = find_spec(BUILT_IN_PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else None


def built_in_folders() -> Iterator[tuple[str, Path]]:
    """(package, folder) of every folder with a manifest, sorted."""
    root = built_in_root()
    for kind in KINDS if root else ():
        parent = root / kind if root else Path()
        for folder in sorted(parent.iterdir()) if parent.is_dir() else ():
            if (folder / "manifest.toml").is_file():
                yield f"{BUILT_IN_PACKAGE}.{kind}.{folder.name}", folder


def fingerprint() -> list[list[str | int]]:
    """What changes when plugins come, go or change: folders and manifests, and the directories of sys.path
    (installing a distribution touches one). The first of them is left out: it is where the command or the current
    folder happens to lie, and nothing is installed there."""
    places = [folder / "manifest.toml" for _, folder in built_in_folders()]
    root = built_in_root()
    places += [root / kind for kind in KINDS] if root else []
    places += [Path(entry) for entry in sys.path[0 if sys.flags.safe_path else 1 :] if entry]
    marks: list[list[str | int]] = []
    for place in places:
        try:
            marks.append([str(place), place.stat().st_mtime_ns])
        except OSError:
            continue
    return marks


def find() -> list[Candidate]:
    """Every candidate; a second one of the same id is refused, the built-in one comes first."""
    found = [_candidate(id_of(folder.name), BUILT_IN, package, folder) for package, folder in built_in_folders()]
    found += _installed()
    seen: dict[str, Candidate] = {}
    for candidate in found:
        first = seen.setdefault(candidate.id, candidate)
        if first is not candidate:
            why = text("the id “{id}” is taken already by a plugin from {origin}", id=candidate.id, origin=first.origin)
            twin = f"{candidate.id} ({candidate.origin})"
            seen[twin] = candidate._replace(id=twin, manifest=None, why=why)
    return sorted(seen.values(), key=lambda candidate: candidate.id)


def id_of(name: str) -> str:
    """A plugin's id by its folder's name."""
    return name.replace("_", "-")


def _installed() -> Iterator[Candidate]:
    """Entry points of installed distributions; the import of importlib.metadata is why an index is kept."""
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        origin = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
        try:
            spec = find_spec(point.module)
        except (Exception, SystemExit):  # noqa: BLE001 - a dotted name imports its parents
            spec = None
        places = list(spec.submodule_search_locations or ()) if spec else []
        if not places:
            why = text("the package {package} that its entry point names is not there", package=point.value)
            yield Candidate(point.name, origin, point.value, Path(), None, why)
            continue
        yield _candidate(point.name, origin, point.module, Path(places[0]))


def _candidate(plugin_id: str, origin: str, package: str, folder: Path) -> Candidate:
    from duewatch.host.manifest import read_manifest

    try:
        return Candidate(plugin_id, origin, package, folder, read_manifest(folder, plugin_id), None)
    except InputProblem as problem:
        return Candidate(plugin_id, origin, package, folder, None, problem.what)
