"""Reading facts: what an open ledger and a writer have in common."""

import sqlite3
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duewatch.store.problems import problem_of

if TYPE_CHECKING:
    from duewatch.model.chain import ChainEntry
    from duewatch.model.contact import AgreedHours, ConfirmedNumber, Contact, CourtPaper
    from duewatch.model.credit_report import StoredReport
    from duewatch.model.inquiry import Inquiry
    from duewatch.model.ledger import Batch
    from duewatch.model.loan import Loan
    from duewatch.model.loan_event import LoanEvent
    from duewatch.model.proof import Proof
    from duewatch.model.reminder import Delivery, DeliveryState, Run
    from duewatch.store.projection import Deriving, View

BATCHES = """
SELECT id, at, what, subject, loans, events, records, undone_at FROM batch ORDER BY id DESC LIMIT ?
"""
ROWS_OF_BATCH = """
SELECT kept_row.line, kept_row.state, kept_row.why, kept_row.raw
FROM file JOIN kept_row ON kept_row.file_id = file.id
WHERE file.batch_id = ? ORDER BY file.id, kept_row.line
"""
# A row that was kept as doubtful, and again when the borrower took it, is one row.
FIRST_KEPT = "kept_row.file_id = (SELECT min(file_id) FROM kept_row AS each WHERE each.digest = record.digest)"
PROOFS = f"""
SELECT record.event_id, file.name, file.reader, kept_row.line, kept_row.raw
FROM record JOIN kept_row ON kept_row.digest = record.digest JOIN file ON file.id = kept_row.file_id
WHERE record.event_id <> 0 AND record.event_id IN (SELECT id FROM event WHERE loan_id = ?) AND {FIRST_KEPT}
ORDER BY kept_row.file_id, kept_row.line
"""
ROWS_OF_LOAN = f"""
SELECT event.on_day, file.name, file.sha256, kept_row.line, kept_row.raw
FROM event JOIN record ON record.event_id = event.id AND record.event_id <> 0
JOIN kept_row ON kept_row.digest = record.digest JOIN file ON file.id = kept_row.file_id
WHERE event.loan_id = ? AND {FIRST_KEPT} ORDER BY event.on_day, event.id, kept_row.line
"""
REPRICED = "SELECT id FROM loan WHERE repricing IS NOT NULL ORDER BY id"
REPORTS = "SELECT id, batch_id, number, at, edition, generation, body FROM credit_report ORDER BY at DESC, id DESC"
LINKS = "SELECT account, loan_id FROM account_link JOIN loan ON loan.id = loan_id ORDER BY account_link.id"
WITH_PARTICULARS = "SELECT DISTINCT loan_id FROM event WHERE kind = 'particular-noted' ORDER BY loan_id"
WITH_ARRANGEMENTS = "SELECT DISTINCT loan_id FROM event WHERE kind = 'arranged' ORDER BY loan_id"
WITH_OFFERS = "SELECT DISTINCT loan_id FROM event WHERE kind = 'offered' ORDER BY loan_id"
DEBITED = "SELECT id, debit_account, debit_at FROM loan WHERE coalesce(debit_account, debit_at) IS NOT NULL"
DUTIES = """
SELECT EXISTS (SELECT 1 FROM logged WHERE kind = 'court-paper'), EXISTS (SELECT 1 FROM logged WHERE promises = 1),
  EXISTS (SELECT 1 FROM logged WHERE kind = 'contact' AND channel = 'letter')
"""
DELIVERIES = """
SELECT key, outbox.channel, loan_id, state, fired_on, tries, why, retry_at, sent_at, subject, body
FROM outbox LEFT JOIN message ON message.id = outbox.message {where} ORDER BY outbox.id DESC LIMIT ?
"""
MESSAGES_SINCE = "SELECT count(*) FROM message WHERE channel = ? AND at > ?"
TOLD_SINCE = """
SELECT min(coalesce(sent_at, planned_at)) FROM outbox WHERE key >= ? AND key < ? AND channel = ? AND fired_on >= ?
"""
LEASED = "SELECT count(*) FROM outbox WHERE state = 'leased' AND leased_until = ?"
NEXT_MOMENTS = """
SELECT DISTINCT retry_at FROM outbox WHERE state = 'failed' AND retry_at IS NOT NULL
UNION SELECT DISTINCT leased_until FROM outbox WHERE state = 'leased' AND leased_until IS NOT NULL
"""
LOANS_AT_ONCE = 1_000
"""Loans read in one page of a long list."""
DIGESTS_AT_ONCE = 500
"""Digests looked up in one statement; beyond this a longer one is no faster."""


