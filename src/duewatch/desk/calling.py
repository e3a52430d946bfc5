"""Calls: what there is to know and to say while the phone rings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duewatch.collection import caller
from duewatch.collection.caller import Number, number_of
from duewatch.collection.scripts import CallGuide, Line, Script, script_for
from duewatch.config.calls import SHIPPED, call_guide
from duewatch.desk.contact_log import Departure, departures_among
from duewatch.desk.limiting import ask_first
from duewatch.desk.looking import find_loan
from duewatch.desk.papers import PaperFile, write_new
from duewatch.desk.session import Session
from duewatch.dossier import page
from duewatch.model.contact import ConfirmedNumber, Contact
from duewatch.model.platform import Fact
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, Text, text
from duewatch.wording import Wording

OWN_GUIDE = "calls.toml"
"""The borrower's own words for calls, beside the store."""
LATEST = 5
"""So many of a number's earlier contacts are shown beside it."""


@dataclass(frozen=True, slots=True)
class Published:
    """A number that a platform publishes, as its facts tell, with source and date."""

    platform_id: str
    platform_name: Literal
    fact: Fact


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """What is known of a number. confirmed: when and from what the borrower confirmed it, empty: not known. like: a
    confirmed number that this one is not. contacts: the latest from it, newest first, of contact_count."""

    number: Number
    confirmed: tuple[ConfirmedNumber, ...]
    like: str | None
    published: tuple[Published, ...]
    contacts: tuple[Contact, ...]
    contact_count: int
    departures: tuple[Departure, ...]
    remarks: tuple[Text, ...]

    @property
    def known(self) -> bool:
        """Whether the borrower confirmed it. It says nothing about who calls."""
        return bool(self.confirmed)


@dataclass(frozen=True, slots=True)
class CallAdvice:
    """What to do and to say, for a loan and a situation. loan_id, stage None: no loan is known. caution: what to ask
    first about an old debt."""

    guide: CallGuide
    script: Script
    loan_id: str | None
    stage: str | None
    situation: str | None
    caution: Text | None


# --- looking ---------------------------------------------------------------------------------------------


def check_number(session: Session, given: str, now: datetime, *, platform: str | None, published: bool) -> NumberCheck:
    """What is known of a number. published False: facts of platforms are not looked through, which takes a second
    where there are many."""
    number = number_of(given)
    ledger = session.ledger
    confirmed = ledger.confirmed_numbers(number.normal) if number.normal else ()
    contacts = ledger.contacts(number=number.normal, newest_first=True) if number.normal else ()
    like = None if confirmed else caller.looks_like(number, {one.normal for one in ledger.confirmed_numbers()})
    found = _published(session, number, platform) if published else ()
    remarks: list[Text] = []
    if like is not None:
        remarks.append(text("It looks like {number}, which you confirmed, but it is another one.", number=like))
    if found:
        remarks.append(_published_words(found))
    remarks.append(caller.FORGED)
    shown = departures_among(session, contacts, now)
    return NumberCheck(number, confirmed, like, found, contacts[:LATEST], len(contacts), shown, tuple(remarks))


def advice(session: Session, now: datetime, *, loan: str | None, situation: str | None) -> CallAdvice:
    """What to do and to say. Raises InputProblem for a situation that the guide does not know."""
    guide = own_guide(session)
    known = [one.id for one in guide.situations]
    if situation is not None and situation not in known:
        raise InputProblem(
            text("There is no situation “{situation}”.", situation=situation),
            text("One of: {choices}", choices=", ".join(known)),
        )
    loan_id = stage = caution = None
    if loan is not None:
        found = find_loan(session, loan, now.date())
        row = session.ledger.projected(now.date()).loan_row(found.id)
        loan_id, stage = found.id, None if row is None else row.stage
        caution = ask_first(session, found.id, now)
    return CallAdvice(guide, script_for(guide, stage, situation), loan_id, stage, situation, caution)


def own_guide(session: Session) -> CallGuide:
    """The advice that ships with duewatch, with the borrower's own words over it."""
    own = session.data / OWN_GUIDE
    return call_guide(own if own.exists() else None)


def write_guide(session: Session) -> PaperFile:
    """Copy the advice beside the store, where it may be changed. Raises InputProblem if it is there already."""
    return write_new(session.data, {OWN_GUIDE: SHIPPED.read_bytes()})[0]


def own_guide_file(session: Session) -> Path:
    """Where the borrower's own words for calls stand; a copy of those that ship, if there are none yet."""
    own = session.data / OWN_GUIDE
    return own if own.exists() else write_guide(session).path


def write_sheet(session: Session, out: Path, now: datetime, *, words: str, language: str) -> tuple[PaperFile, ...]:
    """The sheet for a relative or an employer who was called, as text and as a page to print. It names no loan, no
    lender and no sum. words: as the borrower changed them, "": as they ship. Raises InputProblem."""
    guide, wording = own_guide(session), Wording(language)
    title = wording.say(guide.sheet_title)
    words = words.strip() or sheet_words(guide, wording)
    stem = f"{now.date().isoformat()}-sheet"
    whole = page.page(title, language, [page.plain(words)])
    return write_new(out, {f"{stem}.txt": f"{words}\n".encode(), f"{stem}.html": whole.encode()})


def sheet_words(guide: CallGuide, wording: Wording) -> str:
    """The sheet in words."""
    mark = "·" if wording.language == "zh" else "· "  # a blank would let a long Chinese line break right after it
    lines = [wording.say(guide.sheet_title), "", *(f"{mark}{wording.say(line)}" for line in guide.sheet)]
    return "\n".join(lines)


def payee_check(session: Session, payee: str, loan: str, now: datetime) -> Text:
    """Whether a payee is on the lender's own list: names of contract and facts. Neither answer calls it genuine."""
    found = find_loan(session, loan, now.date())
    platform = session.platforms.known(found.platform_id).platform
    names = [found.lender] if found.lender else []
    if platform is not None:
        names += [*platform.lenders, *platform.operators, *platform.guarantors]
    if caller.payee_is_listed(payee, names):
        return text(
            "“{payee}” is a name on the lender's own list. Anyone can use a name: pay only inside the app.", payee=payee
        )
    return text(
        "Caution: “{payee}” is none of the names that the contract or the platform's facts give. Do not pay there; "
        "look in the app.",
        payee=payee,
    )


# --- within ----------------------------------------------------------------------------------------------


def _published(session: Session, number: Number, platform: str | None) -> tuple[Published, ...]:
    if not number.normal:
        return ()
    platforms = session.platforms
    ids = [platforms.find(platform).id] if platform else [choice.id for choice in platforms.choices()]
    return tuple(
        Published(each.id, each.name, fact)
        for each in (platforms.known(platform_id).platform for platform_id in ids)
        if each is not None
        for fact in each.facts
        if fact.id.startswith("hotline")
        and isinstance(fact.value, str)
        and fact.confidence in {"high", "medium"}
        and number_of(fact.value).normal == number.normal
    )


def _published_words(found: Sequence[Published]) -> Text:
    """Whose number it is written like, with the source and date of the first."""
    names = Literal("、".join(one.platform_name.zh for one in found), ", ".join(one.platform_name.en for one in found))
    fact = found[0].fact
    return text(
        "It is written like a published number of {platforms} (source: {source}; as of {as_of}).",
        platforms=names,
        source=fact.sources[0].title,
        as_of=fact.as_of or text("not known"),
    )


__all__ = ["CallAdvice", "CallGuide", "Line", "NumberCheck"]
