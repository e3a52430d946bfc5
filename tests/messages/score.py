"""How well the composed messages are read: precision and recall of everything that is told of a loan.

A message counts as found right only where kind, platform, amount and day are all right; a wrong one counts against
both. Of an overdue notice no amount is compared, because none is ever taken from one.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from duewatch.model.finding import Finding, FindingKind
from tests.builders import sms
from tests.recognition.known import messages

SET = Path(__file__).parent / "composed.txt"
RECEIVED = "2031-05-10 09:00:00"
TODAY = date(2031, 5, 10)


class Expected(NamedTuple):
    """One line of the set. kind: a FindingKind's value or "none"; day: the due day, or the day it happened."""

    line: int
    kind: str
    platform_id: str
    amount_fen: int | None
    day: date | None
    words: str


class Score(NamedTuple):
    """right of told were right; right of meant were found. wrong: what went wrong, one sentence each."""

    right: int
    told: int
    meant: int
    wrong: tuple[str, ...]

    @property
    def precision(self) -> Decimal:
        """Of what was told, how much was right."""
        return Decimal(self.right) / self.told if self.told else Decimal(1)

    @property
    def recall(self) -> Decimal:
        """Of what should be told, how much was."""
        return Decimal(self.right) / self.meant if self.meant else Decimal(1)


def composed(path: Path = SET) -> list[Expected]:
    """The set, in its order."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [_expected(number, line) for number, line in lines if line and not line.startswith("#")]


def _expected(number: int, line: str) -> Expected:
    kind, platform_id, amount, day, words = line.split("\t")
    fen = None if amount == "-" else int(Decimal(amount) * 100)
    when = None if day == "-" else date.fromisoformat(day)
    return Expected(number, kind, platform_id, fen, when, words.replace("¶", "\n"))


def read(expected: Expected) -> Finding | None:
    """What the program makes of a message; None where it tells nothing of a loan."""
    answer = messages().recognise(sms.message(expected.words, at=RECEIVED), TODAY)
    return answer if isinstance(answer, Finding) else None


def what_is_wrong(expected: Expected, told: Finding | None) -> str:
    """Empty where the reading is right."""
    if told is None or expected.kind == "none":
        return "" if told is None and expected.kind == "none" else f"meant {expected.kind}, told {told and told.kind}"
    if (told.kind, told.platform_id) != (expected.kind, expected.platform_id):
        return f"meant {expected.kind} of {expected.platform_id}, told {told.kind} of {told.platform_id}"
    if told.kind in {FindingKind.OVERDUE_NOTICE, FindingKind.NOTICE}:
        return ""
    if told.amount_fen != expected.amount_fen:
        return f"meant {expected.amount_fen} fen, told {told.amount_fen}"
    day = told.due_on if told.kind is FindingKind.BILL else told.on
    if (expected.day is not None and day != expected.day) or (told.kind is FindingKind.BILL and day != expected.day):
        return f"meant the day {expected.day}, told {day}"
    return ""


def score(kind: str | None = None, path: Path = SET) -> Score:
    """The figures of the whole set, or of what is or was told to be of one kind."""
    right, told, meant, wrong = 0, 0, 0, list[str]()
    for expected in composed(path):
        answer = read(expected)
        if kind is not None and kind not in {expected.kind, answer and str(answer.kind)}:
            continue
        fault = what_is_wrong(expected, answer)
        told += answer is not None and kind in {None, str(answer.kind)}
        meant += expected.kind != "none" and kind in {None, expected.kind}
        right += not fault and expected.kind != "none"
        if fault:
            wrong.append(f"line {expected.line}: {fault}: {expected.words}")
    return Score(right, told, meant, tuple(wrong))
