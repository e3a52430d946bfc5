"""The subset of beancount and hledger in which transactions are written, one transaction at a time.

Own code on purpose: beancount's parser is a compiled one under the GPL that also books lots and runs plugins, and
hledger is a program in Haskell. What a loan needs is the date, the words and the postings with their amounts. Anything
computed (expressions, automatic postings, plugins, included files) is not guessed: the row says that it is not
understood.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

YUAN = frozenset({"", "CNY", "RMB", "¥", "￥", "元", "人民币"})
_HEAD = re.compile(
    r"(?P<day>(?:\d{4}[-/.])?\d{1,2}[-/.]\d{1,2})(?:=\S+)?(?:\s+(?P<flag>[*!]|txn)(?=\s|$))?(?:\s+\((?P<code>[^)]*)\))?"
    r"(?:\s+(?P<words>.*))?"
)
_YEAR = re.compile(r"(?:Y|year|apply year)\s*(\d{4})\s*")
_DIRECTIVE = re.compile(
    r"\d{4}[-/]\d\d[-/]\d\d\s+(?:open|close|balance|pad|note|document|event|price|commodity|query|custom)\b"
)
_POSTING = re.compile(
    r"(?:[*!]\s+)?(?P<account>[\[(]?[^\s;:][^;]*?[\])]?)(?:\s{2,}|\t|\s+(?=[-+¥￥\d(]))(?P<amount>[^;]*)(?:;.*)?$"
)
_ACCOUNT = re.compile(r"(?:[*!]\s+)?(?P<account>[\[(]?[^\s;:][^;]*?[\])]?)\s*(?:;.*)?$")
_METADATA = re.compile(r"[a-z][\w-]*:(?:\s|$)")
_AMOUNT = re.compile(
    r"(?P<sign>[-+]?)\s*(?P<before>[¥￥]|[A-Za-z\u4e00-\u9fff]{1,8}|\"[^\"]+\")?\s*(?P<inner>[-+]?)\s*(?P<number>\d[\d,]*(?:\.\d*)?)"
    r"\s*(?P<after>[¥￥]|[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff.]{0,23}|\"[^\"]+\")?\s*(?P<rest>[@={].*)?"
)


@dataclass(slots=True)
class Posting:
    """One line of a transaction. amount None: left out; unclear: there is one, but it is not understood."""

    line: int
    account: str
    amount: Decimal | None
    unit: str
    unclear: bool = False


@dataclass(slots=True)
class Transaction:
    """A dated transaction. on: "2026-05-09", "" where the file gives no year."""

    line: int
    on: str
    words: str
    code: str
    raw: list[str] = field(default_factory=list)
    postings: list[Posting] = field(default_factory=list)
    included: str = ""


def transactions(lines: Iterable[str]) -> Iterator[Transaction]:
    """Every transaction in file order; one with `included` set stands for a line that includes another file."""
    now: Transaction | None = None
    year, skipping, aside = "", False, False
    for number, whole in enumerate(lines, 1):
        line = whole.rstrip("\r\n").lstrip("\ufeff")
        if aside:
            aside = line.rstrip() != "end comment"
            continue
        if line[:1] in {" ", "\t"}:
            if now is not None and not skipping:
                _posting(now, number, line.strip())
            continue
        if now is not None and (now.postings or now.included):
            yield now
        now, skipping = None, False
        if found := _YEAR.fullmatch(line):
            year = found[1]
        elif line.rstrip() == "comment":
            aside = True
        elif line.startswith("include "):
            yield Transaction(number, "", "", "", [line], included=line[8:].strip().strip('"'))
        elif line[:1] in {"~", "="} or _DIRECTIVE.match(line):
            skipping = True
        elif head := _HEAD.fullmatch(line):
            now = Transaction(number, _day(head["day"], year), _words(head["words"] or ""), head["code"] or "", [line])
    if now is not None and now.postings:
        yield now


def amount_of(words: str) -> tuple[Decimal, str] | None:
    """A posting's amount and its unit ("" where none stands there); None where it is not understood. What a balance
    assertion, a cost or a price adds behind it is left aside."""
    found = _AMOUNT.fullmatch(words.strip())
    if found is None:
        return None
    try:
        amount = Decimal(found["number"].replace(",", ""))
    except InvalidOperation:
        return None
    if "-" in {found["sign"], found["inner"]}:
        amount = -amount
    return amount, (found["before"] or found["after"] or "").strip('"')


def _posting(now: Transaction, number: int, line: str) -> None:
    if not line or line[0] in ";#|" or _METADATA.match(line):
        return
    now.raw.append(line)
    found = _POSTING.match(line)
    if found is not None and found["amount"].strip() and not found["amount"].lstrip().startswith("="):
        amount = amount_of(found["amount"])
        unit = amount[1] if amount is not None else ""
        value = amount[0] if amount is not None else None
        now.postings.append(Posting(number, found["account"].strip(), value, unit, unclear=amount is None))
        return
    bare = _ACCOUNT.match(found["account"] if found is not None else line)
    if bare is not None:
        now.postings.append(Posting(number, bare["account"].strip(), None, ""))


def _day(words: str, year: str) -> str:
    parts = re.split(r"[-/.]", words)
    if len(parts) == 2:
        parts = [year, *parts]
    if not parts[0]:
        return ""
    return f"{parts[0]}-{int(parts[1]):02d}-{int(parts[2]):02d}"


def _words(words: str) -> str:
    """Payee and narration in one; beancount writes them in quotation marks, tags and comments after them."""
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', words)
    return " ".join(filter(None, quoted)) if quoted else words.split(";", 1)[0].strip()
