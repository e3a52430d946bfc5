"""The Desk: every use case is one method. Screens and commands know nothing below it.

Each method imports its use case when it is called, so that a bare command pays only for what it uses.
The moment is handed in; the desk never reads a clock.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.model.money import Fen

if TYPE_CHECKING:
    from decimal import Decimal

    from duewatch.config.schema import Settings
    from duewatch.desk import views
    from duewatch.desk.adjustments import Adjustment
    from duewatch.desk.calculating import Calculation
    from duewatch.desk.checking import AuditView
    from duewatch.desk.costing import Costing
    from duewatch.desk.foreseeing import Keep, QuoteView, SupposedStanding
    from duewatch.desk.noting import ArrangeResult, Noted
    from duewatch.desk.offering import OfferView
    from duewatch.model.arrangement import Arrangement
    from duewatch.model.loan import Loan, Terms
    from duewatch.model.platform import Ladder, Platform
    from duewatch.model.problem import InputProblem
    from duewatch.servicing.ceilings import Ceiling
    from duewatch.servicing.offer import Offer
    from duewatch.servicing.time_value import TimeValue


class Desk:
    """One open store with its plugins and settings.

    `now` on every method is an aware datetime in the configured zone: the moment to judge by. Methods
    raise InputProblem (unknown loan, impossible value, unreadable file) or its subclass StoreProblem;
    nothing else that a caller must expect. Any thread may call, one call at a time: the screens call from a
    thread of their own. Names inside a Text are `model.text.Name`, so that they can be hidden.
    """

    def __init__(self, settings: "Settings", data: Path) -> None:
        """Nothing is opened before it is needed. data: the directory of store, log and state."""
        from duewatch.desk.session import Session

        self.session = Session(settings, data)

    def close(self) -> None:
        """Close the store and stop plugin threads."""
        self.session.close()

    # --- looking -----------------------------------------------------------------------------------

    def today(self, now: datetime, *, late_limit: int = 50) -> "views.Today":
        """What is due next, what is late, the cash needed, what to do today."""
        from duewatch.desk.day import today

        return today(self.session, now, late_limit)

    def loan_rows(
        self,
        now: datetime,
        *,
        sort: str = "due",
        descending: bool = False,
        containing: str = "",
        only_late: bool = False,
        open_only: bool = False,
        offset: int = 0,
        limit: int | None = None,
    ) -> "list[views.LoanRow]":
        """A page of loans (see ProjectionView.loan_rows)."""
        from duewatch.desk.looking import loan_rows

        return loan_rows(
            self.session,
            now.date(),
            sort=sort,
            descending=descending,
            containing=containing,
            only_late=only_late,
            open_only=open_only,
            offset=offset,
            limit=limit,
        )

    def loan_count(
        self, now: datetime, *, containing: str = "", only_late: bool = False, open_only: bool = False
    ) -> int:
        """How many loans a filter leaves."""
        view = self.session.ledger.projected(now.date())
        return view.count(containing=containing, only_late=only_late, open_only=open_only)

    def bills_due(self, now: datetime, *, within_days: int = 14) -> "list[views.BillRow]":
        """Unpaid bills: all overdue ones and those due within the days."""
        from duewatch.desk.looking import bills_due

        return bills_due(self.session, now.date(), within_days)

    def loan(self, loan_id: str, now: datetime) -> "views.LoanDetail":
        """One loan whole. A unique beginning of its id or name, or of its platform's name, is enough."""
        from duewatch.desk.looking import loan_detail

        return loan_detail(self.session, loan_id, now)

    def ladder(self, platform: str) -> "Ladder":
        """A platform's collection ladder, by id or any alias."""
        platforms = self.session.platforms
        return platforms.known(platforms.find(platform).id).ladder

    def platform(self, platform: str) -> "Platform":
        """What is known of a platform, by id or any alias, with sources and the day it was last checked."""
        return self.session.platforms.find(platform)

    def platforms(self) -> "list[views.PlatformChoice]":
        """Platforms that a loan can be added for."""
        return self.session.platforms.choices()

    # --- writing (each is one batch and can be undone) -----------------------------------------------

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
    ) -> "Loan":
        """A new loan, under a fresh id. Raises InputProblem naming the field if the terms cannot be."""
        from duewatch.desk.writing import add_loan

        return add_loan(
            self.session, platform, terms, now, name=name, lender=lender, account_tail=account_tail, note=note
        )

    def edit_loan(self, loan: "Loan", now: datetime) -> "Loan":
        """New terms or names for a known loan (same id)."""
        from duewatch.desk.writing import edit_loan

        return edit_loan(self.session, loan, now)

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
    ) -> "views.PaymentResult":
        """Note a payment (we only note it) and show how it is allocated."""
        from duewatch.desk.writing import pay

        return pay(self.session, loan_id, amount_fen, now, on=on, note=note, bill_id=bill_id)

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
        note: str = "",
    ) -> "Noted":
        """Note a charge, a waiver, a refund or more money lent ("charged", "waived", "refunded", "lent")."""
        from duewatch.desk.noting import note as do

        return do(self.session, loan_id, what, amount_fen, now, on=on, bill_id=bill_id, note=note)

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
    ) -> "ArrangeResult":
        """Note what was agreed in place of the plan; answers the plan before and after. dry_run: only look."""
        from duewatch.desk.noting import arrange

        return arrange(self.session, loan_id, arrangement, now, on=on, note=note, dry_run=dry_run)

    def prepayment_quote(
        self,
        loan_id: str,
        now: datetime,
        *,
        principal_fen: Fen | None = None,
        on: date | None = None,
        keep: "Keep | None" = None,
    ) -> "QuoteView":
        """What it takes to pay back a part or all (principal_fen None) of a loan early on a day."""
        from duewatch.desk.foreseeing import Keep, prepayment_quote

        return prepayment_quote(
            self.session, loan_id, now, principal_fen=principal_fen, on=on, keep=keep or Keep.INSTALMENT
        )

    def suppose(
        self, loan_id: str, now: datetime, supposing: Sequence[str] = (), *, on: date | None = None
    ) -> "tuple[SupposedStanding, ...]":
        """Where a loan stands on a day as it is, and under each supposition ("pay 2026-12-20 812.00")."""
        from duewatch.desk.foreseeing import suppose

        return suppose(self.session, loan_id, now, supposing, on=on)

    def undo(self, now: datetime, batch_id: int | None = None) -> "views.Removed":
        """Take back a batch, by default the latest that still stands."""
        from duewatch.desk.writing import undo

        return undo(self.session, now, batch_id)

    def batches(self, limit: int = 50) -> "list[views.Batch]":
        """The latest batches, newest first."""
        return list(self.session.ledger.batches(limit))

    # --- importing -----------------------------------------------------------------------------------

    def preview(
        self,
        paths: Sequence[Path],
        now: datetime,
        *,
        reader: str | None = None,
        pasted: bytes | None = None,
        progress: "Callable[[int], None] | None" = None,
    ) -> "views.ImportResult":
        """What an import would do; nothing is stored. progress: called now and then, on the calling thread,
        with the number of records read so far; what it raises ends the call and nothing is stored."""
        from duewatch.desk.importing import import_files

        return import_files(
            self.session,
            paths,
            now,
            reader=reader,
            pasted=pasted,
            drop=frozenset(),
            take=frozenset(),
            progress=progress,
            commit=False,
        )

    def commit_import(
        self,
        paths: Sequence[Path],
        now: datetime,
        *,
        reader: str | None = None,
        pasted: bytes | None = None,
        drop: frozenset[str] = frozenset(),
        take: frozenset[str] = frozenset(),
        progress: "Callable[[int], None] | None" = None,
    ) -> "views.ImportResult":
        """Import in one transaction. drop: keys of preview rows to leave out; take: keys of doubtful
        rows to take after all. progress: as for `preview`."""
        from duewatch.desk.importing import import_files

        return import_files(
            self.session, paths, now, reader=reader, pasted=pasted, drop=drop, take=take, progress=progress, commit=True
        )

    # --- explaining ----------------------------------------------------------------------------------

    def ask(self, question: str, now: datetime) -> "views.Answers":
        """Answer a free question in Chinese or English."""
        from duewatch.desk.explaining import ask

        return ask(self.session, question, now)

    def explain(self, loan_id: str, now: datetime) -> "views.Answers":
        """What a loan's own standing means."""
        from duewatch.desk.explaining import explain

        return explain(self.session, loan_id, now)

    def strips(
        self, loan_id: str, now: datetime, supposing: Sequence[str] = (), *, back: int = 24, ahead: int = 12
    ) -> "views.StripView":
        """The month codes that the credit report may show of a loan, past and forecast, one strip for each
        supposition ("pay 2026-12-20 812.00"). Raises InputProblem for one that is not understood."""
        from duewatch.desk.strips import strips

        return strips(self.session, loan_id, now, supposing, back=back, ahead=ahead)

    # --- reminding -----------------------------------------------------------------------------------

    def agenda(self, now: datetime, *, days: int = 30) -> "list[views.AgendaItem]":
        """What will be said when, over the configured channels."""
        from duewatch.desk.reminding import agenda

        return agenda(self.session, now, days)

    def remind(self, now: datetime, *, dry_run: bool = False) -> "views.RemindResult":
        """Send what is due now, once."""
        from duewatch.desk.reminding import remind

        return remind(self.session, now, dry_run=dry_run)

    def test_channel(self, name: str, now: datetime) -> "views.DeliveryLine":
        """Send a real test message over a configured channel."""
        from duewatch.desk.reminding import test_channel

        return test_channel(self.session, name, now)

    def outbox(self, limit: int = 200) -> "list[views.DeliveryLine]":
        """What was sent, failed and why."""
        from duewatch.desk.reminding import outbox

        return outbox(self.session, limit)

    def acknowledge(self, loan_id: str, now: datetime) -> int:
        """Stop nagging about the loan's present bills; answers how many."""
        from duewatch.desk.reminding import quiet

        return quiet(self.session, loan_id, date.max, now)

    def snooze(self, loan_id: str, until: date, now: datetime) -> int:
        """Stop nagging about the loan's present bills until the day; answers how many."""
        from duewatch.desk.reminding import quiet

        return quiet(self.session, loan_id, until, now)

    def mute(self, loan_id: str, now: datetime, *, muted: bool) -> None:
        """ "暂时还不上": no reminders of this loan (court deadlines stay)."""
        from duewatch.desk.reminding import mute

        mute(self.session, loan_id, now, muted=muted)

    # --- what money costs (needs no store) -------------------------------------------------------------

    def calculate(self, terms: "Terms", adjustments: "Sequence[Adjustment]" = ()) -> "Calculation":
        """The plan of an offer and its true yearly cost; opens no store."""
        from duewatch.desk.calculating import calculate

        return calculate(self.session, terms, adjustments)

    def offers(self, asked: "Sequence[Offer]", now: datetime) -> "tuple[OfferView, ...]":
        """Offers as adverts word them, taken today: what is missing in each, its plan and its true yearly cost.
        Raises InputProblem for the first that cannot be."""
        from duewatch.desk.offering import offers

        return offers(self.session, asked, now.date())

    def missing_value(
        self,
        *,
        payment: "Decimal | None",
        rate_pct: "Decimal | None",
        periods: "Decimal | None",
        present: "Decimal | None",
        final: "Decimal | None",
        in_advance: bool = False,
    ) -> "TimeValue":
        """The one of the five values that is None. rate_pct: percent a period; money in positive, money out negative.
        Raises InputProblem unless just one is missing and it has a value."""
        from duewatch.desk.offering import missing_value

        return missing_value(
            payment=payment, rate_pct=rate_pct, periods=periods, present=present, final=final, in_advance=in_advance
        )

    def cost_of_file(
        self, path: Path, now: datetime, *, signed_on: date | None = None, lender: str | None = None
    ) -> "Costing":
        """The true yearly cost of a CSV file of flows (date,amount), beside the rules of the day of signing."""
        from duewatch.desk.costing import cost_of_flows, read_flow_file

        return cost_of_flows(self.session, read_flow_file(path), now, signed_on=signed_on, lender=lender)

    def cost_of_text(
        self, data: bytes, now: datetime, *, signed_on: date | None = None, lender: str | None = None
    ) -> "Costing":
        """The same for what was typed or piped in."""
        from duewatch.desk.costing import cost_of_flows, read_typed

        return cost_of_flows(self.session, read_typed(data), now, signed_on=signed_on, lender=lender)

    def cost_of_flows(
        self,
        flows: "Sequence[tuple[date, Fen]]",
        now: datetime,
        *,
        signed_on: date | None = None,
        lender: str | None = None,
    ) -> "Costing":
        """The same for flows at hand: (day, fen), received positive, paid negative."""
        from duewatch.desk.costing import cost_of_flows

        return cost_of_flows(self.session, flows, now, signed_on=signed_on, lender=lender)

    # --- checking ------------------------------------------------------------------------------------

    def audit(
        self,
        loan_id: str,
        now: datetime,
        *,
        bill_id: str | None = None,
        on: date | None = None,
        principal_fen: Fen | None = None,
        interest_fen: Fen | None = None,
        fee_fen: Fen | None = None,
        charge_fen: Fen | None = None,
        total_fen: Fen | None = None,
    ) -> "AuditView":
        """What the lender states to be paid, held against ours line by line. bill_id None: all that is due by the
        day, else the next bill. Figures that the lender does not give are None."""
        from duewatch.desk.checking import audit_bill
        from duewatch.servicing.audit import Stated

        stated = Stated(
            principal_fen=principal_fen,
            interest_fen=interest_fen,
            fee_fen=fee_fen,
            charge_fen=charge_fen,
            total_fen=total_fen,
        )
        return audit_bill(self.session, loan_id, now, stated, bill_id=bill_id, on=on)

    def ceilings(self, loan_id: str, now: datetime, *, pct: "Decimal | None" = None) -> "tuple[Ceiling, ...]":
        """A loan's yearly cost held against the rules of its day; pct None: the contract's rate alone."""
        from duewatch.desk.checking import ceilings

        return ceilings(self.session, loan_id, now, pct=pct)

    # --- house-keeping -------------------------------------------------------------------------------

    def plugins(self) -> "list[views.PluginLine]":
        """All installed plugins with state and reason; imports nothing."""
        from duewatch.desk.keeping import plugins

        return plugins(self.session)

    def channel_problems(self) -> "list[tuple[str, InputProblem]]":
        """What is wrong with the tables of the configured channels, with each channel's name; opens neither the
        store nor a channel."""
        from duewatch.desk.keeping import channel_problems

        return channel_problems(self.session.settings)

    def switch_plugin(self, plugin_id: str, now: datetime, *, on: bool) -> None:
        """Switch a plugin on or off from the plugins screen (kept in the store, the config file is not touched)."""
        from duewatch.desk.keeping import switch_plugin

        switch_plugin(self.session, plugin_id, now, on=on)

    def backup(self, target: Path) -> None:
        """A verified copy of the store."""
        from duewatch.desk.keeping import back_up

        back_up(self.session, target)

    def restore(self, source: Path, now: datetime) -> Path | None:
        """Put a backup in place. Answers where the store that stood there is kept, None if there was none."""
        from duewatch.desk.keeping import restore

        return restore(self.session, source, now)

    def doctor(self, now: datetime) -> "list[views.CheckLine]":
        """Check store, plugins, channels, clock."""
        from duewatch.desk.doctor import examine

        return examine(self.session, now)

    def export_rows(self) -> "list[dict[str, object]]":
        """Every loan with terms and events, for `export json|csv`."""
        from duewatch.desk.keeping import export_rows

        return export_rows(self.session)
