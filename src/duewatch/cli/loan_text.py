"""One loan whole, as text."""

from typing import TYPE_CHECKING

from duewatch.cli import words
from duewatch.cli.call import Call
from duewatch.cli.explanation_text import Footnotes
from duewatch.cli.table import Column
from duewatch.desk.names import bucket_words, kind_name, part_name, party_role_name, spending_words, stage_name
from duewatch.model.text import Literal, Money, Name, Text, ntext, text

if TYPE_CHECKING:
    from duewatch.desk.views import Allocated, BillLine, ChargeLine, LoanDetail

RECENT = 12
"""Bills and payments listed without --all; unpaid bills always are."""


def show(call: Call, detail: "LoanDetail", *, whole: bool) -> None:
    """Heading, terms, what is owed, stage and ladder, bills, payments."""
    out, say = call.out, call.wording.say
    row = detail.row
    name, platform = words.loan_name(row), _named(detail.platform_name)
    out.heading(name if say(name) == say(platform) else text("{loan}, {platform}", loan=name, platform=platform))
    out.blank()
    out.pairs(_terms(call, detail))
    out.blank()
    out.heading(text("What is owed on {on}", on=call.today))
    out.pairs(_owed(call, detail), indent=2)
    for line in detail.charges:
        out.say(_charge(line), indent=4, style="quiet")
    if detail.spending is not None:
        out.say(spending_words(detail.spending), indent=2)
    out.blank()
    _stage(call, detail)
    if detail.bills:
        out.blank()
        _bills(call, detail, whole=whole)
    if detail.payments:
        out.blank()
        out.heading(text("Payments"))
        shown = detail.payments if whole else detail.payments[-RECENT:]
        if len(shown) < len(detail.payments):
            _earlier(call, len(detail.payments) - len(shown))
        for payment in shown:
            out.say(
                text("{on}  {amount}  (payment {number})", on=payment.event.on, amount=Money(payment.amount_fen),
                     number=payment.event.id),
                indent=2,
            )  # fmt: skip
            if payment.event.note:
                out.words(payment.event.note, indent=4, style="quiet")
            out.words(say(text(", ")).join(say(allocated(part)) for part in payment.allocation), indent=4)
            proofs = detail.proofs.get(payment.event.id, ())
            if proofs:
                told = say(text(", ")).join(
                    say(text("{file} line {line}", file=Name(each.file, each.file), line=each.line)) for each in proofs
                )
                out.say(ntext("{count} proof: {told}", "{count} proofs: {told}", len(proofs), told=told), indent=4,
                        style="quiet")  # fmt: skip
    _contract(call, detail)
    if detail.facts_checked_on is not None:
        from duewatch.desk.contract_words import checked_long_ago

        out.blank()
        out.say(
            text("Facts of the platform: {count}, checked on {on}; with sources: duewatch explain {loan}",
                 count=len(detail.facts), on=detail.facts_checked_on, loan=Name(row.loan_id, row.loan_id)),
            style="quiet",
        )  # fmt: skip
        if detail.facts_again:
            out.say(checked_long_ago(detail.facts_checked_on), style="attention")
    if whole:
        notes = Footnotes(call)
        for fact in detail.facts:
            notes.fact(
                fact.text,
                fact.sources,
                fact.confidence,
                fact.as_of,
                disputed=fact.disputed,
                indent=2,
                again=detail.facts_again,
            )
        notes.write()
    if detail.loan.note and not call.wording.hide_amounts:
        out.blank()
        out.say(text("{label}: {words}", label=text("Note"), words=detail.loan.note))


def _charge(line: "ChargeLine") -> Text:
    """How a late charge is made up: base × rate × days, from, to, and by which rule."""
    rule = text("by the contract") if line.rule is None else text("rule {rule}", rule=line.rule)
    total = Money(line.amount_fen)
    if line.kind == "fee" and line.base_fen:
        words = text("late charge by your own figure, bill {bill}: {sum} on the {base} that the minimum lacked, on "
                     "{first}; {rule}", bill=line.bill_id, sum=total, base=Money(line.base_fen), first=line.first_on,
                     rule=rule)  # fmt: skip
    elif line.kind == "fee":
        words = text("late charge by your own figure, bill {bill}: a fee of {sum} for being {days} days late, from "
                     "{first}; {rule}", bill=line.bill_id, sum=total, days=line.days, first=line.first_on,
                     rule=rule)  # fmt: skip
    elif line.annual_pct is None:
        words = text("late charge by your own figure, bill {bill}: {base} × {percent}% a day × {days} days = {sum}, "
                     "{first} to {last}; {rule}", bill=line.bill_id, base=Money(line.base_fen),
                     percent=line.daily_pct, days=line.days, sum=total, first=line.first_on, last=line.last_on,
                     rule=rule)  # fmt: skip
    else:
        words = text("late charge by your own figure, bill {bill}: {base} × {percent}% a year × {days} days = {sum}, "
                     "{first} to {last}; {rule}", bill=line.bill_id, base=Money(line.base_fen),
                     percent=line.annual_pct, days=line.days, sum=total, first=line.first_on, last=line.last_on,
                     rule=rule)  # fmt: skip
    return text("{words}; {cut} less by the cap", words=words, cut=Money(line.cut_fen)) if line.cut_fen else words


