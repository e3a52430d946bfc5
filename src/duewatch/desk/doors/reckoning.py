"""Reckoning: what money costs, and a lender's figure against ours. Offers and costs open no store.

Each method imports its use case when it is called, so that a bare command pays only for what it uses.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.model.money import Fen

if TYPE_CHECKING:
    from decimal import Decimal

    from duewatch.desk.adjustments import Adjustment
    from duewatch.desk.calculating import Calculation
    from duewatch.desk.carding import CardView, InstalmentPlan
    from duewatch.desk.checking import AuditView
    from duewatch.desk.costing import Costing
    from duewatch.desk.offering import OfferView
    from duewatch.desk.session import Session
    from duewatch.model.loan import Terms
    from duewatch.servicing.ceilings import Ceiling
    from duewatch.servicing.offer import Offer
    from duewatch.servicing.plans.plan import Flow
    from duewatch.servicing.time_value import TimeValue


class ReckoningDoor:
    """A part of the Desk; see there for what holds of every method."""

    session: "Session"

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

    def card_statements(
        self,
        loan_id: str,
        posts: Path,
        now: datetime,
        *,
        cash: "Sequence[Flow]" = (),
        plans: "Sequence[InstalmentPlan]" = (),
        on: date | None = None,
    ) -> "CardView":
        """A card's statements worked out from a CSV file of its posts (date,amount: bought positive, paid negative)."""
        from duewatch.desk.carding import card_statements
        from duewatch.desk.costing import read_flow_file

        return card_statements(self.session, loan_id, read_flow_file(posts), now, cash=cash, plans=plans, on=on)
