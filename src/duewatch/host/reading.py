"""Reading a document through a plugin's reader: in guarded chunks, each looked at before anybody uses it."""

from collections.abc import Iterator, Sequence
from functools import partial

from duewatch.host.calls import Failure, guard_chunks
from duewatch.host.guarded import Blame
from duewatch.host.shapes import are_records, unfit
from duewatch.model.credit_report import Reported, ReportedAccount, ReportedInquiry, ReportHead
from duewatch.model.plugin import Document, Reader, ReadProblem
from duewatch.model.record import Record
from duewatch.model.text import text

READ = Record | ReadProblem | ReportHead | ReportedAccount | ReportedInquiry
"""What a reader may hand over."""
FEW_RECORDS = 100_000
_RECORDS_A_BYTE = 10
"""A file of so many bytes cannot hold more records, even where it is packed; a small one may hold `FEW_RECORDS`."""


def stream(reader: Reader, blame: Blame, document: Document) -> Iterator[Sequence[Record | ReadProblem | Reported]]:
    """Chunks of what a reader reads. Looked at by the chunk: an export has a hundred thousand rows. A reader that goes
    on for ever is stopped."""
    room = max(FEW_RECORDS, _RECORDS_A_BYTE * _size(document))
    for chunk in guard_chunks(partial(reader.read, document), blame.seconds, blame.heard):
        room -= len(chunk)
        if room < 0:
            why = text("it read more records than a file of {size} bytes can hold", size=_size(document))
            yield (_fault(Failure(why), blame),)
            return
        if are_records(chunk):
            yield chunk  # type: ignore[misc]  # nothing else is in it
            continue
        for thing in chunk:
            wrong = thing if isinstance(thing, Failure) else unfit("read", thing, READ, "Record")
            if wrong is not None:
                yield (_fault(wrong, blame),)
                return
            yield (thing,)  # type: ignore[misc]  # looked at just now


def _size(document: Document) -> int:
    """Bytes of a document; as many as its beginning has where its file cannot be looked at."""
    if document.data is not None:
        return len(document.data)
    try:
        return document.path.stat().st_size if document.path is not None else len(document.head)
    except OSError:
        return len(document.head)


def _fault(failure: Failure, blame: Blame) -> ReadProblem:
    return ReadProblem(
        None,
        text("The reader {reader} failed: {why}.", reader=blame.plugin_id, why=blame.note(failure)),
        text("Nothing of this file was used. Try another reader, or tell its author."),
        fatal=True,
    )
