"""Findings against the ledger: which loan is meant, and whether it is new, changed, known or doubtful.

Nothing is guessed about money: two loans that fit, a payment that may stand there already from another source, a
day that is a guess, all are doubtful: listed, kept, and booked only when the borrower says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from duewatch.intake.banks import bank_in, same_bank
from duewatch.intake.proofs import same_payment
from duewatch.model.finding import Confidence, Finding, FindingKind
from duewatch.model.ledger import LedgerReader
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.loan_event import BillIssued, Lent, LoanEvent, Paid, Refunded, Spent
from duewatch.model.platform import Platform
from duewatch.model.text import Money, Name, Text, text

NEAR = timedelta(days=1)
"""Wallet, shop and bank may date one payment a day apart."""
CARD = "credit-card"
"""The platform kind whose lender is known from the row: the bank that issued the card."""


class Outcome(NamedTuple):
    """What a finding turns into. state: "new", "changed", "doubtful" or "known". loan: the one it is about; proposed:
    it is not in the ledger yet. event: what would be stored; None: nothing to book, whatever the borrower says.
    twin_id: the event that it tells of too (state "known"), or may tell of (state "doubtful")."""

    state: str
    becomes: Text
    why: Text
    loan: Loan | None = None
    proposed: bool = False
    event: LoanEvent | None = None
    twin_id: int | None = None


class Books:
    """The ledger as an import sees it: loans and events so far, and which of them this file accounts for."""

    def __init__(self, ledger: LedgerReader, platforms: Mapping[str, Platform], today: date) -> None:
        self.today = today
        self._ledger = ledger
        self._platforms = platforms
        self._loans: dict[str, list[Loan]] = {}
        self._events: dict[str, list[LoanEvent]] = {}
        self._alike: dict[tuple[str, str, int | None], list[LoanEvent]] = {}
        self._claimed: set[int] = set()
        self._reader = ""

    def start_file(self, event_ids: Iterable[int], reader: str = "") -> None:
        """A new file begins; event_ids: what its known records became before."""
        self._claimed = set(event_ids)
        self._reader = reader

    def loans(self, platform_id: str) -> list[Loan]:
        """The platform's loans, proposed ones too."""
        if platform_id not in self._loans:
            self._loans[platform_id] = list(self._ledger.loans(platform_id))
        return self._loans[platform_id]

    def events(self, loan_id: str) -> list[LoanEvent]:
        """The loan's events, those of this import too."""
        if loan_id not in self._events:
            self._events[loan_id] = []
            for event in self._ledger.events(loan_id):
                self._enter(event)
        return self._events[loan_id]

    def twin(self, event: Lent | Paid | Refunded) -> LoanEvent | None:
        """An event of the same kind and amount, at most a day apart, that no record of this file accounts for; it is
        then accounted for, so that two equal payments are not both taken for one."""
        self.events(event.loan_id)
        for other in self._alike.get((event.loan_id, event.kind, event.amount_fen), ()):
            if other.id not in self._claimed and abs(other.on - event.on) <= NEAR:
                self._claimed.add(other.id)
                return other
        return None

    def proved(self, finding: Finding, loan: Loan, event: LoanEvent) -> bool:
        """Whether the finding is surely the event that stands there."""
        return same_payment(finding, loan, self._ledger.proofs_of_loan(loan.id).get(event.id, ()), self._reader)

    def added(self, loan: Loan | None, event: LoanEvent, event_id: int) -> None:
        """Note what was stored; loan: where it was proposed."""
        if loan is not None:
            self.loans(loan.platform_id).append(loan)
            self._events[loan.id] = []
        if event.loan_id in self._events:  # else they are read from the ledger when needed, this one among them
            self._enter(replace(event, id=event_id))
        self._claimed.add(event_id)

    def _enter(self, event: LoanEvent) -> None:
        self._events[event.loan_id].append(event)
        alike = (event.loan_id, event.kind, getattr(event, "amount_fen", None))
        self._alike.setdefault(alike, []).append(event)

    def platform_name(self, platform_id: str) -> Name:
        """The platform's name, hidden together with amounts."""
        name = self._platforms[platform_id].name
        return Name(name.zh, name.en)

    def proposal(self, finding: Finding) -> Loan:
        """A loan with unknown terms for a finding that fits none. A lender is named only where the row proves it:
        the bank of a card."""
        platform = self._platforms[finding.platform_id]
        taken = {loan.id for loan in self.loans(platform.id)}
        ids = (f"{platform.id}-{number}" for number in count(1))
        free = next(each for each in ids if each not in taken and self._ledger.loan(each) is None)
        revolving = LoanKind.REVOLVING.value in platform.loan_kinds[:1]
        name, lender = platform.name.zh, None
        if platform.kind == CARD and finding.lender:
            lender = finding.lender if finding.lender.endswith("银行") else f"{finding.lender}银行"
            name = f"{lender}{platform.name.zh}"
        if finding.account_tail:
            name = f"{name}（{finding.account_tail}）"
        return Loan(
            id=free,
            platform_id=platform.id,
            name=name,
            terms=Terms(kind=LoanKind.REVOLVING if revolving else LoanKind.UNKNOWN),
            lender=lender,
            account_tail=finding.account_tail,
        )


