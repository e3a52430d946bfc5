"""The accounts of the detailed edition (详版): blocks "账户1 …" of label tables, a grid of months, special
transactions.

A value belongs to the label whose middle is nearest, among the labels of the row above. Accounts of the first
generation begin with a sentence and have 24 codes in one row. Not checked against a real file: tables composed
after the labels that public parsers name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from duewatch.api import GRADES, Literal, ReadProblem, ReportedAccount, ReportedMonth, SpecialTransaction
from duewatch_plugins.pdf import Item
from duewatch_plugins.readers.credit_report import brief
from duewatch_plugins.readers.credit_report.months import RANGE, late_record, months
from duewatch_plugins.readers.credit_report.words import DAY, count_in, currency_of, day_of, fen_in

Line = Sequence[Item]
FAMILIES = (
    ("非循环贷账户", "loan"), ("循环额度下分账户", "line"), ("循环贷账户", "line"), ("准贷记卡账户", "semi-card"),
    ("贷记卡账户", "card"), ("被追偿信息", "recovery"), ("相关还款责任信息", "duty"),
)  # fmt: skip
"""Headings of the families, the longer ones before those they contain."""
LABELS = {
    label: field
    for field, labels in {
        "lender": "管理机构 发卡机构 债权接收机构 债权人",
        "mark": "账户标识",
        "opened_on": "开立日期 债权接收日期",
        "matures_on": "到期日期",
        "amount_fen": "借款金额 债权金额 还款责任金额 相关还款责任金额",
        "limit_fen": "账户授信额度 授信额度",
        "shared": "共享授信额度",
        "currency": "账户币种 币种",
        "business": "业务种类",
        "other": "债权转移时的还款状态 担保方式 还款频率 还款方式 共同借款标志 账单日 逾期31-60天未还本金 "
        "逾期61-90天未还本金 逾期91-180天未还本金 逾期180天以上未还本金 透支180天以上未付余额 "
        "最近6个月平均使用额度 最近6个月平均透支余额 最大使用额度 最大透支余额 "
        "未出单的大额专项分期余额 责任人类型 保证合同编号 还款状态",
        "instalments": "还款期数",
        "state": "账户状态",
        "grade": "五级分类",
        "balance_fen": "余额 透支余额 本金余额",
        "used_fen": "已用额度",
        "instalments_left": "剩余还款期数 剩余分期期数",
        "due_fen": "本月应还款",
        "due_on": "应还款日",
        "paid_fen": "本月实还款",
        "paid_on": "最近一次还款日期",
        "overdue_terms": "当前逾期期数 逾期月数",
        "overdue_fen": "当前逾期总额 当前逾期金额",
        "closed_on": "账户关闭日期 账户关闭年月 转出月份",
        "special": "特殊交易类型",
        "special_on": "发生日期",
        "special_months": "变更月数",
        "special_fen": "发生金额",
        "special_note": "明细记录",
    }.items()
    for label in labels.split()
}
"""What a label's value is."""
STATES = {
    "正常": "open", "逾期": "overdue", "结清": "settled", "销户": "closed", "未激活": "inactive", "转出": "transferred",
    "呆账": "bad-debt", "冻结": "open", "止付": "open", "催收": "overdue", "结束": "settled",
}  # fmt: skip
_SECTION = "信贷交易信息明细"
_END = re.compile(
    r"^(?:[四五六七八][、.]?)?(?:\(.{1,2}\))?(?:非信贷交易信息明细|公共信息明细|授信协议信息|本人声明|异议标注|查询记录)"
)
_ACCOUNT = re.compile(r"^账户(\d{1,3})(?:\(.*)?$")
_FIRST = re.compile(rf"^\d{{1,3}}[.、]?{DAY}机构")
LABEL_GAP = 16.0
"""Points between the lines of one label."""
CHECK = Literal("请对照报告原文。", "Compare with the report itself.")


