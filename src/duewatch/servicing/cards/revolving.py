"""Statements of a card or credit line: what a bill comes to when its posts are known, and what follows from paying
less than all of it.

The common method (rule "card-interest-method"; the borrower's own agreement counts): who pays the whole balance in
time pays no interest on purchases. Who does not pays it on every post of that statement from its posting day until
the day it was paid, the day of posting counted, the day of payment and of the statement not; it stands in the next
statement and, unpaid, bears interest itself. 违约金 is taken on what the minimum lacked, and neither it nor any fee
bears interest (rule "card-late-fee"). What cannot be reckoned is None, never a guess.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from duewatch.model.bill import Part
from duewatch.model.clauses import CardClause
from duewatch.model.dates import next_on_day
from duewatch.model.loan import Terms
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.servicing.allocation import CARD_ALLOCATION, order_of
from duewatch.servicing.cards.card_posts import (
    DAY,
    PART,
    CardLine,
    Item,
    Post,
    PostKind,
    Received,
    in_full,
    interest_of,
    late_fee,
    minimum,
    pay,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement and, as far as the day shows, what was paid on it.

    known_fen: what is known of the balance; balance_fen: the balance, None where interest or 违约金 in it cannot be
    reckoned for want of a rate. received_fen: what came in since the statement before. interest_fen, late_fen: in this
    statement, None where not known; lines show their working. in_full: the balance was paid in time, within the
    tolerance; minimum_met: at least the minimum was; None while the day has not come, or the minimum is not known.
    """

    statement_on: date
    due_on: date
    known_fen: Fen
    balance_fen: Fen | None
    minimum_fen: Fen | None
    instalments_fen: Fen
    received_fen: Fen
    interest_fen: Fen | None
    late_fen: Fen | None
    lines: tuple[CardLine, ...]
    paid_fen: Fen
    in_full: bool | None
    minimum_met: bool | None


def due_after(terms: Terms, statement_on: date) -> date:
    """The due date of a statement: the account's due day, else so many days after the statement day.

    Raises InputProblem where neither is known.
    """
    if terms.due_day is not None:
        return next_on_day(statement_on, terms.due_day)
    if terms.card is not None and terms.card.due_offset_days is not None:
        return statement_on + DAY * terms.card.due_offset_days
    raise InputProblem(
        text("The due day of the card is not known."),
        text("Enter its due day of the month, or how many days after the statement day it is."),
    )


def statements(terms: Terms, posts: Iterable[Post], received: Iterable[Received], on: date) -> tuple[Statement, ...]:
    """All statements up to the day, from the first post on, as the agreement in terms.card makes them.

    posts: purchases, cash advances, instalments and fees, all of them from when the account stood at nothing;
    interest and 违约金 are reckoned here. Where only a statement's total is known, see after_statement. Raises
    InputProblem where statement or due day are not known.
    """
    if terms.statement_day is None:
        raise InputProblem(
            text("The statement day of the card is not known."), text("Enter its statement day of the month.")
        )
    account = _Account(terms, sorted(posts), sorted(received))
    for statement_on in _statement_days(account.first_on, terms.statement_day, on):
        account.close_cycle(statement_on)
    return tuple(account.told(on))


class Outcome(NamedTuple):
    """What follows from the payments on one stated statement, as seen at the end of a day.

    in_full, minimum_met: None while the due day and its grace are not over, or the minimum is not known. late: the
    working of 违约金. late_fen, interest_fen: what the next statement will hold of each; None where it cannot be
    reckoned: the posts, the minimum or a rate are not known.
    """

    paid_fen: Fen
    in_full: bool | None
    minimum_met: bool | None
    late_fen: Fen | None
    interest_fen: Fen | None
    lines: tuple[CardLine, ...]


