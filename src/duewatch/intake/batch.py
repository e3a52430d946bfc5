"""An import from beginning to end: read, understand, reconcile, store. One transaction, or nothing at all.

A preview is the same run, discarded at its end. Files are streamed; of rows that are about no loan only a digest is
kept, so that the store does not become a record of what the borrower bought.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import partial
from itertools import islice
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from duewatch.host.host import Host
from duewatch.intake.detect import reader_for
from duewatch.intake.identity import Identities
from duewatch.intake.reconcile import Books, Outcome, reconcile
from duewatch.intake.reported import Settled, settle
from duewatch.intake.result import FileProblem, FileReport, ImportResult, PreviewRow
from duewatch.intake.understand import Understanding
from duewatch.model.credit_report import Reported, ReportHead
from duewatch.model.finding import Finding, FindingKind
from duewatch.model.ledger import Ledger, LedgerWriter, StoredFile
from duewatch.model.loan_event import BillIssued, Paid, Spent
from duewatch.model.money import Fen
from duewatch.model.plugin import Document, ReadProblem
from duewatch.model.problem import ColumnsUnnamed, InputProblem, PasswordNeeded
from duewatch.model.record import Record
from duewatch.model.text import Text, text
from duewatch.recognition.patterns import Unclear
from duewatch.store.staging import Staging
from duewatch.wording import Wording

CHUNK = 2_000
"""Records whose digests are looked up at once."""
BLOCK = 1024 * 1024
"""Bytes hashed at once."""
PROBLEMS_SHOWN = 100
"""Problems of one file that are listed; beyond, the file is of another kind than its reader thinks."""
_AT = attrgetter("at")
_FIRST = {FindingKind.LENT: 0, FindingKind.BILL: 1, FindingKind.PAYMENT: 2}
"""What may propose a loan comes before what needs one."""


class _Row(NamedTuple):
    """A record that is to be shown: a finding or one not understood. known: the event its digest became, None where
    the digest is new."""

    record: Record
    digest: bytes
    meaning: Finding | Unclear
    known: int | None


class _Read(NamedTuple):
    """A file as read: rows to reconcile, and the digests of all. fresh: how many of the others are new."""

    records: int
    known: int
    rows: list[_Row]
    fresh: int
    staging: Staging
    first: str
    last: str
    problems: list[FileProblem]
    reported: list[Reported]


class _Said(NamedTuple):
    """What the borrower said of rows, by key: left out; booked although doubtful; the same as what stands there."""

    drop: frozenset[str]
    take: frozenset[str]
    same: frozenset[str]


class _Counts:
    """What a file's rows came to."""

    def __init__(self) -> None:
        self.proofs = self.spent = 0
        self.states: dict[str, int] = {}
        self.loans = self.bills = self.payments = self.inquiries = 0
        self.kept: list[tuple[_Row, str, Text]] = []
        self.shown: list[PreviewRow] = []

    def take(self, report: Settled) -> None:
        """Count what a credit report gave, and show it."""
        self.loans += report.loans
        self.inquiries += report.inquiries
        self.shown += report.rows
        for row in report.rows:
            self.states[row.state] = self.states.get(row.state, 0) + 1

    def show(self, row: _Row, state: str, outcome: Outcome) -> None:
        """Count a row and show it."""
        self.states[state] = self.states.get(state, 0) + 1
        on = row.record.at[:10]
        meaning = row.meaning
        day = meaning.on if isinstance(meaning, Finding) else date.fromisoformat(on) if on else None
        amount = _shown_amount(row, outcome)
        self.shown.append(
            PreviewRow(
                key=row.digest.hex(),
                line=row.record.line,
                state=state,
                becomes=outcome.becomes,
                why=outcome.why,
                loan_id=None if outcome.loan is None else outcome.loan.id,
                on=day,
                amount_fen=amount,
                raw=row.record.raw,
                may_be_same=state == "doubtful" and outcome.twin_id is not None,
            )
        )


def _shown_amount(row: _Row, outcome: Outcome) -> Fen | None:
    """What would be booked, else what the row says; nothing for an overdue notice, whose sum is only a claim."""
    event = outcome.event
    if event is not None:
        return event.total_fen if isinstance(event, BillIssued) else getattr(event, "amount_fen", None)
    if isinstance(row.meaning, Finding):
        return None if row.meaning.kind is FindingKind.OVERDUE_NOTICE else row.meaning.amount_fen
    return row.record.amount_fen


