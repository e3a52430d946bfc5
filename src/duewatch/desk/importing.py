"""Importing: files and pasted text in, one batch out; a preview is the same run with nothing stored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from duewatch.desk.session import Session
from duewatch.intake.archive import opened
from duewatch.intake.batch import run
from duewatch.intake.detect import document_at, pasted_document
from duewatch.intake.result import ImportResult
from duewatch.model.plugin import ColumnMapping, Document, TableOutline

THIS_TIME = "this time"
"""The name of a mapping that is only for one import."""


def import_files(
    session: Session,
    paths: Sequence[Path],
    now: datetime,
    *,
    reader: str | None,
    pasted: bytes | None,
    passwords: Sequence[str],
    drop: frozenset[str],
    take: frozenset[str],
    same: frozenset[str],
    progress: Callable[[int], None] | None,
    columns: Mapping[str, str] | None,
    commit: bool,
) -> ImportResult:
    """Read the files and what was pasted. passwords: tried in turn on what is encrypted. columns: which column of a
    table of one's own is which, this time, before what the config says. Raises InputProblem for one
    that cannot be read (PasswordNeeded for one that no password opens), and stores nothing then."""
    documents = [document_at(path) for path in paths]
    if pasted is not None:
        documents.append(pasted_document(pasted))
    host = session.host
    named = session.settings.mappings.items()
    mappings = tuple(ColumnMapping(name, tuple(each.items())) for name, each in named)
    if columns:
        mappings = (ColumnMapping(THIS_TIME, tuple(columns.items())), *mappings)

    def is_known(document: Document) -> bool:
        return reader is not None or bool(host.claims(replace(document, mappings=mappings)))

    found = opened(documents, passwords, is_known)
    return run(
        session.ledger,
        host,
        [replace(document, mappings=mappings) for document in found.documents],
        now,
        reader=reader,
        drop=drop,
        take=take,
        same=same,
        messages=session.settings.messages,
        commit=commit,
        progress=progress,
        notes=found.notes,
    )


def outline(
    session: Session, paths: Sequence[Path], pasted: bytes | None, passwords: Sequence[str]
) -> TableOutline | None:
    """The head of the first table whose columns nobody has named yet; None where there is none."""
    documents = [document_at(path) for path in paths]
    if pasted is not None:
        documents.append(pasted_document(pasted))
    host = session.host
    for document in opened(documents, passwords, lambda inner: host.outline(inner) is not None).documents:
        if not any(claim.certain for _, claim in host.claims(document)):
            found = host.outline(document)
            if found is not None:
                return found
    return None
