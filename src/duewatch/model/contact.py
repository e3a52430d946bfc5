"""What is noted down when somebody chases: contacts, numbers the borrower confirmed, hours that were agreed, court
papers. All of it goes into one chain of entries that is only ever added to (see `model/chain.py`).

An id is the place in the chain where a thing was first noted; it stays the same however often it is corrected. 0: not
stored yet. None always means "not known".
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from duewatch.model.money import Fen

_HOURS = re.compile(r"(\d{1,2})[:：](\d\d)\s*[-–—~～到至]\s*(\d{1,2})[:：](\d\d)", re.ASCII)


class Direction(StrEnum):
    """Who reached out."""

    IN = "in"
    """They called, wrote or came."""
    OUT = "out"
    """The borrower called or wrote."""


class Channel(StrEnum):
    """How."""

    CALL = "call"
    SMS = "sms"
    APP = "app"
    LETTER = "letter"
    VISIT = "visit"
    COURT = "court"


class Reached(StrEnum):
    """Whom they reached."""

    DEBTOR = "debtor"
    THIRD_PERSON = "third-person"
    """A relative, a friend, an employer: somebody who told the borrower of it."""


class Tone(StrEnum):
    """How it was said, in the borrower's own judgement."""

    CALM = "calm"
    PRESSING = "pressing"
    RUDE = "rude"
    THREATENING = "threatening"


