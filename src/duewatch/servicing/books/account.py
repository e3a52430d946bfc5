"""A loan's account while events are put through it: instalments with what is owed and paid part by part, charges,
transactions.

Every amount owed stands on an instalment, every amount paid is taken from one; what is paid too much is kept beside
them. So the parts always sum to the whole: owed = paid + waived + written off + remaining.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from duewatch.model.bill import Part
from duewatch.model.loan_event import ChargeAgreed, LoanEvent, PaymentSource
from duewatch.model.money import Fen

Parts = dict[Part, Fen]
"""An amount by parts; a part that is not there is nothing."""


class LineKind(StrEnum):
    """Why an instalment stands in the account."""

    DOWN_PAYMENT = "down-payment"
    """Due at once with a lending."""
    PLANNED = "planned"
    RE_AGED = "re-aged"
    ADDED = "added"
    """After the plan's last one, for charges and credits of a later day."""


class OpenInstalment:
    """An instalment during a replay.

    planned: principal and interest as the plan has them; owed: with all that was put on or taken off it since.
    credited: the part of owed that came back by chargebacks and refunds. paid_early_fen, paid_late_fen: what was paid
    before and after the due date. met_on: the day on which nothing was left. payments: (day, part, fen) as paid.
    """

    __slots__ = (
        "charges",
        "credited",
        "due_on",
        "from_on",
        "kind",
        "met_on",
        "owed",
        "paid",
        "paid_early_fen",
        "paid_late_fen",
        "payments",
        "planned",
        "waived",
        "written_off",
    )

    def __init__(
        self, from_on: date, due_on: date, principal_fen: Fen = 0, interest_fen: Fen = 0, *, kind: LineKind
    ) -> None:
        self.from_on = from_on
        self.due_on = due_on
        self.kind = kind
        self.planned: Parts = {Part.PRINCIPAL: principal_fen, Part.INTEREST: interest_fen}
        self.owed: Parts = dict.fromkeys(Part, 0) | self.planned
        self.credited: Parts = {}
        self.paid: Parts = dict.fromkeys(Part, 0)
        self.waived: Parts = {}
        self.written_off: Parts = {}
        self.charges: list[tuple[Charge, Fen]] = []
        self.payments: list[tuple[date, Part, Fen]] = []
        self.paid_early_fen: Fen = 0
        self.paid_late_fen: Fen = 0
        self.met_on: date | None = None

    @property
    def remaining_fen(self) -> Fen:
        """All that is unpaid."""
        return sum(self.remaining(part) for part in Part)

    @property
    def paid_fen(self) -> Fen:
        """All that was paid."""
        return sum(self.paid.values())

    def remaining(self, part: Part) -> Fen:
        """What is unpaid of a part."""
        return self.owed[part] - self.paid[part] - self.waived.get(part, 0) - self.written_off.get(part, 0)

    def remaining_charges(self, part: Part, on: date) -> Fen:
        """What is unpaid of the charges of a part that fell due by the day; money covers the earliest first."""
        return sum(
            amount - covered
            for charge, amount, covered in self.covered_charges(part)
            if charge.due_on is not None and charge.due_on <= on
        )

    def covered_charges(self, part: Part) -> list[tuple["Charge", Fen, Fen]]:
        """The charges of a part here: what each asks for (less what was waived), and what of it is paid."""
        money = self.paid[part]
        result = []
        for charge, amount in sorted(self.charges, key=lambda placed: placed[0].due_on or self.due_on):
            if charge.part is part:
                asked = amount - charge.waived_on(self)
                covered = min(money, asked)
                money -= covered
                result.append((charge, asked, covered))
        return result

    def plan(self, principal_fen: Fen, interest_fen: Fen) -> None:
        """Give the plan's part another amount; what was put on beside the plan stays."""
        for part, amount in ((Part.PRINCIPAL, principal_fen), (Part.INTEREST, interest_fen)):
            self.owed[part] += amount - self.planned[part]
            self.planned[part] = amount
        if self.remaining_fen > 0:
            self.met_on = None

    def put(self, part: Part, amount_fen: Fen, on: date) -> None:
        """Put an amount on (below zero: take it off) on a day."""
        self.owed[part] += amount_fen
        self.settle(on)

    def credit(self, part: Part, amount_fen: Fen, on: date) -> None:
        """Put an amount on that had been paid before."""
        self.credited[part] = self.credited.get(part, 0) + amount_fen
        self.put(part, amount_fen, on)

    def pay(self, part: Part, amount_fen: Fen, on: date) -> None:
        """Lower what is unpaid of a part."""
        self.paid[part] += amount_fen
        self.payments.append((on, part, amount_fen))
        if on < self.due_on:
            self.paid_early_fen += amount_fen
        elif on > self.due_on:
            self.paid_late_fen += amount_fen
        self.settle(on)

    def waive(self, part: Part, amount_fen: Fen, on: date) -> None:
        """Give up an amount."""
        self.waived[part] = self.waived.get(part, 0) + amount_fen
        self.settle(on)

    def write_off(self, on: date) -> Parts:
        """Give up all that is unpaid; answers it by parts."""
        left = {part: self.remaining(part) for part in Part}
        self.written_off = {part: self.written_off.get(part, 0) + amount for part, amount in left.items()}
        self.settle(on)
        return left

    def settle(self, on: date) -> None:
        """Keep the day since when nothing is left."""
        if self.remaining_fen > 0:
            self.met_on = None
        elif self.met_on is None:
            self.met_on = on


