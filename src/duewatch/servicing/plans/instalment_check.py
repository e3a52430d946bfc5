"""Whether a fixed instalment fits the other terms: it must neither be eaten up by interest nor be done too early."""

from duewatch.model.loan import LoanKind, Terms
from duewatch.model.problem import InputProblem
from duewatch.model.text import text


def check_instalment(terms: Terms) -> None:
    """Raise InputProblem if the contract's own instalment cannot go with principal, rate and number of bills."""
    principal, instalment, count = terms.principal_fen, terms.instalment_fen, terms.instalments
    if principal is None or instalment is None:
        return
    if terms.kind is LoanKind.BULLET:
        if instalment < principal:
            raise InputProblem(
                text("The one bill is smaller than the principal."), text("Correct the instalment or the principal.")
            )
    elif terms.kind is LoanKind.FLAT:
        if count is not None and instalment * count < principal:
            raise InputProblem(
                text("The instalments together are less than the principal."),
                text("Correct the instalment, the principal or the number of instalments."),
            )
    elif terms.kind is LoanKind.EQUAL_PRINCIPAL:
        _check_done(terms, -(-principal // instalment))
    elif terms.kind in {LoanKind.EQUAL_INSTALMENT, LoanKind.DAILY} and terms.annual_rate_pct is not None:
        _check_annuity(terms)


def _check_annuity(terms: Terms) -> None:
    from duewatch.servicing.plans.reckoning import reckon, runs_until_paid

    if terms.instalments == 1:
        return
    lines = reckon(terms).lines
    if not lines:
        return
    paying = [line for line in lines if line.number > terms.grace_principal]
    if paying[0].principal_fen == 0:
        raise InputProblem(
            text("The instalment does not even cover the first month's interest."),
            text("Correct the instalment, the principal or the annual rate."),
        )
    if not runs_until_paid(terms):
        done = [line.number for line in lines if line.balance_fen == 0]
        _check_done(terms, min(done, default=len(lines)))


def _check_done(terms: Terms, needed: int) -> None:
    count = None if terms.instalments is None else terms.instalments - terms.grace_principal
    if terms.kind is not LoanKind.EQUAL_PRINCIPAL:
        count = terms.instalments
    if count is not None and needed < count:
        raise InputProblem(
            text(
                "With this instalment the loan is paid back after {needed} bills, not {count}.",
                needed=needed,
                count=count,
            ),
            text("Correct the instalment, the number of instalments or the annual rate."),
        )
