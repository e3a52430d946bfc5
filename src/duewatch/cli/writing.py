"""pay, undo, batches: noting payments and taking things back."""

from duewatch.cli import documents, words
from duewatch.cli.asking import asked_first_option, gated
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.loan_text import allocated
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, amount, any_text, day, some_text, whole
from duewatch.cli.table import NAME, Column
from duewatch.desk.names import batch_name, stage_name
from duewatch.model.text import Money, Name, Parameter, Text, ntext, text
from duewatch.wording import HIDDEN_NAME


def _pay_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("amount_fen", metavar="AMOUNT", reads=amount, help=text("What you paid, in yuan"))
    parser.argument("--on", metavar="DATE", reads=day, help=text("The day you paid; default today"))
    parser.argument(
        "--bill", metavar="BILL", reads=some_text, help=text("The bill it was meant for, as loan show names it")
    )
    parser.argument("--note", metavar="TEXT", reads=any_text, default="", help=text("A note of your own"))
    asked_first_option(parser)


def pay(call: Call) -> int:
    """Note a payment and show where it goes."""
    options = call.options
    loan_id = call.desk.loan(options.loan, call.now).loan.id
    caution = call.desk.ask_first(loan_id, call.now)
    result = gated(
        call,
        lambda asked: call.desk.pay(
            loan_id,
            options.amount_fen,
            call.now,
            on=options.on,
            note=options.note,
            bill_id=options.bill,
            asked_first=asked,
        ),
    )
    row = result.row
    if call.out.json:
        call.out.document(
            "payment",
            payment={
                "id": result.event.id,
                "loan": loan_id,
                "on": result.event.on,
                "amount_fen": result.amount_fen,
                "note": result.event.note,
                "batch": result.batch_id,
            },
            allocation=documents.allocation(result.allocation),
            loan=documents.loan_row(row, call.wording),
            caution=None if caution is None else call.wording.say(caution),
        )
        return DONE
    out = call.out
    if caution is not None:
        out.say(caution, style="attention")
    out.say(
        text("Noted: {amount} paid on {on} for {loan}. duewatch itself pays nothing; the lender's app shows whether "
             "it arrived.", amount=Money(result.amount_fen), on=result.event.on, loan=Name(loan_id, loan_id))
    )  # fmt: skip
    for part in result.allocation:
        out.say(allocated(part), indent=2, mark="·")
    if row.overdue_fen:
        out.say(text("Still overdue: {amount}.", amount=Money(words.overdue_fen(row))))
    if row.next_due_on is not None:
        due: Parameter = Money(row.next_due_fen) if row.next_due_fen is not None else text("not known")
        out.say(text("Due next: {on}, {amount}. Stage: {stage}.", on=row.next_due_on, amount=due,
                     stage=stage_name(row.stage)))  # fmt: skip
    out.say(text("To take this back: duewatch undo {batch}", batch=result.batch_id), style="quiet")
    return DONE


def _undo_arguments(parser: Parser) -> None:
    parser.argument("batch", metavar="BATCH", nargs="?", reads=whole(1, 10**9), help=text(
        "The batch's number as batches lists it; left out: the latest that still stands"))  # fmt: skip


def undo(call: Call) -> int:
    """Take a batch back whole."""
    removed = call.desk.undo(call.now, call.options.batch)
    if call.out.json:
        call.out.document(
            "undo",
            batch=removed.batch_id,
            removed={"loans": removed.loans, "events": removed.events, "records": removed.records},
        )
        return DONE
    parts: list[Text] = []
    if removed.loans:
        parts.append(ntext("{count} loan", "{count} loans", removed.loans))
    parts.append(ntext("{count} entry", "{count} entries", removed.events))
    if removed.records:
        parts.append(ntext("{count} row of files", "{count} rows of files", removed.records))
    what = call.wording.say(text(", ")).join(call.wording.say(part) for part in parts)
    call.out.say(text("Batch {batch} is taken back: {what}.", batch=removed.batch_id, what=what))
    return DONE


def _batches_arguments(parser: Parser) -> None:
    parser.argument("--limit", metavar="N", default=50, reads=whole(1, 100_000), help=text("How many; default 50"))


def batches(call: Call) -> int:
    """What was imported and entered, newest first."""
    found = call.desk.batches(call.options.limit)
    if call.out.json:
        call.out.document(
            "batches",
            batches=[
                {
                    "id": one.id,
                    "made_at": one.at,
                    "what": one.what,
                    "subject": one.subject,
                    "loans": one.loans,
                    "events": one.events,
                    "records": one.records,
                    "undone_at": one.undone_at,
                }
                for one in found
            ],
        )
        return DONE
    if not found:
        call.out.say(text("Nothing has been entered yet."))
        return DONE
    say = call.wording.say
    columns = [
        Column(say(text("Batch")), right=True),
        Column(say(text("When"))),
        Column(say(text("What"))),
        Column(say(text("Of")), keep=NAME),
        Column(say(text("Loans")), right=True, drop=1),
        Column(say(text("Entries")), right=True),
        Column(say(text("State")), drop=2),
    ]
    lines = [
        [
            str(one.id),
            one.at.strftime("%Y-%m-%d %H:%M"),
            say(batch_name(one.what)),
            HIDDEN_NAME if call.wording.hide_amounts else one.subject,
            str(one.loans),
            str(one.events),
            say(text("stands") if one.undone_at is None else text("taken back")),
        ]
        for one in found
    ]
    call.out.table(columns, lines)
    return DONE


COMMANDS = {
    "pay": Command(_pay_arguments, pay),
    "undo": Command(_undo_arguments, undo, applies=False),
    "batches": Command(_batches_arguments, batches, applies=False),
}
