"""Messages: the platforms' message patterns applied to what was pasted.

Order of decisions: verification code, bill or due notice, overdue, failed debit, success, spending; an advert only
where nothing else fits, because real spending notices end with adverts. A due notice is never a payment.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from duewatch.model.finding import Confidence, Finding, FindingKind
from duewatch.model.platform import MessagePattern, MessageShapes, Platform
from duewatch.model.record import Record
from duewatch.model.text import Name, Text, text
from duewatch.recognition.amounts import amounts_in, fen_in
from duewatch.recognition.backtracking import LONGEST
from duewatch.recognition.days import FAR, resolve_day
from duewatch.recognition.patterns import NOT_BOOKED, Unclear, compiled, month_of, named_parts, one_of
from duewatch.recognition.placeholders import with_groups
from duewatch.recognition.usual import UsualWordings, without_conditions

_ORDER = (
    FindingKind.IGNORE,
    FindingKind.BILL,
    FindingKind.OVERDUE_NOTICE,
    FindingKind.FAILED_PAYMENT,
    FindingKind.PAYMENT,
    FindingKind.LENT,
    FindingKind.REFUND,
    FindingKind.PURCHASE,
    FindingKind.NOTICE,
)
_CODE = re.compile(r"(?:验证码|校验码|动态密码)[^\d，。]{0,8}\d{4,8}|\d{4,8}[^\d，。]{0,6}(?:验证码|校验码|动态密码)")
_ADVERT = re.compile(
    r"最高可[贷借]|额度(?:可|已)?提[升至]|预先申请|预审|拒收请?回复|回复?[TRN]{1,2}退订|退订回|免息券|专属额度|限时|领取"
)
_CREDIT = re.compile(
    "还款|账单|逾期|欠款|借款|贷款|放款|金条|月付|信用卡|催收|清收|委托|律师|立案|起诉|法院|调解|仲裁|消费金融"
)
_FINANCE_PAYS = re.compile(r"收入.{0,120}(?:消费金融|小额贷款|信托|小贷)", re.DOTALL)


class _Ready(NamedTuple):
    """One pattern ready for use. about, unless: must be found, must not be found. usual: looked for in the words
    without what would happen if …. own: the borrower's, which beats all others."""

    platform: Platform
    finding: FindingKind
    confidence: Confidence
    body: re.Pattern[str]
    about: re.Pattern[str] | None = None
    unless: tuple[re.Pattern[str], ...] = ()
    usual: bool = False
    own: bool = False


class MessagePatterns:
    """All platforms' message patterns, and the usual wordings for those that name their signature."""

    def __init__(self, platforms: Iterable[Platform], shapes: MessageShapes) -> None:
        """Raises InputProblem naming the platform whose pattern is no regular expression."""
        self._usual = UsualWordings(shapes)
        self._by_sender: dict[tuple[str, str], tuple[re.Pattern[str] | None, list[_Ready]]] = {}
        for platform in platforms:
            for pattern in platform.messages:
                self._patterns_of(platform, pattern.sender).append(_own(platform, pattern))
            if platform.usual_messages is not None:
                self._patterns_of(platform, platform.usual_messages.sender).extend(self._usual_of(platform))

    def recognise(self, record: Record, today: date) -> Finding | Unclear | None:
        """What the message says about a loan, Unclear where it looks like credit, None where it is about nothing of
        ours. today: stands for the day the message came, where it does not carry one."""
        words = record.text
        if _CODE.search(words):
            return None
        asked = self._usual.forged(words)
        # Only where it speaks of credit or in a lender's name: what friends and landlords write is their own.
        if asked and (_CREDIT.search(words) or self._signed(record)):
            return Unclear(
                text("It asks for “{words}”, which no lender does: perhaps forged. Pay nothing on it.", words=asked)
            )
        found = self._found(record, today)
        if found:
            finding = one_of(found)
            return None if finding.kind in NOT_BOOKED else finding
        if _FINANCE_PAYS.search(words):
            return Unclear(text("Money from a lending company: perhaps a loan that was paid out."))
        if _ADVERT.search(words) or not _CREDIT.search(words):
            return None
        return Unclear(text("It looks like credit, but no platform here knows such a message."))

    def _found(self, record: Record, today: date) -> dict[str, Finding]:
        """What each platform whose sender fits makes of it: only the findings that come first in the order."""
        words = record.text
        plain = without_conditions(words)
        fitting: list[tuple[int, _Ready, re.Match[str] | None]] = []
        for sender, patterns in self._by_sender.values():
            signed = _signature(sender, record)
            if sender is None or signed:
                fitting.extend((-1 if each.own else _ORDER.index(each.finding), each, signed) for each in patterns)
        fitting.sort(key=lambda each: (each[0], each[1].usual))  # a platform's own patterns before the usual ones
        found: dict[str, Finding] = {}
        rank = len(_ORDER)
        for place, each, signed in fitting:
            if place > rank:
                break
            if each.platform.id in found:
                continue
            body = _fits(each, words, plain)
            if body is not None:
                rank = place
                found[each.platform.id] = _finding(each, named_parts(body, signed), record, today)
        return found

    def _signed(self, record: Record) -> bool:
        """Whether it comes in the name of a platform that is known."""
        return any(_signature(sender, record) for sender, _ in self._by_sender.values())

    def _patterns_of(self, platform: Platform, sender: str) -> list[_Ready]:
        """The list for a platform's sender, made where there is none yet."""
        key = (platform.id, sender)
        if key not in self._by_sender:
            self._by_sender[key] = (compiled(platform.id, sender), [])
        return self._by_sender[key][1]

    def _usual_of(self, platform: Platform) -> Iterator[_Ready]:
        usual = platform.usual_messages
        assert usual is not None
        about, unless = compiled(platform.id, usual.about), compiled(platform.id, usual.unless)
        for shape in self._usual.of(usual):
            refused = tuple(each for each in (unless, shape.unless) if each is not None)
            kind, confidence = FindingKind(shape.finding), Confidence(usual.confidence)
            yield _Ready(platform, kind, confidence, shape.body, about, refused, usual=True)


