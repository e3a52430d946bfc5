"""A credit report and its differences in words. Where the two disagree nothing says which of them is right."""

from datetime import date
from typing import TYPE_CHECKING

from duewatch.model.dates import add_months
from duewatch.model.text import Literal, Money, Name, Text, ntext, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duewatch.credit.comparison import FigureDifference, MonthDifference
    from duewatch.desk.reporting import AccountLine

_FEN = frozenset({"balance", "overdue", "limit", "amount"})


def account_kind_name(kind: str) -> Text:
    """A kind of account, by its ACCOUNT_KINDS value."""
    match kind:
        case "line":
            return text("credit line")
        case "card":
            return text("credit card")
        case "semi-card":
            return text("semi-credit card")
        case "duty":
            return text("answering for somebody else's debt")
        case "recovery":
            return text("claim that was passed on or paid by a guarantor")
    return text("loan on the report")


def account_state_name(state: str) -> Text:
    """A state, by its ACCOUNT_STATES value."""
    match state:
        case "open":
            return text("open, not overdue")
        case "overdue":
            return text("overdue by the report")
        case "settled":
            return text("settled by the report")
        case "closed":
            return text("card closed")
        case "inactive":
            return text("card not switched on")
        case "transferred":
            return text("moved elsewhere")
        case "bad-debt":
            return text("booked as bad debt")
    return text("state not told")


def state_word(state: str) -> Text:
    """A state in a word, for lists."""
    match state:
        case "open":
            return text("running")
        case "overdue":
            return text("overdue")
        case "settled":
            return text("settled")
        case "closed":
            return text("closed")
    return account_state_name(state)


def edition_name(edition: str) -> Text:
    """Which edition of the report."""
    return text("detailed edition") if edition == "detailed" else text("brief edition")


def figure_name(what: str) -> Text:
    """What a figure is, by FigureDifference.what."""
    match what:
        case "balance":
            return text("balance")
        case "overdue":
            return text("overdue now")
        case "limit":
            return text("limit of the credit")
        case "amount":
            return text("amount lent")
        case "opened":
            return text("day of opening")
        case "state":
            return text("state of the account")
        case "late-months":
            return text("overdue months in five years")
    return text("months more than 90 days overdue in five years")


def figure_words(one: "FigureDifference", value: int | str | date | None) -> Text | Money:
    """A figure's value."""
    if value is None:
        return text("not known")
    if one.what in _FEN and isinstance(value, int):
        return Money(value)
    if one.what == "state":
        return account_state_name(str(value))
    return Literal(str(value), str(value))


def reason_words(reason: str) -> Text:
    """Why the two may differ, by its comparison.REASONS value."""
    match reason:
        case "report-older":
            return text("the lender told it before the month was over")
        case "bill-missing":
            return text("a bill or an amount is perhaps not entered here")
        case "payment-missing":
            return text("a payment is perhaps not entered here")
        case "reported-late":
            return text(
                "the lender tells of arrears that are none by what is entered here: compare due day and arrival of the "
                "payment; if the report is wrong, the lender or the credit reference centre takes an objection"
            )
        case "within-month":
            return text("paid late but within the month, which lenders tell in different ways")
        case "count-differs":
            return text("days past due or unpaid instalments may be counted otherwise")
        case "assumption":
            return text("the code here rests on an assumption")
        case "granularity":
            return text("the lender may tell of several drawings as one account, or of one loan as several")
        case "not-told-there":
            return text("the report leaves it open")
        case "over-there":
            return text("the report holds it for settled, here it is open")
        case "over-here":
            return text("here it is settled, the report does not say so yet")
        case "terms-missing":
            return text("not entered here yet")
    return text("the reason is not known")


def account_title(line: "AccountLine") -> Text:
    """An account in a line."""
    account = line.account
    return text(
        "{place}. {lender}: {kind}, {state}",
        place=account.place,
        lender=Name(account.lender, account.lender),
        kind=account_kind_name(account.kind),
        state=account_state_name(account.state),
    )


def _code(code: str | None) -> Text:
    return text("no code") if code is None else Literal(code, code)


def told(line: "AccountLine") -> list[Text]:
    """What the report says of an account, and which loan it is, as sentences."""
    account = line.account
    said: list[Text] = []
    if account.balance_fen is not None:
        said.append(text("Balance {amount}", amount=Money(account.balance_fen)))
    if account.overdue_fen:
        said.append(text("Overdue by the report: {amount}", amount=Money(account.overdue_fen)))
    if account.late_months is not None:
        said.append(ntext("{count} overdue month in five years", "{count} overdue months in five years",
                          account.late_months))  # fmt: skip
    if account.specials:
        kinds = ", ".join(each.kind for each in account.specials)
        said.append(text("Special transactions: {kinds}", kinds=Name(kinds, kinds)))
    if line.loan is not None:
        said.append(text("Here: {loan}", loan=Name(line.loan.id, line.loan.id)))
    elif line.candidates:
        ids = ", ".join(loan.id for loan in line.candidates)
        said.append(text("May be {loans}; say it with: duewatch report link {place} LOAN", loans=Name(ids, ids),
                         place=account.place))  # fmt: skip
    elif line.account.is_over or account.kind in {"duty", "recovery"} or account.currency != "CNY":
        said.append(text("No loan here stands for it."))
    else:
        said.append(text("Not here yet; add it with: duewatch report add {place} --platform NAME", place=account.place))
    return said


def _runs(months: "Sequence[MonthDifference]") -> "list[list[MonthDifference]]":
    """Months that follow each other and differ in the same way, together."""
    runs: list[list[MonthDifference]] = []
    for each in months:
        last = runs[-1][-1] if runs else None
        alike = last is not None and (last.ours, last.theirs, last.reasons) == (each.ours, each.theirs, each.reasons)
        if last is not None and alike and add_months(last.month, 1) == each.month:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def differences(line: "AccountLine") -> list[tuple[Text, list[Text]]]:
    """Each difference of an account with the reasons that there may be."""
    compared = line.compared
    if compared is None:
        return []
    found: list[tuple[Text, list[Text]]] = []
    for run in _runs(compared.months):
        first, last = run[0], run[-1]
        months = f"{first.month:%Y-%m}" if len(run) == 1 else f"{first.month:%Y-%m} – {last.month:%Y-%m}"
        what = text(
            "{month}: here {ours}, on the report {theirs}",
            month=months,
            ours=_code(first.ours),
            theirs=_code(first.theirs),
        )
        found.append((what, [reason_words(reason) for reason in first.reasons]))
    for one in compared.figures:
        what = text("{what}: here {ours}, on the report {theirs}", what=figure_name(one.what),
                    ours=figure_words(one, one.ours), theirs=figure_words(one, one.theirs))  # fmt: skip
        found.append((what, [reason_words(reason) for reason in one.reasons]))
    return found