def reconcile(finding: Finding, books: Books) -> Outcome:
    """What a finding turns into, against what the books hold."""
    name = books.platform_name(finding.platform_id)
    if finding.kind is FindingKind.OVERDUE_NOTICE:
        return Outcome(
            "doubtful",
            text("an overdue notice of {platform}: nothing is booked", platform=name),
            text("Check it in the app or the contract first. What such a message says is owed is never booked."),
            loan=_only(_candidates(finding, books)[0]),
        )
    if finding.kind is FindingKind.NOTICE:
        return Outcome("new", text("a notice of {platform}: nothing to book", platform=name), finding.why)
    paid_fen = finding.paid_fen if finding.kind is FindingKind.FAILED_PAYMENT else finding.amount_fen
    if finding.kind is FindingKind.FAILED_PAYMENT and not paid_fen:
        return Outcome(
            "new",
            text("a repayment to {platform} that failed: nothing was paid, nothing is booked", platform=name),
            finding.why,
        )
    if not paid_fen or paid_fen < 0 or finding.on is None:
        why = text("It gives no amount or no day.")
        return Outcome("doubtful", text("perhaps something about {platform}", platform=name), why)
    if finding.kind is FindingKind.BILL and finding.due_on is None:
        return Outcome("doubtful", text("perhaps a bill of {platform}", platform=name), finding.why)
    return _booked(finding, paid_fen, finding.on, books)


def _booked(finding: Finding, amount_fen: int, on: date, books: Books) -> Outcome:
    """The event for a finding with an amount and a day, and how far it may be trusted."""
    loans, doubt = _candidates(finding, books)
    if len(loans) > 1:
        words = ", ".join(loan.id for loan in loans)
        why = text("More than one loan fits: {loans}. Enter it by hand for the right one.", loans=words)
        return Outcome("doubtful", _becomes(finding, amount_fen, on, books), why)
    proposed = not loans
    if proposed and finding.kind is FindingKind.REFUND:
        why = text("There is no loan of this platform yet. Add it, then import the file again.")
        return Outcome("doubtful", _becomes(finding, amount_fen, on, books), why)
    loan = books.proposal(finding) if proposed else loans[0]
    event = _event(finding, loan, amount_fen, on, () if proposed else books.events(loan.id))
    becomes = _becomes(finding, amount_fen, on, books, loan)
    twin: LoanEvent | None = None
    if finding.confidence is Confidence.DOUBTFUL:
        doubt = finding.why
    elif on > books.today:
        doubt = text("Its day lies ahead.")
    elif isinstance(event, BillIssued):
        return _bill(event, becomes, finding, books, loan, doubt, proposed=proposed)
    elif isinstance(event, Lent) and _is_lending_of(loan, event):
        return Outcome("known", becomes, text("It is the lending of this loan as entered."), loan)
    elif isinstance(event, (Lent, Paid, Refunded)) and (twin := books.twin(event)) is not None:
        if doubt is None and books.proved(finding, loan, twin):
            why = text("The same as what stands there for {day}: one more proof of it.", day=twin.on)
            return Outcome("known", becomes, why, loan, twin_id=twin.id)
        doubt = text("Perhaps the same as what stands there for {day} already.", day=twin.on)
    if doubt is not None:
        return Outcome("doubtful", becomes, doubt, loan, proposed, event, None if twin is None else twin.id)
    return Outcome("new", becomes, finding.why, loan, proposed, event)