def after_statement(
    card: CardClause,
    *,
    statement_on: date,
    due_on: date,
    balance_fen: Fen,
    minimum_fen: Fen | None,
    received: Iterable[Received],
    on: date,
    posts: Sequence[Post] | None = None,
) -> Outcome:
    """What follows from a statement the lender stated: 违约金, and interest up to the day (on).

    Where the balance was not paid in full, interest is reckoned only if the posts that make up the balance are known
    and sum to it. Where it was, none is due; but for cash advances, if the posts tell of any.
    """
    last_on = due_on + DAY * card.grace_days
    payments = [each for each in sorted(received) if statement_on < each.on <= on]
    paid = sum(each.amount_fen for each in payments if each.on <= last_on)
    if in_full(card, balance_fen, paid):
        made, interest = _stated_interest(card, posts or (), payments, on, lost_after=None)  # of cash advances
        return Outcome(paid, True, True, 0, interest, tuple(made))
    over = on > last_on
    if minimum_fen is None:
        met, late, fee = None, None if over else 0, None
    else:
        met = True if paid >= minimum_fen else False if over else None
        fee = late_fee(card, minimum_fen, paid, due_on) if over else None
        late = None if met is False and card.late_pct is None else 0 if fee is None else fee.amount_fen
    made, interest = _stated_interest(card, posts, payments, on, lost_after=last_on if over else None)
    if posts is not None and sum(post.amount_fen for post in posts) != balance_fen:
        made, interest = [], None
    return Outcome(paid, False if over else None, met, late, interest, tuple(made if fee is None else [*made, fee]))


def _stated_interest(
    card: CardClause, posts: Sequence[Post] | None, payments: Sequence[Received], on: date, *, lost_after: date | None
) -> tuple[list[CardLine], Fen | None]:
    """Interest on the posts of one statement up to the day; lost_after: the last day to pay in time, once the free
    period is lost."""
    if posts is None:
        return [], None
    items = [Item(post) for post in sorted(posts)]
    for payment in payments:
        pay(items, payment, CARD_ALLOCATION.order)
    for item in items:
        item.billed = 0
        if lost_after is not None:
            item.lose(lost_after, card)
    return interest_of(items, card, on)


class _Cycle(NamedTuple):
    """A statement as it was made."""

    statement_on: date
    due_on: date
    known_fen: Fen
    complete: bool
    minimum_fen: Fen | None
    instalments_fen: Fen
    received_fen: Fen
    interest_fen: Fen | None
    late_fen: Fen | None
    lines: tuple[CardLine, ...]