def _contract(call: Call, detail: "LoanDetail") -> None:
    """Who stands behind it, and what the contract says beyond bills."""
    from duewatch.desk.contract_words import particular_words, party_words

    out, say = call.out, call.wording.say
    if detail.parties:
        out.blank()
        out.heading(text("Parties"))
        out.pairs([(party_role_name(one.role), say(party_words(one))) for one in detail.parties], indent=2)
    if detail.particulars:
        out.blank()
        out.heading(text("By the contract, beyond bills"))
        out.pairs([(one.particular.name, say(particular_words(one))) for one in detail.particulars], indent=2)
        missing = [one.particular.id for one in detail.particulars if one.value is None]
        if missing:
            out.say(
                text("To note one: duewatch loan particular {loan} KEY VALUE; keys: {keys}",
                     loan=Name(detail.loan.id, detail.loan.id), keys=", ".join(missing)),
                indent=2, style="quiet",
            )  # fmt: skip


def allocated(part: "Allocated") -> Text:
    """One line of an allocation."""
    if part.bill_id is None:
        return text("{amount} more than is owed", amount=Money(part.amount_fen))
    return text(
        "{amount} to {part} of bill {bill}", amount=Money(part.amount_fen), part=part_name(part.part), bill=part.bill_id
    )


def _named(name: Literal) -> Name:
    return Name(name.zh, name.en)


def _terms(call: Call, detail: "LoanDetail") -> list[tuple[Text, str]]:
    loan, terms, say = detail.loan, detail.loan.terms, call.wording.say
    lender = Name(loan.lender, loan.lender) if loan.lender else text("see the contract")
    pairs: list[tuple[Text, str]] = [
        (text("ID"), say(Name(loan.id, loan.id))),
        (text("Lender"), say(lender)),
        (text("Kind"), say(kind_name(terms.kind))),
    ]
    if loan.account_tail and not call.wording.hide_amounts:
        pairs.append((text("Account ending in"), loan.account_tail))
    if loan.debit_account:
        pairs.append((text("Debited from"), say(Name(loan.debit_account, loan.debit_account))))
    if loan.debit_at:
        pairs.append((text("Debited at"), loan.debit_at))
    for name, fen in (
        (text("Lent"), terms.principal_fen),
        (text("Credit limit"), terms.credit_limit_fen),
        (text("Fixed instalment"), terms.instalment_fen),
    ):
        if fen is not None:
            pairs.append((name, call.wording.money(fen)))
    if terms.annual_rate_pct is not None:
        pairs.append((text("Rate"), say(text("{percent}% a year", percent=terms.annual_rate_pct))))
    for name, value in (
        (text("Instalments"), terms.instalments),
        (text("Lent on"), terms.disbursed_on),
        (text("First due on"), terms.first_due_on),
        (text("Statement day"), terms.statement_day),
        (text("Due day of the month"), terms.due_day),
    ):
        if value is not None:
            pairs.append((name, str(value)))
    if terms.late_daily_pct is not None:
        said = text("{percent}% a day, entered by you; the contract counts", percent=terms.late_daily_pct)
        pairs.append((text("Late charge rate"), say(said)))
    if terms.grace_days:
        said = ntext("{count} day by your contract", "{count} days by your contract", terms.grace_days)
        pairs.append((text("Grace"), say(said)))
    from duewatch.desk.clause_words.lines import clauses_in_words

    pairs += [(label, say(words)) for label, words in clauses_in_words(terms)]
    if detail.loan.declared:
        pairs.append((text("Declared"), say(text("in the config file, where it is edited"))))
    if detail.row.muted:
        pairs.append((text("Reminders"), say(text("muted; court deadlines are still told"))))
    return pairs


def _owed(call: Call, detail: "LoanDetail") -> list[tuple[Text, str]]:
    wording, row = call.wording, detail.row
    pairs: list[tuple[Text, str]] = [(text("Outstanding"), words.outstanding(wording, row))]
    if row.overdue_fen:
        parts = [
            f"{wording.say(name)} {wording.money(fen)}"
            for name, fen in (
                (part_name("principal"), detail.principal_overdue_fen),
                (part_name("interest"), detail.interest_overdue_fen),
                (part_name("fee"), detail.fees_overdue_fen),
            )
            if fen
        ]
        if row.charges_fen:
            own = text("{part} {amount} (your own figure; the contract counts)", part=part_name("charge"),
                       amount=Money(row.charges_fen))  # fmt: skip
            parts.append(wording.say(own))
        pairs.append((text("Overdue"), f"{wording.money(words.overdue_fen(row))} = {' + '.join(parts)}"))
        pairs.append((text("Late for"), wording.say(ntext("{count} day", "{count} days", row.days_past_due))))
        if row.charges_fen is None:
            pairs.append((text("Late charge"), wording.say(text("not known; see the contract"))))
    if row.next_due_on is not None:
        due = f"{row.next_due_on.isoformat()}  {words.money(wording, row.next_due_fen)}"
        pairs.append((text("Due next"), due))
    if row.report_code:
        pairs.append((text("On the credit report"), words.report_code(wording, row.report_code)))
    return pairs


