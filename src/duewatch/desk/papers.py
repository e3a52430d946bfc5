"""Papers: letters on a loan, and the evidence bundle. Files are readable by the borrower alone."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from duewatch.config.rules import lender_kind, rulebook
from duewatch.desk.limiting import OLD_DEBT, ask_first
from duewatch.desk.looking import find_loan
from duewatch.desk.session import Session
from duewatch.dossier import letters, templates
from duewatch.dossier.case import PRIVATE, Case, open_bills
from duewatch.dossier.letters import MissingFacts
from duewatch.dossier.letters import Offered as LetterOffer
from duewatch.model.contact import Attachment, Channel, Contact, Direction
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent
from duewatch.model.problem import AskFirst, InputProblem
from duewatch.model.rulebook import LenderKind
from duewatch.model.text import Text, text
from duewatch.servicing.replay import replay
from duewatch.servicing.standing import BillLine, Standing
from duewatch.wording import Wording

OWNER_ONLY = 0o600
FOLDER = "letters"
"""The folder in the data directory that holds the borrower's own copies of the letters' texts."""


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file that was written."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter on a loan. files: empty where none was asked for. contact: the entry of the contact log that it went
    out, None where it did not."""

    loan: Loan
    letter: letters.Letter
    files: tuple[PaperFile, ...]
    contact: int | None = None


@dataclass(frozen=True, slots=True)
class LetterList:
    """Every letter beside a loan. old: its dates make it possible that a letter starts the limitation period anew."""

    loan: Loan
    letters: tuple[letters.Offered, ...]
    old: bool


def papers_folder(session: Session) -> Path:
    """Where papers go unless another folder is named."""
    return session.data / "papers"


def letter_list(session: Session, words: str, now: datetime, language: str) -> LetterList:
    """Which letters are for a loan, which are not and why, and what is missing for each."""
    loan, events, case = _case(session, words, now, None)
    wording = Wording(language)
    return LetterList(loan, tuple(letters.offered(case, events, wording, _own(session))), case.old)


def letter(
    session: Session,
    kind_id: str,
    words: str,
    now: datetime,
    *,
    language: str,
    typed: Mapping[str, str],
    bill_id: str | None,
    asked_first: bool,
    out: Path | None,
    sent: bool,
    words_instead: str | None = None,
) -> LetterView:
    """A letter, written into `out` as plain text and as a page where that is given.

    words_instead: its text as the borrower changed it; the facts must be there all the same. sent: it goes out today,
    which the contact log then says, with the files' checksums and the day by which an answer is due. asked_first: the
    borrower has asked a lawyer or 12348 about this old debt. Raises InputProblem where the letter is not for the loan,
    a fact is missing, it may start the limitation period anew and nobody was asked, or a file cannot be written.
    """
    kind = letters.kind_of(kind_id)
    loan, events, case = _case(session, words, now, bill_id, typed.get("lender", ""))
    if kind.acknowledges and case.old and not asked_first and letters.why_not(kind, case) is None:
        raise AskFirst(OLD_DEBT)
    own = templates.template(kind.id, case.platform_kind, language, _own(session))
    made = letters.write(kind, case, events, typed, Wording(language), own)
    if words_instead is not None and words_instead.strip():
        made = replace(made, words=words_instead.rstrip() + "\n")
    files: tuple[PaperFile, ...] = ()
    if out is not None:
        stem = f"{now.date().isoformat()}-{kind.id}-{loan.id}"
        files = write_new(out, {f"{stem}.txt": made.words.encode(), f"{stem}.html": made.html().encode()})
    return LetterView(loan, made, files, _note(session, loan, made, files, now) if sent else None)


def _note(session: Session, loan: Loan, made: letters.Letter, files: Sequence[PaperFile], now: datetime) -> int:
    """Into the contact log: that a letter went out, which, and by when an answer is due."""
    sent = Contact(
        at=now,
        channel=Channel.LETTER,
        direction=Direction.OUT,
        loan_id=loan.id,
        said=made.title,
        answer_by_on=None if made.reply is None else made.reply.by_on,
        attachments=tuple(Attachment(name=f.path.name, sha256=f.sha256, size=f.path.stat().st_size) for f in files),
    )
    with session.ledger.writing("letter", loan.id, now) as writer:
        return writer.log(sent)


