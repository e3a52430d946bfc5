"""What is posted to a card account, how it is paid down, and the interest and 违约金 it bears.

The day of posting counts, the day of payment and of the statement does not. 违约金 and fees bear no interest: rule
"card-late-fee".
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from duewatch.model.bill import Part
from duewatch.model.clauses import CardClause
from duewatch.model.dates import next_on_day
from duewatch.model.money import Fen, round_half_up
from duewatch.servicing.strategy import Strategy, Timing, allocate

DAY = timedelta(days=1)


class PostKind(StrEnum):
    """What was posted to the account."""

    PURCHASE = "purchase"
    CASH = "cash"
    """A cash advance: it bears interest from its posting day whatever is paid later."""
    INSTALMENT = "instalment"
    """An instalment of a plan inside the bill: whole in the minimum."""
    FEE = "fee"
    """A fee, of an instalment plan among others; it bears no interest."""
    INTEREST = "interest"
    LATE = "late"
    """违约金."""


PART = {PostKind.FEE: Part.FEE, PostKind.INTEREST: Part.INTEREST, PostKind.LATE: Part.CHARGE}


class Post(NamedTuple):
    """An amount posted to the account on its posting day (记账日), fen, more than nothing."""

    on: date
    amount_fen: Fen
    kind: PostKind = PostKind.PURCHASE


class Received(NamedTuple):
    """Money that lowered the account: a payment, or a shop's refund."""

    on: date
    amount_fen: Fen


class InstalmentPlan(NamedTuple):
    """A plan inside the bill: principal_fen in so many instalments, fee_fen with each of them, the first on the first
    statement after made_on."""

    made_on: date
    principal_fen: Fen
    instalments: int
    fee_fen: Fen = 0


class CardLine(NamedTuple):
    """The working of interest or 违约金: base × pct % × days, or base × pct % where days is None.

    of: what was posted (purchase, cash, …; late for 违约金). posted_on: its posting day, for 违约金 the due day.
    raised_fen: what the agreement's least amount added.
    """

    of: PostKind
    posted_on: date
    base_fen: Fen
    pct: Decimal
    first_on: date
    last_on: date
    days: int | None
    amount_fen: Fen
    raised_fen: Fen = 0


def plan_posts(plan: InstalmentPlan, statement_day: int) -> tuple[Post, ...]:
    """The posts of an instalment plan, one on each statement day; the last takes the rest of the principal."""
    each = plan.principal_fen // plan.instalments
    posts: list[Post] = []
    on = plan.made_on - DAY
    for number in range(1, plan.instalments + 1):
        on = next_on_day(on, statement_day)
        amount = each if number < plan.instalments else plan.principal_fen - each * (plan.instalments - 1)
        posts.append(Post(on, amount, PostKind.INSTALMENT))
        if plan.fee_fen:
            posts.append(Post(on, plan.fee_fen, PostKind.FEE))
    return tuple(posts)


def late_fee(card: CardClause, minimum_fen: Fen, paid_fen: Fen, due_on: date) -> CardLine | None:
    """违约金 on what the minimum lacked when the due day and the grace were over, rounded half up to the fen; None
    where nothing lacked or the agreement names none."""
    lacking = minimum_fen - paid_fen
    if lacking <= 0 or card.late_pct is None:
        return None
    reckoned = round_half_up(lacking * card.late_pct / 100)
    amount = max(reckoned, card.late_least_fen or 0)
    charged_on = due_on + DAY * (card.grace_days + 1)
    return CardLine(
        PostKind.LATE, due_on, lacking, card.late_pct, charged_on, charged_on, None, amount, amount - reckoned
    )


def in_full(card: CardClause, balance_fen: Fen, paid_fen: Fen) -> bool:
    """Whether that much paid in time counts as the whole balance."""
    tolerated = max(card.tolerance_fen, int(balance_fen * card.tolerance_pct / 100))
    return balance_fen - paid_fen <= tolerated


def minimum(card: CardClause, balance_fen: Fen, whole_fen: Fen) -> Fen | None:
    """The minimum payment of a balance of which whole_fen must be paid whole, rounded half up to the fen; None where
    the agreement's percentage is not known."""
    if card.minimum_pct is None:
        return None
    share = round_half_up((balance_fen - whole_fen) * card.minimum_pct / 100)
    return min(balance_fen, max(whole_fen + share, card.minimum_least_fen or 0))