class Mark(StrEnum):
    """What the borrower ticks about a contact, each a plain yes. What conduct rules ask about hangs on these; what is
    not ticked is not known, never "did not happen"."""

    NOT_IDENTIFIED = "not-identified"
    """Did not say for which institution they call, or refused to."""
    POSED_AS_LENDER = "posed-as-lender"
    """An agency that gave itself out for the lender."""
    POSED_AS_AUTHORITY = "posed-as-authority"
    """Gave themselves out for a court, the police or another authority."""
    PRIVATE_ACCOUNT = "private-account"
    """Wrote or called from a private phone or social account."""
    THREAT = "threat"
    ABUSE = "abuse"
    FALSE_CONSEQUENCES = "false-consequences"
    """Named consequences that the law does not know, or a blacklist of their own."""
    EXTRA_FEE = "extra-fee"
    """Wanted a fee for collecting."""
    NEW_BORROWING = "new-borrowing"
    """Pressed to borrow elsewhere."""
    PUBLISHED = "published"
    """Spread it: in a group, a post, at the place of work."""
    DISCLOSED = "disclosed"
    """Told the third person of the debt, its amount or its dates."""
    ASKED_THIRD_TO_PAY = "asked-third-to-pay"
    THIRD_REFUSED_BEFORE = "third-refused-before"
    """The third person had said before that they do not want to be contacted."""
    THIRD_IS_GUARANTOR = "third-is-guarantor"
    """The third person is bound by the contract too; the rules for bystanders are not for them."""
    ONE_COLLECTOR = "one-collector"
    """A visit by one person alone."""
    ENTERED = "entered"
    """Came into the home or the place of work without being let in."""
    POSTED = "posted"
    """Put up a notice where others read it."""
    RECORDED_VOICE = "recorded-voice"
    """A recording that only announced; nobody could be spoken to."""
    AGREED_TO_TIME = "agreed-to-time"
    """The borrower had agreed to this very time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that belongs to a contact: its name, checksum and size. The file itself stays where the borrower keeps
    it. sha256: hexadecimal; size: bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One call, message, letter or visit.

    at: aware, when it began. minutes: how long. number: as shown or typed; normal: as `collection/caller.py` writes
    it ("+8613800000000", a short code "95188"), "" where there was no number. answered: of a call, False where it rang
    in vain; None where it was not told. lender: on whose behalf, in the words of the caller; company: who calls.
    said, offered: what was said, and what was offered. promised_fen, promised_by_on: what the borrower promised.
    answer_by_on: of a letter that the borrower sent, the day by which a rule asks for an answer.
    """

    kind: ClassVar[str] = "contact"
    at: datetime
    channel: Channel = Channel.CALL
    direction: Direction = Direction.IN
    id: int = 0
    loan_id: str | None = None
    number: str = ""
    normal: str = ""
    minutes: int | None = None
    answered: bool | None = None
    reached: Reached = Reached.DEBTOR
    who: str = ""
    company: str = ""
    agent: str = ""
    lender: str = ""
    said: str = ""
    offered: str = ""
    promised_fen: Fen | None = None
    promised_by_on: date | None = None
    tone: Tone | None = None
    marks: tuple[Mark, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    answer_by_on: date | None = None

    @property
    def promises(self) -> bool:
        """Whether the borrower promised something in it."""
        return self.promised_fen is not None or self.promised_by_on is not None


class NumberOrigin(StrEnum):
    """From what the borrower confirmed a number."""

    CONTRACT = "contract"
    APP = "app"
    BANK_CARD = "bank-card"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedNumber:
    """A number that the borrower read off something of their own: contract, app page, bank card. at: aware, when."""

    kind: ClassVar[str] = "confirmed-number"
    at: datetime
    normal: str
    number: str
    origin: NumberOrigin
    id: int = 0
    loan_id: str | None = None
    platform_id: str | None = None
    owner: str = ""
    """Whose it is, in the borrower's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedHours:
    """Hours in which the borrower agreed to be called about a loan (None: about any), from a day on.

    at: aware, when it was agreed; minutes of the day in the borrower's zone, first_minute included, last_minute not;
    24:00 is 1440. A later agreement for the same loan takes the place of the former from its own day on.
    """

    kind: ClassVar[str] = "agreed-hours"
    at: datetime
    first_minute: int
    last_minute: int
    id: int = 0
    loan_id: str | None = None
    note: str = ""


def hours_in(words: str) -> tuple[int, int] | None:
    """Hours of a day as people write them, "09:00-21:00" or "9:00到21:00", as minutes of the day; None: there are
    none. 24:00 may end them."""
    found = _HOURS.fullmatch(words.strip())
    if found is None or int(found[2]) > 59 or int(found[4]) > 59:
        return None
    first, last = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    return (first, last) if first < 24 * 60 and last <= 24 * 60 else None


class PaperKind(StrEnum):
    """What came from a court."""

    PAYMENT_ORDER = "payment-order"
    COMPLAINT = "complaint"
    MEDIATION = "mediation"
    HEARING = "hearing"
    JUDGMENT = "judgment"
    ENFORCEMENT = "enforcement"
    FROZEN_ACCOUNT = "frozen-account"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtPaper:
    """A paper or message that says it comes from a court.

    at: aware, when it was received. hearing_at: the moment named in it. checked: the borrower found the case at the
    court or by the courts' line. answered_on: the day on which the objection or the answer went out.
    """

    kind: ClassVar[str] = "court-paper"
    at: datetime
    paper: PaperKind
    id: int = 0
    loan_id: str | None = None
    court: str = ""
    case_number: str = ""
    hearing_at: datetime | None = None
    checked: bool = False
    answered_on: date | None = None
    note: str = ""


Logged = Contact | ConfirmedNumber | AgreedHours | CourtPaper
"""What an entry of the chain can hold."""


class PromiseState(StrEnum):
    """What became of a promise, by what the payments show."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    REPLACED = "replaced"
    """A later promise or an agreement took its place."""
    WITHOUT_LOAN = "without-loan"
    """Not followed: it is not known for which loan it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise with what became of it; derived, never stored. id: of the contact it was made in. paid_fen: paid on
    the loan from the day it was made to its day."""

    id: int
    loan_id: str | None
    made_at: datetime
    amount_fen: Fen | None
    by_on: date | None
    state: PromiseState
    paid_fen: Fen = 0
