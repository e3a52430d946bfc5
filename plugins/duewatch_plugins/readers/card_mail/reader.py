"""Card statements by e-mail: the statement day, the due day, balance and minimum as one record, then the rows.

Sender and subject decide whose statement it is: adverts and daily digests, which are no bills, come from the same
senders.
"""

import re
from collections.abc import Iterator

from duewatch.api import Claim, Document, Fen, Literal, ReadProblem, Record, encoding_of, fen_of, moment_of
from duewatch_plugins.banks import card_record, dated, statement_record
from duewatch_plugins.readers.card_mail.banks import BALANCE, BANKS, DOLLARS, DUE, MINIMUM, STATED, Bank, first
from duewatch_plugins.readers.card_mail.mail import mail_in, page_text
from duewatch_plugins.readers.card_mail.page import Page, plain

BIGGEST = 8 * 1024 * 1024
"""Bytes; a statement with pictures is less, and it has to be held whole."""
_HEADERS = re.compile(rb"(?im)^(?:from|subject|received|mime-version|delivered-to|return-path)[ \t]*:")
_MARKUP = re.compile(rb"(?i)<(?:html|head|body|table|div|!doctype)\b")
_DAY = re.compile(
    r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})|(\d{2})(\d{2})(\d{2})|(\d{2})(\d{2})"
)
_MONEY = re.compile(
    r"(?:\((?:存入|存款)\))?\s?(?:([A-Z]{3})\s?|[¥￥]\s?)?(-?\s?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2})"
    r"(?:/([A-Z]{3}))?\s?(?:[（(](?:支出|存入|存款)[)）])?"
)
_IN_SECTION, _OUT_SECTION = re.compile("还款、退货"), re.compile("消费、取现")
HOW = Literal(
    "在邮箱里打开信用卡账单邮件，选“下载邮件”或“另存为”（.eml），再导入；链接不会被打开。",
    "Open the statement's mail, save it as a file (.eml) and import that; no link in it is followed.",
)


class CardMailReader:
    """Reads a statement whole: it is one page."""

    id = "card-mail"
    name = Literal("信用卡账单邮件（.eml、.html）", "Card statement mail (.eml, .html)")

    def claim(self, document: Document) -> Claim | None:
        """Certain for a mail of a known bank's card centre, and for a page that is a known bank's statement."""
        head = document.head
        if b"\0" in head or not (_HEADERS.search(head[:16_384]) or _MARKUP.search(head[:4_096])):
            return None
        bank = _bank(head)
        return None if bank is None else Claim(True, bank.name)

    def read(self, document: Document) -> Iterator[Record | ReadProblem]:
        """The statement, then its rows."""
        with document.open() as stream:
            data = stream.read(BIGGEST + 1)
        if len(data) > BIGGEST:
            yield _refused("这封邮件太大了，不像是账单。", "This mail is far too big for a statement.")
            return
        bank = _bank(data)
        if bank is None:
            yield _refused(
                "没有认出是哪家银行的信用卡账单（看发件人和标题，或网页里的银行名）。",
                "It is not known whose card statement this is: by sender and subject, or the name on the page.",
            )
            return
        pages, has_pdf = _pages(data)
        for page in pages:
            found = list(_statement(bank, Page(page)))
            if any(isinstance(thing, Record) for thing in found):
                yield from found
                return
        if has_pdf:
            yield _refused(
                "账单在邮件的 PDF 附件里，邮件正文里没有。",
                "The statement is in the attached PDF, not in the mail itself.",
            )
            return
        yield _refused(
            f"{bank.name}的账单改版了：没有找到账单日、还款日和应还金额。",
            f"The statement of {bank.name} has changed: statement day, due day and balance were not found.",
        )


READER = CardMailReader()


def _is_mail(data: bytes) -> bool:
    start = data[:16_384]
    return _HEADERS.search(start) is not None and not _MARKUP.match(start.lstrip())


def _bank(data: bytes) -> Bank | None:
    """Whose statement it is."""
    if _is_mail(data):
        mail = mail_in(data)
        sender, subject = mail.sender, plain(mail.subject)
        return next(
            (each for each in BANKS if re.search(each.sender, sender) and re.search(each.subject, subject)), None
        )
    encoding = encoding_of(data[: 64 * 1024])
    if encoding is None:
        return None
    words = Page(data[: 64 * 1024].decode(encoding, "replace")).words
    found = [(match.start(), each) for each in BANKS if (match := re.search(each.page, words))]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _pages(data: bytes) -> tuple[tuple[str, ...], bool]:
    if not _is_mail(data):
        return (page_text(data, ""),), False
    mail = mail_in(data)
    return mail.pages, mail.has_pdf


