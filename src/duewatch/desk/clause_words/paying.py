"""In which order a payment covers what is due, and what paying back early costs."""

import re
from decimal import Decimal
from typing import Any

from duewatch.desk.clause_words.phrases import NUMBER, PCT, NotUnderstood, Phrase, first, read, says
from duewatch.desk.names import part_name
from duewatch.model.bill import Part
from duewatch.model.clauses import AllocationClause, PrepaymentClause, Surplus
from duewatch.model.text import Text, ntext, text

_PARTS = {
    Part.CHARGE: r"(?:late |penalty )?charges?|penalty(?: interest)?|罚息|违约金|复利|滞纳金",
    Part.FEE: r"fees?|costs?|费用|手续费",
    Part.INTEREST: r"interest|利?息",
    Part.PRINCIPAL: r"principal|本金?",
}
_PART = "(?:" + "|".join(_PARTS.values()) + ")"
_ORDER = rf"先?({_PART}(?: ?(?:,|>|->|/|→|、|then|再|后)? ?{_PART})*)"
_MORE_EN = r"(?:the )?(?:surplus|rest|overpayment)(?: goes)?(?: to| as)?"
_MORE = rf"(?:{_MORE_EN}|多[还付余出](?:的|部分)*(?:抵|还|冲|作为?|用于)?) ?"


def _parts(words: str) -> tuple[Part, ...]:
    named = [
        next(part for part, pattern in _PARTS.items() if re.fullmatch(pattern, name))
        for name in re.findall(_PART, words)
    ]
    # 罚息 and 违约金 are one part here, so a contract may name it twice in a row.
    order = [part for index, part in enumerate(named) if index == 0 or named[index - 1] is not part]
    if len(set(order)) < len(order):
        raise NotUnderstood(text("One part stands twice in “{order}”", order=words))
    return tuple(order + [part for part in AllocationClause().order if part not in order])


def _late_order(match: re.Match[str]) -> dict[str, Any]:
    day, order = match.groups()
    return {"late_from_days": int(day), "late_order": _parts(order)}


_ALLOCATION: tuple[Phrase, ...] = (
    Phrase(_ORDER, lambda m: {"order": _parts(m[1])}),
    Phrase(rf"(?:from |since )?(?:day |逾期|第)+([0-9]{{1,4}}) ?(?:天|日)?(?:起|on)?(?: late)?[:,]? ?{_ORDER}",
           _late_order),
    says(r"(?:instalment|bill) by (?:instalment|bill)|by (?:bill|instalment)|逐期|按期", by_part=False),
    says(r"(?:part|charge) by (?:part|charge)|by (?:part|charge)|逐项|按项目?", by_part=True),
    says(rf"{_MORE}(?:the )?next(?: bill| instalment)?|{_MORE}下一?期", surplus=Surplus.NEXT),
    says(rf"{_MORE}(?:the )?last(?: bill| instalment)?|{_MORE}最后一期|{_MORE}末期", surplus=Surplus.LAST),
    says(rf"{_MORE}(?:a )?prepayment|{_MORE}(?:the )?principal|{_MORE}提前还(?:款|本)", surplus=Surplus.PREPAYMENT),
)  # fmt: skip


def read_allocation(words: str) -> AllocationClause:
    """The order of a payment: "charge, fee, interest, principal by bill, surplus next, from day 91: principal".
    Parts that are not named come last, in the order of the law."""
    given = read(words, _ALLOCATION)
    if not given:
        raise NotUnderstood(text("Say in which order a payment covers charge, fee, interest and principal"))
    return AllocationClause(**given)


def allocation_words(clause: AllocationClause) -> Text:
    """The order of a payment, as `read_allocation` reads it."""
    order = _order(clause.order)
    words = text("{order} by part", order=order) if clause.by_part else text("{order} by bill", order=order)
    surplus = {
        Surplus.NEXT: text("surplus to the next bill"),
        Surplus.LAST: text("surplus to the last bill"),
        Surplus.PREPAYMENT: text("surplus as prepayment"),
    }[clause.surplus]
    words = text("{one}, {other}", one=words, other=surplus)
    if clause.late_order is None or clause.late_from_days is None:
        return words
    late = text("from day {day}: {order}", day=clause.late_from_days, order=_order(clause.late_order))
    return text("{one}, {other}", one=words, other=late)


def _order(order: tuple[Part, ...]) -> Text:
    words: Text = part_name(order[0])
    for part in order[1:]:
        words = text("{parts}, {part}", parts=words, part=part_name(part))
    return words


# --- paying back early ----------------------------------------------------------------------------------------

_PREPAYMENT: tuple[Phrase, ...] = (
    Phrase(PCT, lambda m: {"pct": Decimal(m[1])}),
    says(r"(?:of |on )?(?:the )?(?:(?:amount|principal) prepaid|(?:outstanding |remaining )?principal)"
         r"|按?(?:提前还款|剩余)?(?:金额|本金)的?|提前还款|(?:违约金|手续费)为?|before|之?前"),
    Phrase(rf"({NUMBER}) months?(?: of|'s?|s')? interest|({NUMBER}) ?个月的?利息",
           lambda m: {"interest_months": Decimal(first(m))}),
    Phrase(r"free after ([0-9]{1,3})(?: (?:paid )?(?:bills?|instalments?))?"
           r"|还?满?(?<=[还满]) ?([0-9]{1,3}) ?期后?(?:免收?费?|不收)",
           lambda m: {"free_after": int(first(m))}),
    says(r"(?:the )?(?:unearned|future|remaining) interest (?:is )?given back"
         r"|(?:未到期|剩余)(?:的)?(?:利息|手续费)(?:不收|退还|免收?)",
         flat_given_back=True),
    says(r"(?:the )?(?:unearned|future|remaining) interest (?:is )?(?:still )?charged"
         r"|(?:未到期|剩余)(?:的)?(?:利息|手续费)(?:照收|不退)", flat_given_back=False),
    says(r"(?:always )?free(?! after)|no fee|免费|不收费|无(?:违约金|手续费)", free=True),
)  # fmt: skip


def read_prepayment(words: str) -> PrepaymentClause:
    """What paying back early costs: "1% free after 6", "2 months of interest", "free"."""
    given = read(words, _PREPAYMENT)
    free = given.pop("free", False)
    if free and given.keys() - {"flat_given_back"}:
        raise NotUnderstood(text("It is either free or it costs something"))
    if {"pct", "interest_months"} <= given.keys() or not (free or given.keys() - {"free_after"}):
        raise NotUnderstood(text("Give either a percentage of what is prepaid or months of interest, or say free"))
    return PrepaymentClause(**given)


def prepayment_words(clause: PrepaymentClause) -> Text:
    """What paying back early costs, as `read_prepayment` reads it."""
    words = _cost(clause)
    if clause.flat_given_back is None:
        return words
    future = text("future interest given back") if clause.flat_given_back else text("future interest still charged")
    return text("{one}, {other}", one=words, other=future)


def _cost(clause: PrepaymentClause) -> Text:
    if clause.pct is not None:
        cost: Text = text("{pct}% of the amount prepaid", pct=clause.pct)
    elif clause.interest_months is not None:
        cost = text("{months} months of interest", months=clause.interest_months)
    else:
        return text("free")
    if clause.free_after is None:
        return cost
    free = ntext("free after {count} bill", "free after {count} bills", clause.free_after)
    return text("{one}, {other}", one=cost, other=free)