class Reading:
    """The reading half of the Ledger protocol, over one connection of the caller's choosing."""

    path: Path
    deriving: "Deriving"

    @abstractmethod
    def connection(self) -> sqlite3.Connection:
        """The connection to read by."""

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a statement, all at once: a statement left open would hold its connection to an old state of
        the store. Raises StoreProblem."""
        try:
            return self.connection().execute(statement, parameters).fetchall()
        except sqlite3.Error as error:
            raise problem_of(error, self.path) from error

    def row(self, statement: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a statement, or None. Raises StoreProblem."""
        try:
            found: tuple[Any, ...] | None = self.connection().execute(statement, parameters).fetchone()
        except sqlite3.Error as error:
            raise problem_of(error, self.path) from error
        return found

    def loan(self, loan_id: str) -> "Loan | None":
        """The loan, or None."""
        from duewatch.store.rows import LOANS, loan_of

        row = self.row(f"{LOANS} WHERE id = ?", (loan_id,))
        return None if row is None else loan_of(row)

    def loans(self, platform_id: str | None = None) -> "Iterator[Loan]":
        """All loans, or those of a platform, ordered by id."""
        from duewatch.store.rows import LOANS, loan_of

        where, named = ("", ()) if platform_id is None else ("platform_id = ? AND", (platform_id,))
        last = ""
        while True:
            page = self.rows(f"{LOANS} WHERE {where} id > ? ORDER BY id LIMIT ?", (*named, last, LOANS_AT_ONCE))
            for row in page:
                yield loan_of(row)
            if len(page) < LOANS_AT_ONCE:
                return
            last = page[-1][0]

    def loan_count(self) -> int:
        """How many loans there are."""
        row = self.row("SELECT count(*) FROM loan")
        return 0 if row is None else int(row[0])

    def events(self, loan_id: str) -> "tuple[LoanEvent, ...]":
        """The loan's events by day, then by id."""
        from duewatch.store.rows import EVENTS_OF_LOAN, event_of

        return tuple(event_of(*row) for row in self.rows(EVENTS_OF_LOAN, (loan_id,)))

    def batches(self, limit: int = 50) -> "tuple[Batch, ...]":
        """The latest batches, newest first, undone ones too."""
        from duewatch.model.ledger import Batch

        return tuple(
            Batch(id_, datetime.fromisoformat(at), what, subject, loans, events, records, _moment(undone))
            for id_, at, what, subject, loans, events, records, undone in self.rows(BATCHES, (limit,))
        )

    def rows_of_batch(self, batch_id: int) -> Iterator[tuple[int, str, str, str]]:
        """Kept rows of an import batch: line, state, why, raw."""
        yield from self.rows(ROWS_OF_BATCH, (batch_id,))

    def rows_of_loan(self, loan_id: str) -> Iterator[tuple[date, str, str, int, str]]:
        """Kept rows that became an event of the loan: its day, file, the file's SHA-256, line, raw."""
        for on, *rest in self.rows(ROWS_OF_LOAN, (loan_id,)):
            yield date.fromisoformat(on), *rest

    def proofs_of_loan(self, loan_id: str) -> "dict[int, tuple[Proof, ...]]":
        """For every event of a loan that has any, the kept rows that tell of it, in the order in which they came."""
        from duewatch.model.proof import Proof

        found: dict[int, tuple[Proof, ...]] = {}
        for row in self.rows(PROOFS, (loan_id,)):
            proof = Proof(*row)
            found[proof.event_id] = (*found.get(proof.event_id, ()), proof)
        return found

    def known_digests(self, digests: Sequence[bytes]) -> dict[bytes, int]:
        """Which of these digests are stored, each with the id of the event it became (0: none)."""
        known: dict[bytes, int] = {}
        for start in range(0, len(digests), DIGESTS_AT_ONCE):
            asked = digests[start : start + DIGESTS_AT_ONCE]
            marks = ",".join("?" * len(asked))
            known.update(self.rows(f"SELECT digest, event_id FROM record WHERE digest IN ({marks})", asked))
        return known

    def projected(self, on: date) -> "View":
        """Lists and sums for the day; loans whose projection is not valid on it are brought up to date first."""
        from duewatch.store.projection import View

        return View(self.connection(), self.path, self.deriving, on)

    def deliveries(self, *, states: "Sequence[DeliveryState]" = (), limit: int = 200) -> "tuple[Delivery, ...]":
        """Outbox entries, newest first; states: only those in one of them."""
        from duewatch.model.reminder import Delivery, DeliveryState

        where = f"WHERE state IN ({','.join('?' * len(states))})" if states else ""
        return tuple(
            Delivery(
                key=key,
                channel=channel,
                loan_id=loan_id,
                state=DeliveryState(state),
                fired_on=date.fromisoformat(fired_on),
                tries=tries,
                why=why,
                retry_at=_moment(retry_at),
                sent_at=_moment(sent_at),
                words="" if subject is None else f"{subject}\n\n{body}",
            )
            for key, channel, loan_id, state, fired_on, tries, why, retry_at, sent_at, subject, body in self.rows(
                DELIVERIES.format(where=where), (*states, limit)
            )
        )

    def snoozed_until(self, loan_id: str, bill_id: str) -> date | None:
        """The day until which nagging about a bill is stopped (date.max: acknowledged), or None."""
        row = self.row("SELECT until FROM snooze WHERE loan_id = ? AND bill_id = ?", (loan_id, bill_id))
        return None if row is None else date.fromisoformat(row[0])

    def messages_since(self, channel: str, since: datetime) -> int:
        """How many messages were handed to a channel after a moment."""
        row = self.row(MESSAGES_SINCE, (channel, since.astimezone(UTC).isoformat(timespec="seconds")))
        return 0 if row is None else int(row[0])

    def told_since(self, loan_id: str, bill_id: str, channel: str, fired_from: date) -> datetime | None:
        """When a channel first told of a bill, of what fired from a day on; None: it has not."""
        begin = f"{loan_id}/{bill_id}/"
        end = f"{begin[:-1]}0"  # "0" follows "/"
        row = self.row(TOLD_SINCE, (begin, end, channel, fired_from.isoformat()))
        return None if row is None else _moment(row[0])

    def holds_lease(self, keys: "Sequence[str]", until: datetime) -> bool:
        """Whether all these items are still leased by the one who leased them until that moment."""
        marks = ",".join("?" * len(keys))
        row = self.row(f"{LEASED} AND key IN ({marks})", (until.isoformat(), *keys))
        return row is not None and row[0] == len(keys)

    def next_moments(self) -> tuple[datetime, ...]:
        """When waiting deliveries are tried again, and when leases end."""
        rows = self.rows(NEXT_MOMENTS)
        return tuple(datetime.fromisoformat(row[0]) for row in rows)

    def runs(self, limit: int = 50) -> "tuple[Run, ...]":
        """The latest runs of the reminders, newest first."""
        from duewatch.model.reminder import Run

        rows = self.rows("SELECT at, sent, failed FROM run ORDER BY id DESC LIMIT ?", (limit,))
        return tuple(Run(datetime.fromisoformat(at), sent, failed) for at, sent, failed in rows)

    # --- the contact log -----------------------------------------------------------------------------

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
        """Contacts as they stand now, by time; withdrawn ones are not among them."""
        from duewatch.model.contact import Contact
        from duewatch.store.chain import things

        return things(
            self, Contact, loan_id=loan_id, number=number, channel=channel, promising=promising,
            containing=containing, since=since, until=until, newest_first=newest_first, offset=offset, limit=limit,
        )  # fmt: skip

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
        from duewatch.model.contact import Contact
        from duewatch.store.chain import moments

        return moments(
            self, Contact, loan_id=loan_id, number=number, channel=channel, promising=promising,
            containing=containing, since=since, until=until,
        )  # fmt: skip

    def contact(self, contact_id: int) -> "Contact | None":
        """The contact as it stands now; None: there is none, or it was withdrawn."""
        from duewatch.model.contact import Contact
        from duewatch.store.chain import thing

        return thing(self, Contact, contact_id)

    def confirmed_numbers(self, number: str | None = None) -> "tuple[ConfirmedNumber, ...]":
        """Numbers the borrower confirmed, by time; number: only this one, as it is normalised."""
        from duewatch.model.contact import ConfirmedNumber
        from duewatch.store.chain import things

        return things(self, ConfirmedNumber, number=number)

    def agreed_hours(self) -> "tuple[AgreedHours, ...]":
        """Hours that were agreed, by time."""
        from duewatch.model.contact import AgreedHours
        from duewatch.store.chain import things

        return things(self, AgreedHours)

    def inquiries(self) -> "tuple[Inquiry, ...]":
        """Queries of the credit report that were noted, by day; not those of a batch that was taken back."""
        from duewatch.model.inquiry import Inquiry

        rows = self.connection().execute(
            "SELECT on_day, maker, reason, inquiry.id, batch_id FROM inquiry JOIN batch ON batch.id = batch_id "
            "WHERE undone_at IS NULL ORDER BY on_day, inquiry.id"
        )
        return tuple(Inquiry(date.fromisoformat(on), by, reason, id_, batch) for on, by, reason, id_, batch in rows)

    def credit_reports(self) -> "tuple[StoredReport, ...]":
        """Credit reports that were imported, the latest first."""
        from duewatch.store.reports import report_from

        return tuple(report_from(*row) for row in self.rows(REPORTS))

    def account_links(self) -> dict[str, str]:
        """Keys of reported accounts, each with the loan that it was said to be; loans that are gone are left out."""
        return {str(key): str(loan_id) for key, loan_id in self.rows(LINKS)}

    def court_papers(self, loan_id: str | None = None) -> "tuple[CourtPaper, ...]":
        """What came from courts, by time; loan_id: only what is about this loan."""
        from duewatch.model.contact import CourtPaper
        from duewatch.store.chain import things

        return things(self, CourtPaper, loan_id=loan_id)

    def loans_with_particulars(self) -> tuple[str, ...]:
        """Ids of loans of which something beyond bills was noted, in order."""
        return tuple(str(loan_id) for (loan_id,) in self.rows(WITH_PARTICULARS))

    def loans_arranged(self) -> tuple[str, ...]:
        """Ids of loans of which something else than the plan was agreed, in order."""
        return tuple(str(loan_id) for (loan_id,) in self.rows(WITH_ARRANGEMENTS))

    def loans_offered(self) -> tuple[str, ...]:
        """Ids of loans of which an offer was noted, in order."""
        return tuple(str(loan_id) for (loan_id,) in self.rows(WITH_OFFERS))

    def debit_accounts(self) -> dict[str, tuple[str | None, str | None]]:
        """By loan, where either is known: the account that it is debited from, and the time of the day."""
        return {loan_id: (account, at) for loan_id, account, at in self.rows(DEBITED)}

    def loans_repriced(self) -> tuple[str, ...]:
        """Ids of loans whose rate follows the LPR, in order."""
        return tuple(str(loan_id) for (loan_id,) in self.rows(REPRICED))

    def duties(self) -> tuple[bool, bool, bool]:
        """Whether there are court papers, promises, and letters: for lists that seldom have any."""
        row = self.row(DUTIES)
        return (False, False, False) if row is None else (bool(row[0]), bool(row[1]), bool(row[2]))

    def chain(self, thing_id: int | None = None) -> "Iterator[ChainEntry]":
        """Every entry of the contact log in its order, or all that was ever entered about one thing."""
        from duewatch.store.chain import entries

        return entries(self, thing_id)

    def setting(self, name: str) -> str | None:
        """A remembered state value, or None."""
        row = self.row("SELECT value FROM setting WHERE name = ?", (name,))
        return None if row is None else str(row[0])


def _moment(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(stored)
