"""loan party, loan particular: who stands behind a loan, and what its contract says beyond bills."""

from duewatch.cli.agreeing import noted, on_and_note
from duewatch.cli.call import Call, Command
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, some_text
from duewatch.model.text import text

ROLES = ("lender", "guarantor", "creditor", "agency")
NOBODY = "-"


def _party_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("role", metavar="ROLE", choices=ROLES, help=text(
        "lender: on the contract and the credit report; guarantor; creditor: to whom it is owed now; agency: collects"
    ))  # fmt: skip
    parser.argument("name", metavar="NAME", reads=some_text, help=text(
        "As the contract, the notice or the letter writes it; “-”: nobody any more"))  # fmt: skip
    on_and_note(parser, text("The day from which it is so; default today"))


def party(call: Call) -> int:
    """Note who is in a role from a day on."""
    options = call.options
    name = "" if options.name == NOBODY else options.name
    return noted(
        call,
        call.desk.name_party(options.loan, options.role, name, call.now, on=options.on, note=options.note),
        None
        if options.role != "creditor" or not name
        else text(
            "Before you pay somebody new: have the transfer confirmed by the lender itself, through the app or the "
            "number in the contract."
        ),
    )


def _particular_arguments(parser: Parser) -> None:
    loan_id_argument(parser)
    parser.argument("key", metavar="KEY", reads=some_text, help=text(
        "What it is, such as return-on; loan show lists those of the platform"))  # fmt: skip
    parser.argument("value", metavar="VALUE", reads=some_text, help=text(
        "A day, an amount in yuan, or words, as it asks; “-”: not known any more"))  # fmt: skip
    on_and_note(parser, text("The day you learned of it; default today"))


def particular(call: Call) -> int:
    """Note what the contract says beyond bills."""
    options = call.options
    value = "" if options.value == NOBODY else options.value
    return noted(
        call,
        call.desk.note_particular(options.loan, options.key, value, call.now, on=options.on, note=options.note),
    )


COMMANDS = {
    "loan party": Command(_party_arguments, party),
    "loan particular": Command(_particular_arguments, particular),
}
