"""What is remembered of plugins from run to run, in a file of this machine's data directory: which were allowed to
run, which were asked about, and what went wrong last. Not in the store: a copy of the store taken to another machine
must not allow anything there.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from duewatch.host.discover import Candidate
from duewatch.host.index import keep
from duewatch.model.text import Literal, Text
from duewatch.shipped import changed_at


class Memory:
    """file: where it is kept; None: nothing is. A file that cannot be read remembers nothing."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._kept: dict[str, dict[str, Any]] = {"allowed": {}, "told": {}, "faults": {}}
        if file is not None:
            with suppress(OSError, ValueError, RecursionError):
                read = json.loads(file.read_bytes())
                for part, kept in self._kept.items() if isinstance(read, dict) else ():
                    if isinstance(read.get(part), dict):
                        kept.update(read[part])

    def allows(self, candidate: Candidate) -> bool:
        """Whether the person allowed it: this id, out of this distribution."""
        return bool(self._kept["allowed"].get(candidate.id) == candidate.distribution)

    def allow(self, candidate: Candidate) -> None:
        """From now on it may run."""
        self._keep("allowed", candidate.id, candidate.distribution)

    def was_told(self, candidate: Candidate) -> bool:
        """Whether the person was asked about it."""
        return bool(self._kept["told"].get(candidate.id) == candidate.distribution)

    def tell(self, candidate: Candidate) -> None:
        """It has been asked about."""
        self._keep("told", candidate.id, candidate.distribution)

    def fault(self, candidate: Candidate) -> Text | None:
        """What went wrong with this version of it when it was last used, or None."""
        kept = self._kept["faults"].get(candidate.id)
        if not (isinstance(kept, list) and len(kept) == 3 and all(isinstance(one, str) for one in kept)):
            return None
        return Literal(kept[1], kept[2]) if kept[0] == _version(candidate) else None

    def keep_fault(self, candidate: Candidate, why: Literal | None) -> None:
        """What went wrong with it; None: nothing any more."""
        self._keep("faults", candidate.id, None if why is None else [_version(candidate), why.zh, why.en])

    def _keep(self, part: str, plugin_id: str, value: object) -> None:
        kept = self._kept[part]
        if kept.get(plugin_id) == value:
            return
        if value is None:
            del kept[plugin_id]
        else:
            kept[plugin_id] = value
        if self._file is not None:
            keep(self._file, self._kept)


def _version(candidate: Candidate) -> str:
    """A mark that changes when its author changed something: a fault is remembered no longer."""
    times = []
    for name in ("manifest.toml", "facts.toml", "plugin.py"):
        with suppress(OSError):
            times.append(str(changed_at(candidate.folder / name)))
    return "-".join([candidate.origin, *times])
