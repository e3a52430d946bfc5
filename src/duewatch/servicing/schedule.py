"""The repayment plan that follows from the terms.

A month counts as a month, whatever its length, as equal-instalment and interest-first contracts with a fixed due
day reckon. A contract that reckons otherwise is followed by entering its own figures as bills.
"""

from dataclasses import replace
from decimal import Decimal, localcontext

from duewatch.model.bill import Bill
from duewatch.model.dates import add_months, monthly
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.money import MAX_FEN, Fen, round_half_up
from duewatch.model.problem import InputProblem
from duewatch.model.text import Parameter, text

MAX_INSTALMENTS = 600
"""Fifty years of monthly bills; more is a typing error."""
MAX_ANNUAL_RATE_PCT = 1000
MAX_LATE_DAILY_PCT = 10
MAX_GRACE_DAYS = 90
SCHEDULED = (LoanKind.EQUAL_INSTALMENT, LoanKind.INTEREST_FIRST, LoanKind.BULLET)
"""Kinds whose bills follow from the terms; the bills of the others are stated by the lender."""


def check_terms(terms: Terms) -> None:
    """Raise InputProblem naming the field, if the terms cannot be. What is not known (None) is never wrong."""
    _check_amounts(terms)
    _check_within("due day", terms.due_day, 1, 31)
    _check_within("statement day", terms.statement_day, 1, 31)
    _check_within("instalments", terms.instalments, 1, MAX_INSTALMENTS)
    _check_within("grace days", terms.grace_days, 0, MAX_GRACE_DAYS)
    _check_within("annual rate (percent)", terms.annual_rate_pct, 0, MAX_ANNUAL_RATE_PCT)
    _check_within("daily late charge (percent)", terms.late_daily_pct, 0, MAX_LATE_DAILY_PCT)
    if terms.disbursed_on and terms.first_due_on and terms.first_due_on <= terms.disbursed_on:
        raise InputProblem(
            text(
                "The first due date {first} is not after the day of lending {lent}.",
                first=terms.first_due_on,
                lent=terms.disbursed_on,
            ),
            text("Correct one of the two dates."),
        )
    if terms.kind is LoanKind.BULLET and (terms.instalments or 1) != 1:
        raise InputProblem(
            text("A loan that is paid back all at the end has one bill, not {count}.", count=terms.instalments or 1),
            text("Leave out the number of instalments, or choose another kind of loan."),
        )
    _check_instalment(terms)


def bills(terms: Terms) -> tuple[Bill, ...]:
    """The bills of the plan, in order of due date; ids are "1", "2", … Amounts in fen, halves rounded up, the last
    bill takes the rest of the principal.

    None for revolving and unknown kinds, and where due date or number are not known. An amount that the terms do
    not settle is None, never a guess. Raises InputProblem for impossible terms (see check_terms).
    """
    check_terms(terms)
    if terms.kind is LoanKind.BULLET:
        return _bullet(terms)
    if terms.kind not in SCHEDULED or terms.instalments is None:
        return ()
    first = terms.first_due_on
    if first is None:
        if terms.disbursed_on is None:
            return ()
        first = add_months(terms.disbursed_on, 1, terms.due_day)
    count = terms.instalments
    amounts = _equal_instalments(terms, count) if terms.kind is LoanKind.EQUAL_INSTALMENT else _interest_first(terms)
    return tuple(
        Bill(id=str(number), due_on=due_on, total_fen=total, principal_fen=principal, interest_fen=interest)
        for number, (due_on, (total, principal, interest)) in enumerate(
            zip(monthly(first, count, terms.due_day), amounts, strict=True), start=1
        )
    )


def equal_instalment_fen(principal_fen: Fen, monthly_rate: Decimal, instalments: int) -> Fen:
    """The instalment that pays back the principal in equal amounts (等额本息), rounded half up to the fen.

    monthly_rate: a fraction a month (0.01 is 1 %), at least 0.
    """
    if not monthly_rate:
        return round_half_up(Decimal(principal_fen) / instalments)
    with localcontext() as context:
        context.prec = 50
        return round_half_up(principal_fen * monthly_rate / (1 - (1 + monthly_rate) ** -instalments))


_Amounts = tuple[Fen | None, Fen | None, Fen | None]
"""Total, principal, interest of one bill."""


