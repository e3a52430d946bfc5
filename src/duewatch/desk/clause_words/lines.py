"""The lines on which a contract's clauses are entered and shown: one table for commands and forms."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from typing import Any

from duewatch.desk.clause_words import card, late, paying, plan
from duewatch.desk.clause_words.phrases import NUMBER, NotUnderstood, one, parts
from duewatch.desk.names import rounding_name
from duewatch.model.clauses import CardClause, DayCount, FirstPeriod, LateClause, Rounding
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.text import Literal, Text, ntext, text

_UNSAID = Terms(kind=LoanKind.UNKNOWN)
_UNSAID_CARD = CardClause()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One clause as people enter and read it.

    name: of the option and of the field of a form. example: one way to write it, in Chinese and in English (a Text).
    several: parted by “;” on one line, and the option may be given more than once. read: words into a value, raises
    NotUnderstood. put: the terms with that value. words: what the terms say, None where they say nothing beyond the
    usual; they read back as the same value. clear: the terms without it. choices: where there are but a few, the words
    of each ("" for none) with its name.
    """

    name: str
    label: Text
    example: Text
    several: bool
    read: Callable[[str], Any]
    put: Callable[[Terms, Any], Terms]
    words: Callable[[Terms], Text | None]
    clear: Callable[[Terms], Terms]
    choices: tuple[tuple[str, Text], ...] = ()

    def entered(self, terms: Terms, words: str) -> Terms:
        """The terms with what was typed; nothing typed: without it. Raises NotUnderstood."""
        return self.put(terms, self.read(words)) if words.strip() else self.clear(terms)


def _field(
    name: str,
    field: str,
    label: Text,
    example: Text,
    read: Callable[[str], Any],
    words: Callable[[Any], Text],
    choices: tuple[tuple[str, Text], ...] = (),
) -> Line:
    """A line for one field of the terms that holds one value."""
    usual = getattr(_UNSAID, field)

    def said(terms: Terms) -> Text | None:
        value = getattr(terms, field)
        return None if value == usual else words(value)

    def put(terms: Terms, value: Any) -> Terms:
        return replace(terms, **{field: value})

    return Line(
        name=name,
        label=label,
        example=example,
        several=False,
        read=read,
        put=put,
        words=said,
        clear=lambda terms: put(terms, usual),
        choices=choices,
    )


def _list(
    name: str, field: str, label: Text, example: Text, read: Callable[[str], Any], words: Callable[[Any], Text]
) -> Line:
    """A line for a field of the terms that holds several values."""

    def all_words(values: Iterable[Any]) -> Text:
        return reduce(lambda one, other: text("{one}; {other}", one=one, other=other), map(words, values))

    def read_all(line: str) -> tuple[Any, ...]:
        return tuple(read(part) for part in parts(line))

    return replace(_field(name, field, label, example, read_all, all_words), several=True)


def _card(
    name: str,
    fields: tuple[str, ...],
    label: Text,
    example: Text,
    read: Callable[[str], Any],
    words: Callable[..., Text | None],
) -> Line:
    """A line for one or two fields of the card clause."""

    def put(terms: Terms, value: Any) -> Terms:
        values = value if len(fields) > 1 else (value,)
        changed = replace(terms.card or _UNSAID_CARD, **dict(zip(fields, values, strict=True)))
        return replace(terms, card=None if changed == _UNSAID_CARD else changed)

    def said(terms: Terms) -> Text | None:
        values = [getattr(terms.card or _UNSAID_CARD, field) for field in fields]
        return None if values == [getattr(_UNSAID_CARD, field) for field in fields] else words(*values)

    def clear(terms: Terms) -> Terms:
        usual = [getattr(_UNSAID_CARD, field) for field in fields]
        return put(terms, usual if len(fields) > 1 else usual[0])

    return Line(name=name, label=label, example=example, several=False, read=read, put=put, words=said, clear=clear)


def _every() -> Line:
    return Line(
        name="every",
        label=text("Bills come"),
        example=text("1 month, or 2 weeks, or 14 days"),
        several=False,
        read=plan.read_every,
        put=lambda terms, value: replace(terms, every=value[0], unit=value[1]),
        words=lambda terms: (
            None
            if (terms.every, terms.unit) == (_UNSAID.every, _UNSAID.unit)
            else plan.every_words(terms.every, terms.unit)
        ),
        clear=lambda terms: replace(terms, every=_UNSAID.every, unit=_UNSAID.unit),
    )


def whole(most: int) -> Callable[[str], int]:
    """Reads a whole number up to `most`."""

    def read(words: str) -> int:
        found = one(r"(?:the first |前)?([0-9]{1,4}) ?(?:days?|bills?|天|日|期)?", words)
        if found is None or int(found[1]) > most:
            raise NotUnderstood(text("“{words}” is not a whole number up to {most}", words=words, most=most))
        return int(found[1])

    return read


def _percent(words: str) -> Decimal:
    """Reads a percentage, "0.05" or "0.05%" or "万分之五"."""
    found = one(rf"(?:日息|日?利率|每[日天]|按日)?:? ?({NUMBER}) ?%?(?: ?(?:(?:a|per) |/ ?)day|/[日天])?", words)
    if found is None:
        raise NotUnderstood(text("“{words}” is not a rate in percent", words=words))
    return Decimal(found[1])


