"""The ledger: what the store offers, as a protocol. The seam where another store could stand.

Reading methods see committed data. All writing goes through one `LedgerWriter` a use case, inside
`with ledger.writing(what, at) as writer`: one transaction, committed at the end, rolled back by an exception or by
`writer.discard()`. Every method may raise `StoreProblem`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from duewatch.model.inquiry import Inquiry
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent
from duewatch.model.projection_view import ProjectionView
from duewatch.model.proof import Proof
from duewatch.model.reminder import Delivery, DeliveryState, Message, ReminderItem, Run

if TYPE_CHECKING:  # of use to a few commands only
    from duewatch.model.chain import ChainEntry
    from duewatch.model.contact import AgreedHours, ConfirmedNumber, Contact, CourtPaper, Logged
    from duewatch.model.credit_report import ReportedAccount, ReportHead, StoredReport


class Batch(NamedTuple):
    """What can be undone in one piece: an import, a payment, an added loan, an edit. what: kind of use case
    ("import", "pay", "add-loan", "edit-loan", "close-loan", "demand"). subject: file name or loan id, for the list."""

    id: int
    at: datetime
    what: str
    subject: str
    loans: int
    events: int
    records: int
    undone_at: datetime | None


class Removed(NamedTuple):
    """What an undo took back."""

    batch_id: int
    loans: int
    events: int
    records: int


class StoredFile(NamedTuple):
    """A file that a batch imported."""

    name: str
    sha256: str
    reader: str
    records: int


class LedgerReader(Protocol):
    """Reading: facts (loans, events, batches) and the projection."""

    def loan(self, loan_id: str) -> Loan | None:
        """The loan, or None."""
        ...

    def loans(self, platform_id: str | None = None) -> Iterator[Loan]:
        """All loans, ordered by id."""
        ...

    def loan_count(self) -> int:
        """How many loans there are."""
        ...

    def events(self, loan_id: str) -> tuple[LoanEvent, ...]:
        """The loan's events by day, then by id."""
        ...

    def batches(self, limit: int = 50) -> tuple[Batch, ...]:
        """The latest batches, newest first, undone ones too."""
        ...

    def rows_of_batch(self, batch_id: int) -> Iterator[tuple[int, str, str, str]]:
        """Kept rows of an import batch: line, state ("committed", "doubtful", "not-understood"), why, raw."""
        ...

    def rows_of_loan(self, loan_id: str) -> Iterator[tuple[date, str, str, int, str]]:
        """Kept rows that became an event of the loan: its day, file, the file's SHA-256, line, raw."""
        ...

    def proofs_of_loan(self, loan_id: str) -> dict[int, tuple[Proof, ...]]:
        """For every event of a loan that has any, the kept rows that tell of it, in the order in which they came."""
        ...

    def known_digests(self, digests: Sequence[bytes]) -> dict[bytes, int]:
        """Which of these record digests are stored, each with the id of the event it became (0: none)."""
        ...

    def projected(self, on: date) -> "ProjectionView":
        """Lists and sums for the day; loans whose projection is not valid on it are brought up to date first."""
        ...

    def deliveries(self, *, states: Sequence[DeliveryState] = (), limit: int = 200) -> tuple[Delivery, ...]:
        """Outbox entries, newest first."""
        ...

    def snoozed_until(self, loan_id: str, bill_id: str) -> date | None:
        """The day until which nagging about a bill is stopped (date.max: acknowledged), or None."""
        ...

    def messages_since(self, channel: str, since: datetime) -> int:
        """How many messages were handed to a channel after a moment."""
        ...

    def told_since(self, loan_id: str, bill_id: str, channel: str, fired_from: date) -> datetime | None:
        """When a channel first told of a bill, of what fired from a day on; None: it has not."""
        ...

    def holds_lease(self, keys: Sequence[str], until: datetime) -> bool:
        """Whether all these items are still leased by the one who leased them until that moment."""
        ...

    def next_moments(self) -> tuple[datetime, ...]:
        """When waiting deliveries are tried again, and when leases end."""
        ...

    def runs(self, limit: int = 50) -> "tuple[Run, ...]":
        """The latest runs of the reminders, newest first."""
        ...

    def contacts(
        self,
        *,
        loan_id: str | None = None,
        number: str | None = None,
        channel: str | None = None,
        promising: bool = False,
        containing: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        newest_first: bool = False,
        offset: int = 0,
        limit: int | None = None,
    ) -> "tuple[Contact, ...]":
        """Contacts as they stand now, by time; withdrawn ones are not among them. number: normalised.
        containing: part of a number, a name, a company or of what was said, any case. since is included, until not."""
        ...

    def contact_moments(
        self,
        *,
        loan_id: str | None = None,
        number: str | None = None,
        channel: str | None = None,
        promising: bool = False,
        containing: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[tuple[int, datetime], ...]:
        """Id and moment of what `contacts` would give without a limit, by time."""
        ...

    def contact(self, contact_id: int) -> "Contact | None":
        """The contact as it stands now; None: there is none, or it was withdrawn."""
        ...

    def confirmed_numbers(self, number: str | None = None) -> "tuple[ConfirmedNumber, ...]":
        """Numbers the borrower confirmed, by time; number: only this one, normalised."""
        ...

    def agreed_hours(self) -> "tuple[AgreedHours, ...]":
        """Hours that were agreed, by time."""
        ...

    def court_papers(self, loan_id: str | None = None) -> "tuple[CourtPaper, ...]":
        """What came from courts, by time."""
        ...

    def inquiries(self) -> "tuple[Inquiry, ...]":
        """Queries of the credit report that were noted, by day."""
        ...

    def credit_reports(self) -> "tuple[StoredReport, ...]":
        """Credit reports that were imported, the latest first."""
        ...

    def account_links(self) -> dict[str, str]:
        """Keys of reported accounts, each with the id of the loan that the borrower said it is."""
        ...

    def loans_with_particulars(self) -> tuple[str, ...]:
        """Ids of loans of which something beyond bills was noted (`ParticularNoted`), in order."""
        ...

    def loans_arranged(self) -> tuple[str, ...]:
        """Ids of loans of which something else than the plan was agreed, in order."""
        ...

    def loans_offered(self) -> tuple[str, ...]:
        """Ids of loans of which an offer was noted, in order."""
        ...

    def debit_accounts(self) -> dict[str, tuple[str | None, str | None]]:
        """By loan, where either is known: the account that it is debited from, and the time of the day."""
        ...

    def loans_repriced(self) -> tuple[str, ...]:
        """Ids of loans whose rate follows the LPR (`Terms.repricing`), in order."""
        ...

    def duties(self) -> tuple[bool, bool, bool]:
        """Whether there are court papers, promises, and letters."""
        ...

    def chain(self, thing_id: int | None = None) -> "Iterator[ChainEntry]":
        """Every entry of the contact log in its order, or all that was ever entered about one thing."""
        ...

    def setting(self, name: str) -> str | None:
        """A remembered state value ("last-check-at"), or None."""
        ...


class LedgerWriter(LedgerReader, Protocol):
    """Writing, inside one transaction; reads see what was written so far.

    batch_id is known from the start.
    """

    batch_id: int

    def discard(self) -> None:
        """Roll back at the end instead of committing: a preview is an import that is discarded."""
        ...

    def add_loan(self, loan: Loan) -> None:
        """A new loan; its id must be free."""
        ...

    def change_loan(self, loan: Loan) -> None:
        """New terms or names for a known loan; the old ones stay in the trace and come back by undo."""
        ...

    def add_event(self, event: LoanEvent, digest: bytes | None = None) -> int:
        """Store an event (its loan must exist); answers its id. digest: of the record it came from."""
        ...

    def add_proof(self, event_id: int, digest: bytes) -> None:
        """A further record tells of an event that is there: it is known from then on as what that event came from."""
        ...

    def remove_event(self, event_id: int) -> None:
        """Take an event out; it stays in the trace and comes back by undo."""
        ...

    def add_file(self, file: StoredFile) -> int:
        """Note a file of this batch; answers its id."""
        ...

    def add_digests(self, file_id: int, digests: Iterable[bytes]) -> None:
        """Remember records that say nothing about a loan, by digest only: their text is not kept."""
        ...

    def keep_row(self, file_id: int, line: int, digest: bytes, state: str, why: str, raw: str) -> None:
        """Keep a row whole: a committed finding, a doubtful one, one not understood."""
        ...

    def undo_batch(self, batch_id: int) -> Removed:
        """Take a batch back whole. Raises InputProblem if it does not exist, is undone already, or a later
        batch that still stands rests on it (it says which)."""
        ...

    def add_inquiry(self, inquiry: "Inquiry") -> int:
        """Note a query of the credit report; answers its id."""
        ...

    def add_credit_report(self, head: "ReportHead", accounts: "Sequence[ReportedAccount]") -> int:
        """Keep a credit report; answers its id."""
        ...

    def link_account(self, key: str, loan_id: str) -> None:
        """Note that a reported account is a loan; the loan must exist."""
        ...

    def log(self, thing: "Logged") -> int:
        """Add an entry to the contact log: something new where its id is 0, else a correction of it; answers the
        thing's id. Nothing is ever changed or deleted there; undoing the batch adds an entry that takes it back."""
        ...

    def withdraw(self, thing_id: int) -> None:
        """Take a thing of the contact log back by an entry that says so."""
        ...

    def mute(self, loan_id: str, muted: bool) -> None:
        """Stop or resume reminders of a loan."""
        ...

    def snooze(self, loan_id: str, bill_id: str, until: date) -> None:
        """Stop nagging about a bill until the day (date.max: acknowledged)."""
        ...

    def take_changed_loans(self) -> tuple[str, ...]:
        """Loans whose bills were derived anew since this was last asked; they are taken as seen."""
        ...

    def loans_unsnoozed(self, first: date, last: date) -> tuple[str, ...]:
        """Loans of which a snooze ends from first to last."""
        ...

    def loans_planned(self, since: datetime) -> tuple[str, ...]:
        """Loans of which something was put into the outbox since a moment."""
        ...

    def plan_item(self, item: ReminderItem, at: datetime) -> bool:
        """Put an item into the outbox unless its key is there already; answers whether it is new."""
        ...

    def lease(self, channel: str, now: datetime, until: datetime, *, retry_early: bool) -> tuple[ReminderItem, ...]:
        """Take the items of a channel that are planned, failed and due again (retry_early: all failed), or
        leased by a run that died (its lease is past)."""
        ...

    def settle_delivery(
        self, keys: Sequence[str], state: DeliveryState, why: str, now: datetime, retry_at: datetime | None
    ) -> None:
        """Store what became of leased items."""
        ...

    def renew_lease(self, keys: Sequence[str], before: datetime, until: datetime) -> bool:
        """Make a lease longer; answers whether all of it was still held."""
        ...

    def free(self, keys: Sequence[str]) -> None:
        """Give leased items back untried."""
        ...

    def keep_message(self, channel: str, message: "Message", keys: Sequence[str], at: datetime) -> int:
        """Keep what is about to be handed over, word for word, with the items it carries; answers its number."""
        ...

    def settle_message(self, number: int, outcome: str, answer: str) -> None:
        """Keep what the channel answered."""
        ...

    def note_run(self, at: datetime, sent: int, failed: int) -> None:
        """Note that the reminders ran."""
        ...

    def set_setting(self, name: str, value: str) -> None:
        """Remember a state value."""
        ...


class Ledger(LedgerReader, Protocol):
    """An open store."""

    def writing(
        self, what: str, subject: str, at: datetime, *, batch: bool = True
    ) -> AbstractContextManager[LedgerWriter]:
        """One transaction. batch False: bookkeeping (outbox, settings) that is not listed nor undone."""
        ...

    def state(self) -> object:
        """Differs from what it was once anything has been written since: for what is reckoned from the whole store."""
        ...

    def close(self) -> None:
        """Close the store; safe to call twice."""
        ...