def accounts(found: Sequence[Line]) -> Iterator[ReportedAccount | ReadProblem]:
    """The accounts in the order of the report."""
    for place, (kind, block) in enumerate(_blocks(found), 1):
        line = block[0][0].page + 1
        account, problems = _account(place, line, kind, block)
        yield account
        yield from (ReadProblem(None, what, CHECK) for what in problems)


def _words(line: Line) -> str:
    return "".join(item.words for item in line).replace(" ", "")


def _blocks(found: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Each account's lines with the family it stands in."""
    kind, block, inside = "loan", [], False  # type: str, list[Line], bool
    for line in found:
        whole = _words(line)
        if _SECTION in whole and "非信贷" not in whole and len(whole) < 20:
            inside = True
            continue
        if not inside:
            continue
        heading = re.sub(r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]?)", "", whole)
        family = next((own for title, own in FAMILIES if heading.startswith(title) and len(heading) < 16), None)
        if family is not None or _END.match(whole):
            if block:
                yield kind, block
            block, inside = [], inside and not _END.match(whole)
            kind = family or kind
        elif _ACCOUNT.match(whole) or _FIRST.match(whole):
            if block:
                yield kind, block
            block = [line]
        elif block:
            block.append(line)
    if block:
        yield kind, block


def _account(place: int, line: int, kind: str, block: list[Line]) -> tuple[ReportedAccount, list[Literal]]:
    account = ReportedAccount(place, line, kind, "", " ".join(_words(each) for each in block[:8])[:400])
    if _FIRST.match(_words(block[0])):
        sentence = ""
        for each in block:
            if _labels(each):
                break
            sentence += _words(each)
        account = replace(brief.account(place, line, sentence + "。"), raw=account.raw)
    values = _values(block)
    told, bad = _told(block)
    account = replace(
        account,
        **_fields(values, account.kind),
        as_of=_as_of(block) or account.as_of,
        months=told,
        specials=tuple(_specials(block)),
    )
    if account.overdue_fen and account.state == "open":
        account = replace(account, state="overdue")
    problems = []
    if bad:
        problems.append(
            Literal(
                f"第 {place} 个账户的还款记录没有读懂，按未知处理。",
                f"The months of account {place} were not understood and stay unknown.",
            )
        )
    if not account.lender:
        what = Literal(f"第 {place} 个账户没有读到机构名称。", f"No lender's name was found for account {place}.")
        problems.append(what)
    return account, problems


def _labels(line: Line) -> list[Item]:
    """The labels among a line's items."""
    return [item for item in line if item.words.replace(" ", "") in LABELS]


def _part(words: str) -> bool:
    """Whether words are a piece of a label that takes two lines."""
    bare = words.replace(" ", "")
    return len(bare) >= 4 and bare not in LABELS and any(bare in label for label in LABELS)


def _rows(block: Sequence[Line]) -> Iterator[tuple[list[tuple[float, str]], list[Line]]]:
    """Rows of labels, each by its middle, with the lines of values below."""
    labels: list[Item] = []
    values: list[Line] = []
    for line in block:
        own = [item for item in line if item.words.replace(" ", "") in LABELS or _part(item.words)]
        goes_on = bool(labels) and not values and abs(labels[-1].y - line[0].y) <= LABEL_GAP
        if own and len(own) == len(line):
            if not goes_on:
                if labels:
                    yield _merged(labels), values
                labels, values = [], []
            labels += own
        elif RANGE.search(_words(line)) or re.match(r"截至\d{4}", _words(line)):
            if labels:
                yield _merged(labels), values
            labels, values = [], []
        elif labels:
            values.append(line)
    if labels:
        yield _merged(labels), values


