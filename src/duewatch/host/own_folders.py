"""Plugins in folders that the config names under plugins.paths: no distribution, no entry point.

Whoever can write there can run code beside the borrower's data, so everything in such a folder must be the person's
own: what others may write is refused. The folders are looked at anew at every start, never kept in the index.
"""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from duewatch.host.discover import Candidate, candidate_in, id_of
from duewatch.model.text import Text, text

PACKAGE = "duewatch_own_plugins_"
"""Begins the names that such folders are imported by."""
MOST_FILES = 2_000
"""More than this in one plugin's folder is no plugin."""
OTHERS = stat.S_IWGRP | stat.S_IWOTH


def candidates_in(places: Sequence[Path]) -> Iterator[Candidate]:
    """Every folder with a manifest in these places. A place that cannot be used is a refused candidate under its own
    path, so that it is seen."""
    for place in places:
        why = _unusable(place)
        if why is not None:
            yield _refused(str(place), place, place, why)
            continue
        for folder in sorted(place.iterdir()):
            if not (folder / "manifest.toml").is_file():
                continue
            why = _written_by_others(folder)
            if why is not None:
                yield _refused(id_of(folder.name), folder, place, why)
                continue
            yield candidate_in(folder, str(place), package_of(folder))._replace(by_path=True)


def package_of(folder: Path) -> str:
    """The name that a folder is imported by: its own behind a mark of where it lies, so that it hides nothing."""
    mark = sha256(os.fsencode(folder.parent.resolve())).hexdigest()[:8]
    return f"{PACKAGE}{mark}_{folder.name}"


def open_package(package: str, folder: Path) -> None:
    """Make the folder importable under that name, without putting anything on sys.path."""
    if package in sys.modules:
        return
    spec = spec_from_file_location(package, folder / "__init__.py", submodule_search_locations=[str(folder)])
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} cannot be imported")
    module = module_from_spec(spec)
    sys.modules[package] = module
    if (folder / "__init__.py").is_file():
        spec.loader.exec_module(module)


def _refused(name: str, folder: Path, place: Path, why: Text) -> Candidate:
    return Candidate(name, str(place), "", folder, None, why, by_path=True)


def _unusable(place: Path) -> Text | None:
    if not place.is_dir():
        return text("the folder {folder} that plugins.paths names is not there", folder=str(place))
    return _open_to_others(place)


def _written_by_others(folder: Path) -> Text | None:
    """Why a plugin's folder is not the person's own alone, or None."""
    for count, path in enumerate([folder, *folder.rglob("*")]):
        if count > MOST_FILES:
            return text("there are more than {count} files in it", count=MOST_FILES)
        why = _open_to_others(path)
        if why is not None:
            return why
    return None


def _open_to_others(path: Path) -> Text | None:
    """Others: another user's, or writable by group or all. What a link leads to counts. Windows keeps this elsewhere,
    so there nothing is found."""
    if os.name != "posix":
        return None
    try:
        found = path.stat()
    except OSError as error:
        return text("{file} cannot be looked at: {why}", file=str(path), why=error.strerror or str(error))
    if found.st_uid not in (0, os.geteuid()):
        return text("{file} belongs to another user", file=str(path))
    if found.st_mode & OTHERS:
        return text("others may write to {file} (chmod go-w {file} mends that)", file=str(path))
    return None