def _signature(sender: re.Pattern[str] | None, record: Record) -> re.Match[str] | None:
    """Where a sender's pattern is found: in the sender, in the words where there is none."""
    return sender.search(record.sender or record.text) if sender else None


def _own(platform: Platform, pattern: MessagePattern) -> _Ready:
    body = compiled(platform.id, with_groups(pattern.body)) or re.compile("(?!)")
    return _Ready(platform, FindingKind(pattern.finding), Confidence(pattern.confidence), body, own=pattern.own)


def _fits(each: _Ready, words: str, plain: str) -> re.Match[str] | None:
    """The match of a pattern in a message, None where it does not fit."""
    looked_at = plain if each.usual else words[:LONGEST] if each.own else words
    if each.about is not None and not each.about.search(words):
        return None
    if any(pattern.search(looked_at) for pattern in each.unless):
        return None
    return each.body.search(looked_at)


def _finding(each: _Ready, parts: Mapping[str, str], record: Record, today: date) -> Finding:
    kind = each.finding
    received = date.fromisoformat(record.at[:10]) if record.at else today
    due = kind is FindingKind.BILL
    told = resolve_day(parts["date"], received, due=due) if "date" in parts else None
    amounts = amounts_in(record.text) if "amount" not in parts else ()
    amount = fen_in(parts["amount"]) if "amount" in parts else amounts[0] if len(set(amounts)) == 1 else None
    name = each.platform.name
    finding = Finding(
        kind=kind,
        platform_id=each.platform.id,
        record=record,
        amount_fen=amount,
        on=received if due else told or received,
        confidence=each.confidence,
        why=text("{platform}: a message of {sender}", platform=Name(name.zh, name.en), sender=record.sender or "?"),
        due_on=told if due else None,
        minimum_fen=fen_in(parts.get("minimum", "")),
        bill_month=month_of(parts),
        account_tail=parts.get("tail"),
        lender=parts.get("lender"),
        due_day=int(parts["day"]) if "day" in parts else None,
        days_past_due=int(parts["days"]) if "days" in parts else None,
        remaining_fen=fen_in(parts.get("remaining", "")),
        paid_fen=fen_in(parts.get("paid", "")),
    )
    doubt = _doubt(finding, told, received, dated=bool(record.at))
    return finding if doubt is None else finding._replace(confidence=Confidence.DOUBTFUL, why=doubt)


def _doubt(finding: Finding, told: date | None, received: date, *, dated: bool) -> Text | None:
    """Why a finding may be wrong about its day."""
    if told is not None and abs(told - received) > FAR:
        return text("The day {day} is far from the day the message came, so its year is a guess.", day=told)
    if told is None and not dated and finding.kind in {FindingKind.PAYMENT, FindingKind.LENT, FindingKind.REFUND}:
        return text("The message does not tell its day. Put the day on the line before it and paste it again.")
    if finding.kind is FindingKind.BILL and told is None:
        return text("The message does not tell the due date.")
    return None
