"""Importing: files and pasted text in, one batch out; a preview is the same run with nothing stored."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from duewatch.desk.session import Session
from duewatch.intake.archive import opened
from duewatch.intake.batch import run
from duewatch.intake.detect import document_at, pasted_document
from duewatch.intake.result import ImportResult
from duewatch.model.plugin import ColumnMapping, Document


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
    commit: bool,
) -> ImportResult:
    """Read the files and what was pasted. passwords: tried in turn on what is encrypted. Raises InputProblem for one
    that cannot be read (PasswordNeeded for one that no password opens), and stores nothing then."""
    documents = [document_at(path) for path in paths]
    if pasted is not None:
        documents.append(pasted_document(pasted))
    host = session.host
    mappings = tuple(ColumnMapping(name, tuple(columns.items())) for name, columns in session.settings.mappings.items())

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