def _bill(
    event: BillIssued,
    becomes: Text,
    finding: Finding,
    books: Books,
    loan: Loan,
    doubt: Text | None,
    *,
    proposed: bool,
) -> Outcome:
    """A bill stated again is known; with another amount or minimum it is changed."""
    before = [
        other
        for other in ([] if proposed else books.events(loan.id))
        if isinstance(other, BillIssued) and (other.due_on == event.due_on or other.bill_id == event.bill_id)
    ]
    if doubt is not None:
        return Outcome("doubtful", becomes, doubt, loan, proposed, event)
    if not before:
        return Outcome("new", becomes, finding.why, loan, proposed, event)
    last = max(before, key=lambda other: (other.on, other.id))
    minimum_said = event.minimum_fen is None or event.minimum_fen == last.minimum_fen
    if (last.total_fen, last.due_on) == (event.total_fen, event.due_on) and minimum_said:
        return Outcome("known", becomes, text("This bill stands there already."), loan)
    if last.on > event.on:
        why = text("A later statement of this bill stands there already.")
        return Outcome("doubtful", becomes, why, loan, proposed, event)
    was = text("It said {amount}, due {day}, before.", amount=_money(last.total_fen), day=last.due_on)
    return Outcome("changed", becomes, was, loan, proposed, event)


def _candidates(finding: Finding, books: Books) -> tuple[list[Loan], Text | None]:
    """Loans that the finding may be about, and what is doubtful about it."""
    loans = books.loans(finding.platform_id)
    tail, lender = finding.account_tail, finding.lender
    if tail:
        loans = [loan for loan in loans if loan.account_tail == tail] or [x for x in loans if x.account_tail is None]
    if lender:
        named = [loan for loan in loans if same_bank(lender, loan.lender or loan.name)]
        if named:
            return named, None
        loans = [loan for loan in loans if loan.lender is None and bank_in(loan.name) is None]
        if loans and not (tail and all(loan.account_tail == tail for loan in loans)):
            return loans, text("The row names {lender}; the loan names no lender.", lender=lender)
    return loans, None


def _only(loans: list[Loan]) -> Loan | None:
    return loans[0] if len(loans) == 1 else None


def _event(finding: Finding, loan: Loan, amount_fen: int, on: date, before: Iterable[LoanEvent]) -> LoanEvent:
    if finding.kind is FindingKind.BILL and finding.due_on is not None:
        return BillIssued(
            loan_id=loan.id,
            on=on,
            bill_id=f"{finding.due_on:%Y-%m}",
            due_on=finding.due_on,
            total_fen=amount_fen,
            minimum_fen=finding.minimum_fen,
        )
    note = finding.record.text or finding.record.counterparty
    note = "" if finding.record.source == "message" else note[:80]
    if finding.kind is FindingKind.LENT:
        return Lent(loan_id=loan.id, on=on, amount_fen=amount_fen, note=note)
    if finding.kind is FindingKind.PURCHASE:
        return Spent(loan_id=loan.id, on=on, amount_fen=amount_fen)  # what was bought is nobody's business
    if finding.kind is FindingKind.REFUND:
        return Refunded(loan_id=loan.id, on=on, amount_fen=amount_fen, note=note)
    bill_id = _bill_of_month(finding.bill_month, before)
    return Paid(loan_id=loan.id, on=on, amount_fen=amount_fen, bill_id=bill_id, note=note)


def _bill_of_month(month: str | None, events: Iterable[LoanEvent]) -> str | None:
    """The bill that a row means by its month ("2025年05月账单"): the one due in it; None where there is none, or more
    than one."""
    if month is None:
        return None
    ids = {each.bill_id for each in events if isinstance(each, BillIssued) and f"{each.due_on:%Y-%m}" == month}
    return ids.pop() if len(ids) == 1 else None


def _becomes(finding: Finding, amount_fen: int, on: date, books: Books, loan: Loan | None = None) -> Text:
    own = "" if loan is None else loan.name
    where = Name(own, own) if own else books.platform_name(finding.platform_id)
    amount = Money(amount_fen)
    if finding.kind is FindingKind.BILL and finding.due_on is not None:
        return text("bill of {loan}: {amount}, due {day}", loan=where, amount=amount, day=finding.due_on)
    if finding.kind is FindingKind.LENT:
        return text("lent by {loan}: {amount} on {day}", loan=where, amount=amount, day=on)
    if finding.kind is FindingKind.PURCHASE:
        return text("spent on {loan}: {amount} on {day}, for its coming statement", loan=where, amount=amount, day=on)
    if finding.kind is FindingKind.REFUND:
        return text("refund on {loan}: {amount} on {day}", loan=where, amount=amount, day=on)
    return text("payment to {loan}: {amount} on {day}", loan=where, amount=amount, day=on)


def _is_lending_of(loan: Loan, event: Lent) -> bool:
    """Whether the loan's own terms say already that this was lent."""
    lent_on = loan.terms.disbursed_on
    return loan.terms.principal_fen == event.amount_fen and lent_on is not None and abs(lent_on - event.on) <= NEAR


def _money(fen: int | None) -> Money | Text:
    return text("an unknown amount") if fen is None else Money(fen)
