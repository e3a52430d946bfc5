"""The bundle as a file: one ZIP that comes out the same, byte for byte, from the same content, with a manifest of the
SHA-256 of everything in it; and the check whether anything was changed since.

Nothing is compressed, so that no version of a packing library changes a byte. The manifest is canonical JSON (see
`model/chain.canonical`) with a line break; its "seal" is the SHA-256 of the canonical JSON of the rest of it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from duewatch.model.chain import ChainEntry, breaks, canonical
from duewatch.model.text import Text, text

MANIFEST = "manifest.json"
CHAIN = "chain.json"
RECORD = "record.json"
SCHEMA = "duewatch.bundle/1"
LARGEST = 512 * 1024 * 1024
"""Bytes of a bundle, and of all that is in it."""
_HASH = re.compile(r"[0-9a-f]{64}")


class Verified(NamedTuple):
    """What a check found. problems: empty where everything is as it was sealed. entries: of the contact log that were
    reckoned anew, of how many; None where the bundle carries no log."""

    seal: str | None
    made_at: str | None
    files: int
    entries: tuple[int, int] | None
    problems: tuple[Text, ...]


def sealed(files: Mapping[str, bytes], made_at: datetime, about: Mapping[str, object]) -> tuple[bytes, str]:
    """The bundle's bytes and its seal. about: what else the manifest says (the loans, what is blacked out, the head of
    the contact log)."""
    manifest: dict[str, object] = {
        "schema": SCHEMA,
        "made_at": made_at.isoformat(timespec="seconds"),
        "files": [
            {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()}
            for name, data in sorted(files.items())
        ],
        **about,
    }
    seal = sha256(canonical(manifest).encode()).hexdigest()
    whole = dict(files) | {MANIFEST: (canonical(manifest | {"seal": seal}) + "\n").encode()}
    return _zipped(whole, str(manifest["made_at"])), seal


def verify(data: bytes) -> Verified:
    """Whether a bundle is as it was sealed: every file, the manifest, the container itself and the contact log."""
    try:
        files = _unzipped(data)
    except (BadZipFile, ValueError, NotImplementedError, EOFError, RuntimeError, OSError):
        return Verified(None, None, 0, None, (text("It cannot be opened as a bundle: it is damaged or was changed."),))
    try:
        manifest = _manifest(files)
    except (KeyError, ValueError, TypeError, RecursionError):
        return Verified(
            None, None, len(files), None, (text("It has no manifest that can be read: it is damaged or was changed."),)
        )
    problems = list(_about_files(files, manifest))
    if not problems and not _same(files, manifest, data):
        problems.append(
            text("The container was changed or packed anew, although the files in it are as they were sealed.")
        )
    entries = None
    if CHAIN in files:
        try:
            found, entries = _about_chain(json.loads(files[CHAIN]), files, manifest)
            problems += found
        except (KeyError, ValueError, TypeError, IndexError, AttributeError, RecursionError):
            problems.append(text("The contact log in it cannot be read: it is damaged or was changed."))
    return Verified(str(manifest["seal"]), str(manifest["made_at"]), len(files), entries, tuple(problems))


def _zipped(files: Mapping[str, bytes], made_at: str) -> bytes:
    """manifest last, the others by name; the times are the moment of sealing, to two seconds as ZIP has them."""
    moment = datetime.fromisoformat(made_at)
    stamp = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second // 2 * 2)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as bundle:
        for name in sorted(files, key=lambda name: (name == MANIFEST, name)):
            info = ZipInfo(name, stamp)
            info.create_system, info.external_attr = 3, 0o600 << 16
            bundle.writestr(info, files[name])
    return out.getvalue()


def _unzipped(data: bytes) -> dict[str, bytes]:
    """Every file in it. Raises what zipfile raises, and ValueError for what no bundle of ours has."""
    with ZipFile(BytesIO(data)) as bundle:
        infos = bundle.infolist()
        if len({info.filename for info in infos}) != len(infos):
            raise ValueError("a name stands twice")
        if any(info.compress_type != ZIP_STORED for info in infos) or sum(info.file_size for info in infos) > LARGEST:
            raise ValueError("packed otherwise")
        return {info.filename: bundle.read(info) for info in infos}


def _manifest(files: Mapping[str, bytes]) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(files[MANIFEST].decode())
    datetime.fromisoformat(manifest["made_at"])
    if manifest["schema"] != SCHEMA or _HASH.fullmatch(manifest["seal"]) is None:
        raise ValueError("another manifest")
    for file in manifest["files"]:
        if not isinstance(file["name"], str) or not isinstance(file["sha256"], str):
            raise TypeError("a file without a name")
    return manifest


def _about_files(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Iterator[Text]:
    rest = {name: value for name, value in manifest.items() if name != "seal"}
    written = (canonical(manifest) + "\n").encode()
    if sha256(canonical(rest).encode()).hexdigest() != manifest["seal"] or files[MANIFEST] != written:
        yield text("The manifest was changed: its seal does not fit it.")
    listed = {file["name"]: file["sha256"] for file in manifest["files"]}
    for name in sorted(set(listed) | set(files) - {MANIFEST}):
        if name not in files:
            yield text("{file} is missing.", file=name)
        elif name not in listed:
            yield text("{file} was added.", file=name)
        elif sha256(files[name]).hexdigest() != listed[name]:
            yield text("{file} was changed.", file=name)


def _same(files: Mapping[str, bytes], manifest: Mapping[str, Any], data: bytes) -> bool:
    return _zipped(files, str(manifest["made_at"])) == data


def _about_chain(
    log: Mapping[str, Any], files: Mapping[str, bytes], manifest: Mapping[str, Any]
) -> tuple[list[Text], tuple[int, int]]:
    """The log reckoned anew. Of an entry about something else only its hash is there: it links, nothing more."""
    problems: list[Text] = []
    whole: dict[int, ChainEntry] = {}
    links: list[ChainEntry] = []
    for one in log["entries"]:
        if "body" in one:
            entry = ChainEntry(
                one["seq"], one["entered_at"], one["kind"], one["corrects"], one["body"], one["before"], one["hash"]
            )
            whole[entry.seq] = entry
        else:
            entry = ChainEntry(one["seq"], "", "", None, "", one["before"], one["hash"])
        links.append(entry)
    broken = {
        found.seq
        for found in breaks(links)
        if found.seq in whole or found.what in {"gap", "link"}  # a withheld entry cannot be reckoned anew
    }
    problems += [text("The contact log does not hold at entry {entry}.", entry=seq) for seq in sorted(broken)]
    last = links[-1].hash if links else ""
    if manifest["chain"] != {"head": last, "entries": len(links)}:
        problems.append(text("The end of the contact log is not the one that was sealed."))
    for contact in json.loads(files[RECORD])["contacts"]:
        held = whole.get(contact["seq"])
        if held is None or json.loads(held.body) != contact["body"]:
            problems.append(text("Contact {contact} is not as the contact log has it.", contact=contact["id"]))
    return problems, (len(whole), len(links))
