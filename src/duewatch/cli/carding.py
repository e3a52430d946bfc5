"""card: a card's statements worked out from its posts."""

from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.cli import documents, words
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, amount, day
from duewatch.cli.table import Column
from duewatch.model.problem import InputProblem
from duewatch.model.text import Name, text

if TYPE_CHECKING:
    from datetime import date

    from duewatch.desk.carding import InstalmentPlan, Statement
    from duewatch.model.money import Fen


def _dated(place: str, value: str) -> "tuple[date, Fen]":
    when, _, yuan = value.strip().partition(" ")
    return day(place, when), amount(place, yuan or "-")


def _plan(place: str, value: str) -> "InstalmentPlan":
    from duewatch.desk.carding import InstalmentPlan

    pieces = value.split()
    if len(pieces) not in {3, 4} or not pieces[2].isdecimal() or not 1 <= int(pieces[2]) <= 120:
        raise InputProblem(
            text("{place}: “{value}” is not a plan.", place=place, value=value),
            text("Write day, amount, number of instalments and the fee of each: 2026-09-03 6000 12 36"),
        )
    fee = amount(place, pieces[3]) if len(pieces) == 4 else 0
    return InstalmentPlan(day(place, pieces[0]), amount(place, pieces[1]), int(pieces[2]), fee)


def _arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("--posts", metavar="FILE", required=True, help=text(
        "CSV file with the columns date,amount in yuan since the card stood at nothing; bought positive, paid negative"
    ))  # fmt: skip
    parser.argument("--cash", metavar="'DATE YUAN'", action="append", default=[], reads=_dated, help=text(
        "A cash advance; it has no free period"))  # fmt: skip
    parser.argument("--plan", metavar="'DATE YUAN N FEE'", action="append", default=[], reads=_plan, help=text(
        "An instalment plan inside the bill: day, amount, number, fee of each"))  # fmt: skip
    parser.argument("--on", metavar="DATE", reads=day, help=text("Up to which day; default today"))


def card(call: Call) -> int:
    """The statements, with what interest and 违约金 come to."""
    options = call.options
    path = Path(options.posts).expanduser()
    view = call.desk.card_statements(options.loan, path, call.now, cash=options.cash, plans=options.plan, on=options.on)
    if call.out.json:
        call.out.document("card", loan=view.loan.id, statements=[_document(one) for one in view.statements])
        return DONE
    out, say, wording = call.out, call.wording.say, call.wording
    out.heading(text("Statements of {card}", card=Name(view.loan.name, view.loan.name)))
    names = (text("Statement"), text("Due"), text("Balance"), text("Minimum"), text("Interest"), text("Damages"),
             text("Paid in time"))  # fmt: skip
    columns = [Column(say(name), right=number > 1) for number, name in enumerate(names)]
    out.table(columns, [
        [one.statement_on.isoformat(), one.due_on.isoformat(),
         *(words.money(wording, fen) for fen in
           (one.balance_fen, one.minimum_fen, one.interest_fen, one.late_fen, one.paid_fen))]
        for one in view.statements
    ])  # fmt: skip
    for one in view.statements:
        for line in one.lines:
            rate = f"{wording.money(line.base_fen)} × {line.pct:f}%"
            span = "" if line.days is None else say(text(" × {days} days, {first} to {last}", days=line.days,
                                                         first=line.first_on, last=line.last_on))  # fmt: skip
            out.words(f"{one.statement_on}: {rate}{span} = {wording.money(line.amount_fen)}", indent=2, style="quiet")
    out.say(text("By the agreement as entered with the card; the bank's own statement counts."), style="quiet")
    return DONE


def _document(one: "Statement") -> documents.Document:
    return {
        "statement_on": one.statement_on,
        "due_on": one.due_on,
        "balance_fen": one.balance_fen,
        "minimum_fen": one.minimum_fen,
        "interest_fen": one.interest_fen,
        "late_fen": one.late_fen,
        "paid_fen": one.paid_fen,
        "in_full": one.in_full,
        "minimum_met": one.minimum_met,
        "lines": [
            {
                "of": str(line.of),
                "posted_on": line.posted_on,
                "base_fen": line.base_fen,
                "rate_pct": f"{line.pct:f}",
                "first_on": line.first_on,
                "last_on": line.last_on,
                "days": line.days,
                "amount_fen": line.amount_fen,
            }
            for line in one.lines
        ],
    }


COMMANDS = {"card": Command(_arguments, card)}