def _percent_words(pct: Decimal) -> Text:
    return text("{pct}%", pct=pct)


def _read_rounding(words: str) -> Rounding:
    patterns = {
        Rounding.HALF_UP: r"half[- ]up|四舍五入",
        Rounding.HALF_EVEN: r"half[- ](?:to[- ])?even|bankers|四舍六入五成双|银行家舍入",
        Rounding.UP: r"up|进一法?|向上(?:取整)?|只进不舍",
        Rounding.DOWN: r"down|去尾法?|向下(?:取整)?|只舍不进",
    }
    for rounding, pattern in patterns.items():
        if one(pattern, words) is not None:
            return rounding
    known = ", ".join(rounding.value for rounding in Rounding)
    raise NotUnderstood(text("“{words}” is not one of {choices}", words=words, choices=known))


def _as_it_is(value: StrEnum) -> Text:
    return Literal(value.value, value.value)


def _bills_words(count: int) -> Text:
    return ntext("the first {count} bill", "the first {count} bills", count)


def _days_words(count: int) -> Text:
    return ntext("{count} day", "{count} days", count)


LINES: tuple[Line, ...] = (
    _every(),
    _field("day-count", "day_count", text("Day count"), text("30/360, actual/360, actual/365 or actual/actual"),
           plan.read_day_count, _as_it_is,
           (("", text("by the month")), *((str(count), _as_it_is(count)) for count in DayCount))),
    _field("first-period", "first_period", text("First period"), text("whole, share, actual/360 or actual/365"),
           plan.read_first_period, plan.first_period_words,
           tuple((str(period), plan.first_period_words(period)) for period in FirstPeriod)),
    _field("principal-share", "principal_share_pct", text("Principal each"), Literal("5%", "5%"), _percent,
           _percent_words),
    _field("grace-principal", "grace_principal", text("No principal in"), Literal("3", "3"),
           whole(600), _bills_words),
    _field("grace-interest", "grace_interest", text("No interest in"), Literal("3", "3"), whole(600),
           _bills_words),
    _field("step", "step_fen", text("Rounded to"), text("fen, jiao, yuan or ten yuan"), plan.read_step,
           plan.step_words),
    _field("rounding", "rounding", text("Rounding"), text("half-up, half-even, up or down"), _read_rounding,
           rounding_name, tuple((str(rounding), rounding_name(rounding)) for rounding in Rounding)),
    _list("fee", "fees", text("Fees"), text("300 deducted; 0.5% of the principal per bill"), plan.read_fee,
          plan.fee_words),
    _list("rate-change", "rate_changes", text("Rate changes"), Literal("2027-01-01 3.1", "2027-01-01 3.1"),
          plan.read_rate_change, plan.rate_change_words),
    _field("repricing", "repricing", text("Repricing"), text("lpr5y -0.2 on 01-01"), plan.read_repricing,
           plan.repricing_words),
    _list("late", "late_clauses", text("Late charges"),
          text("1.5x; compound 1.5x; days 5-10: 20, 11-: 50"), late.read_late, late.late_words),
    _field("allocation", "allocation", text("Payment covers"),
           text("charge, fee, interest, principal by bill"), paying.read_allocation,
           paying.allocation_words),
    _field("prepayment", "prepayment", text("Prepaying costs"), text("1% free after 6"), paying.read_prepayment,
           paying.prepayment_words),
    _card("card-due-offset", ("due_offset_days",), text("Due after bill"), text("20 days"), whole(90), _days_words),
    _card("card-daily", ("daily_pct",), text("Interest a day"), Literal("0.05%", "0.05%"), _percent, _percent_words),
    _card("card-minimum", ("minimum_pct", "minimum_least_fen", "minimum_whole_charges"), text("Minimum due"),
          text("10% at least 50"), card.read_minimum, card.minimum_words),
    _card("card-late", ("late_pct", "late_least_fen"), text("Late on minimum"), text("5% at least 10"),
          card.read_least, card.least_words),
    _card("card-paid-part", ("paid_part_free",), text("Paid part"), text("free, or bears interest"),
          card.read_paid_part, card.paid_part_words),
    _card("card-tolerance", ("tolerance_pct", "tolerance_fen"), text("Tolerance"), text("10 or 1%"),
          card.read_tolerance, card.tolerance_words),
    _card("card-grace", ("grace_days",), text("Days of grace"), text("3 days"), whole(90), _days_words),
    _card("card-cash-daily", ("cash_daily_pct",), text("Interest on cash"), Literal("0.05%", "0.05%"), _percent,
          _percent_words),
)  # fmt: skip
"""Every clause, in the order in which a contract tells them."""


def clauses_in_words(terms: Terms) -> Iterator[tuple[Text, Text]]:
    """Label and words of every clause that the terms have."""
    for line in LINES:
        words = line.words(terms)
        if words is not None:
            yield line.label, words


def capped(clauses: tuple[LateClause, ...], cap: dict[str, Any]) -> tuple[LateClause, ...]:
    """The late clauses with a cap for each that has none of its own."""
    return tuple(
        clause if (clause.cap_fen, clause.cap_pct) != (None, None) else replace(clause, **cap) for clause in clauses
    )