def _merged(parts: list[Item]) -> list[tuple[float, str]]:
    """Labels by their middle; pieces that stand above each other are one."""
    columns: list[list[Item]] = []
    for item in sorted(parts, key=lambda item: -item.y):
        own = next((column for column in columns if abs(column[0].centre - item.centre) < 24), None)
        if own is None or item.words.replace(" ", "") in LABELS:
            columns.append([item])
        else:
            own.append(item)
    joined = [(column[0].centre, "".join(item.words.replace(" ", "") for item in column)) for column in columns]
    return [(centre, label) for centre, label in joined if label in LABELS]


def _values(block: Sequence[Line]) -> dict[str, str]:
    """What stands under each label; of a label that comes twice the last that is not "--"."""
    found: dict[str, str] = {}
    for labels, lines in _rows(block):
        if not labels or any(LABELS[label].startswith("special") for _, label in labels):
            continue
        under: dict[str, str] = {}
        for line in lines:
            for item in line:
                label = min(labels, key=lambda each: abs(each[0] - item.centre))[1]
                under[label] = under.get(label, "") + item.words.replace(" ", "")
        for label, words in under.items():
            if words not in {"--", "-", ""} or label not in found:
                found[label] = words
    return found


def _fields(values: dict[str, str], kind: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for label, words in values.items():
        name = LABELS[label]
        if words in {"--", "-", ""}:
            continue
        if name in {"opened_on", "matures_on", "closed_on", "due_on", "paid_on"}:
            fields[name] = day_of(words)
        elif name.endswith("_fen"):
            fields[name] = fen_in(words)
        elif name in {"instalments", "instalments_left", "overdue_terms"}:
            fields[name] = count_in(words)
        elif name == "currency":
            fields[name] = currency_of(words)
        elif name == "state":
            fields[name] = STATES.get(words, "unknown")
        elif name == "grade":
            fields[name] = GRADES.get(words)
        elif name in {"lender", "business"}:
            fields[name] = words
    used = fields.pop("used_fen", None)
    if kind == "card" and used is not None:
        fields["balance_fen"] = used  # of a card the drawn part counts; 余额 holds instalments not billed yet too
    return {name: value for name, value in fields.items() if value is not None}


def _told(block: Sequence[Line]) -> tuple[tuple[ReportedMonth, ...], bool]:
    """The months, oldest first, and whether a grid was not understood."""
    found: dict[str, ReportedMonth] = {each.month: each for each in late_record(block)}
    bad = False
    for index, line in enumerate(block):
        title = RANGE.search(_words(line))
        if title is None or "还款记录" not in _words(line):
            continue
        read = months(title, block[index + 1 :])
        bad = bad or read is None
        found |= {each.month: each for each in read or ()}
    return tuple(found[month] for month in sorted(found)), bad


def _specials(block: Sequence[Line]) -> Iterator[SpecialTransaction]:
    for labels, lines in _rows(block):
        if not any(LABELS[label] == "special" for _, label in labels):
            continue
        rows: list[dict[str, str]] = []
        for line in lines:
            cells: dict[str, str] = {}
            for item in line:
                name = LABELS[min(labels, key=lambda each: abs(each[0] - item.centre))[1]]
                cells[name] = cells.get(name, "") + item.words.replace(" ", "")
            if day_of(cells.get("special_on", "")) is not None:
                rows.append(cells)
            elif rows and set(cells) <= {"special", "special_note"}:  # a cell that takes two lines
                for name, words in cells.items():
                    rows[-1][name] = rows[-1].get(name, "") + words
        for row in rows:
            yield SpecialTransaction(
                row.get("special", ""), day_of(row["special_on"]), count_in(row.get("special_months", "")),
                fen_in(row.get("special_fen", "")), row.get("special_note", ""),
            )  # fmt: skip


def _as_of(block: Sequence[Line]) -> date | None:
    """The day up to which an account is told."""
    for line in block:
        found = re.search(r"截至(\d{4}年\d{1,2}月\d{1,2}日)", _words(line))
        if found is not None:
            return day_of(found[1])
    return None