def _statement(bank: Bank, page: Page) -> Iterator[Record | ReadProblem]:
    words = page.words
    stated = _day(first((*bank.summary, *STATED), words, "stated"))
    due = _day(first((*bank.summary, *DUE), words, "due"))
    balance = _fen(first((*bank.summary, *BALANCE), words, "balance"))
    minimum = _fen(first((*bank.summary, *MINIMUM), words, "minimum"))
    tail = _only(re.findall(r"\d{4,8}[*xX]{2,}(\d{4})(?!\d)", words))
    rows = list(_rows(bank, page, stated, tail))
    tail = tail or _only(re.findall(r"\((\d{4})\)$", "\n".join(row.method for row in rows), re.MULTILINE))
    if stated and balance is not None:
        if due and due < stated:
            yield ReadProblem(
                None,
                Literal(
                    f"账单上写的还款日 {due} 在账单日 {stated} 之前。",
                    f"The statement names {due} as the due day, which lies before its own day, {stated}.",
                ),
                Literal(
                    "还款日不作数，请在 App 里核对后手工录入。",
                    "The due day is not taken; check it in the app and enter it.",
                ),
            )
            due = ""
        raw = f"{bank.name}信用卡账单 账单日{stated} 还款日{due} 应还{balance / 100:.2f} 最低{(minimum or 0) / 100:.2f}"
        yield statement_record(
            1, bank.source, bank.name, raw, stated_on=stated, due_on=due, balance=balance, minimum=minimum, tail=tail
        )
        dollars = re.search(DOLLARS, words)
        owed = _fen(dollars["dollars"]) if dollars else None
        if owed:
            yield statement_record(
                1, bank.source, bank.name, f"{raw} USD {owed / 100:.2f}", stated_on=stated, due_on=due, balance=owed,
                minimum=None, tail=tail, currency="USD",
            )  # fmt: skip
    yield from rows


def _rows(bank: Bank, page: Page, stated: str, tail: str) -> Iterator[Record]:
    """Rows that begin with a day and hold an amount, whatever stands between."""
    credit_section: bool | None = None
    for line, row in enumerate(page.rows, 2):
        cells = [cell for cell in row if cell]
        whole = " ".join(cells)
        if _IN_SECTION.search(whole):
            credit_section = True
        elif _OUT_SECTION.search(whole):
            credit_section = False
        days = _days(cells)
        money = [(cell, match) for cell in cells if (match := _MONEY.fullmatch(cell))]
        texts = [cell for cell in cells if not any(each.fullmatch(cell) for each in (_MONEY, _CODE, _DAY))]
        if not days or not money or not texts:
            continue
        cell, match = money[0] if bank.amount == "first" else money[-1]
        fen = fen_of(match[2].replace(" ", ""))
        at = _row_day(days[0], stated)
        if fen is None or not at:
            continue
        credit = _came_in(bank, fen, cell, credit_section)
        own_tail = next((each for each in cells if re.fullmatch(r"\d{4}", each) and each not in {*days, "0000"}), tail)
        currency = match[1] or match[3] or _currency_before(cells, cell)
        yield card_record(
            line, bank.source, bank.name, " | ".join(cells), at, " ".join(texts), abs(fen), own_tail,
            currency=currency, credit=credit,
        )  # fmt: skip


_CODE = re.compile(r"\d{4}|[A-Z]{2,3}|人民币|美元")
"""Last digits of a card, countries, currencies."""


def _only(found: list[str]) -> str:
    """What was found, where it is always the same."""
    return found[0] if len(set(found)) == 1 else ""


def _days(cells: list[str]) -> list[str]:
    """The days a row begins with. Full ones first: where there are some, four digits are those of a card."""
    full = [cell for cell in cells[:3] if _DAY.fullmatch(cell) and len(cell) > 5]
    return full or [cell for cell in cells[:2] if _DAY.fullmatch(cell)]


def _currency_before(cells: list[str], cell: str) -> str:
    """The currency in the cell before an amount, where amounts are parted from it."""
    place = len(cells) - 1 - cells[::-1].index(cell)
    before = cells[place - 1] if place else ""
    return before if re.fullmatch(r"[A-Z]{3}|人民币", before) else "CNY"


def _came_in(bank: Bank, fen: Fen, cell: str, credit_section: bool | None) -> bool:
    if bank.signs == "sections" and credit_section is not None:
        return credit_section
    if bank.signs == "marked":
        return "存入" in cell or "存款" in cell
    return fen > 0 if bank.signs == "minus-out" else fen < 0


def _row_day(words: str, stated: str) -> str:
    """A row's day; without a year, that of the statement gives it."""
    found = _DAY.fullmatch(words)
    if found is None:
        return ""
    year = found[1] or found[4] or (f"20{found[7]}" if found[7] else "")
    month, day = found[2] or found[5] or found[8] or found[10], found[3] or found[6] or found[9] or found[11]
    if year:
        return moment_of(f"{year}-{month}-{day}")
    return dated(f"{month}/{day.zfill(2)}", int(stated[:4]), int(stated[5:7])) if stated else ""


def _day(words: str) -> str:
    """A full day as "YYYY-MM-DD"."""
    compact = words.replace(" ", "").rstrip("日")
    if re.fullmatch(r"\d{8}", compact):
        compact = f"{compact[:4]}-{compact[4:6]}-{compact[6:]}"
    return moment_of(re.sub(r"[年月/.]", "-", compact))


def _fen(words: str) -> Fen | None:
    return fen_of(words.replace(" ", "")) if words else None


def _refused(zh: str, en: str) -> ReadProblem:
    return ReadProblem(None, Literal(zh, en), HOW, fatal=True)
