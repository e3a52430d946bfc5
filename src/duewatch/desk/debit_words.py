"""Debits and accounts in words."""

from collections.abc import Iterator

from duewatch.desk.debits import AccountView, DebitLine, DebitMap
from duewatch.model.debit import Account
from duewatch.model.text import Money, Name, Text, text


def account_name(name: str | None) -> Text:
    """An account by its name, hidden with the names."""
    return text("not known") if name is None else Name(name, name)


def day(line: DebitLine) -> Text:
    """The day on which it is taken."""
    return text("overdue") if line.debit.overdue else text("{on}", on=f"{line.debit.on:%m-%d}")


def when(line: DebitLine) -> Text:
    """The time of the day."""
    if line.debit.at is None:
        return text("not known")
    if line.told_by_facts:
        return text("{time}, by a source", time=line.debit.at)
    return text("{time}", time=line.debit.at)


def what_is_known(account: Account) -> Text:
    """What was typed in of an account."""
    parts: list[Text] = []
    if account.balance_fen is None or account.balance_on is None:
        parts.append(text("balance not known"))
    else:
        parts.append(text("{amount} as typed on {on}", amount=Money(account.balance_fen), on=account.balance_on))
    if account.paydays:
        days = ", ".join(str(day) for day in account.paydays)
        pay: Text | Money = text("amount not known") if account.pay_fen is None else Money(account.pay_fen)
        parts.append(text("pay on day {days} of the month: {pay}", days=days, pay=pay))
    else:
        parts.append(text("paydays not known"))
    first, second = parts
    return text("{first}, {second}", first=first, second=second)


def conclusions(view: AccountView) -> Iterator[Text]:
    """Warnings of an account; where there is none, that what is known serves what is known."""
    yield from view.warnings
    if view.stretches and not view.warnings:
        yield text(
            "{account}: what is known to be taken is there, by what you typed.",
            account=Name(view.account.name, view.account.name),
        )
    if any(stretch.unknown for stretch in view.stretches):
        yield text("Debits whose amount is not known come on top.")


def remarks(found: DebitMap) -> Iterator[Text]:
    """What holds of the whole picture."""
    if any(line.account is None for line in found.lines):
        yield text("Where the account is not known, look into the app and enter it with the loan.")
    if any(line.debit.overdue for line in found.lines):
        yield text("What is overdue may be taken on any day; here it counts today.")
    yield text("Living costs are not counted here; they come first. Pay of a day counts from the day after.")
