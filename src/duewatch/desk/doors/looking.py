"""Looking: lists, one loan whole, platforms, answers, and what may come.

Each method imports its use case when it is called, so that a bare command pays only for what it uses.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from duewatch.model.money import Fen

if TYPE_CHECKING:
    from duewatch.collection.ageing import Ageing
    from duewatch.desk import views
    from duewatch.desk.foreseeing import Keep, QuoteView, SupposedStanding
    from duewatch.desk.inquiring import InquiryView
    from duewatch.desk.reporting import ReportView
    from duewatch.desk.session import Session
    from duewatch.model.platform import Ladder, Platform


class LookingDoor:
    """A part of the Desk; see there for what holds of every method."""

    session: "Session"

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

    def ageing(self) -> "Ageing | None":
        """How the trade counts days past due, M0 to M6+, with its source."""
        from duewatch.collection.ageing import ageing
        from duewatch.config.rules import rulebook

        return ageing(rulebook().rules)

    def platform(self, platform: str) -> "Platform":
        """What is known of a platform, by id or any alias, with sources and the day it was last checked."""
        return self.session.platforms.find(platform)

    def platforms(self) -> "list[views.PlatformChoice]":
        """Platforms that a loan can be added for."""
        return self.session.platforms.choices()

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

    def ask(self, question: str, now: datetime) -> "views.Answers":
        """Answer a free question in Chinese or English."""
        from duewatch.desk.explaining import ask

        return ask(self.session, question, now)

    def explain(self, loan_id: str, now: datetime) -> "views.Answers":
        """What a loan's own standing means."""
        from duewatch.desk.explaining import explain

        return explain(self.session, loan_id, now)

    def inquiries(self, now: datetime) -> "InquiryView":
        """Queries of the credit report that were noted, and how many in the last months."""
        from duewatch.desk.inquiring import inquiries

        return inquiries(self.session, now)

    def credit_report(self, now: datetime) -> "ReportView":
        """The latest credit report that was imported, every difference named. Raises InputProblem without one."""
        from duewatch.desk.reporting import credit_report

        return credit_report(self.session, now)

    def strips(
        self, loan_id: str, now: datetime, supposing: Sequence[str] = (), *, back: int = 24, ahead: int = 12
    ) -> "views.StripView":
        """The month codes that the credit report may show of a loan, past and forecast, one strip for each
        supposition ("pay 2026-12-20 812.00"). Raises InputProblem for one that is not understood."""
        from duewatch.desk.strips import strips

        return strips(self.session, loan_id, now, supposing, back=back, ahead=ahead)