@dataclass(slots=True, eq=False)
class Charge:
    """A fee or late charge on the account. placed: what stands of it on which instalment; at_lending_fen: what is
    kept back from the money lent; kept: it was. waived_fen: what was given up in all; of several instalments, the
    last ones first."""

    agreed: ChargeAgreed
    order: int
    part: Part
    due_on: date | None
    entered_on: date
    placed: list[tuple[OpenInstalment, Fen]] = field(default_factory=list)
    at_lending_fen: Fen = 0
    kept: bool = False
    waived_fen: Fen = 0
    undone: bool = False

    @property
    def counts_on(self) -> date:
        """The day from which it counts where entries are put through anew: in a lender's ledger the due date."""
        return self.entered_on if self.due_on is None or self.agreed.sequence is None else self.due_on

    @property
    def amount_fen(self) -> Fen:
        """All it asks for."""
        return self.at_lending_fen + sum(amount for _, amount in self.placed)

    @property
    def paid_fen(self) -> Fen:
        """What of it is paid."""
        return (self.at_lending_fen if self.kept else 0) + sum(
            covered for line, _ in self.placed for one, _, covered in line.covered_charges(self.part) if one is self
        )

    def waived_on(self, instalment: OpenInstalment) -> Fen:
        """What of it was given up on an instalment."""
        left = self.waived_fen
        for line, amount in reversed(self.placed):
            piece = min(left, amount)
            if line is instalment:
                return piece
            left -= piece
        return 0


class TransactionKind(StrEnum):
    """What a transaction did."""

    LENDING = "lending"
    DOWN_PAYMENT = "down-payment"
    PAYMENT = "payment"
    CHARGEBACK = "chargeback"
    CREDIT_REFUND = "credit-refund"
    FEE_AT_LENDING = "fee-at-lending"
    RE_AGED = "re-aged"
    RE_AMORTISED = "re-amortised"
    CHARGED_OFF = "charged-off"
    WRITTEN_OFF = "written-off"


@dataclass(slots=True, eq=False)
class Transaction:
    """An entry of the account with its split.

    on: value date; entered_on: day of entry; order: place in the order of entry. overpaid_fen: of a payment, what
    was too much; of a lending, chargeback or refund, what was met from money paid too much before. principal_change:
    what it did to the principal owed; None: nothing is shown as owed after it. as_planned: a payment of just what the
    instalment under way asked for, for which a plan is not reckoned anew.
    """

    kind: TransactionKind
    on: date
    entered_on: date
    order: int
    amount_fen: Fen
    event: LoanEvent
    source: PaymentSource = PaymentSource.OWN
    target: "Transaction | None" = None
    parts: Parts = field(default_factory=dict)
    overpaid_fen: Fen = 0
    principal_change: Fen | None = 0
    undone: bool = False
    as_planned: bool = False

    def clear(self) -> None:
        """Forget the split, for a new replay."""
        self.parts, self.overpaid_fen, self.principal_change = {}, 0, 0


class Account:
    """The instalments in order of due date and what was paid too much."""

    def __init__(self, *, down_payments_first: bool) -> None:
        self.lines: list[OpenInstalment] = []
        self.overpaid_fen: Fen = 0
        self.down_payments_first = down_payments_first

    def add(self, lines: Iterable[OpenInstalment]) -> None:
        """Put instalments in by due date. Of one day, a down payment stands before the plan's instalment where
        money lent on a due day belongs to it already, else after it."""
        self.lines.extend(lines)
        self.lines.sort(
            key=lambda line: (line.due_on, (line.kind is LineKind.DOWN_PAYMENT) != self.down_payments_first)
        )

    def planned(self) -> list[OpenInstalment]:
        """The instalments of the plan, without down payments and without what was added after it."""
        return [line for line in self.lines if line.kind in (LineKind.PLANNED, LineKind.RE_AGED)]

    def remaining(self) -> Parts:
        """All that is unpaid, by parts."""
        return {part: sum(line.remaining(part) for line in self.lines) for part in Part}

    def added(self, on: date) -> OpenInstalment:
        """The instalment after the plan's last one, moved back to the day where that is later; made if need be."""
        last = self.lines[-1] if self.lines else None
        if last is None or last.kind is not LineKind.ADDED:
            last = OpenInstalment(last.due_on if last else on, on, kind=LineKind.ADDED)
            self.add([last])
        elif on > last.due_on:
            last.due_on = on
        return last