def _stage(call: Call, detail: "LoanDetail") -> None:
    out, say, row = call.out, call.wording.say, detail.row
    out.heading(text("Stage: {stage}", stage=stage_name(row.stage)))
    names = [f"[{say(step.name)}]" if step.id == row.stage else say(step.name) for step in detail.ladder.rungs]
    out.words(" ── ".join(names), indent=2)
    if row.stage_since_on is not None:
        out.say(text("since {on}", on=row.stage_since_on), indent=2)
    if detail.ageing is not None and detail.ageing.here is not None:
        out.say(text("in the trade's words: {bucket}", bucket=bucket_words(detail.ageing.here)), indent=2)
    if detail.next_rung is not None:
        if row.stage_next_on is not None:
            said = text("usually next: {stage}, about {on}", stage=detail.next_rung.name, on=row.stage_next_on)
        else:
            said = text(
                "usually next: {stage}; when is not known, it may come at any time", stage=detail.next_rung.name
            )
        out.say(said, indent=2)
    if detail.ask_first is not None:
        out.say(detail.ask_first, indent=2, style="attention")
    if detail.stage_history:
        from duewatch.desk.stage_words import step_words

        out.say(text("How it came to that"), indent=2)
        for past in detail.stage_history:
            said = text("{on}  {what}", on=past.on, what=step_words(past))
            if past.what == "pause" and past.event is not None:
                said = text("{words} (pause {number})", words=said, number=past.event.id)
            out.say(said, indent=4, mark="·")
    if detail.rung is None:
        return
    for heading, steps in (
        (text("What you can do"), detail.rung.can_do),
        (text("What they may not do"), tuple(rule.text for rule in detail.rung.not_allowed)),
    ):
        if steps:
            out.say(heading, indent=2)
            for step in steps:
                out.say(step, indent=4, mark="·")


def _bills(call: Call, detail: "LoanDetail", *, whole: bool) -> None:
    out, wording, say = call.out, call.wording, call.wording.say
    out.heading(text("Bills"))
    shown = list(detail.bills) if whole else _recent(detail.bills)
    if len(shown) < len(detail.bills):
        _earlier(call, len(detail.bills) - len(shown))
    states = {
        "paid": text("paid"), "open": text("to pay"), "late": text("late"), "unknown": text("amount not known"),
    }  # fmt: skip
    columns = [
        Column(say(text("Bill"))),
        Column(say(text("Due day"))),
        Column(say(text("Amount")), right=True),
        Column(say(part_name("principal")), right=True, drop=2),
        Column(say(part_name("interest")), right=True, drop=2),
        Column(say(part_name("fee")), right=True, drop=3),
        Column(say(text("Paid")), right=True, drop=1),
        Column(say(text("To pay")), right=True),
        Column(say(text("State"))),
    ]
    lines = [
        [
            line.bill.id,
            line.bill.due_on.isoformat(),
            words.money(wording, line.bill.total_fen),
            wording.money(line.bill.principal_fen, "—"),
            wording.money(line.bill.interest_fen, "—"),
            wording.money(line.bill.fee_fen, "—"),
            wording.money(line.paid_fen) if line.paid_fen else "—",
            words.money(wording, line.remaining_fen),
            say(words.late(line.days_past_due) if line.state == "late" else states.get(line.state) or words_of(line)),
        ]
        for line in shown
    ]
    out.table(columns, lines, indent=2)


def words_of(line: "BillLine") -> Text:
    """A state of a bill that has no words of its own."""
    return Name(line.state, line.state)


def _recent(bills: "tuple[BillLine, ...]") -> "list[BillLine]":
    settled = [line for line in bills if line.state == "paid"]
    kept = {line.bill.id for line in settled[-RECENT // 2 :]}
    coming = [line for line in bills if line.state != "paid"]
    kept |= {line.bill.id for line in coming if line.state == "late"} | {line.bill.id for line in coming[:RECENT]}
    return [line for line in bills if line.bill.id in kept]


def _earlier(call: Call, count: int) -> None:
    call.out.say(
        ntext("{count} not listed; all: --all", "{count} not listed; all: --all", count), indent=2, style="quiet"
    )
