"""A credit report on its way into the ledger: accounts become loans that were not known, queries are noted, and the
whole is kept for the comparison. Nothing is booked on a loan that is known: the report checks it, it does not pay."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from itertools import count
from typing import NamedTuple

from duewatch.intake.identity import SIZE
from duewatch.intake.lenders import Fit, core, fit
from duewatch.intake.result import PreviewRow
from duewatch.model.credit_report import Reported, ReportedAccount, ReportedInquiry, ReportHead, account_keys
from duewatch.model.inquiry import Inquiry
from duewatch.model.ledger import LedgerReader, LedgerWriter
from duewatch.model.loan import Loan, LoanKind, Terms
from duewatch.model.platform import Platform
from duewatch.model.text import Literal, Name, Text, text

_LONGEST_NAME = 80


class Outcome(NamedTuple):
    """What one account or query turns into, as PreviewRow has it. loan: to be added."""

    state: str
    becomes: Text
    why: Text
    loan: Loan | None = None
    loan_id: str | None = None


class Settled(NamedTuple):
    """What a report came to: rows to show, those to keep whole, new loans and queries."""

    rows: list[PreviewRow]
    kept: list[tuple[PreviewRow, bytes]]
    loans: int
    inquiries: int
    stored: bool


def settle(
    writer: LedgerWriter,
    platforms: Mapping[str, Platform],
    told: Sequence[Reported],
    drop: frozenset[str],
    take: frozenset[str],
) -> Settled:
    """Reconcile a report with the ledger and store what is new. told: as the reader gave it, the head first."""
    head = next((each for each in told if isinstance(each, ReportHead)), None)
    settled = Settled([], [], 0, 0, stored=False)
    if head is None:
        return settled
    accounts = [each for each in told if isinstance(each, ReportedAccount)]
    again = any((report.head.number, report.head.at) == (head.number, head.at) for report in writer.credit_reports())
    known, links, added = list(writer.loans()), writer.account_links(), 0
    for account, key in zip(accounts, account_keys(accounts), strict=True):
        found = fit(account, links.get(key), known, platforms)
        outcome = account_outcome(account, found, writer)
        digest = _digest(f"{head.number}|{key}")
        if again and outcome.loan is None:
            outcome = outcome._replace(state="known")
        if digest.hex() in drop:
            outcome = outcome._replace(state="dropped")
        elif outcome.state == "doubtful" and digest.hex() in take and (outcome.loan or outcome.loan_id):
            outcome = outcome._replace(state="new")
        if outcome.state == "new" and outcome.loan is not None:
            writer.add_loan(outcome.loan)
            known.append(outcome.loan)
            added += 1
        linked = outcome.loan.id if outcome.loan else outcome.loan_id
        if outcome.state in {"new", "known"} and linked is not None and links.get(key) != linked:
            writer.link_account(key, linked)
        _show(settled, outcome, account, digest, account.opened_on, account.balance_fen, again=again)
    inquiries = _inquiries(settled, writer, [each for each in told if isinstance(each, ReportedInquiry)], drop)
    if not again:
        writer.add_credit_report(head, accounts)
    return settled._replace(loans=added, inquiries=inquiries, stored=not again or bool(added or inquiries))


def _digest(told: str) -> bytes:
    return blake2b(f"credit-report|{told}".encode(), digest_size=SIZE).digest()


def _show(
    settled: Settled,
    outcome: Outcome,
    thing: ReportedAccount | ReportedInquiry,
    digest: bytes,
    on: date | None,
    amount_fen: int | None,
    *,
    again: bool,
) -> None:
    if outcome.state == "dropped":
        return
    loan_id = outcome.loan.id if outcome.loan is not None else outcome.loan_id
    row = PreviewRow(
        key=digest.hex(), line=len(settled.rows) + 1, state=outcome.state, becomes=outcome.becomes, why=outcome.why,
        loan_id=loan_id, on=on, amount_fen=amount_fen, raw=thing.raw,
    )  # fmt: skip
    settled.rows.append(row)
    if not again:
        settled.kept.append((row, digest))


def account_outcome(account: ReportedAccount, found: Fit, ledger: LedgerReader) -> Outcome:
    """What an account turns into: a loan that is known, one to be added, a question, or nothing but itself."""
    lender = Name(account.lender, account.lender)
    becomes = text("account {place} of the report: {lender}", place=account.place, lender=lender)
    if found.loans and found.sure:
        loan = found.loans[0]
        why = text("It is {loan}. Compare it with: duewatch report", loan=Name(loan.name, loan.name))
        return Outcome("known", becomes, why, loan_id=loan.id)
    if found.loans:
        ids = ", ".join(loan.id for loan in found.loans)
        why = text(
            "It may be {loans}; the report does not name the platform. Say which: duewatch report link {place} LOAN",
            loans=ids, place=account.place,
        )  # fmt: skip
        return Outcome("doubtful", becomes, why, loan_id=found.loans[0].id if len(found.loans) == 1 else None)
    if account.kind in {"duty", "recovery"}:
        return Outcome("new", becomes, text("No loan of your own by the report: it is kept for you to read."))
    if account.is_over:
        return Outcome("new", becomes, text("The report says that it is over: it is kept, no loan is added."))
    if account.currency != "CNY":
        return Outcome("new", becomes, text("It is in {currency}: kept, no loan is added.", currency=account.currency))
    return _proposed(account, becomes, found, ledger)


def _proposed(account: ReportedAccount, becomes: Text, found: Fit, ledger: LedgerReader) -> Outcome:
    platform = found.platforms[0] if len(found.platforms) == 1 else found.stand_in
    if platform is None or not account.lender:
        return Outcome("doubtful", becomes, text("No platform fits it. Add the loan by hand."))
    loan = proposal(account, platform, ledger)
    name = Name(platform.name.zh, platform.name.en)
    becomes = text("new loan of {lender}, as {platform}", lender=Name(account.lender, account.lender), platform=name)
    if len(found.platforms) > 1:
        names = Literal(
            "、".join(each.name.zh for each in found.platforms), ", ".join(each.name.en for each in found.platforms)
        )
        why = text(
            "This lender lends on {platforms}; the report does not say which it is. Say it: duewatch report add "
            "{place} --platform NAME; taken as it is, it is entered as {platform}.",
            platforms=names, place=account.place, platform=name,
        )  # fmt: skip
        return Outcome("doubtful", becomes, why, loan)
    if found.platforms:
        return Outcome("new", becomes, text("The facts of {platform} name this lender.", platform=name), loan)
    return Outcome("new", becomes, text("No loan here names this lender yet."), loan)


def proposal(account: ReportedAccount, platform: Platform, ledger: LedgerReader) -> Loan:
    """A loan as the report tells it: lender, day, amount or limit. How it is paid back the report does not tell."""
    taken = {loan.id for loan in ledger.loans(platform.id)}
    ids = (f"{platform.id}-{number}" for number in count(1))
    free = next(each for each in ids if each not in taken and ledger.loan(each) is None)
    revolving = account.kind in {"card", "semi-card", "line"}
    short = core(account.lender) or account.lender
    name = platform.name.zh if platform.any_lender == "" else f"{short}{platform.name.zh if revolving else ''}"
    if account.tail:
        name = f"{name}（{account.tail}）"
    return Loan(
        id=free,
        platform_id=platform.id,
        name=name,
        terms=Terms(
            kind=LoanKind.REVOLVING if revolving else LoanKind.UNKNOWN,
            principal_fen=account.amount_fen,
            disbursed_on=None if revolving else account.opened_on,
            credit_limit_fen=account.limit_fen,
        ),
        lender=account.lender,
        account_tail=account.tail or None,
    )


def _inquiries(settled: Settled, writer: LedgerWriter, told: Sequence[ReportedInquiry], drop: frozenset[str]) -> int:
    """Note the queries that are not noted yet; of equal ones as many as the report has."""
    noted = Counter((each.on, core(each.by), each.reason) for each in writer.inquiries())
    seen: Counter[tuple[date, str, str]] = Counter()
    added = 0
    for each in told:
        mark = (each.on, core(each.by), each.reason)
        seen[mark] += 1
        digest = _digest(f"{mark}|{seen[mark]}")
        known = seen[mark] <= noted[mark]
        by = Name(each.by, each.by)
        becomes = text("query of the report by {by} on {day}: {reason}", by=by, day=each.on, reason=each.words)
        why = text("noted already") if known else text("It goes into the list of queries.")
        outcome = Outcome("known" if known else "new", becomes, why)
        if not known and digest.hex() in drop:
            continue
        if not known:
            writer.add_inquiry(Inquiry(each.on, each.by[:_LONGEST_NAME], each.reason))
            added += 1
        _show(settled, outcome, each, digest, each.on, None, again=known)
    return added
