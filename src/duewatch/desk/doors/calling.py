"""When the phone rings: numbers, advice, the contact log, promises, papers from a court.

Each method imports its use case when it is called, so that a bare command pays only for what it uses.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duewatch.collection.limitation import Limitation
    from duewatch.desk.calling import CallAdvice, NumberCheck
    from duewatch.desk.contact_log import ContactLog
    from duewatch.desk.contact_noting import Noted
    from duewatch.desk.courts import CourtLine
    from duewatch.desk.papers import PaperFile
    from duewatch.desk.session import Session
    from duewatch.model.contact import AgreedHours, ConfirmedNumber, Contact, CourtPaper, NumberOrigin, Promise
    from duewatch.model.text import Text


class CallingDoor:
    """A part of the Desk; see there for what holds of every method."""

    session: "Session"

    def check_number(
        self, number: str, now: datetime, *, platform: str | None = None, published: bool = True
    ) -> "NumberCheck":
        """Whether the borrower confirmed a number, and what else is known of it. published: look through what
        platforms publish, too."""
        from duewatch.desk.calling import check_number

        return check_number(self.session, number, now, platform=platform, published=published)

    def call_advice(self, now: datetime, *, loan: str | None = None, situation: str | None = None) -> "CallAdvice":
        """The routine, what to say and what not to say, for a loan and a situation; works with nothing entered."""
        from duewatch.desk.calling import advice

        return advice(self.session, now, loan=loan, situation=situation)

    def write_call_guide(self) -> "PaperFile":
        """Copy the advice to where the borrower may change it."""
        from duewatch.desk.calling import write_guide

        return write_guide(self.session)

    def own_call_guide(self) -> Path:
        """Where the borrower's own words for calls stand; copied there if they are not yet."""
        from duewatch.desk.calling import own_guide_file

        return own_guide_file(self.session)

    def write_sheet(self, out: Path, now: datetime, *, language: str, words: str = "") -> "tuple[PaperFile, ...]":
        """The sheet for a relative or an employer who was called, written into a folder as text and as a page to
        print. words: as the borrower changed them."""
        from duewatch.desk.calling import write_sheet

        return write_sheet(self.session, out, now, words=words, language=language)

    def check_payee(self, payee: str, loan: str, now: datetime) -> "Text":
        """Whether a payee is on the lender's own list."""
        from duewatch.desk.calling import payee_check

        return payee_check(self.session, payee, loan, now)

    def log_contact(
        self,
        contact: "Contact",
        now: datetime,
        *,
        loan: str | None = None,
        files: Sequence[Path] = (),
        asked_first: bool = False,
    ) -> "Noted":
        """Note a contact (id 0) or correct one. loan: its id or name; files: attachments, kept by name and checksum.
        Raises AskFirst for a promise on an old debt, unless asked_first."""
        from duewatch.desk.contact_noting import log_contact

        return log_contact(self.session, contact, now, loan=loan, files=files, asked_first=asked_first)

    def contact(self, contact_id: int) -> "Contact":
        """One contact by its number."""
        from duewatch.desk.contact_noting import contact

        return contact(self.session, contact_id)

    def withdraw_contact(self, contact_id: int, now: datetime) -> int:
        """Take a contact back by an entry that says so; answers the batch."""
        from duewatch.desk.contact_noting import withdraw

        return withdraw(self.session, contact_id, now)

    def contacts(
        self,
        now: datetime,
        *,
        loan: str | None = None,
        containing: str = "",
        since: date | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> "ContactLog":
        """The contact log, newest first, with possible departures from the conduct rules and the hours of the day."""
        from duewatch.desk.contact_log import contact_log

        return contact_log(self.session, now, loan=loan, containing=containing, since=since, offset=offset, limit=limit)

    def contact_rows(self, *, containing: str = "", offset: int = 0, limit: int | None = None) -> "tuple[Contact, ...]":
        """A page of contacts, newest first, without what they show."""
        return self.session.ledger.contacts(containing=containing, newest_first=True, offset=offset, limit=limit)

    def confirm_number(
        self,
        number: str,
        origin: "NumberOrigin",
        now: datetime,
        *,
        loan: str | None = None,
        platform: str | None = None,
        owner: str = "",
    ) -> "tuple[int, ConfirmedNumber]":
        """The borrower read a number off contract, app or bank card; answers the batch and what was noted."""
        from duewatch.desk.contact_noting import confirm_number

        return confirm_number(self.session, number, origin, now, loan=loan, platform=platform, owner=owner)

    def agree_hours(
        self, first_minute: int, last_minute: int, now: datetime, *, loan: str | None = None, note: str = ""
    ) -> "tuple[int, AgreedHours]":
        """Hours in which the borrower agreed to be called, from now on; answers the batch and what was noted."""
        from duewatch.desk.contact_noting import agree_hours

        return agree_hours(self.session, first_minute, last_minute, now, loan=loan, note=note)

    def promises(self, now: datetime) -> "tuple[Promise, ...]":
        """What was promised, and what became of it."""
        from duewatch.desk.promising import promises

        return promises(self.session, now)

    def limitation(self, loan: str, now: datetime) -> "Limitation | None":
        """The dates of a loan's limitation of action; never whether it has lapsed."""
        from duewatch.desk.limiting import limitation_of
        from duewatch.desk.looking import find_loan

        return limitation_of(self.session, find_loan(self.session, loan, now.date()).id, now)

    def ask_first(self, loan: str, now: datetime) -> "Text | None":
        """What to ask before anything that may start a loan's limitation period anew; None for a young debt."""
        from duewatch.desk.limiting import ask_first
        from duewatch.desk.looking import find_loan

        return ask_first(self.session, find_loan(self.session, loan, now.date()).id, now)

    def add_court_paper(
        self, paper: "CourtPaper", now: datetime, *, loan: str | None = None
    ) -> "tuple[int, CourtLine]":
        """Note a paper from a court; answers the batch, and what to do by when."""
        from duewatch.desk.courts import add_paper

        return add_paper(self.session, paper, now, loan=loan)

    def change_court_paper(
        self,
        paper_id: int,
        now: datetime,
        *,
        checked: bool | None = None,
        answered_on: date | None = None,
        hearing_at: datetime | None = None,
    ) -> "tuple[int, CourtLine]":
        """Note that a case was checked, what went out, when the hearing is."""
        from duewatch.desk.courts import change_paper

        return change_paper(
            self.session, paper_id, now, checked=checked, answered_on=answered_on, hearing_at=hearing_at
        )

    def court_papers(self, now: datetime) -> "tuple[CourtLine, ...]":
        """Every paper from a court with its time limit."""
        from duewatch.desk.courts import court_lines

        return court_lines(self.session, now)
