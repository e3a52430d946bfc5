"""Personal credit reports of the credit reference centre (中国人民银行征信中心), text PDFs only. Needs duewatch[pdf].

Of the person nothing is read: names, identity numbers, addresses and telephone numbers stay in the file.
"""

import re
from collections.abc import Iterator, Sequence

from duewatch.api import Claim, Document, Literal, ReadProblem, Record, Reported, ReportedAccount, ReportHead, moment_of
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
)
from duewatch_plugins.readers.credit_report import brief, detailed
from duewatch_plugins.readers.credit_report.inquiries import inquiries
from duewatch_plugins.readers.credit_report.words import FOOT

HOW = Literal(
    "请用征信中心网站、App 或银行 App 下载的个人信用报告 PDF 原件（简版或详版），不要用照片或扫描件。",
    "Bring the PDF as downloaded from the credit reference centre or a bank's app (brief or detailed edition), no "
    "photo and no scan.",
)
UNKNOWN = Literal(
    "这份报告的版式没有认出来。找过的是：抬头“报告编号”和“报告时间”，详版的“信贷交易信息明细”下的“账户1”，"
    "简版的“账户明细如下”和“查询记录”。",
    "The layout of this report is not known. Looked for were: 报告编号 and 报告时间 in its head, 账户1 under "
    "信贷交易信息明细 (detailed edition), 账户明细如下 and 查询记录 (brief edition).",
)
COUNT = Literal(
    "报告的信息概要写有 {told} 个账户，读到 {found} 个。",
    "The report's overview counts {told} accounts; {found} were read.",
)
_NUMBER = re.compile(r"报告编号:?([0-9A-Z]{10,32})")
_TIME = re.compile(r"报告时间:?(\d{4})\D(\d{2})\D(\d{2})\D?(\d{2}):?(\d{2}):?(\d{2})")


class CreditReportReader:
    """Reads a report whole: sentences and tables run over pages."""

    id = "credit-report"
    name = Literal("个人信用报告（PDF）", "Personal credit report (PDF)")

    def claim(self, document: Document) -> Claim | None:
        """Certain by the head of the first page. Whatever PDF does not open is the business of another reader."""
        if not document.head.startswith(b"%PDF-"):
            return None
        try:
            words = _bare(lines(items_in(document, pages=1)))
        except (Locked, Missing, Broken):
            return None
        title = "个人信用报告" in words or "个人征信报告" in words
        return Claim(True, "个人信用报告") if title and ("报告编号" in words or "征信中心" in words) else None

    def read(self, document: Document) -> Iterator[Record | ReadProblem | Reported]:
        """The head, then accounts and queries."""
        try:
            items = items_in(document)
        except Locked:
            yield ReadProblem(None, LOCKED, GIVE, fatal=True, locked=True)
        except Missing:
            yield ReadProblem(None, MISSING, INSTALL, fatal=True)
        except Broken:
            yield ReadProblem(None, BROKEN, HOW, fatal=True)
        else:
            yield from report_of(items)


def report_of(items: Sequence[Item]) -> Iterator[Record | ReadProblem | Reported]:
    """What the words of a report say."""
    found = [line for line in lines(items) if not FOOT.search("".join(item.words for item in line))]
    words = _bare(found)
    number, time = _NUMBER.search(words), _TIME.search(words)
    told: list[Record | ReadProblem | ReportedAccount] = []
    edition, generation = "brief", 2
    if "信贷交易信息明细" in words:
        edition = "detailed"
        told += detailed.accounts(found)
        if re.search(r"\d年\d{1,2}月\d{1,2}日机构", words) and "账户1" not in words:
            generation = 1
    else:
        told += brief.accounts(words, 1)
        if "购房贷款" in words and "其他业务" not in words and "相关还款责任" not in words:
            generation = 1
    asked = list(inquiries(found))
    if number is None or time is None or not (told or asked or "查询记录" in words):
        yield ReadProblem(None, UNKNOWN if items else NO_WORDS, HOW, fatal=True)
        return
    year, month, day, hour, minute, second = time.groups()
    at = moment_of(f"{year}-{month}-{day} {hour}:{minute}:{second}")
    if not at:
        yield ReadProblem(None, UNKNOWN, HOW, fatal=True)
        return
    count = _overview(found) if edition == "brief" else None
    yield ReportHead(number[1], at, edition, generation, count)
    yield from told
    own = sum(isinstance(each, ReportedAccount) and each.kind not in {"duty", "recovery"} for each in told)
    if count is not None and count != own:
        what = Literal(COUNT.zh.format(told=count, found=own), COUNT.en.format(told=count, found=own))
        yield ReadProblem(None, what, detailed.CHECK)
    yield from asked


def _bare(found: Sequence[Sequence[Item]]) -> str:
    return re.sub(r"\s", "", "".join(item.words for line in found for item in line))


def _overview(found: Sequence[Sequence[Item]]) -> int | None:
    """How many accounts the overview of the brief edition counts: cards, housing loans, other loans, other business."""
    for line in found:
        first, *rest = (item.words.replace(" ", "") for item in line)
        if first == "账户数" and rest and all(re.fullmatch(r"\d{1,4}|--", each) for each in rest):
            return sum(int(each) for each in rest if each != "--")
    return None


READER = CreditReportReader()
