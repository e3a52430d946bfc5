"""A card's statements worked out from its posts: interest, minimum, 违约金, as the agreement entered with it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from duewatch.desk.looking import find_loan
from duewatch.desk.session import Session
from duewatch.model.loan import Loan, LoanKind
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.cards.card_posts import InstalmentPlan, Post, PostKind, Received, plan_posts
from duewatch.servicing.cards.revolving import Statement, statements
from duewatch.servicing.plans.plan import Flow

__all__ = ["CardView", "InstalmentPlan", "Statement", "card_statements"]


@dataclass(frozen=True, slots=True)
class CardView:
    """A card with its statements, the oldest first."""

    loan: Loan
    statements: tuple[Statement, ...]


def card_statements(
    session: Session,
    words: str,
    flows: Sequence[Flow],
    now: datetime,
    *,
    cash: Sequence[Flow] = (),
    plans: Sequence[InstalmentPlan] = (),
    on: date | None = None,
) -> CardView:
    """The statements up to the day (default today) from all posts since the account stood at nothing.

    flows: what was bought is positive, what was paid is negative. cash: cash advances. plans: instalment plans inside
    the bill. Raises InputProblem for a loan that is no card, and where the statement or due day is not known.
    """
    loan = find_loan(session, words, now.date())
    if loan.terms.kind is not LoanKind.REVOLVING:
        raise InputProblem(
            text("This loan has no statements: it is no card and no credit line."),
            text("Name a card, or change its kind with: duewatch loan edit {loan}", loan=loan.id),
        )
    bought = [Post(day, amount) for day, amount in flows if amount > 0]
    bought += [Post(day, amount, PostKind.CASH) for day, amount in cash]
    if loan.terms.statement_day is not None:
        bought += [post for plan in plans for post in plan_posts(plan, loan.terms.statement_day)]
    paid = [Received(day, -amount) for day, amount in flows if amount < 0]
    if not bought:
        raise InputProblem(
            text("Nothing was posted to the card."), text("Give what was bought as positive amounts, with its days.")
        )
    return CardView(loan, statements(loan.terms, bought, paid, on or now.date()))