class _Account:
    """A card account going through its cycles."""

    def __init__(self, terms: Terms, posts: Sequence[Post], received: Sequence[Received]) -> None:
        self.terms = terms
        self.card = terms.card or CardClause()
        self.order = terms.allocation or CARD_ALLOCATION
        self.posts = posts
        self.received = received
        self.first_on = posts[0].on if posts else date.max
        self.items: list[Item] = []
        self.cycles: list[_Cycle] = []
        self.decided = 0  # so many cycles are judged: paid in full or not
        self.credit_fen: Fen = 0
        self.complete = True

    def close_cycle(self, statement_on: date) -> None:
        """Go on to a statement day and make its statement."""
        since_on = self.cycles[-1].statement_on if self.cycles else date.min
        late_lines: list[CardLine] = []
        late_known = True
        came_in: Fen = 0
        days = {post.on for post in self.posts} | {each.on for each in self.received}
        judged = {self._last_on(cycle) + DAY for cycle in self.cycles[self.decided :]}
        for day in sorted(each for each in days | judged if since_on < each <= statement_on):
            while self.decided < len(self.cycles) and self._last_on(self.cycles[self.decided]) < day:
                line, known = self._judge(self.decided)
                late_known = late_known and known
                late_lines += [] if line is None else [line]
            for post in self.posts:
                if post.on == day:
                    self._post(post)
            for payment in self.received:
                if payment.on == day:
                    came_in += payment.amount_fen
                    self.credit_fen += pay(self.items, payment, self._order_on(day))
        lines, interest = interest_of(self.items, self.card, statement_on)
        if interest:
            self._post(Post(statement_on, interest, PostKind.INTEREST))
        self.complete = self.complete and late_known and interest is not None
        self._state(statement_on, came_in, (*lines, *late_lines), interest, late_known=late_known)

    def _state(
        self, statement_on: date, came_in: Fen, lines: tuple[CardLine, ...], interest: Fen | None, *, late_known: bool
    ) -> None:
        number = len(self.cycles)
        fresh = [item for item in self.items if item.billed is None and item.open_fen > 0]
        instalments = sum(item.open_fen for item in fresh if item.kind is PostKind.INSTALMENT)
        charges = sum(item.open_fen for item in fresh if item.kind in PART)
        balance = sum(item.open_fen for item in self.items) - self.credit_fen
        lacking: Fen = 0
        if self.cycles and self.cycles[-1].minimum_fen is not None:
            before = self.cycles[-1]
            lacking = max(0, (before.minimum_fen or 0) - self._paid(before.statement_on, statement_on))
        whole = instalments + lacking + (charges if self.card.minimum_whole_charges else 0)
        for item in self.items:
            if not item.lost:
                item.billed = number
        self.cycles.append(
            _Cycle(
                statement_on,
                due_after(self.terms, statement_on),
                balance,
                self.complete,
                minimum(self.card, max(balance, 0), min(whole, max(balance, 0))) if self.complete else None,
                instalments,
                came_in,
                interest,
                sum(line.amount_fen for line in lines if line.of is PostKind.LATE) if late_known else None,
                lines,
            )
        )

    def told(self, on: date) -> Iterator[Statement]:
        """The statements with what was paid on them by the day."""
        for cycle in self.cycles:
            last_on = self._last_on(cycle)
            paid = self._paid(cycle.statement_on, min(on, last_on))
            whole = in_full(self.card, cycle.known_fen, paid) if cycle.complete else None
            met = whole or (None if cycle.minimum_fen is None else paid >= cycle.minimum_fen)
            over = on > last_on
            yield Statement(
                statement_on=cycle.statement_on,
                due_on=cycle.due_on,
                known_fen=cycle.known_fen,
                balance_fen=cycle.known_fen if cycle.complete else None,
                minimum_fen=cycle.minimum_fen,
                instalments_fen=cycle.instalments_fen,
                received_fen=cycle.received_fen,
                interest_fen=cycle.interest_fen,
                late_fen=cycle.late_fen,
                lines=cycle.lines,
                paid_fen=paid,
                in_full=whole if over or whole else None,
                minimum_met=met if over or met else None,
            )

    def _judge(self, number: int) -> tuple[CardLine | None, bool]:
        """The due day and the grace of a statement are over: free period lost or kept, 违约金 or not, and whether
        the latter is known."""
        cycle = self.cycles[number]
        self.decided = number + 1
        last_on = self._last_on(cycle)
        paid = self._paid(cycle.statement_on, last_on)
        if in_full(self.card, cycle.known_fen, paid):
            return None, True
        for item in self.items:
            if item.billed == number and not item.lost:
                item.lose(last_on, self.card)
        if cycle.minimum_fen is None:
            return None, False
        line = late_fee(self.card, cycle.minimum_fen, paid, cycle.due_on)
        if line is not None:
            self._post(Post(line.first_on, line.amount_fen, PostKind.LATE))
        return line, paid >= cycle.minimum_fen or self.card.late_pct is not None

    def _post(self, post: Post) -> None:
        item = Item(post)
        self.items.append(item)
        self.credit_fen -= item.take(self.credit_fen, post.on)

    def _order_on(self, day: date) -> tuple[Part, ...]:
        """The order of the parts for a payment of that day: another one from so many days past due on."""
        late = 0
        for cycle in self.cycles:
            if (cycle.minimum_fen or 0) > self._paid(cycle.statement_on, day - DAY):
                late = max(late, (day - cycle.due_on).days)
        return order_of(self.order, late)

    def _last_on(self, cycle: _Cycle) -> date:
        """The last day on which a payment counts as in time."""
        return cycle.due_on + DAY * self.card.grace_days

    def _paid(self, after_on: date, until_on: date) -> Fen:
        return sum(each.amount_fen for each in self.received if after_on < each.on <= until_on)


def _statement_days(first_on: date, day: int, until_on: date) -> Iterator[date]:
    """The statement days from the one on or after first_on up to until_on."""
    if first_on > until_on:
        return
    statement_on = next_on_day(first_on - DAY, day)
    while statement_on <= until_on:
        yield statement_on
        statement_on = next_on_day(statement_on, day)
