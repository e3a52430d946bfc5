"""OFX and QFX: transactions of cards and accounts. The library that undoes its SGML is the extra `ofx`, and is loaded
when such a file comes. An OFX names no due day, and its ledger balance is no statement: neither is made into a bill."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from duewatch.api import Claim, Document, Literal, ReadProblem, Record, fen_of, moment_of
from duewatch_plugins.banks import YUAN, card_record
from duewatch_plugins.tables import NO_AMOUNT, NO_TIME

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BIGGEST = 32 * 1024 * 1024
"""Bytes; a hundred thousand transactions, which the library holds as a tree."""
_SIGN = re.compile(rb"OFXHEADER\s*[:=]|<OFX>", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?.*", re.DOTALL)
HOW = Literal(
    "在网银或记账程序里重新导出 OFX、QFX；没有的话导出 CSV。",
    "Export OFX or QFX again in the online banking or the program it comes from, or else CSV.",
)
MISSING = Literal(
    "这是 OFX 文件，读它要用的 ofxtools 没有安装。",
    "This is an OFX file, and ofxtools, the library that reads it, is not installed.",
)
INSTALL = Literal(
    '运行 pip install "duewatch[ofx]"，或者改为导出 CSV。', 'Run pip install "duewatch[ofx]", or export CSV instead.'
)
DAMAGED = Literal("这个 OFX 文件损坏了，或没有下载完。", "This OFX file is damaged, or was not downloaded whole.")
ENTITY = Literal(
    "拒绝读取：文件里有 DOCTYPE 或实体定义，正常的账单里没有。",
    "It is refused: it declares a document type or an entity, which no statement does.",
)
TOO_BIG = Literal("这个文件太大了。", "This file is too big.")
ROWLESS = Literal("这个 OFX 文件里没有交易。", "There is no transaction in this OFX file.")


class OfxReader:
    """The transactions of a statement."""

    id = "ofx"
    name = Literal("OFX、QFX 账单", "OFX or QFX statement")

    def claim(self, document: Document) -> Claim | None:
        """Certain by its header or its root."""
        return Claim(True, "<OFX>") if _SIGN.search(document.head[:4_096]) else None

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """Its transactions in file order."""
        try:
            from ofxtools.Parser import OFXTree
        except ImportError:
            yield ReadProblem(None, MISSING, INSTALL, fatal=True)
            return
        with document.open() as stream:
            data = stream.read(BIGGEST + 1)
        if len(data) > BIGGEST or re.search(rb"<!(?:DOCTYPE|ENTITY)", data[:65_536]):
            yield ReadProblem(None, TOO_BIG if len(data) > BIGGEST else ENTITY, HOW, fatal=True)
            return
        try:
            tree = OFXTree()
            tree.parse(BytesIO(data))
            root: Element | None = tree.getroot()
        except (SyntaxError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            root = None  # everything that the library raises on a damaged file, its own errors among them
        if root is None:
            yield ReadProblem(None, DAMAGED, HOW, fatal=True)
            return
        yield from _statements(root)


READER = OfxReader()


def _statements(root: "Element") -> Iterator[Record | ReadProblem]:
    bank = _text(root, ".//FI/ORG")
    number = 0
    for statement in root.iter():
        if statement.tag not in {"STMTRS", "CCSTMTRS"}:
            continue
        currency = _text(statement, "CURDEF")
        tail = _text(statement, ".//ACCTID")[-4:]
        for row in statement.iter("STMTTRN"):
            number += 1
            yield _record(number, row, bank, currency, tail, of_card=statement.tag == "CCSTMTRS")
    if not number:
        yield ReadProblem(None, ROWLESS, HOW)


def _record(number: int, row: "Element", bank: str, currency: str, tail: str, *, of_card: bool) -> Record:
    """One transaction. number stands for its line, which the tree does not keep."""
    cells = {child.tag: (child.text or "").strip() for child in row}
    raw = " ".join(f"{name}={value}" for name, value in cells.items() if value)
    at = _moment(cells.get("DTPOSTED", ""))
    amount = cells.get("TRNAMT", "")
    fen = fen_of(amount.lstrip("+").replace(",", "."))
    if fen is None or not at:
        why = NO_TIME if fen is not None else NO_AMOUNT
        return Record(number, "ofx", at, "", "", "", "", None, "", "", "", "", raw, problem=why)
    words = " ".join(filter(None, (cells.get("NAME"), cells.get("MEMO"))))
    credit = fen > 0
    order_id = cells.get("FITID", "")
    if of_card:
        if credit and cells.get("TRNTYPE") in {"PAYMENT", "XFER", "DIRECTDEP"} and "还款" not in words:
            words = f"{words} 还款".strip()
        made = card_record(number, "ofx", bank, raw, at, words, abs(fen), tail, currency=currency, credit=credit)
        return made._replace(order_id=order_id)
    method = f"{bank}({tail})" if bank else tail
    note = "" if currency in YUAN else f"{currency} {amount}"
    way = "in" if credit else "out"
    return Record(
        number, "ofx", at, "", cells.get("NAME", ""), words, way, None if note else abs(fen), method, "入账", order_id,
        note, raw,
    )  # fmt: skip


def _moment(words: str) -> str:
    found = _MOMENT.fullmatch(words)
    if found is None:
        return ""
    day = "-".join(found.groups()[:3])
    clock = "" if found[4] is None else " " + ":".join(found.groups()[3:])
    return moment_of(day + clock)


def _text(element: "Element", path: str) -> str:
    return (element.findtext(path) or "").strip()
