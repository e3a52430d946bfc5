"""The evidence bundle: gathers what the store holds about loans, and checks a bundle without any store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from duewatch.collection.conduct import Departure
from duewatch.desk.confirming import confirmations_of
from duewatch.desk.contact_log import departures_among
from duewatch.desk.looking import find_loan
from duewatch.desk.papers import PaperFile, write_new
from duewatch.desk.session import Session
from duewatch.dossier import sealing
from duewatch.dossier.blackout import Blackout, Hide
from duewatch.dossier.evidence import chain_file, written
from duewatch.dossier.evidence_tables import Added, LoanFile, Told, tables
from duewatch.dossier.sealing import Verified
from duewatch.model.contact import Channel, Contact, Direction
from duewatch.model.loan import Loan
from duewatch.model.offer import FiledPaper
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.replay import replay
from duewatch.wording import Wording

LARGEST_ATTACHMENT = 100 * 1024 * 1024
"""Bytes of one file that is put in."""


@dataclass(frozen=True, slots=True)
class BundleView:
    """A bundle that was written. seal: to be kept elsewhere too; inside: the files in it; left_out: contacts without a
    loan, which are in no bundle; missing: attachments that are noted but were not given."""

    loans: tuple[Loan, ...]
    file: PaperFile
    seal: str
    inside: tuple[str, ...]
    contacts: int
    departures: int
    left_out: int
    missing: tuple[str, ...]


def bundle(
    session: Session,
    ids: Sequence[str],
    out: Path,
    now: datetime,
    *,
    language: str,
    hide: Sequence[str],
    hide_words: Sequence[str],
    attach: Sequence[Path],
) -> BundleView:
    """Gather, black out, seal, and write one new file. Raises InputProblem."""
    wording, zone = Wording(language), now.tzinfo
    if zone is None:
        raise ValueError("a moment without a zone")
    loans = tuple({loan.id: loan for loan in (find_loan(session, words, now.date()) for words in ids)}.values())
    files = [_loan_file(session, loan, now) for loan in loans]
    contacts = [one for file in files for one in file.contacts]
    black = _blackout(session, loans, contacts, hide, hide_words)
    papers = _filed(files)
    added = _attachments(attach, contacts, black)
    if not black:
        added += _still_there(papers, {one.sha256 for one in added})
    found = _departures(session, contacts, now)
    made = tables(files, found, black, wording, zone)
    about: dict[str, object] = {"loans": [loan.id for loan in loans], "blacked_out": sorted(map(str, black.hide))}
    chain, present = None, None
    if not black:
        data, head, length, present = chain_file(session.ledger.chain(), frozenset(loan.id for loan in loans))
        about["chain"] = {"head": head, "entries": length}
        chain = data
    inside = written(files, made, added, black, wording, now, present)
    if chain is not None:
        inside[sealing.CHAIN] = chain
    _nothing_shows(inside, black)
    whole, seal = sealing.sealed(inside, now, about)
    if len(whole) > sealing.LARGEST:
        raise InputProblem(text("The bundle would be too large."), text("Leave out some attachments."))
    (file,) = write_new(out.parent, {out.name: whole})
    given = {one.sha256 for one in added}
    missing = tuple(each.name for one in contacts for each in one.attachments if each.sha256 not in given)
    missing += tuple(paper.name for paper in papers if paper.sha256 not in given)
    return BundleView(
        loans=loans,
        file=file,
        seal=seal,
        inside=(*sorted(inside), sealing.MANIFEST),
        contacts=len(contacts),
        departures=len(found),
        left_out=sum(one.loan_id is None for one in session.ledger.contacts()),
        missing=missing,
    )


def check(path: Path, kept: str | None = None) -> Verified:
    """Whether a bundle is as it was sealed. kept: the seal as it was kept elsewhere. Raises InputProblem where the file
    cannot be read at all."""
    try:
        if path.stat().st_size > sealing.LARGEST:
            raise InputProblem(text("{file} is too large for a bundle.", file=str(path)), text("Check the name."))
        data = path.read_bytes()
    except OSError as error:
        raise InputProblem(
            text("{file} cannot be read: {error}", file=str(path), error=error.strerror or str(error)),
            text("Check the name."),
        ) from None
    found = sealing.verify(data)
    if kept is None or found.seal is None or kept.strip().lower() == found.seal:
        return found
    other = text("Its seal is not the one you kept: it is another bundle, or was made anew.")
    return found._replace(problems=(*found.problems, other))


def _loan_file(session: Session, loan: Loan, now: datetime) -> LoanFile:
    events = session.ledger.events(loan.id)
    told = [
        Told(loan.id, on.isoformat(), file, digest, line, raw)
        for on, file, digest, line, raw in session.ledger.rows_of_loan(loan.id)
    ]
    return LoanFile(
        loan=loan,
        platform=session.platforms.known(loan.platform_id).name_for(loan),
        events=events,
        standing=replay(loan, events, now.date()),
        contacts=session.ledger.contacts(loan_id=loan.id),
        told=told,
    )


def _departures(session: Session, contacts: Sequence[Contact], now: datetime) -> tuple[Departure, ...]:
    """What these contacts may depart from. Of what other contacts are evidence of too nothing is told: they are not
    in the bundle."""
    inside = {one.id for one in contacts}
    return tuple(one for one in departures_among(session, contacts, now) if inside.issuperset(one.evidence))


def _blackout(
    session: Session, loans: Sequence[Loan], contacts: Sequence[Contact], hide: Sequence[str], words: Sequence[str]
) -> Blackout:
    chosen = [Hide(each) for each in hide]
    hidden = list(words)
    if Hide.NAMES in chosen:
        hidden += [name for one in contacts for name in (one.who, one.agent)]
    if Hide.LENDERS in chosen:
        hidden += _other_lenders(session, loans)
    return Blackout(chosen, hidden)


def _other_lenders(session: Session, loans: Sequence[Loan]) -> Iterator[str]:
    """Names of the lenders and platforms of every other loan, but for those that are the same."""
    ids = {loan.id for loan in loans}
    kept = {word for loan in loans for word in _words_for(session, loan)}
    for other in session.ledger.loans():
        if other.id not in ids:
            yield from (word for word in _words_for(session, other) if word not in kept)


def _words_for(session: Session, loan: Loan) -> list[str]:
    """What a loan is known by. The words for a whole class ("credit card"), which no lender is known by, stay."""
    known = session.platforms.known(loan.platform_id)
    names = [loan.lender or "", loan.name, loan.id]
    if known.platform is None or known.platform.lenders or known.platform.operators:
        names += [] if known.name is None else [known.name.zh, known.name.en]
        names += [word for word, id_ in session.host.aliases().items() if id_ == loan.platform_id and len(word) > 1]
    return [name for name in names if name]


def _attachments(paths: Sequence[Path], contacts: Sequence[Contact], black: Blackout) -> list[Added]:
    """The files to put in, each with the contact that notes its checksum. Nothing can be blacked out inside a file, so
    none goes into a bundle in which anything is."""
    if black and paths:
        raise InputProblem(
            text("Attached files cannot be blacked out, so they do not go into a bundle in which something is."),
            text("Leave out --attach, or black out nothing."),
        )
    noted = {each.sha256: one for one in contacts for each in one.attachments}
    added = []
    for path in paths:
        try:
            if path.stat().st_size > LARGEST_ATTACHMENT:
                raise InputProblem(text("{file} is too large to attach.", file=str(path)), text("Leave it out."))
            data = path.read_bytes()
        except OSError as error:
            raise InputProblem(
                text("{file} cannot be read: {error}", file=str(path), error=error.strerror or str(error)),
                text("Check the name."),
            ) from None
        digest = sha256(data).hexdigest()
        of = noted.get(digest)
        letter = of is not None and of.channel is Channel.LETTER and of.direction is Direction.OUT
        added.append(Added(path.name, data, digest, None if of is None else of.id, letter))
    return added


def _filed(files: Sequence[LoanFile]) -> list[FiledPaper]:
    """The written confirmations that are filed, by checksum once each."""
    found = {line.paper.sha256: line.paper for file in files for line in confirmations_of(file.events) if line.paper}
    return list(found.values())


def _still_there(papers: Sequence[FiledPaper], given: set[str]) -> Iterator[Added]:
    """Those confirmations that lie where they lay, unchanged."""
    for paper in papers:
        path = Path(paper.path)
        if paper.sha256 in given or paper.size > LARGEST_ATTACHMENT or not path.is_file():
            continue
        try:
            data = path.read_bytes()
        except OSError:
            continue  # it is named among those that are missing
        if sha256(data).hexdigest() == paper.sha256:
            yield Added(paper.name, data, paper.sha256, None)


def _nothing_shows(inside: dict[str, bytes], black: Blackout) -> None:
    """Raises InputProblem rather than write a file in which something that was to be hidden still stands."""
    for name, data in inside.items():
        left = black.traces(data.decode("utf-8-sig"))
        if left:
            raise InputProblem(
                text("“{word}” would still stand in {file}, so nothing was written.", word=left[0], file=name),
                text("Choose a longer word to black out."),
            )


__all__ = ["BundleView", "Verified", "bundle", "check"]
