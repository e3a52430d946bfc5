"""Rows of wallets: the platforms' patterns applied to records.

A hundred thousand rows hold a few hundred that are about a loan. What a row's low-variety cells (kind, method,
status) allow is remembered, so that an unrelated row costs one look-up and one search for credit words.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from duewatch.model.finding import Confidence, Finding, FindingKind
from duewatch.model.platform import Platform, RowPattern
from duewatch.model.problem import InputProblem
from duewatch.model.record import Record
from duewatch.model.text import Name, Text, text
from duewatch.recognition.amounts import fen_in
from duewatch.recognition.days import resolve_day
from duewatch.recognition.placeholders import with_groups

CREDIT_WORDS = re.compile("还款|放款|借款|贷款|消费金融|信用借还|备用金")
"""What makes a row look like credit: without a platform that knows it, it is kept and listed, never dropped."""
NO_MONEY = frozenset({"交易关闭", "已关闭", "等待付款", "转出失败"})
"""States in which no money moved; such a row counts zero whatever amount it shows."""
NOT_BOOKED = frozenset({FindingKind.IGNORE, FindingKind.PURCHASE})
"""About a loan perhaps, but nothing that any bill or payment would come of."""
LINES = frozenset({"consumer-credit-line", "bnpl"})
"""Kinds of platforms whose purchases are noted, since their coming statement holds them; a card's list of transactions
is the statement itself."""
REMEMBERED = 4_096
"""Combinations of kind, method and status kept; exports have a few dozen."""


class Unclear(NamedTuple):
    """A record that looks like credit and that nobody recognises: kept whole and listed."""

    why: Text


class _Compiled(NamedTuple):
    """A row pattern ready for use; None: the field does not matter."""

    platform: Platform
    pattern: RowPattern
    kind: re.Pattern[str] | None
    method: re.Pattern[str] | None
    status: re.Pattern[str] | None
    counterparty: re.Pattern[str] | None
    text: re.Pattern[str] | None


class RowPatterns:
    """All platforms' row patterns. Within one platform the first that fits wins."""

    def __init__(self, platforms: Iterable[Platform]) -> None:
        """Raises InputProblem naming the platform whose pattern is no regular expression."""
        self._patterns = [_compiled(each, pattern) for each in platforms for pattern in each.rows]
        self._allowed: dict[tuple[str, str, str, str], list[_Compiled] | None] = {}

    def recognise(self, record: Record) -> Finding | Unclear | None:
        """What the row says about a loan, Unclear where it looks like credit. None where it is about something else,
        or about a loan, but nothing that could be booked (NOT_BOOKED)."""
        _, source, _, kind, party, words, _, _, method, status, _, _, _, _, _ = record
        key = (source, kind, method, status)
        try:
            allowed = self._allowed[key]
        except KeyError:
            allowed = self._remember(key, record)
        if allowed is None:
            return None
        if allowed:
            fitting = []
            for each in allowed:
                _, _, _, _, _, counterparty, text_ = each
                if (counterparty is None or counterparty.search(party)) and (text_ is None or text_.search(words)):
                    fitting.append(each)
            if fitting:
                return _decided(fitting, record)
        shown = f"{kind}|{party}|{words}"
        # Each credit word holds one of these three signs, and looking for a sign costs next to nothing.
        if ("款" in shown or "借" in shown or "金" in shown) and CREDIT_WORDS.search(shown) and status not in NO_MONEY:
            return Unclear(text("It looks like credit, but no platform here knows such a row."))
        return None

    def _remember(self, key: tuple[str, str, str, str], record: Record) -> list[_Compiled] | None:
        """Patterns that a row of this kind, method and status may fit; None where all such rows come to nothing."""
        if len(self._allowed) >= REMEMBERED:
            self._allowed.clear()
        allowed = [each for each in self._patterns if _allows(each, record)]
        firm = bool(allowed) and all(
            _books_nothing(each) and each.counterparty is None and each.text is None for each in allowed
        )
        self._allowed[key] = None if firm else allowed
        return self._allowed[key]


