"""中国银行信用卡账单 as PDF: whether money came in or went out is told by the column alone, that is, by the place."""

import re
from collections.abc import Iterator, Sequence

from duewatch.api import Literal, ReadProblem, Record, fen_of, moment_of
from duewatch_plugins.banks import card_record, dated, statement_record
from duewatch_plugins.pdf import Item

TITLE = "中国银行信用卡账单"
SOURCE, BANK = "bank-boc", "中国银行"
NEAR = 14.0
"""Points above or below a row's line in which its words may stand: they take up to three lines."""
_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY = re.compile(r"(?:\d{4}-)?\d{2}[-/]\d{2}")
_MONEY = re.compile(r"[\d,]*\d\.\d{2}")
_OWED = re.compile(r"(欠款|存款)\s*(RMB|USD)\s*([\d,]*\d\.\d{2})")
_LEAST = re.compile(r"(RMB|USD)\s*([\d,]*\d\.\d{2})")
_BLOCK = re.compile(rf"{_DAY.pattern} {_DAY.pattern} .*[\d,]*\d\.\d{{2}}$")
LOST = Literal("这一行的存入、支出分不清。", "Whether this row's money came in or went out cannot be told.")


def statement(found: Sequence[Sequence[Item]]) -> Iterator[Record | ReadProblem]:
    """The summaries, in yuan and in dollars, then the rows."""
    stated, due = _below(found, "账单日"), _below(found, "到期还款日")
    if stated and due and due < stated:
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
    if stated:
        yield from _summaries(found, stated, due)
    yield from _rows(found, stated)


def _summaries(found: Sequence[Sequence[Item]], stated: str, due: str) -> Iterator[Record]:
    cells = [item.words for line in found for item in line]
    least = {match[1]: fen_of(match[2].replace(",", "")) for cell in cells if (match := _LEAST.fullmatch(cell))}
    for match in (match for cell in cells if (match := _OWED.fullmatch(cell))):
        fen = fen_of(match[3].replace(",", ""))
        if fen is None:
            continue
        currency = "CNY" if match[2] == "RMB" else match[2]
        yield statement_record(
            1, SOURCE, BANK, f"账单日{stated} 到期还款日{due} {match[0]}", stated_on=stated, due_on=due,
            balance=fen if match[1] == "欠款" else -fen, minimum=least.get(match[2]), currency=currency,
        )  # fmt: skip


def _below(found: Sequence[Sequence[Item]], label: str) -> str:
    """The full day that stands below a label, in its column."""
    at = next((item for line in found for item in line if item.words == label), None)
    if at is None:
        return ""
    days = [
        item
        for line in found
        for item in line
        if item.page == at.page and item.y < at.y and abs(item.x - at.x) < 40 and _FULL_DAY.fullmatch(item.words)
    ]
    return moment_of(max(days, key=lambda item: item.y).words) if days else ""


def _rows(found: Sequence[Sequence[Item]], stated: str) -> Iterator[Record]:
    came_in = went_out = described = 0.0
    currency = "CNY"
    starts = [line for line in found if len(line) >= 2 and all(_DAY.fullmatch(item.words) for item in line[:2])]
    for number, line in enumerate(found, 2):
        whole = " ".join(item.words for item in line)
        if "账户交易明细" in whole:
            currency = "USD" if whole.startswith(("美元", "外币")) else "CNY"
        for item in line:
            if item.words == "存入":
                came_in = item.x
            elif item.words == "支出":
                went_out = item.x
            elif item.words == "交易描述":
                described = item.x
        if any(_BLOCK.fullmatch(item.words) for item in line):
            yield Record(number, SOURCE, "", "", "", "", "", None, "", "", "", "", whole, problem=LOST)
        if line not in starts or not came_in or not went_out:
            continue
        money = next((item for item in reversed(line) if _MONEY.fullmatch(item.words)), None)
        fen = fen_of(money.words.replace(",", "")) if money else None
        if money is None or fen is None:
            continue
        tail = next((item.words for item in line[2:] if re.fullmatch(r"\d{4}", item.words)), "")
        credit = abs(money.x - came_in) < abs(money.x - went_out)
        words = _words(found, starts, line, (line[1].x + described) / 2, came_in - 10)
        yield card_record(
            number, SOURCE, BANK, whole, _at(line[0].words, stated), words, fen, tail, currency=currency, credit=credit
        )


def _words(
    found: Sequence[Sequence[Item]], starts: Sequence[Sequence[Item]], row: Sequence[Item], left: float, right: float
) -> str:
    """A row's description, also from the lines above and below that are nearer to it than to any other row."""
    page, y = row[0].page, row[0].y
    heights = [start[0].y for start in starts if start[0].page == page]
    near = [
        item
        for line in found
        for item in line
        if item.page == page
        and left < item.x < right
        and abs(item.y - y) <= NEAR
        and min(heights, key=lambda height: abs(height - item.y)) == y
        and not _MONEY.fullmatch(item.words)
        and not re.fullmatch(r"\d{4}|[A-Za-z ]+of.*|Description", item.words)
    ]
    return "".join(item.words for item in sorted(near, key=lambda item: -item.y))


def _at(day: str, stated: str) -> str:
    if _FULL_DAY.fullmatch(day):
        return moment_of(day)
    return dated(day, int(stated[:4]), int(stated[5:7])) if stated else ""
