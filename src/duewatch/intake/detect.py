"""Which reader reads a document: asked of all of them, decided only where the answer is one."""

from pathlib import Path

from duewatch.host.host import Host
from duewatch.model.cells import encoding_of
from duewatch.model.plugin import Document
from duewatch.model.problem import ColumnsUnnamed, InputProblem, ReaderUnclear
from duewatch.model.text import Text, text

HEAD_SIZE = 64 * 1024
"""Bytes by which readers recognise a format."""
COLUMNS_NAMED = 12
"""So many columns of an unknown table are named."""
TITLE_SIZE = 1_000
"""Bytes in which a title stands."""
PASTED = "-"
"""The name of pasted text."""


def document_at(path: Path) -> Document:
    """The file at a path. Raises InputProblem if it is not there or cannot be read."""
    try:
        if path.is_dir():
            raise InputProblem(text("{file} is a folder.", file=str(path)), text("Name the files in it."))
        with path.open("rb") as stream:
            head = stream.read(HEAD_SIZE)
    except OSError as error:
        raise InputProblem(
            text("The file {file} cannot be read: {reason}.", file=str(path), reason=error.strerror or str(error)),
            text("Check the name, and whether you may read it."),
        ) from error
    return Document(path.name, head, path=path)


def pasted_document(data: bytes) -> Document:
    """Text that was pasted."""
    return Document(PASTED, data[:HEAD_SIZE], data=data)


def reader_for(host: Host, document: Document, wanted: str | None = None) -> str:
    """The id of the reader to use. wanted: what the borrower chose.

    Raises InputProblem: the wanted reader does not exist; the document is empty; nobody can read it; two are
    certain that they can (ReaderUnclear, never a silent pick).
    """
    if wanted is not None:
        known = [manifest.id for manifest in host.manifests("reader")]
        if wanted in known:
            return wanted
        raise InputProblem(
            text("There is no reader {reader}.", reader=wanted),
            text("Readers are: {readers}.", readers=", ".join(known)),
        )
    if not document.head.strip():
        raise InputProblem(
            text("{file} is empty.", file=document.name), text("Export it again, or paste the text of a message.")
        )
    claims = host.claims(document)
    if len(claims) == 1:
        return claims[0][0]
    if not claims:
        if (outline := host.outline(document)) is not None:
            columns, platform = ", ".join(outline.header[:COLUMNS_NAMED]), _named(host, document)
            raise ColumnsUnnamed(
                text(
                    "{file} is a table, but of no format that is known here. Its columns: {columns}.",
                    file=document.name,
                    columns=columns,
                )
                if platform is None
                else text(
                    "{file} seems to come from {platform}, of which no export is known here. Its columns: {columns}.",
                    file=document.name,
                    platform=platform,
                    columns=columns,
                ),
                text(
                    "Say which column is which, in the import screen, or with --column date=… --column amount=… "
                    "--column platform=… --column what=…, and --mapping NAME to keep it."
                ),
            )
        raise InputProblem(
            text("{file} is in no format that can be read here.", file=document.name),
            text(
                "Expected is an export of a wallet, a shop or a bank (CSV, XLS, XLSX, also in a zip), a card "
                "statement's mail, a message backup or the text of a message. For a table of your own, say which "
                "column is which under [readers.mapping.<name>] in the config."
            ),
        )
    raise ReaderUnclear(document.name, tuple(reader_id for reader_id, _ in claims))


def _named(host: Host, document: Document) -> Text | None:
    """The platform that the file's name or its first line names; the longest name where several do."""
    encoding = encoding_of(document.head)
    lines = document.head[:TITLE_SIZE].decode(encoding or "utf-8", "ignore").splitlines()
    title = f"{document.name}\n{lines[0] if lines else ''}".lower()
    found = [(name, platform_id) for name, platform_id in host.aliases().items() if len(name) > 1 and name in title]
    if not found:
        return None
    _, platform_id = max(found, key=lambda each: len(each[0]))
    return next(each.name for each in host.manifests("platform") if each.id == platform_id)
