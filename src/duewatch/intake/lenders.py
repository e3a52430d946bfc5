"""Accounts of a credit report against loans and platforms. The report names the lender, not the platform: which
one it was, the platforms' facts may tell, and where they leave room it is asked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from duewatch.intake.banks import bank_in, same_bank
from duewatch.model.credit_report import ReportedAccount
from duewatch.model.loan import Loan
from duewatch.model.platform import Platform

CARD = "credit-card"
NEAR_DAYS = 31
"""A lender may open the account some days before or after the money came."""
_FORM = re.compile(r"(?:股份有限公司|有限责任公司|有限公司).*$")


class Fit(NamedTuple):
    """What an account may be. loans: those it fits; sure: whether the first of them is it. platforms: where none fits,
    the platforms whose facts name the lender. stand_in: the platform for any lender of its kind."""

    loans: tuple[Loan, ...]
    sure: bool
    platforms: tuple[Platform, ...] = ()
    stand_in: Platform | None = None


def core(name: str) -> str:
    """A company's name without its legal form and what follows it (branch, card centre)."""
    return _FORM.sub("", re.sub(r"[()（）\s]", "", name))


def same_lender(one: str, other: str) -> bool:
    """Whether two names mean one lender; banks by the core of their names."""
    if core(one) == core(other):
        return True
    return bank_in(one) is not None and same_bank(other, one) and "银行" in one and "银行" in other


def fit(account: ReportedAccount, linked: str | None, loans: Iterable[Loan], platforms: Mapping[str, Platform]) -> Fit:
    """What the account is. linked: the id of the loan that it was said to be."""
    known = list(loans)
    said = next((loan for loan in known if loan.id == linked), None)
    if said is not None:
        return Fit((said,), True)
    if account.kind in {"duty", "recovery"} or account.currency != "CNY":
        return Fit((), False)
    able = [loan for loan in known if _may_be(account, loan, platforms.get(loan.platform_id))]
    named = [loan for loan in able if _names(account, loan)]
    if named:
        closest = _closest(account, named)
        return Fit(tuple(closest), len(closest) == 1)
    told = [loan for loan in able if loan.lender is None and _lends(platforms.get(loan.platform_id), account.lender)]
    same_day = [loan for loan in told if account.opened_on and loan.terms.disbursed_on == account.opened_on]
    if told:
        return Fit(tuple(same_day or told), len(same_day) == 1)
    return _offered(account, platforms)


def _offered(account: ReportedAccount, platforms: Mapping[str, Platform]) -> Fit:
    card = account.kind in {"card", "semi-card"}
    kind = "card" if card else "bank" if "银行" in account.lender else "company"
    stand_in = next((each for each in platforms.values() if each.any_lender == kind), None)
    found = () if card else tuple(each for each in platforms.values() if _lends(each, account.lender))
    return Fit((), False, found, stand_in)


def _lends(platform: Platform | None, lender: str) -> bool:
    """Whether a platform's facts name the lender."""
    if platform is None or platform.kind == CARD:
        return False
    return any(same_lender(each, lender) for each in (*platform.lenders, *platform.former_lenders))


def _names(account: ReportedAccount, loan: Loan) -> bool:
    """Whether the loan itself names the account's lender."""
    if loan.lender is not None:
        return same_lender(loan.lender, account.lender)
    return account.kind in {"card", "semi-card"} and same_bank(account.lender, loan.name)


def _may_be(account: ReportedAccount, loan: Loan, platform: Platform | None) -> bool:
    """Nothing that is known of both says otherwise."""
    card = account.kind in {"card", "semi-card"}
    if card != (platform is not None and platform.kind == CARD):
        return False
    if account.tail and loan.account_tail and account.tail != loan.account_tail:
        return False
    opened, lent = account.opened_on, loan.terms.disbursed_on
    return account.kind == "line" or opened is None or lent is None or abs((opened - lent).days) <= NEAR_DAYS


def _closest(account: ReportedAccount, loans: Sequence[Loan]) -> list[Loan]:
    """Of several the one that agrees in what tells accounts apart: last digits, then the amount lent, then the day."""
    found = list(loans)
    for wanted, told in (
        (account.tail or None, [loan.account_tail for loan in loans]),
        (account.amount_fen, [loan.terms.principal_fen for loan in loans]),
        (account.opened_on, [loan.terms.disbursed_on for loan in loans]),
    ):
        own = dict(zip((loan.id for loan in loans), told, strict=True))
        some = [] if wanted is None else [loan for loan in found if own[loan.id] == wanted]
        found = some or found
    return found
