"""Which account each loan is debited from, on which day and at what time, and whether one account can serve all."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from duewatch.desk.looking import find_loan
from duewatch.desk.todo import loan_name
from duewatch.desk.writing import check_amount, edit_loan
from duewatch.model.debit import Account, read_account
from duewatch.model.loan import Loan
from duewatch.model.money import Fen
from duewatch.model.problem import InputProblem
from duewatch.model.projection import BillRow
from duewatch.model.text import Money, Name, Text, ntext, text
from duewatch.reminding.known import Hours
from duewatch.servicing.debits import Debit, Stretch, stretches

if TYPE_CHECKING:
    from duewatch.desk.session import Session

__all__ = ["Account", "AccountView", "Debit", "DebitLine", "DebitMap", "Stretch", "debit_map", "set_account", "warning"]
SETTING = "accounts"
DAYS = 31
MOST_BILLS = 500


@dataclass(frozen=True, slots=True)
class DebitLine:
    """A debit to come. account None: not known. told_by_facts: its time is that of the platform's facts, of which the
    contract may differ."""

    debit: Debit
    row: BillRow
    account: str | None
    told_by_facts: bool

    @property
    def name(self) -> Name:
        """What the loan is called."""
        return loan_name(self.row)


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account with what is taken from it. warnings: one sentence for each stretch that it cannot serve, or of which
    that is not known."""

    account: Account
    stretches: tuple[Stretch, ...]
    warnings: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class DebitMap:
    """Every debit of the coming days, by day and time, and every account that is known."""

    on: date
    until: date
    lines: tuple[DebitLine, ...]
    accounts: tuple[AccountView, ...]


def debit_map(session: "Session", now: datetime, days: int) -> DebitMap:
    """The debits of so many days, what is overdue among them, against the accounts."""
    today = now.date()
    until = today + timedelta(days=days)
    view = session.ledger.projected(today)
    own = session.ledger.debit_accounts()
    hours = Hours(session.host)
    lines = [_line(row, own.get(row.loan_id, (None, None)), hours(row.platform_id), today)
             for row in view.bills(until=until, limit=MOST_BILLS)]  # fmt: skip
    lines.sort(key=lambda line: (line.debit.on, line.debit.at or "", line.row.loan_id, line.debit.bill_id))
    known = accounts(session)
    names = dict.fromkeys([*known, *sorted({line.account for line in lines if line.account is not None})])
    return DebitMap(today, until, tuple(lines), tuple(
        _account_view(known.get(name, Account(name)), lines, today, until) for name in names
    ))  # fmt: skip


def _line(row: BillRow, own: tuple[str | None, str | None], usual: time | None, today: date) -> DebitLine:
    account, at = own
    told = at or (None if usual is None else f"{usual:%H:%M}")
    debit = Debit(row.loan_id, row.bill_id, max(row.due_on, today), told, row.remaining_fen, row.due_on < today)
    return DebitLine(debit, row, account, at is None and told is not None)


def _account_view(account: Account, lines: Sequence[DebitLine], today: date, until: date) -> AccountView:
    mine = [line for line in lines if line.account == account.name]
    found = stretches(account, [line.debit for line in mine], today, until)
    names = {line.row.loan_id: line.name for line in mine}
    said = (warning(account, stretch, names) for stretch in found)
    return AccountView(account, found, tuple(each for each in said if each is not None))


def warning(account: Account, stretch: Stretch, names: Mapping[str, Name]) -> Text | None:
    """What is to be said of a stretch in one sentence; None where the account serves all of it."""
    name = Name(account.name, account.name)
    need = Money(stretch.need_fen)
    if stretch.available_fen is None:
        if not stretch.need_fen:
            return None
        return text(
            "{account}: what will be in it is not known; from {first} to {last} it has to hold {need}.",
            account=name,
            first=f"{stretch.first_on:%m-%d}",
            last=f"{stretch.last_on:%m-%d}",
            need=need,
        )
    if stretch.short_on is None:
        return None
    loans = _joined([names[each] for each in dict.fromkeys(debit.loan_id for debit in stretch.debits)])
    return text(
        "{account}: {loans} take {need} from {first} to {last}, and {gap} of it is not there from {on} on; move money "
        "there before, have one of them debited elsewhere in its app, or ask the platform before its day.",
        account=name,
        loans=loans,
        need=need,
        first=f"{stretch.first_on:%m-%d}",
        last=f"{stretch.last_on:%m-%d}",
        gap=Money(stretch.gap_fen),
        on=f"{stretch.short_on:%m-%d}",
    )


def _joined(names: Sequence[Name]) -> Text:
    most = 4
    said: Text = names[0]
    for each in names[1:most]:
        said = text("{first}, {second}", first=said, second=each)
    if len(names) > most:
        said = ntext("{first} and {count} more", "{first} and {count} more", len(names) - most, first=said)
    return said


def set_debit(session: "Session", words: str, account: str | None, at: str | None, now: datetime) -> Loan:
    """From which account a loan is debited, and at what time. Raises InputProblem as `edit_loan` does."""
    loan = find_loan(session, words, now.date())
    return edit_loan(session, replace(loan, debit_account=account, debit_at=at), now)


# --- the accounts ----------------------------------------------------------------------------------------


def accounts(session: "Session") -> dict[str, Account]:
    """The accounts that were typed in, by name."""
    kept = session.ledger.setting(SETTING)
    return {} if kept is None else {each["name"]: _built(each) for each in json.loads(kept)}


def set_account(
    session: "Session",
    words: str,
    now: datetime,
    *,
    balance_fen: Fen | None,
    paydays: Sequence[int] | None,
    pay_fen: Fen | None,
    forget: bool = False,
) -> Account | None:
    """Note what is in an account today, its paydays and its pay; what is None stays. forget: the account is known no
    more. Raises InputProblem."""
    name = read_account(words)
    check_amount(text("the balance"), balance_fen, least=0)
    check_amount(text("the pay"), pay_fen, least=1)
    if any(not 1 <= day <= 31 for day in paydays or ()):
        raise InputProblem(text("A payday is a day of the month."), text("Give a number from 1 to 31."))
    known = accounts(session)
    if forget:
        if known.pop(name, None) is None:
            raise InputProblem(
                text("There is no account “{name}”.", name=name),
                text("Known are: {names}", names=", ".join(known) or "-"),
            )
        account = None
    else:
        account = known.get(name, Account(name))
        if balance_fen is not None:
            account = account._replace(balance_fen=balance_fen, balance_on=now.date())
        if paydays is not None:
            account = account._replace(paydays=tuple(sorted(set(paydays))))
        if pay_fen is not None:
            account = account._replace(pay_fen=pay_fen)
        known[name] = account
    with session.ledger.writing("account", name, now, batch=False) as writer:
        writer.set_setting(SETTING, json.dumps([_plain(known[each]) for each in sorted(known)], ensure_ascii=False))
    return account


def _plain(account: Account) -> dict[str, Any]:
    on = account.balance_on
    return account._asdict() | {"balance_on": None if on is None else on.isoformat()}


def _built(plain: dict[str, Any]) -> Account:
    on = plain["balance_on"]
    return Account(**plain | {
        "balance_on": None if on is None else date.fromisoformat(on), "paydays": tuple(plain["paydays"]),
    })  # fmt: skip
