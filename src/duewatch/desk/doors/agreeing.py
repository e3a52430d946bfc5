"""Agreeing: what lenders offered, what was accepted, and its confirmation in writing; accounts that loans are debited
from.

Each method imports its use case when it is called, so that a bare command pays only for what it uses.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.model.money import Fen

if TYPE_CHECKING:
    from duewatch.desk.confirming import ConfirmationLine
    from duewatch.desk.debits import Account, DebitMap
    from duewatch.desk.noting import ArrangeResult, Noted
    from duewatch.desk.offered import OfferLine
    from duewatch.desk.session import Session
    from duewatch.desk.weighing import Comparison
    from duewatch.model.contact import Contact
    from duewatch.model.loan import Loan
    from duewatch.model.offer import LoanOffer


class AgreeingDoor:
    """A part of the Desk; see there for what holds of every method."""

    session: "Session"

    def note_offer(
        self, loan_id: str, offer: "LoanOffer", now: datetime, *, on: date | None = None, note: str = ""
    ) -> "Noted":
        """Note what was offered in place of the plan, as far as it was told."""
        from duewatch.desk.offered import note_offer

        return note_offer(self.session, loan_id, offer, now, on=on, note=note)

    def loan_offers(self, loan_id: str | None, now: datetime) -> "tuple[OfferLine, ...]":
        """The offers of a loan, or of every loan, answered ones too."""
        from duewatch.desk.offered import offers_noted

        return offers_noted(self.session, loan_id, now)

    def offered_in_a_call(self, loan_id: str) -> "Contact | None":
        """The latest entry of the contact log in which something was offered for a loan."""
        from duewatch.desk.offered import told_in_a_call

        return told_in_a_call(self.session, loan_id)

    def compare_offers(self, loan_id: str, now: datetime, numbers: Sequence[int] = ()) -> "Comparison":
        """The open offers of a loan (numbers: these) beside its plan and beside paying nothing."""
        from duewatch.desk.weighing import compare

        return compare(self.session, loan_id, now, numbers)

    def accept_offer(
        self,
        loan_id: str,
        number: int,
        now: datetime,
        *,
        on: date | None = None,
        lapse_after_days: int | None = 0,
        still_holds: bool = False,
        dry_run: bool = False,
        asked_first: bool = False,
    ) -> "ArrangeResult":
        """Make the arrangement that was offered; still_holds: the lender said so of one that has run out.
        Raises AskFirst for an old debt, unless asked_first."""
        from duewatch.desk.offered import accept_offer

        return accept_offer(
            self.session,
            loan_id,
            number,
            now,
            on=on,
            lapse_after_days=lapse_after_days,
            still_holds=still_holds,
            dry_run=dry_run,
            asked_first=asked_first,
        )

    def decline_offer(self, loan_id: str, number: int, now: datetime, *, note: str = "") -> "Noted":
        """Note that an offer is not taken up."""
        from duewatch.desk.offered import decline_offer

        return decline_offer(self.session, loan_id, number, now, note=note)

    def debits(self, now: datetime, *, days: int = 31) -> "DebitMap":
        """Which account each bill of the coming days is debited from, and whether it can serve all."""
        from duewatch.desk.debits import debit_map

        return debit_map(self.session, now, days)

    def set_account(
        self,
        name: str,
        now: datetime,
        *,
        balance_fen: Fen | None = None,
        paydays: Sequence[int] | None = None,
        pay_fen: Fen | None = None,
        forget: bool = False,
    ) -> "Account | None":
        """Note what is in an account today, its paydays and its pay; what is None stays."""
        from duewatch.desk.debits import set_account

        return set_account(
            self.session, name, now, balance_fen=balance_fen, paydays=paydays, pay_fen=pay_fen, forget=forget
        )

    def set_debit(self, loan_id: str, account: str | None, at: str | None, now: datetime) -> "Loan":
        """From which account a loan is debited and at what time of the day; None: not known."""
        from duewatch.desk.debits import set_debit

        return set_debit(self.session, loan_id, account, at, now)

    def confirmations(self, loan_id: str | None, now: datetime) -> "tuple[ConfirmationLine, ...]":
        """What was agreed on a loan, or on every loan, and whether it was confirmed in writing."""
        from duewatch.desk.confirming import confirmations

        return confirmations(self.session, loan_id, now)

    def confirmation_asked(self, loan_id: str, now: datetime, *, on: date | None = None, note: str = "") -> "Noted":
        """The written confirmation of the latest agreement was asked for."""
        from duewatch.desk.confirming import confirmation_asked

        return confirmation_asked(self.session, loan_id, now, on=on, note=note)

    def confirmation_filed(
        self, loan_id: str, file: Path, now: datetime, *, on: date | None = None, note: str = ""
    ) -> "Noted":
        """It came: the file's name and checksum are kept, and it goes into the evidence bundle."""
        from duewatch.desk.confirming import confirmation_filed

        return confirmation_filed(self.session, loan_id, file, now, on=on, note=note)
