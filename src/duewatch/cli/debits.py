"""debits, debits account: from which account loans are debited, when, and whether it can serve them."""

from typing import TYPE_CHECKING

from duewatch.cli import documents, words
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, amount, whole
from duewatch.cli.table import Column
from duewatch.model.debit import read_account
from duewatch.model.text import Name, text

if TYPE_CHECKING:
    from duewatch.desk.debits import Account, AccountView, DebitLine


def _arguments(parser: Parser) -> None:
    parser.argument("--days", metavar="N", default=31, reads=whole(1, 366), help=text(
        "How many days ahead; default 31"))  # fmt: skip


def debits(call: Call) -> int:
    """The map of debits."""
    from duewatch.desk.debit_words import account_name, conclusions, day, remarks, what_is_known, when

    found = call.desk.debits(call.now, days=call.options.days)
    out, say = call.out, call.wording.say
    if out.json:
        out.document(
            "debits",
            on=found.on,
            until=found.until,
            debits=[_line(line) for line in found.lines],
            accounts=[_account_view(call, view) for view in found.accounts],
            remarks=[say(each) for each in remarks(found)],
        )
        return DONE
    out.heading(text("Automatic debits until {on}", on=found.until))
    if not found.lines:
        out.say(text("No bill is known for these days."))
    else:
        columns = [Column(say(text("Day"))), Column(say(text("Time"))), Column(say(text("Account"))),
                   Column(say(text("Loan"))), Column(say(text("Amount")), right=True)]  # fmt: skip
        out.table(columns, [
            [say(day(line)), say(when(line)), say(account_name(line.account)), say(line.name),
             words.money(call.wording, line.debit.amount_fen)]
            for line in found.lines
        ])  # fmt: skip
    for view in found.accounts:
        out.blank()
        out.heading(Name(view.account.name, view.account.name))
        out.say(what_is_known(view.account), indent=2)
        for sentence in conclusions(view):
            out.say(sentence, indent=2)
    out.blank()
    for sentence in remarks(found):
        out.say(sentence, style="quiet")
    return DONE


def _line(line: "DebitLine") -> documents.Document:
    debit = line.debit
    return {
        "loan": debit.loan_id,
        "bill": debit.bill_id,
        "on": debit.on,
        "time": debit.at,
        "time_from": None if debit.at is None else "facts" if line.told_by_facts else "own",
        "account": line.account,
        "amount_fen": debit.amount_fen,
        "overdue": debit.overdue,
    }


def _account_view(call: Call, view: "AccountView") -> documents.Document:
    return {
        **_account(view.account),
        "stretches": [
            {
                "first_on": one.first_on,
                "last_on": one.last_on,
                "need_fen": one.need_fen,
                "unknown": one.unknown,
                "available_fen": one.available_fen,
                "short_on": one.short_on,
                "gap_fen": one.gap_fen,
                "loans": list(dict.fromkeys(debit.loan_id for debit in one.debits)),
            }
            for one in view.stretches
        ],
        "warnings": [call.wording.say(each) for each in view.warnings],
    }


def _account(account: "Account") -> documents.Document:
    return {
        "name": account.name,
        "balance_fen": account.balance_fen,
        "balance_on": account.balance_on,
        "paydays": list(account.paydays),
        "pay_fen": account.pay_fen,
    }


def _account_arguments(parser: Parser) -> None:
    parser.argument("name", metavar="BANK", reads=lambda _, value: read_account(value), help=text(
        "The account: bank and last digits, like “招商银行 1234”, never the whole number"))  # fmt: skip
    parser.argument("--balance", metavar="YUAN", reads=_balance, help=text("What is in it today; 0 for nothing"))
    parser.argument("--payday", metavar="DAY", action="append", reads=whole(1, 31), help=text(
        "A day of the month on which pay comes in; may be given several times"))  # fmt: skip
    parser.argument("--pay", metavar="YUAN", reads=amount, help=text("How much comes in on a payday"))
    parser.argument("--forget", action="store_true", help=text("The account is known no more"))


def _balance(place: str, value: str) -> int:
    return 0 if value.strip().rstrip("0").rstrip(".") in {"", "0"} else amount(place, value)


def account(call: Call) -> int:
    """Note what is known of an account."""
    options = call.options
    made = call.desk.set_account(
        options.name,
        call.now,
        balance_fen=options.balance,
        paydays=options.payday,
        pay_fen=options.pay,
        forget=options.forget,
    )
    if call.out.json:
        call.out.document("account", account=None if made is None else _account(made))
    elif made is None:
        call.out.say(text("The account is known no more."))
    else:
        from duewatch.desk.debit_words import what_is_known

        call.out.say(text("{account}: {state}", account=Name(made.name, made.name), state=what_is_known(made)))
    return DONE


COMMANDS = {"debits": Command(_arguments, debits), "debits account": Command(_account_arguments, account)}
