"""Journals: what moved on an account of liabilities. The account's name says the platform, as the borrower wrote it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import TextIOWrapper

from duewatch.api import OWN_TABLE, Claim, Document, Literal, ReadProblem, Record, encoding_of, fen_of, moment_of
from duewatch_plugins.readers.journal.parsing import YUAN, Posting, Transaction, transactions

LIABILITY = re.compile(r"[\[(]?(?:liabilit(?:y|ies)|负债|信用卡|贷款)(?::|$)", re.IGNORECASE)
EXPENSE = re.compile(r"[\[(]?(?:expenses?|支出|费用|开支)(?::|$)", re.IGNORECASE)
INCOME = re.compile(r"[\[(]?(?:income|revenues?|收入)(?::|$)", re.IGNORECASE)
_SURE = re.compile(
    # One blank begins a line below: "[ \t]+[^\n]*" would try every place where blanks end, eight lines deep.
    r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[^\n]*\n(?:[ \t][^\n]*\n){0,8}?[ \t]+[^\s:;][^\n:;]*:\S"
    r"|^\d{4}-\d\d-\d\d (?:open|txn|balance) |^\d{1,2}/\d{1,2} [^\n]*\n[ \t]+[a-z]+:[a-z]",
    re.MULTILINE,
)
HOW = Literal(
    "直接给账本文件（.beancount、.journal、.ledger）；用 include 拆开的，把每个文件都给上。",
    "Give the journal itself (.beancount, .journal, .ledger); where it includes others, give those too.",
)
NO_YUAN = Literal("金额不是人民币，不入账。", "The amount is not in yuan, so it is not booked.")
UNCLEAR = Literal(
    "这笔金额是算出来的，或写法不认识：只认直接写出的金额。",
    "This amount is computed or written in a way not known here: only amounts that are written out are read.",
)
UNBALANCED = Literal("这笔分录里有不止一个金额没有写。", "More than one amount of this transaction is left out.")
NO_YEAR = Literal(
    "日期没有年份，文件里也没有写（hledger 的 Y2026）。",
    "Its date has no year, and the file does not say one (hledger's Y2026).",
)


class JournalReader:
    """Streams the postings on liabilities."""

    id = "journal"
    name = Literal("beancount、hledger", "beancount or hledger journal")

    def claim(self, document: Document) -> Claim | None:
        """Certain by a dated line with indented accounts below it, or a directive of beancount."""
        encoding = encoding_of(document.head)
        if encoding is None:
            return None
        return Claim(True, "account:name") if _SURE.search(document.head.decode(encoding, "ignore")) else None

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """A record for each posting on a liability; files that are included are named."""
        encoding = encoding_of(document.head)
        if encoding is None:
            yield ReadProblem(None, Literal("这不是文本账本。", "This is no journal in text."), HOW, fatal=True)
            return
        with document.open() as stream:
            for found in transactions(TextIOWrapper(stream, encoding, errors="replace", newline="\n")):
                if found.included:
                    yield ReadProblem(
                        found.line,
                        Literal(f"没有读被包含的 {found.included}。", f"The included {found.included} was not read."),
                        Literal("把那个文件也导入。", "Import that file too."),
                    )
                else:
                    yield from _records(found)


READER = JournalReader()


def _records(found: Transaction) -> Iterator[Record]:
    debts = [each for each in found.postings if LIABILITY.match(each.account)]
    if not debts:
        return
    raw = "\n".join(found.raw)
    wrong = _complete(found.postings)
    if wrong is None and not found.on:
        wrong = NO_YEAR
    if wrong is None and not moment_of(found.on):
        wrong = Literal("日期不存在。", "There is no such day.")
    for each in debts:
        name = each.account.strip("[]()").split(":", 1)[-1]
        if wrong is not None or each.amount is None:
            yield _problem(each.line, raw, wrong or UNCLEAR, found.on)
            continue
        if each.unit not in YUAN:
            yield _problem(each.line, raw, NO_YUAN, found.on)
            continue
        kind, amount = _meaning(each.amount, found.postings, alone=len(debts) == 1)
        fen = fen_of(f"{abs(amount):.2f}")
        if fen is None or amount != round(amount, 2):
            yield _problem(each.line, raw, UNCLEAR, found.on)
        elif fen:
            yield Record(each.line, OWN_TABLE, found.on, kind, name, found.words, "", fen, "", "", found.code, "", raw)


def _complete(postings: list[Posting]) -> Literal | None:
    """Fill in the one amount that may be left out; why it cannot be done, where it cannot."""
    if any(each.unclear for each in postings):
        return UNCLEAR
    left_out = [each for each in postings if each.amount is None]
    if len(left_out) > 1:
        return UNBALANCED
    for each in left_out:
        units = {other.unit for other in postings if other.amount is not None}
        if len(units) > 1:
            return UNCLEAR
        real = [other.amount for other in postings if other.amount is not None and not other.account.startswith("(")]
        each.amount, each.unit = -sum(real, Decimal(0)), next(iter(units), "")
    return None


def _meaning(amount: Decimal, postings: list[Posting], *, alone: bool) -> tuple[str, Decimal]:
    """What happened on a liability, and how much of it. A payment is all that left the borrower's own accounts,
    interest and fees with it, where the transaction pays one liability only."""
    spent = sum((each.amount for each in postings if EXPENSE.match(each.account) and each.amount), Decimal(0))
    if amount < 0:
        return ("purchase" if spent > 0 else "lent"), -amount
    if spent < 0:
        return "refund", amount
    own = [
        each.amount
        for each in postings
        if each.amount is not None and each.amount < 0 and not _other_side(each.account)
    ]
    if not own:  # the lender gave it, or it only moved to another liability
        return "refund", amount
    return "payment", (-sum(own, Decimal(0)) if alone else amount)


def _other_side(account: str) -> bool:
    return any(pattern.match(account) for pattern in (LIABILITY, EXPENSE, INCOME))


def _problem(line: int, raw: str, why: Literal, on: str) -> Record:
    return Record(line, OWN_TABLE, moment_of(on), "", "", "", "", None, "", "", "", "", raw, problem=why)
