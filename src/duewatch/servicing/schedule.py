"""The repayment plan that follows from the terms.

`bills` gives what is due when, for the replay; `plan` the same with what it costs. Both know every kind of loan that
has a plan; amounts that the terms do not settle are None, never a guess. A plain monthly plan is reckoned in whole
numbers (`monthly`), any other with all it may have agreed (`reckoning`); where both apply they agree to the fen.
"""

from collections.abc import Sequence
from operator import add

from duewatch.model.bill import Bill
from duewatch.model.clauses import FeeTiming
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.lpr import LprHistory
from duewatch.servicing.plans import monthly
from duewatch.servicing.plans.periods import due_dates, periods
from duewatch.servicing.plans.plan import Details, Drawdown, Extras, Instalment, Plan
from duewatch.servicing.plans.terms_check import check_drawdowns, check_terms

__all__ = ["SCHEDULED", "Drawdown", "Instalment", "Plan", "bills", "check_terms", "plan"]

SCHEDULED = (
    LoanKind.EQUAL_INSTALMENT,
    LoanKind.EQUAL_PRINCIPAL,
    LoanKind.FLAT,
    LoanKind.INTEREST_FIRST,
    LoanKind.BULLET,
    LoanKind.DAILY,
)
"""Kinds whose bills follow from the terms; the bills of the others are stated by the lender."""


def bills(terms: Terms, drawdowns: Sequence[Drawdown] = (), lpr: LprHistory | None = None) -> tuple[Bill, ...]:
    """The bills of the plan, in order of due date; ids are "1", "2", … Amounts in fen, the last bill takes the rest
    of the principal.

    None for revolving and unknown kinds, and where due date or number are not known. drawdowns: lent later, beside
    the principal. lpr: the known loan prime rates, for a
    loan that follows them. Raises InputProblem for impossible
    terms (see check_terms).
    """
    columns = None if drawdowns else _plain(terms)
    if columns is None:
        check_terms(terms)
        check_drawdowns(terms, drawdowns)
        if terms.kind not in SCHEDULED:
            return ()
        from duewatch.servicing.plans.reckoning import reckon

        fee = any(clause.timing is FeeTiming.INSTALMENT for clause in terms.fees)
        return tuple(_bill(line, with_fee=fee) for line in reckon(terms, drawdowns, lpr).lines)
    dues = due_dates(terms, len(columns.principals)) or ()
    ids = map(str, range(1, len(dues) + 1))
    return tuple(map(Bill, ids, dues, map(add, *columns), *columns))  # id, due_on, total, principal, interest


def plan(terms: Terms, drawdowns: Sequence[Drawdown] = (), lpr: LprHistory | None = None) -> Plan:
    """The whole plan with its sums, fees and flows. Arguments and errors as for `bills`.

    A kind without a plan, and terms without due dates, give one without instalments.
    """
    columns = None if drawdowns else _plain(terms)
    if columns is None:
        check_terms(terms)
        check_drawdowns(terms, drawdowns)
        return _in_full(terms, drawdowns, lpr)
    return Plan(lambda: _dated(terms, columns), terms.principal_fen, columns.interests, terms.disbursed_on)


def _plain(terms: Terms) -> monthly.Columns | None:
    columns = monthly.columns(terms)
    if columns is not None and not (monthly.dates_can_be(terms) and monthly.nothing_beside(terms)):
        check_terms(terms)
    return columns


def _dated(terms: Terms, columns: monthly.Columns) -> Details:
    """The lines of a plain plan."""
    from duewatch.servicing.plans.notes import of_plan

    spans = periods(terms, len(columns.principals))
    if not spans:
        return (), ()
    lines, balance = [], sum(columns.principals)
    for span, principal, interest in zip(spans, *columns, strict=True):
        balance -= principal
        lines.append(
            Instalment(
                number=span.number,
                from_on=span.from_on,
                due_on=span.due_on,
                principal_fen=principal,
                interest_fen=interest,
                fee_fen=0,
                total_fen=principal + interest,
                balance_fen=balance,
            )
        )
    return tuple(lines), of_plan(terms, spans[0], lines)


def _in_full(terms: Terms, drawdowns: Sequence[Drawdown], lpr: LprHistory | None) -> Plan:
    from duewatch.servicing.plans.reckoning import reckon

    if terms.kind not in SCHEDULED:
        return Plan(lambda: ((), ()), terms.principal_fen, (None,), terms.disbursed_on)
    found = reckon(terms, drawdowns, lpr)
    extras = Extras(
        fees=[line.fee_fen for line in found.lines],
        drawdowns=tuple(drawdowns),
        deducted_fen=found.deducted_fen,
        financed_fen=found.financed_fen,
    )
    interests = [line.interest_fen for line in found.lines] or [None]
    return Plan(lambda: (found.lines, found.notes), terms.principal_fen, interests, terms.disbursed_on, extras)


def _bill(line: Instalment, *, with_fee: bool) -> Bill:
    return Bill(
        id=str(line.number),
        due_on=line.due_on,
        total_fen=line.total_fen,
        principal_fen=line.principal_fen,
        interest_fen=line.interest_fen,
        fee_fen=line.fee_fen if with_fee else None,
    )