def own_text(session: Session, kind_id: str, words: str, now: datetime, language: str) -> Path:
    """Copies a letter's text into the borrower's own folder, where it may be changed; answers where. One that is there
    stays as it is."""
    kind = letters.kind_of(kind_id)
    _, _, case = _case(session, words, now, None)
    path = templates.own_path(_own(session), kind.id, case.platform_kind, language)
    if not path.exists():
        shipped = templates.template(kind.id, case.platform_kind, language, None)
        write_new(path.parent, {path.name: shipped.encode()})
    return path


def write_new(folder: Path, files: Mapping[str, bytes]) -> tuple[PaperFile, ...]:
    """Writes new files that their owner alone may read. Raises InputProblem; then none of them is left behind."""
    made: list[PaperFile] = []
    path = folder
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, data in files.items():
            path = folder / name
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:  # noqa: PTH123
                made.append(PaperFile(path, sha256(data).hexdigest()))
                file.write(data)
    except FileExistsError:
        _take_back(made)
        raise InputProblem(text("{file} is there already.", file=str(path)), text("Choose another name.")) from None
    except OSError as problem:
        _take_back(made)
        raise InputProblem(
            text("{file} cannot be written: {why}.", file=str(path), why=problem.strerror or str(problem)),
            text("Choose another place."),
        ) from None
    return tuple(made)


def _take_back(made: Sequence[PaperFile]) -> None:
    for file in made:
        file.path.unlink(missing_ok=True)


def _own(session: Session) -> Path:
    return session.data / FOLDER


def _case(
    session: Session, words: str, now: datetime, bill_id: str | None, lender: str = ""
) -> tuple[Loan, tuple[LoanEvent, ...], Case]:
    on = now.date()
    loan = find_loan(session, words, on)
    events = session.ledger.events(loan.id)
    standing = replay(loan, events, on)
    known = session.platforms.known(loan.platform_id)
    platform_kind = "" if known.platform is None else known.platform.kind
    kind = lender_kind(loan.lender or lender)
    case = Case(
        loan=loan,
        on=on,
        standing=standing,
        platform=known.name_for(loan),
        platform_kind=platform_kind,
        lender_kind=LenderKind.PRIVATE if platform_kind == PRIVATE and kind is None else kind,
        rules=rulebook().rules,
        old=ask_first(session, loan.id, now) is not None,
        bill=_bill(standing, bill_id),
    )
    return loan, events, case


def _bill(standing: Standing, bill_id: str | None) -> BillLine | None:
    """The bill that a letter is about: the one named, else the oldest one open."""
    bills = open_bills(standing)
    if bill_id is None:
        return bills[0] if bills else None
    for line in bills:
        if line.bill.id == bill_id:
            return line
    raise InputProblem(
        text("The loan has no open bill “{bill}”.", bill=bill_id),
        text("Its open bills are: {bills}", bills=", ".join(line.bill.id for line in bills) or "-"),
    )


def cautions(view: LetterView) -> tuple[Text, ...]:
    """What is said beside a letter: when not to send it, whom it goes to, by when an answer is to come."""
    made = view.letter
    found: list[Text] = list(made.cautions)
    if made.goes_to is not None:
        found.append(made.goes_to.text)
    if made.reply is not None:
        found.append(
            text("If it arrives today, the answer is due by {on} ({days} days; a holiday at the end may put it off).",
                 on=made.reply.by_on, days=made.reply.days)
        )  # fmt: skip
    return tuple(found)


__all__ = [
    "LetterList",
    "LetterOffer",
    "LetterView",
    "MissingFacts",
    "PaperFile",
    "cautions",
    "letter",
    "letter_list",
    "own_text",
    "papers_folder",
    "write_new",
]
