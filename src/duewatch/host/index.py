"""The index: what discovery found, kept in a file, so that a start neither scans entry points nor parses
manifests. It is rebuilt when its fingerprint no longer fits; losing it costs a few milliseconds, nothing else."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from duewatch import __version__
from duewatch.host.discover import Candidate, find, fingerprint
from duewatch.model.platform import Manifest
from duewatch.model.text import Literal
from duewatch.shipped import changed_at, shipped


def candidates(index: Path | None) -> list[Candidate]:
    """Every candidate, from the index if it still fits."""
    marks: list[Any] = [__version__, *fingerprint()]
    if index is not None:
        with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            kept = json.loads(index.read_bytes())
            if kept["fingerprint"] == marks and all(_is_fresh(each) for each in kept["candidates"]):
                return [_from_kept(each) for each in kept["candidates"]]
    found = find()
    if index is not None and all(each.why is None for each in found):
        # A refused plugin is looked at anew each time: its author is at work on it.
        keep(index, {"fingerprint": marks, "candidates": [_to_keep(each) for each in found]})
    return found


def _is_fresh(kept: dict[str, Any]) -> bool:
    """Whether a manifest is the one that was read; an installed plugin's own folder is not in the fingerprint."""
    return bool(changed_at(shipped(Path(kept["folder"]) / "manifest.toml")) == kept["manifest_time"])


def keep(index: Path, content: dict[str, Any]) -> None:
    """Written beside and moved into place, so that nobody reads half a file. Failing to keep it is no harm."""
    import os
    import tempfile

    with suppress(OSError):
        index.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=index.parent, prefix=index.name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(content, file, ensure_ascii=False)
            Path(name).replace(index)
        except OSError:
            Path(name).unlink(missing_ok=True)


def _to_keep(candidate: Candidate) -> dict[str, Any]:
    manifest = candidate.manifest
    assert manifest is not None
    return {
        "id": candidate.id,
        "origin": candidate.origin,
        "package": candidate.package,
        "folder": str(candidate.folder),
        "manifest_time": changed_at(candidate.folder / "manifest.toml"),
        "name": [manifest.name.zh, manifest.name.en],
        "version": manifest.version,
        "api": manifest.api,
        "api_from": manifest.api_from,
        "distribution": candidate.distribution,
        "author": candidate.author,
        "capabilities": manifest.capabilities,
        "aliases": manifest.aliases,
        "family_words": manifest.family_words,
        "kind": manifest.kind,
        "code": manifest.has_code,
        "misspellings": manifest.misspellings,
        "quality": manifest.quality,
    }


def _from_kept(kept: dict[str, Any]) -> Candidate:
    manifest = Manifest(
        id=kept["id"],
        name=Literal(*kept["name"]),
        version=kept["version"],
        api=kept["api"],
        api_from=kept["api_from"],
        capabilities=tuple(kept["capabilities"]),
        aliases=tuple(kept["aliases"]),
        family_words=tuple(kept["family_words"]),
        kind=kept["kind"],
        has_code=kept["code"],
        misspellings=tuple(kept["misspellings"]),
        quality=kept["quality"],
    )
    return Candidate(
        kept["id"],
        kept["origin"],
        kept["package"],
        shipped(Path(kept["folder"])),
        manifest,
        None,
        kept["distribution"],
        kept["author"],
    )