class Item:
    """A post with what is left of it. course: what was open from which day on. billed: the number of its statement.
    lost: its free period is lost. reckoned_to: interest before this day is in a statement already."""

    __slots__ = ("billed", "course", "kind", "lost", "on", "open_fen", "reckoned_to")

    def __init__(self, post: Post) -> None:
        self.on, self.open_fen, self.kind = post
        self.course = [(post.on, post.amount_fen)]
        self.billed: int | None = None
        self.lost = False
        self.reckoned_to = post.on

    @property
    def from_on(self) -> date:
        """Its posting day."""
        return self.on

    @property
    def due_on(self) -> date:
        """What is in a statement is due before what is not."""
        return date.max if self.billed is None else self.on

    def remaining(self, part: Part) -> Fen:
        """What is open, if it is of that part."""
        return self.open_fen if PART.get(self.kind, Part.PRINCIPAL) is part else 0

    def remaining_charges(self, part: Part, on: date) -> Fen:
        """What is open by a day, if it is of that part."""
        return self.remaining(part) if self.on <= on else 0

    def pay(self, part: Part, amount_fen: Fen, on: date) -> None:
        """Lower what is open by what was paid on its part."""
        if self.remaining(part):
            self.take(amount_fen, on)

    def take(self, amount_fen: Fen, on: date) -> Fen:
        """Lower what is open by up to the amount; answers by how much."""
        taken = min(amount_fen, self.open_fen)
        if taken > 0:
            self.open_fen -= taken
            self.course.append((on, self.open_fen))
        return taken

    def lose(self, last_on: date, card: CardClause) -> None:
        """The free period is lost: the statement was not paid in full by last_on."""
        self.lost = True
        if card.paid_part_free and self.kind is not PostKind.CASH:
            left = next(open_fen for since, open_fen in reversed(self.course) if since <= last_on)
            self.course = [(self.on, left), *((since, fen) for since, fen in self.course if since > last_on)]

    def rate(self, card: CardClause) -> tuple[bool, Decimal | None]:
        """Whether it bears interest now, and how many percent a day (None: not known)."""
        if self.kind is PostKind.CASH:
            return True, card.daily_pct if card.cash_daily_pct is None else card.cash_daily_pct
        bears = self.lost and self.kind not in {PostKind.FEE, PostKind.LATE}
        return bears, card.daily_pct


def interest_of(items: Iterable[Item], card: CardClause, until_on: date) -> tuple[list[CardLine], Fen | None]:
    """Interest that the items bore before until_on and that is in no statement yet, with its sum, rounded half up to
    the fen once; None where a rate is not known."""
    lines: list[CardLine] = []
    exact, told, known = Decimal(0), 0, True
    for item in items:
        bears, pct = item.rate(card)
        if not bears:
            continue
        for index, (since_on, base) in enumerate(item.course):
            start = max(since_on, item.reckoned_to)
            end = min(until_on, item.course[index + 1][0]) if index + 1 < len(item.course) else until_on
            if base <= 0 or end <= start:
                continue
            if pct is None:
                known = False
                continue
            days = (end - start).days
            exact += base * pct / 100 * days
            amount = round_half_up(exact) - told
            told += amount
            lines.append(CardLine(item.kind, item.on, base, pct, start, end - DAY, days, amount))
        item.reckoned_to = max(item.reckoned_to, until_on)
    return lines, told if known else None


def pay(items: Iterable[Item], payment: Received, order: tuple[Part, ...]) -> Fen:
    """Take a payment to the items: what is in a statement first, part by part, the oldest first; answers what is
    left over."""
    owing = sorted((item for item in items if item.open_fen > 0), key=lambda item: item.on)
    _, rest = allocate(_by_part(order), owing, payment.amount_fen, payment.on)
    return rest


@cache
def _by_part(order: tuple[Part, ...]) -> Strategy:
    due = tuple((timing, part) for part in order for timing in (Timing.PAST_DUE, Timing.DUE))
    return Strategy(steps=(*due, *((Timing.IN_ADVANCE, part) for part in order)), by_part=True)
