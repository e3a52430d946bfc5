"""Writing: what the borrower enters or reads in. Each is one batch and can be undone.

Each method imports its use case when it is called, so that a bare command pays only for what it uses.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.model.money import Fen

if TYPE_CHECKING:
    from duewatch.desk import views
    from duewatch.desk.noting import ArrangeResult, Noted
    from duewatch.desk.reporting import Linked
    from duewatch.desk.session import Session
    from duewatch.model.arrangement import Arrangement
    from duewatch.model.bill import Part
    from duewatch.model.inquiry import Inquiry
    from duewatch.model.loan import Loan, Terms


class WritingDoor:
    """A part of the Desk; see there for what holds of every method."""

    session: "Session"

    def add_loan(
        self,
        platform: str,
        terms: "Terms",
        now: datetime,
        *,
        name: str = "",
        lender: str | None = None,
        account_tail: str | None = None,
        note: str = "",
        debit_account: str | None = None,
        debit_at: str | None = None,
    ) -> "Loan":
        """A new loan, under a fresh id. Raises InputProblem naming the field if the terms cannot be."""
        from duewatch.desk.writing import add_loan

        return add_loan(
            self.session,
            platform,
            terms,
            now,
            name=name,
            lender=lender,
            account_tail=account_tail,
            note=note,
            debit_account=debit_account,
            debit_at=debit_at,
        )

    def edit_loan(self, loan: "Loan", now: datetime) -> "Loan":
        """New terms or names for a known loan (same id)."""
        from duewatch.desk.writing import edit_loan

        return edit_loan(self.session, loan, now)

    def note_inquiry(self, by: str, reason: str, now: datetime, *, on: date) -> "Inquiry":
        """Note a query of the credit report. Raises InputProblem naming the field if it cannot be."""
        from duewatch.desk.inquiring import note_inquiry

        return note_inquiry(self.session, by, reason, now, on=on)

    def link_account(self, place: int, loan: str, now: datetime) -> "Linked":
        """Note that an account of the latest credit report is a loan that is known."""
        from duewatch.desk.reporting import link

        return link(self.session, place, loan, now)

    def add_account(self, place: int, platform: str, now: datetime, *, name: str = "") -> "Linked":
        """Add the loan that an account of the latest credit report is, on a platform."""
        from duewatch.desk.reporting import add

        return add(self.session, place, platform, now, name=name)

    def close_loan(self, loan_id: str, now: datetime, *, on: date | None = None) -> int:
        """The borrower holds it for settled; answers the batch."""
        from duewatch.desk.writing import close_loan

        return close_loan(self.session, loan_id, now, on)

    def enter_bill(
        self,
        loan_id: str,
        due_on: date,
        total_fen: Fen | None,
        now: datetime,
        *,
        minimum_fen: Fen | None = None,
    ) -> int:
        """A statement's amount as the app shows it; answers the batch."""
        from duewatch.desk.writing import enter_bill

        return enter_bill(self.session, loan_id, due_on, total_fen, now, minimum_fen)

    def pay(
        self,
        loan_id: str,
        amount_fen: Fen,
        now: datetime,
        *,
        on: date | None = None,
        note: str = "",
        bill_id: str | None = None,
        asked_first: bool = False,
    ) -> "views.PaymentResult":
        """Note a payment (we only note it) and show how it is allocated. Raises AskFirst for an old debt, unless
        asked_first: somebody was asked about it, or it is done already."""
        from duewatch.desk.writing import pay

        return pay(self.session, loan_id, amount_fen, now, on=on, note=note, bill_id=bill_id, asked_first=asked_first)

    def note_demand(
        self,
        loan_id: str,
        stage: str,
        now: datetime,
        *,
        on: date | None = None,
        channel: str = "call",
        note: str = "",
    ) -> int:
        """A first collection call, an agency's letter or a court paper: moves the stage; answers the batch."""
        from duewatch.desk.writing import note_demand

        return note_demand(self.session, loan_id, stage, now, on=on, channel=channel, note=note)

    def note(
        self,
        loan_id: str,
        what: str,
        amount_fen: Fen,
        now: datetime,
        *,
        on: date | None = None,
        bill_id: str | None = None,
        part: "Part | None" = None,
        note: str = "",
    ) -> "Noted":
        """Note a charge, a waiver, a refund or more money lent ("charged", "waived", "refunded", "lent"). part: what a
        waiver gives up, where it was said."""
        from duewatch.desk.noting import note as do

        return do(self.session, loan_id, what, amount_fen, now, on=on, bill_id=bill_id, part=part, note=note)

    def name_party(
        self, loan_id: str, role: str, name: str, now: datetime, *, on: date | None = None, note: str = ""
    ) -> "Noted":
        """Note who is "lender", "guarantor", "creditor" or "agency" from a day on; an empty name: nobody any more."""
        from duewatch.desk.parties import name_party

        return name_party(self.session, loan_id, role, name, now, on=on, note=note)

    def guarantor_paid(
        self, loan_id: str, amount_fen: Fen, now: datetime, *, name: str = "", on: date | None = None, note: str = ""
    ) -> "Noted":
        """Note that a guarantor paid the lender: what it paid is owed to it from then on."""
        from duewatch.desk.parties import guarantor_paid

        return guarantor_paid(self.session, loan_id, amount_fen, now, name=name, on=on, note=note)

    def note_particular(
        self, loan_id: str, key: str, value: str, now: datetime, *, on: date | None = None, note: str = ""
    ) -> "Noted":
        """Note what the contract says beyond bills, by the id of a particular; an empty value: not known any more."""
        from duewatch.desk.particular_noting import note_particular

        return note_particular(self.session, loan_id, key, value, now, on=on, note=note)

    def bounce(
        self, loan_id: str, payment_id: int, now: datetime, *, on: date | None = None, note: str = ""
    ) -> "Noted":
        """A payment did not arrive: from that day on it counts as never made; the day before it still stands."""
        from duewatch.desk.noting import bounce

        return bounce(self.session, loan_id, payment_id, now, on=on, note=note)

    def arrange(
        self,
        loan_id: str,
        arrangement: "Arrangement",
        now: datetime,
        *,
        on: date | None = None,
        note: str = "",
        dry_run: bool = False,
        asked_first: bool = False,
    ) -> "ArrangeResult":
        """Note what was agreed in place of the plan; answers the plan before and after. dry_run: only look. Raises
        AskFirst for an old debt, unless asked_first."""
        from duewatch.desk.noting import arrange

        return arrange(
            self.session, loan_id, arrangement, now, on=on, note=note, dry_run=dry_run, asked_first=asked_first
        )

    def accelerate(
        self, loan_id: str, now: datetime, *, on: date | None = None, due_on: date | None = None, note: str = ""
    ) -> int:
        """The lender declared the whole debt due (宣布提前到期): what was to come falls due; answers the batch."""
        from duewatch.desk.writing import accelerate

        return accelerate(self.session, loan_id, now, on=on, due_on=due_on, note=note)

    def pause(
        self,
        loan_id: str,
        now: datetime,
        *,
        reason: str | None = None,
        agreed_with: str | None = None,
        on: date | None = None,
        until_on: date | None = None,
        open_ended: bool = False,
        proof: Path | None = None,
        note: str | None = None,
        corrects: int | None = None,
    ) -> "Noted":
        """Note that collecting stands still, or correct such a pause by its number: what is None stays as it was."""
        from duewatch.desk.pausing import pause

        return pause(
            self.session, loan_id, now, reason=reason, agreed_with=agreed_with, on=on, until_on=until_on,
            open_ended=open_ended, proof=proof, note=note, corrects=corrects,
        )  # fmt: skip

    def end_pause(self, loan_id: str, now: datetime, *, on: date | None = None) -> "Noted":
        """The pause under way ended before its day."""
        from duewatch.desk.pausing import end_pause

        return end_pause(self.session, loan_id, now, on=on)

    def undo(self, now: datetime, batch_id: int | None = None) -> "views.Removed":
        """Take back a batch, by default the latest that still stands."""
        from duewatch.desk.writing import undo

        return undo(self.session, now, batch_id)

    def batches(self, limit: int = 50) -> "list[views.Batch]":
        """The latest batches, newest first."""
        return list(self.session.ledger.batches(limit))

    def preview(
        self,
        paths: Sequence[Path],
        now: datetime,
        *,
        reader: str | None = None,
        pasted: bytes | None = None,
        passwords: Sequence[str] = (),
        progress: "Callable[[int], None] | None" = None,
        columns: Mapping[str, str] | None = None,
    ) -> "views.ImportResult":
        """What an import would do; nothing is stored. progress: called now and then, on the calling thread,
        with the number of records read so far; what it raises ends the call and nothing is stored. passwords: tried
        in turn on what is encrypted; raises PasswordNeeded where none opens it. columns: which column of a table of
        one's own is which, where neither config nor header say it; raises ColumnsUnnamed where that is to be said."""
        from duewatch.desk.importing import import_files

        return import_files(
            self.session,
            paths,
            now,
            reader=reader,
            pasted=pasted,
            passwords=passwords,
            drop=frozenset(),
            take=frozenset(),
            same=frozenset(),
            progress=progress,
            columns=columns,
            commit=False,
        )

    def commit_import(
        self,
        paths: Sequence[Path],
        now: datetime,
        *,
        reader: str | None = None,
        pasted: bytes | None = None,
        passwords: Sequence[str] = (),
        drop: frozenset[str] = frozenset(),
        take: frozenset[str] = frozenset(),
        same: frozenset[str] = frozenset(),
        progress: "Callable[[int], None] | None" = None,
        columns: Mapping[str, str] | None = None,
    ) -> "views.ImportResult":
        """Import in one transaction. drop: keys of preview rows to leave out; take: keys of doubtful
        rows to take after all; same: keys of doubtful rows that tell of a payment which stands there already,
        and become a further proof of it. passwords, progress, columns: as for `preview`."""
        from duewatch.desk.importing import import_files

        return import_files(
            self.session,
            paths,
            now,
            reader=reader,
            pasted=pasted,
            passwords=passwords,
            drop=drop,
            take=take,
            same=same,
            progress=progress,
            columns=columns,
            commit=True,
        )