def _decided(fitting: list[_Compiled], record: Record) -> Finding | None:
    """The finding of the patterns that fit: each platform's first, then the surest platform's."""
    firsts: dict[str, _Compiled] = {}
    for each in fitting:
        firsts.setdefault(each.platform.id, each)
    if all(_books_nothing(each) for each in firsts.values()):
        return None
    return one_of({platform_id: _finding(each, record) for platform_id, each in firsts.items()})


def _books_nothing(each: _Compiled) -> bool:
    finding = each.pattern.finding
    return finding in NOT_BOOKED and not (finding == FindingKind.PURCHASE and each.platform.kind in LINES)


def one_of(found: Mapping[str, Finding]) -> Finding:
    """The finding to go by where several platforms have one: the surest; doubtful if two are equally sure."""
    order = list(Confidence)
    ranked = sorted(found.values(), key=lambda each: order.index(each.confidence))
    best = ranked[0]
    if len(ranked) > 1 and ranked[1].confidence is best.confidence:
        why = text("It fits more than one platform: {platforms}.", platforms=", ".join(found))
        return best._replace(confidence=Confidence.DOUBTFUL, why=why)
    return best


def named_parts(*matches: re.Match[str] | None) -> dict[str, str]:
    """Everything that named groups caught, first come first."""
    parts: dict[str, str] = {}
    for match in matches:
        for name, value in match.groupdict().items() if match else ():
            if value:
                parts.setdefault(name, value.strip())
    return parts


def compiled(platform_id: str, expression: str) -> re.Pattern[str] | None:
    """A regular expression of a platform's facts; None where there is none. Raises InputProblem naming it."""
    if not expression:
        return None
    try:
        return re.compile(expression)
    except re.error as error:
        raise InputProblem(
            text("A pattern of the platform {platform} cannot be used: {why}.", platform=platform_id, why=str(error)),
            text("Mend the pattern in its facts.toml: {pattern}", pattern=expression),
        ) from None


def month_of(parts: Mapping[str, str]) -> str | None:
    """The bill month that a pattern's group `month` caught ("2031年05月", "2031-05") as "2031-05"."""
    found = re.search(r"(\d{4})\D(\d{1,2})", parts.get("month", ""))
    return f"{found[1]}-{int(found[2]):02d}" if found and 1 <= int(found[2]) <= 12 else None


def _compiled(platform: Platform, pattern: RowPattern) -> _Compiled:
    fields = (pattern.kind, pattern.method, pattern.status, pattern.counterparty, with_groups(pattern.text))
    return _Compiled(platform, pattern, *(compiled(platform.id, field) for field in fields))


def _allows(each: _Compiled, record: Record) -> bool:
    return (
        (not each.pattern.sources or record.source in each.pattern.sources)
        and (each.kind is None or each.kind.search(record.kind) is not None)
        and (each.method is None or each.method.search(record.method) is not None)
        and (each.status is None or each.status.search(record.status) is not None)
    )


def _finding(each: _Compiled, record: Record) -> Finding:
    name = each.platform.name
    parts = named_parts(
        each.text.search(record.text) if each.text else None,
        each.counterparty.search(record.counterparty) if each.counterparty else None,
        each.method.search(record.method) if each.method else None,
        each.kind.search(record.kind) if each.kind else None,
    )
    on = date.fromisoformat(record.at[:10]) if record.at else None
    due = on is not None and each.pattern.finding == FindingKind.BILL and "date" in parts
    return Finding(
        kind=FindingKind(each.pattern.finding),
        platform_id=each.platform.id,
        record=record,
        amount_fen=record.amount_fen,
        on=on,
        confidence=Confidence(each.pattern.confidence),
        why=text(
            "{platform}: “{words}”, {status}",
            platform=Name(name.zh, name.en),
            words=record.text or record.counterparty or record.kind,
            status=record.status or record.kind,
        ),
        due_on=resolve_day(parts["date"], on, due=True) if due and on is not None else None,
        minimum_fen=fen_in(parts.get("minimum", "")),
        bill_month=month_of(parts),
        account_tail=parts.get("tail"),
        lender=parts.get("lender"),
    )
