"""Card statements in PDF, text PDFs only: a scan has no words. Needs the extra duewatch[pdf]."""

from collections.abc import Iterator

from duewatch.api import Claim, Document, Literal, ReadProblem, Record
from duewatch_plugins.readers.card_pdf import boc, cmb
from duewatch_plugins.readers.card_pdf.items import Broken, Item, Locked, Missing, items_in, lines, words_of

BANKS = ((cmb.TITLE, cmb.statement), (boc.TITLE, boc.statement))
HOW = Literal(
    "能读招商银行、中国银行的信用卡账单 PDF；别的银行请用邮件账单（.eml）或导出的表格。",
    "PDF card statements of China Merchants Bank and Bank of China can be read; for other banks bring the mail (.eml) "
    "or an exported table.",
)
LOCKED = Literal(
    "这个 PDF 有密码，给出的密码都打不开。", "This PDF is protected, and none of the passwords given opens it."
)
GIVE = Literal(
    "把密码写进文本文件，用 --password-file 给出。",
    "Write the password into a text file and give it with --password-file.",
)
MISSING = Literal("读 PDF 的库没有安装。", "The library that reads PDF is not installed.")
INSTALL = Literal('运行：pip install "duewatch[pdf]"。', 'Run: pip install "duewatch[pdf]".')
BROKEN = Literal("这个 PDF 打不开，可能没有下载完。", "This PDF cannot be opened; perhaps the download broke off.")
NO_WORDS = Literal("这个 PDF 里没有文字，可能是扫描件。", "There are no words in this PDF; perhaps it is a scan.")
UNKNOWN = Literal("没有认出这是哪家银行的信用卡账单。", "It is not known whose card statement this is.")


class CardPdfReader:
    """Reads a statement whole: its columns are told by places."""

    id = "card-pdf"
    name = Literal("信用卡账单（PDF）", "Card statement (PDF)")

    def claim(self, document: Document) -> Claim | None:
        """Certain by the title; possible where the file does not open, so that it is said why."""
        if not document.head.startswith(b"%PDF-"):
            return None
        try:
            words = words_of(lines(items_in(document, pages=1)))
        except (Locked, Missing, Broken):
            return Claim(False, "PDF")
        title = next((title for title, _ in BANKS if title in words), None)
        return None if title is None else Claim(True, title)

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """The statement, then its rows."""
        try:
            items = items_in(document)
        except Locked:
            yield ReadProblem(None, LOCKED, GIVE, fatal=True)
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
            read = list(statement(found))
            yield from read
            if not any(isinstance(thing, Record) for thing in read):
                yield ReadProblem(None, UNKNOWN, HOW, fatal=True)
            return
    yield ReadProblem(None, UNKNOWN if items else NO_WORDS, HOW, fatal=True)


READER = CardPdfReader()
