"""Candidates: the folders of the built-in plugin package, installed distributions' entry points, and the folders that
the config names.

Nothing of a plugin is imported here; a candidate is a place, an id and a manifest, or the reason why not.
"""

import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from duewatch.model.platform import Manifest
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.shipped import changed_at, shipped

if TYPE_CHECKING:
    from importlib.metadata import PackageMetadata

BUILT_IN_PACKAGE = "duewatch_plugins"
KINDS = ("platforms", "readers", "channels")
GROUP = "duewatch.plugins"
BUILT_IN = "built-in"
AUTHOR_LIMIT = 100
"""Characters of an author's name and address that are shown."""


class Candidate(NamedTuple):
    """A place where a plugin may be. package: what to import its plugin.py from. manifest None: `why` says
    what is wrong with it. distribution: the name of the one it was installed with, empty for the others; author: as
    the distribution names them. by_path: it lies in a folder that the config names."""

    id: str
    origin: str
    package: str
    folder: Path
    manifest: Manifest | None
    why: Text | None
    distribution: str = ""
    author: str = ""
    by_path: bool = False


def built_in_root() -> Path | None:
    """The folder of the built-in plugins, or None if they are not installed."""
    spec = find_spec(BUILT_IN_PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return shipped(Path(places[0])) if places else None


def built_in_folders() -> Iterator[tuple[str, Path]]:
    """(package, folder) of every folder with a manifest, sorted."""
    root = built_in_root()
    for kind in KINDS if root else ():
        parent = root / kind if root else Path()
        for folder in sorted(parent.iterdir(), key=lambda each: each.name) if parent.is_dir() else ():
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
            marks.append([str(place), changed_at(place)])
        except OSError:
            continue
    return marks


def find() -> list[Candidate]:
    """Every candidate that is built in or installed, sorted by id (see `without_clashes`)."""
    found = [candidate_in(folder, BUILT_IN, package) for package, folder in built_in_folders()]
    return without_clashes([*found, *_installed()])


def without_clashes(found: Iterable[Candidate]) -> list[Candidate]:
    """Sorted by id; a second one of the same id is refused under a name of its own, the first one wins."""
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
        about = point.dist
        distribution = about.name if about else point.value
        author = _author(about.metadata) if about else ""
        origin = f"{distribution} {about.version}" if about else distribution
        try:
            spec = find_spec(point.module)
        except (Exception, SystemExit):  # noqa: BLE001 - a dotted name imports its parents
            spec = None
        places = list(spec.submodule_search_locations or ()) if spec else []
        if not places:
            why = text("the package {package} that its entry point names is not there", package=point.value)
            yield Candidate(point.name, origin, point.value, Path(), None, why, distribution, author)
            continue
        found = candidate_in(shipped(Path(places[0])), origin, point.module, point.name)
        yield found._replace(distribution=distribution, author=author)


def _author(metadata: "PackageMetadata") -> str:
    """Who wrote a distribution, as it says itself; empty where it does not."""
    said = [
        metadata[field] for field in ("Author", "Author-email", "Maintainer", "Maintainer-email") if field in metadata
    ]
    return " ".join(said[0].split())[:AUTHOR_LIMIT] if said else ""


def candidate_in(folder: Path, origin: str, package: str, plugin_id: str | None = None) -> Candidate:
    """What a folder is a plugin of. plugin_id: what its place calls it; None: as the folder is called."""
    from duewatch.host.manifest import read_manifest

    named = id_of(folder.name) if plugin_id is None else plugin_id
    try:
        return Candidate(named, origin, package, folder, read_manifest(folder, named), None)
    except InputProblem as problem:
        return Candidate(named, origin, package, folder, None, problem.what)