def run(
    ledger: Ledger,
    host: Host,
    documents: Sequence[Document],
    now: datetime,
    *,
    reader: str | None = None,
    drop: frozenset[str] = frozenset(),
    take: frozenset[str] = frozenset(),
    same: frozenset[str] = frozenset(),
    commit: bool = True,
    progress: Callable[[int], None] | None = None,
    notes: Sequence[FileProblem] = (),
    messages: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> ImportResult:
    """Import documents in one transaction; with commit False the result is a preview and nothing is stored.

    reader: use this one instead of asking all. drop: keys of rows to leave out; take: keys of doubtful rows to book
    after all (those that fit one loan); same: keys of doubtful rows that tell of what stands there. progress: called
    after every chunk with the records read so far, and again while they are compared; what it raises ends the import,
    and nothing is stored. notes: what is to be said beside the first file. messages: patterns of the borrower's own, by
    name. Raises InputProblem for a
    document that nothing can read, StoreProblem.
    """
    if not documents:
        raise InputProblem(text("There is nothing to import."), text("Name a file, or paste a message."))
    readers = [reader_for(host, document, reader) for document in documents]
    understanding = Understanding(host, now.date(), messages)
    reports: list[FileReport] = []
    rows: list[PreviewRow] = []
    subject = ", ".join(document.name for document in documents)
    with ledger.writing("import", subject, now) as writer:
        books = Books(writer, understanding.platforms, now.date())
        stored = False
        first = not ledger.batches(limit=1)  # nothing was ever stored
        for document, reader_id in zip(documents, readers, strict=True):
            with closing(Staging()) as staging:
                before = sum(report.records for report in reports)
                onward = _onward(progress, before)
                read = _read(
                    writer,
                    host,
                    document,
                    reader_id,
                    understanding,
                    onward,
                    staging,
                    nothing_known=first and not reports,
                )
                books.start_file((row.known for row in read.rows if row.known), reader_id)
                counts = _settle(writer, books, read.rows, _Said(drop, take, same), partial(onward, read.records))
                report = settle(writer, understanding.platforms, read.reported, drop, take)
                counts.take(report)
                if read.fresh or counts.kept or counts.proofs or counts.spent or report.stored:
                    stored = True
                    _keep(writer, document, reader_id, read, counts, report)
                if not reports:
                    read.problems.extend(notes)
                reports.append(_report(document, reader_id, read, counts))
                counts.shown.sort(key=lambda row: row.line)
                rows += counts.shown
        if not commit:
            writer.discard()
        batch_id = writer.batch_id if commit and stored else None
    return ImportResult(batch_id, tuple(reports), tuple(rows))


def _onward(progress: Callable[[int], None] | None, before: int) -> Callable[[int], None]:
    """Tells of a file's records as of all files'."""
    return lambda count: None if progress is None else progress(before + count)


def _read(
    writer: LedgerWriter,
    host: Host,
    document: Document,
    reader_id: str,
    understanding: Understanding,
    progress: Callable[[int], None],
    staging: Staging,
    *,
    nothing_known: bool,
) -> _Read:
    """Stream a document. nothing_known: no record was ever stored, so none is looked up. Raises InputProblem where the
    reader gives up on it."""
    identities = Identities(staging)
    try:
        things = host.read(reader_id, document)
    except KeyError:
        raise InputProblem(
            text("The reader {reader} cannot be used.", reader=reader_id),
            text("“duewatch plugins” lists what is installed and why something failed."),
        ) from None
    problems = list(understanding.problems)
    rows: list[_Row] = []
    count = known_count = fresh = 0
    first, last = "9999", ""
    reported: list[Reported] = []
    try:
        while chunk := list(islice(things, CHUNK)):
            records = [thing for thing in chunk if isinstance(thing, Record)]
            if len(records) < len(chunk):
                for thing in chunk:
                    if isinstance(thing, ReadProblem):
                        _note(thing, document, problems)
                    elif not isinstance(thing, Record):
                        reported.append(thing)
            count += len(records)
            days = list(filter(None, map(_AT, records)))
            first = min([first, *days])
            last = max([last, *days])
            meanings = understanding.of(records)
            own = identities.of(records)
            known = {} if nothing_known else writer.known_digests(own)
            shown = [
                _Row(record, digest, meaning, known.get(digest))
                for record, digest, meaning in zip(records, own, meanings, strict=True)
                if meaning is not None
            ]
            rows += shown
            known_about_nothing = len(known) - sum(row.known is not None for row in shown)
            known_count += known_about_nothing
            fresh += len(records) - len(shown) - known_about_nothing
            progress(count)
    except OSError as error:
        raise InputProblem(
            text("The file {file} cannot be read: {reason}.", file=document.name, reason=error.strerror or str(error)),
            text("Check the name, and whether you may read it."),
        ) from error
    count += sum(not isinstance(each, ReportHead) for each in reported)
    return _Read(count, known_count, rows, fresh, staging, first, last, problems, reported)


def _note(problem: ReadProblem, document: Document, problems: list[FileProblem]) -> None:
    if problem.locked:
        raise PasswordNeeded(document.name, wrong=bool(document.passwords))
    if problem.fatal:
        kind = ColumnsUnnamed if problem.unmapped else InputProblem
        raise kind(text("{file}: {what}", file=document.name, what=problem.what), problem.mend)
    if len(problems) < PROBLEMS_SHOWN:
        problems.append(FileProblem(problem.line, problem.what, problem.mend))


def _settle(
    writer: LedgerWriter, books: Books, rows: Sequence[_Row], said: _Said, onward: Callable[[], None]
) -> _Counts:
    """Reconcile a file's rows in an order that does not depend on theirs, and store what is new. onward: called now
    and then; what it raises ends the import."""
    counts = _Counts()
    for number, row in enumerate(sorted(rows, key=_order), 1):
        if not number % CHUNK:
            onward()
        key = row.digest.hex()
        if key in said.drop and row.known is None:
            continue
        if isinstance(row.meaning, Unclear):
            outcome = Outcome("not-understood", text("not understood"), row.meaning.why)
        elif row.known:
            outcome = Outcome("known", text("imported before"), row.meaning.why)
        else:
            outcome = reconcile(row.meaning, books)
        state = outcome.state
        if state == "doubtful" and key in said.take and outcome.event is not None:
            state = "new"
        proves = outcome.twin_id is not None and (state == "known" or (state == "doubtful" and key in said.same))
        if proves and outcome.twin_id is not None:
            writer.add_proof(outcome.twin_id, row.digest)
            counts.proofs += 1
            state = "known"
        books_it = state in {"new", "changed"} and outcome.event is not None
        if row.known is not None and not books_it:
            state = "known"  # kept or remembered by an earlier import, and there is still nothing to book
        if books_it:
            _book(writer, books, outcome, row.digest, counts)
        if books_it and isinstance(outcome.event, Spent):
            counts.spent += 1  # known by its digest; what was bought is not kept
        elif state != "known" or row.known is None or proves:
            counts.kept.append((row, state, outcome.why))
        counts.show(row, state, outcome)
    return counts


def _order(row: _Row) -> tuple[int, str, int]:
    kind = row.meaning.kind if isinstance(row.meaning, Finding) else FindingKind.NOTICE
    return _FIRST.get(kind, 3), row.record.at, row.record.line


def _book(writer: LedgerWriter, books: Books, outcome: Outcome, digest: bytes, counts: _Counts) -> None:
    loan, event = outcome.loan, outcome.event
    assert loan is not None and event is not None
    if outcome.proposed:
        writer.add_loan(loan)
        counts.loans += 1
    event_id = writer.add_event(event, digest)
    books.added(loan if outcome.proposed else None, event, event_id)
    counts.bills += isinstance(event, BillIssued)
    counts.payments += isinstance(event, Paid)


def _keep(
    writer: LedgerWriter, document: Document, reader_id: str, read: _Read, counts: _Counts, report: Settled
) -> None:
    """Note the file, the digests of rows about no loan, and whole the rows that are about one or unclear."""
    sha256 = hashlib.sha256()
    with document.open() as stream:
        while block := stream.read(BLOCK):
            sha256.update(block)
    file_id = writer.add_file(StoredFile(document.name, sha256.hexdigest(), reader_id, read.records))
    if read.fresh:
        shown_digests = {row.digest for row in read.rows}
        writer.add_digests(file_id, (digest for digest in read.staging.all() if digest not in shown_digests))
    say = Wording("zh").say
    for row, state, why in counts.kept:
        kept = state if state in {"doubtful", "not-understood"} else "committed"
        writer.keep_row(file_id, row.record.line, row.digest, kept, say(why), row.record.raw)
    for shown, digest in report.kept:
        kept = "doubtful" if shown.state == "doubtful" else "committed"
        writer.keep_row(file_id, shown.line, digest, kept, say(shown.why), shown.raw)


def _report(document: Document, reader_id: str, read: _Read, counts: _Counts) -> FileReport:
    unclear = sum(isinstance(row.meaning, Unclear) for row in read.rows)
    repaid = [amount for row in read.rows for amount in _repaid(row.meaning)]
    return FileReport(
        path=document.name if document.path is None else str(document.path),
        reader=reader_id,
        records=read.records,
        understood=read.records - unclear,
        not_understood=unclear,
        known=read.known + counts.states.get("known", 0),
        changed=counts.states.get("changed", 0),
        doubtful=counts.states.get("doubtful", 0),
        new_loans=counts.loans,
        new_bills=counts.bills,
        new_payments=counts.payments,
        repayments_count=len(repaid),
        repayments_fen=sum(repaid),
        first_on=date.fromisoformat(read.first[:10]) if read.last else None,
        last_on=date.fromisoformat(read.last[:10]) if read.last else None,
        problems=tuple(read.problems),
        new_inquiries=counts.inquiries,
    )


def _repaid(meaning: Finding | Unclear) -> Iterator[int]:
    """What a row says was paid on a loan; a failed debit may have gone through in part."""
    if isinstance(meaning, Finding):
        if meaning.kind is FindingKind.PAYMENT and meaning.amount_fen:
            yield meaning.amount_fen
        elif meaning.kind is FindingKind.FAILED_PAYMENT and meaning.paid_fen:
            yield meaning.paid_fen
