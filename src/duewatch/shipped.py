"""Files that ship with duewatch or with a plugin, wherever they were installed: in folders, or in a zip file that
Python imports from (a zipapp, or a zip on PYTHONPATH), which the operating system cannot look into.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from zipfile import Path as ZipPath


def shipped(path: Path) -> Path:
    """The path itself where it is there; within a zip file what reads, lists and joins in the same way (no stat: see
    `changed_at`); the path itself again where it is nowhere."""
    if path.exists():
        return path
    for parent in path.parents:
        if parent.is_file():
            archive = _opened(parent)
            return path if archive is None else cast("Path", archive / path.relative_to(parent).as_posix())
    return path


def changed_at(path: Path) -> int:
    """When it was changed, in nanoseconds; what lies in a zip file changes with that. Raises OSError."""
    archive = getattr(path, "root", None)
    return Path(path if isinstance(path, Path) else archive.filename).stat().st_mtime_ns


@cache
def _opened(archive: Path) -> "ZipPath | None":
    from zipfile import BadZipFile
    from zipfile import Path as ZipPath

    try:
        return ZipPath(archive)
    except (OSError, BadZipFile):
        return None
