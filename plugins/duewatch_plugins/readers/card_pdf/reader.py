"""Statements of banks in PDF, of cards and debit accounts, text PDFs only: a scan has no words. Needs duewatch[pdf]."""

from collections.abc import Iterator

from duewatch.api import Claim, Document, Literal, ReadProblem, Record
from duewatch_plugins.pdf import (
    BROKEN,
    GIVE,
    INSTALL,
    LOCKED,
    MISSING,
    NO_WORDS,
    Broken,
    Item,
    Locked,
    Missing,
    items_in,
    lines,
    words_of,
)
from duewatch_plugins.readers.card_pdf import boc, cmb
from duewatch_plugins.readers.card_pdf.flow import flow_in, records
from duewatch_plugins.readers.card_pdf.labels import summary

BANKS = ((cmb.TITLE, cmb.statement), (boc.TITLE, boc.statement))
HOW = Literal(
    "能读的 PDF：招商银行、中国银行的信用卡账单；招商、工商、农业、建设、中国、交通、民生银行的储蓄卡交易流水；"
    "个人信用报告。别的请用邮件账单（.eml）或导出的表格。",
    "PDF that can be read: card statements of China Merchants Bank and Bank of China; lists of debit accounts "
    "(交易流水) of CMB, ICBC, ABC, CCB, BOC, BOCOM and CMBC; the personal credit report. For others bring the mail "
    "(.eml) or a table.",
)
UNKNOWN = Literal(
    "没有认出这个 PDF：它不是认得的信用卡账单、账户流水或个人信用报告。",
    "This PDF is not known: no card statement, list of an account or personal credit report that can be read here.",
)


class CardPdfReader:
    """Reads a statement whole: its columns are told by places."""

    id = "card-pdf"
    name = Literal("信用卡账单（PDF）", "Card statement (PDF)")

    def claim(self, document: Document) -> Claim | None:
        """Certain by the title; possible for every other PDF, also one that does not open, so that it is said why."""
        if not document.head.startswith(b"%PDF-"):
            return None
        try:
            words = words_of(lines(items_in(document, pages=1)))
        except (Locked, Missing, Broken):
            return Claim(False, "PDF")
        flow = flow_in(words)
        title = next((title for title, _ in BANKS if title in words), None if flow is None else flow.title)
        return Claim(False, "PDF") if title is None else Claim(True, title)

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """The statement, then its rows."""
        try:
            items = items_in(document)
        except Locked:
            yield ReadProblem(None, LOCKED, GIVE, fatal=True, locked=True)
        except Missing:
            yield ReadProblem(None, MISSING, INSTALL, fatal=True)
        except Broken:
            yield ReadProblem(None, BROKEN, HOW, fatal=True)
        else:
            yield from statement_of(items)


def statement_of(items: list[Item]) -> Iterator[Record | ReadProblem]:
    """What the words of a statement say."""
    found = lines(items)
    words = words_of(found)
    for title, statement in BANKS:
        if title in words:
            stated = list(statement(found))
            yield from stated
            if not any(isinstance(thing, Record) for thing in stated):
                yield ReadProblem(None, UNKNOWN, HOW, fatal=True)
            return
    flow = flow_in(words)
    read: list[Record | ReadProblem] = [] if flow is None else list(records(found, flow))
    read = read or list(summary(found))
    if read:
        yield from read
        return
    yield ReadProblem(None, UNKNOWN if items else NO_WORDS, HOW, fatal=True)


READER = CardPdfReader()