def _equal_instalments(terms: Terms, count: int) -> list[_Amounts]:
    principal, rate, instalment = terms.principal_fen, _monthly_rate(terms), terms.instalment_fen
    if principal is None or rate is None:
        # The contract's own instalment is all there is; what the last bill comes to is then not known.
        last = instalment if count == 1 else None
        return [*((instalment, None, None) for _ in range(count - 1)), (last, None, None)]
    if instalment is None:
        instalment = equal_instalment_fen(principal, rate, count)
    amounts: list[_Amounts] = []
    balance = principal
    for number in range(1, count + 1):
        interest = round_half_up(balance * rate)
        part = balance if number == count else min(max(instalment - interest, 0), balance)
        amounts.append((part + interest, part, interest))
        balance -= part
    return amounts


def _interest_first(terms: Terms) -> list[_Amounts]:
    principal, rate, interest = terms.principal_fen, _monthly_rate(terms), terms.instalment_fen
    if interest is None and principal is not None and rate is not None:
        interest = round_half_up(principal * rate)
    last = None if principal is None or interest is None else principal + interest
    count = terms.instalments or 1
    return [(interest, 0, interest)] * (count - 1) + [(last, principal, interest)]


def _bullet(terms: Terms) -> tuple[Bill, ...]:
    """One bill. Interest is reckoned only over whole months: for odd days contracts differ (360 or 365 days)."""
    due_on = terms.first_due_on
    if due_on is None:
        return ()
    bill = Bill(id="1", due_on=due_on, total_fen=terms.instalment_fen, principal_fen=terms.principal_fen)
    principal, rate, lent_on = terms.principal_fen, _monthly_rate(terms), terms.disbursed_on
    if terms.instalment_fen is not None:
        if principal is None:
            return (bill,)
        return (replace(bill, interest_fen=terms.instalment_fen - principal),)
    if principal is None or rate is None:
        return (bill,)
    if rate == 0:
        return (replace(bill, total_fen=principal, interest_fen=0),)
    if lent_on is None:
        return (bill,)
    months = (due_on.year - lent_on.year) * 12 + due_on.month - lent_on.month
    if add_months(lent_on, months) != due_on:
        return (bill,)
    interest = round_half_up(principal * rate * months)
    return (replace(bill, total_fen=principal + interest, interest_fen=interest),)


def _monthly_rate(terms: Terms) -> Decimal | None:
    return None if terms.annual_rate_pct is None else terms.annual_rate_pct / 1200


def _check_amounts(terms: Terms) -> None:
    for field, amount, least in (
        ("principal", terms.principal_fen, 1),
        ("instalment", terms.instalment_fen, 1),
        ("credit limit", terms.credit_limit_fen, 0),
    ):
        if amount is not None and not least <= amount <= MAX_FEN:
            raise InputProblem(
                text("The {field} must be more than nothing and no more than ten trillion yuan.", field=_name(field)),
                text("Correct it, or leave it empty if it is not known."),
            )


def _check_within(field: str, value: int | Decimal | None, least: int, most: int) -> None:
    if value is not None and not least <= value <= most:  # a Decimal NaN would raise; parsers refuse it before
        raise InputProblem(
            text(
                "The value {value} for {field} is not between {least} and {most}.",
                field=_name(field),
                value=value,
                least=least,
                most=most,
            ),
            text("Correct it, or leave it empty if it is not known."),
        )


def _check_instalment(terms: Terms) -> None:
    """A fixed instalment must fit the other terms: neither eaten up by interest nor done before the last bill."""
    principal, instalment = terms.principal_fen, terms.instalment_fen
    if principal is None or instalment is None:
        return
    if terms.kind is LoanKind.BULLET:
        if instalment < principal:
            raise InputProblem(
                text("The one bill is smaller than the principal."), text("Correct the instalment or the principal.")
            )
        return
    rate, count = _monthly_rate(terms), terms.instalments
    if terms.kind is not LoanKind.EQUAL_INSTALMENT or rate is None or count is None:
        return
    if count > 1 and instalment <= round_half_up(principal * rate):
        raise InputProblem(
            text("The instalment does not even cover the first month's interest."),
            text("Correct the instalment, the principal or the annual rate."),
        )
    needed = sum(1 for _, part, _ in _equal_instalments(terms, count) if part)
    if needed < count:
        raise InputProblem(
            text(
                "With this instalment the loan is paid back after {needed} bills, not {count}.",
                needed=needed,
                count=count,
            ),
            text("Correct the instalment, the number of instalments or the annual rate."),
        )


def _name(field: str) -> Parameter:
    """A field's name in the borrower's language."""
    names = {
        "principal": text("principal"),
        "instalment": text("instalment amount"),
        "credit limit": text("credit limit"),
        "due day": text("due day of the month"),
        "statement day": text("statement day of the month"),
        "instalments": text("number of instalments"),
        "grace days": text("grace days"),
        "annual rate (percent)": text("annual rate (percent)"),
        "daily late charge (percent)": text("daily late charge (percent)"),
    }
    return names[field]
