"""Contacts held against the conduct rules in force on their day: possible departures, with the rows that show them
and what is not known.

Nothing here is a verdict. The figures (hours, counts a day) come from the rules; which rule is for which debt:
GB/T 45251-2025 for consumer loans that are no cards, the bank association's guideline of 2026 for cards and loans of
its members, the card rules for cards, consumer protection for banks, the Civil Code's private peace for everybody to
whom none of these applies. Where the lender's kind is not known both GB/T and the guideline are looked at, and that it
is not known whether they bind this lender is said.

Counts of a day are taken per lender with its agencies: what another lender of the same debtor does is not this one's
departure. A third person who stands surety is a party, no bystander.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from duewatch.collection import conduct_words as words
from duewatch.collection.hours import Hours, agreed_on, quiet_hours
from duewatch.model.contact import AgreedHours, Channel, Contact, Direction, Mark, Reached, Tone
from duewatch.model.rulebook import LenderKind, Rule
from duewatch.model.text import Text

AT_AN_HOUR = (Channel.CALL, Channel.SMS, Channel.APP, Channel.VISIT)
"""Channels that reach the borrower at a moment of their own; a letter lies there until it is opened."""
STANDARD_LENDERS = (LenderKind.BANK, LenderKind.CONSUMER_FINANCE, LenderKind.AUTO_FINANCE, LenderKind.MICROLOAN)
"""Whom the standard is for, as far as its scope is known (see the note of rule gbt45251-status)."""


@dataclass(frozen=True, slots=True)
class Debt:
    """What a contact was about. who: the lender with its agencies, as one word to count by; kind None: not known what
    kind of lender; card: a credit card."""

    who: str
    kind: LenderKind | None = None
    card: bool = False


@dataclass(frozen=True, slots=True)
class Departure:
    """A possible departure from a rule. on: the day; evidence: ids of contacts, by time; unknown: what is not known
    and could change it."""

    rule: Rule
    on: date
    what: Text
    evidence: tuple[int, ...]
    unknown: tuple[Text, ...]

    @property
    def text(self) -> Text:
        """The finding in one sentence, with the rule it is held against."""
        return words.finding(self.rule, self.what, self.evidence)


@dataclass(frozen=True, slots=True)
class _Row:
    """A contact with its debt and its moment in the borrower's own zone."""

    contact: Contact
    debt: Debt
    at: datetime

    @property
    def on(self) -> date:
        return self.at.date()


@dataclass(frozen=True, slots=True)
class _Log:
    """Everything a check may look at."""

    rows: Sequence[_Row]
    rules: Mapping[str, Rule]
    agreed: Sequence[AgreedHours]

    def rule(self, rule_id: str, row: _Row) -> Rule | None:
        """The rule, where it was in force that day, may be used, and is for such a debt."""
        rule = self.rules.get(rule_id)
        fits = rule is not None and rule.usable and rule.in_force(row.on) and _binds(rule_id, row.debt)
        return rule if fits else None


def departures(
    contacts: Iterable[Contact],
    debt_of: Callable[[Contact], Debt],
    rules: Mapping[str, Rule],
    agreed: Sequence[AgreedHours],
    zone: tzinfo,
) -> tuple[Departure, ...]:
    """Every possible departure, by day and rule. zone: the borrower's own, in which hours and days are counted."""
    rows = sorted(
        (_Row(one, debt_of(one), one.at.astimezone(zone)) for one in contacts if one.direction is Direction.IN),
        key=lambda row: (row.at, row.contact.id),
    )
    log = _Log(rows, rules, agreed)
    found = [each for check in _CHECKS for each in check(log)]
    return tuple(sorted(found, key=lambda each: (each.on, each.rule.id, each.evidence)))


def _binds(rule_id: str, debt: Debt) -> bool:
    """Whether a rule is for such a debt, as far as is known."""
    if rule_id.startswith("gbt45251-"):
        return not debt.card and (debt.kind is None or debt.kind in STANDARD_LENDERS)
    if rule_id.startswith("cba2026-"):
        return debt.card or debt.kind in {None, LenderKind.BANK, LenderKind.CONSUMER_FINANCE}
    if rule_id.startswith("card-"):
        return debt.card
    if rule_id == "consumer-protection-art41":
        return debt.card or debt.kind is LenderKind.BANK
    return not debt.card and debt.kind is not None and debt.kind not in STANDARD_LENDERS


def _doubt(rule: Rule, debt: Debt) -> list[Text]:
    """What is not known about whether the rule binds this lender."""
    if debt.kind is None and not debt.card:
        return [words.LENDER_NOT_KNOWN]
    if rule.id.startswith("cba2026-") and debt.kind is LenderKind.CONSUMER_FINANCE:
        return [words.MEMBER_NOT_KNOWN]
    return []


# --- hours -----------------------------------------------------------------------------------------------


def _hours(log: _Log) -> Iterator[Departure]:
    for row in log.rows:
        contact = row.contact
        if contact.channel not in AT_AN_HOUR or Mark.AGREED_TO_TIME in contact.marks:
            continue
        minute = row.at.hour * 60 + row.at.minute
        agreement = agreed_on(log.agreed, contact.loan_id, row.at)
        for rule_id in ("gbt45251-quiet-hours", "cba2026-quiet-hours"):
            rule = log.rule(rule_id, row)
            quiet = None if rule is None else quiet_hours(rule)
            if rule is None or quiet is None:
                continue
            unknown = _doubt(rule, row.debt)
            if agreement is None:
                if not quiet.holds(minute):
                    continue
                what = words.at_quiet_hour(row.at, quiet)
                unknown.append(words.OTHER_HOURS_NOT_KNOWN)
            else:
                kept = Hours(agreement.first_minute, agreement.last_minute)
                # Only the standard makes the agreed hours the measure; the guideline forbids its own hours alone.
                if kept.holds(minute) or not (rule_id.startswith("gbt45251-") or quiet.holds(minute)):
                    continue
                what = words.outside_agreed_hours(row.at, kept)
            if contact.answered is False:
                unknown.append(words.NOBODY_SPOKE)
            yield _departure(rule, row.on, what, [row], unknown)


# --- counts of a day -------------------------------------------------------------------------------------


def _calls_of_a_day(log: _Log) -> Iterator[list[_Row]]:
    """Calls to the debtor, day by day and lender by lender."""
    days: dict[tuple[date, str], list[_Row]] = defaultdict(list)
    for row in log.rows:
        if row.contact.channel is Channel.CALL and row.contact.reached is Reached.DEBTOR:
            days[row.on, row.debt.who].append(row)
    yield from days.values()


class _Limit(NamedTuple):
    """A rule about calls a day, the name of its figure, what is not known, and how its finding is worded."""

    rule_id: str
    figure: str
    doubt: Text
    what: Callable[[int, int], Text]


_SPOKEN = _Limit(
    "gbt45251-call-limit-interactive",
    "max_effective_calls_per_day",
    words.EFFECTIVE_NOT_KNOWN,
    words.conversations_in_a_day,
)
_ANNOUNCED = _Limit(
    "gbt45251-call-limit-notice",
    "max_connected_calls_per_day",
    words.NOTICE_NOT_KNOWN,
    words.announcements_in_a_day,
)


def _connected_calls(log: _Log) -> Iterator[Departure]:
    """More connected calls than the standard names: as conversations, and as announcements of lender and agencies."""
    for day in _calls_of_a_day(log):
        connected = [row for row in day if row.contact.answered is not False]
        spoken = [row for row in connected if Mark.RECORDED_VOICE not in row.contact.marks]
        for limit, rows in ((_SPOKEN, spoken), (_ANNOUNCED, connected)):
            rule = log.rule(limit.rule_id, rows[0]) if rows else None
            most = None if rule is None else rule.number(limit.figure)
            if rule is None or most is None or len(rows) <= most:
                continue
            unknown = [*_doubt(rule, rows[0].debt)]
            if spoken:  # recordings alone are announcements for sure
                unknown.append(limit.doubt)
            if any(row.contact.answered is None for row in rows):
                unknown.append(words.ANSWERED_NOT_KNOWN)
            unknown.append(words.OTHER_COUNT_NOT_KNOWN)
            yield _departure(rule, rows[0].on, limit.what(len(rows), int(most)), rows, unknown)


def _dials(log: _Log) -> Iterator[Departure]:
    """More dials in vain in a day than the guideline names."""
    for day in _calls_of_a_day(log):
        rows = [row for row in day if row.contact.answered is False]
        rule = log.rule("cba2026-dial-attempts", rows[0]) if rows else None
        most = None if rule is None else rule.number("max_unanswered_dials_per_number_per_day")
        if rule is not None and most is not None and len(rows) > most:
            unknown = [*_doubt(rule, rows[0].debt), words.SAME_NUMBER_NOT_KNOWN, words.OTHER_COUNT_NOT_KNOWN]
            yield _departure(rule, rows[0].on, words.dials_in_a_day(len(rows), int(most)), rows, unknown)


# --- third persons ---------------------------------------------------------------------------------------


def _third_persons(log: _Log) -> Iterator[Departure]:
    needed = _failures_needed(log)
    tried: dict[str, list[_Row]] = defaultdict(list)
    for row in log.rows:
        if row.contact.reached is Reached.DEBTOR:
            if row.contact.channel in {Channel.CALL, Channel.VISIT}:
                tried[row.debt.who] = [*tried[row.debt.who], row][-needed:]
        elif Mark.THIRD_IS_GUARANTOR not in row.contact.marks:
            yield from _third_person(log, row, tried[row.debt.who], needed)


def _third_person(log: _Log, row: _Row, tried: Sequence[_Row], needed: int) -> Iterator[Departure]:
    """tried: the lender's last attempts to reach the debtor, as many as the guideline asks for."""
    worse = [words.THIRD[mark] for mark in words.THIRD if mark in row.contact.marks]
    card = log.rule("card-collection-art68", row)
    if card is not None:
        yield _departure(card, row.on, words.listed(worse or [words.THIRD_REACHED]), [row], [words.PARTY_NOT_KNOWN])
    reached = [each for each in tried if each.contact.answered is not False]
    unreachable = len(tried) >= needed and not reached
    for rule_id in ("gbt45251-contacts", "cba2026-third-party"):
        rule = log.rule(rule_id, row)
        if rule is None or (unreachable and not worse):
            continue
        what = worse if unreachable else [*worse, words.THIRD_THOUGH_REACHABLE]
        unknown = [*_doubt(rule, row.debt), words.PARTY_NOT_KNOWN]
        if not unreachable:
            unknown.append(words.REACHABLE_NOT_KNOWN)
        yield _departure(rule, row.on, words.listed(what), [*reached, row], unknown)


def _failures_needed(log: _Log) -> int:
    rule = log.rules.get("cba2026-third-party")
    number = None if rule is None else rule.number("failed_attempts_before_third_party")
    return 1 if number is None else int(number)


# --- what was said and done ------------------------------------------------------------------------------


def _identity(log: _Log) -> Iterator[Departure]:
    for row in log.rows:
        seen = [words.IDENTITY[mark] for mark in words.IDENTITY if mark in row.contact.marks]
        rule = log.rule("cba2026-identity", row)
        if rule is not None and seen:
            unknown = _doubt(rule, row.debt)
            if Mark.NOT_IDENTIFIED in row.contact.marks:
                unknown.append(words.FIRST_CONTACT_NOT_KNOWN)
            if Mark.PRIVATE_ACCOUNT in row.contact.marks:
                unknown.append(words.CONSENT_OF_LENDER_NOT_KNOWN)
            yield _departure(rule, row.on, words.listed(seen), [row], unknown)


def _threats(log: _Log) -> Iterator[Departure]:
    for row in log.rows:
        marks = list(row.contact.marks)
        if row.contact.tone is Tone.THREATENING and Mark.THREAT not in marks:
            marks.append(Mark.THREAT)
        for rule_id, about in (
            ("cba2026-prohibited", words.PROHIBITED),
            ("card-collection-art68", words.FORCE),
            ("consumer-protection-art41", words.FORCE | words.POSING),
            ("privacy-1033", words.FORCE | words.SPREADING),
        ):
            seen = [about[mark] for mark in about if mark in marks]
            rule = log.rule(rule_id, row)
            if rule is not None and seen:
                yield _departure(
                    rule, row.on, words.listed(seen), [row], [*_doubt(rule, row.debt), words.WORDS_NOT_PROVEN]
                )


def _visits(log: _Log) -> Iterator[Departure]:
    for row in log.rows:
        if row.contact.channel is not Channel.VISIT:
            continue
        seen = [words.VISIT[mark] for mark in words.VISIT if mark in row.contact.marks]
        rule = log.rule("cba2026-visits", row)
        if rule is not None and seen:
            yield _departure(rule, row.on, words.listed(seen), [row], _doubt(rule, row.debt))


_CHECKS = (_hours, _connected_calls, _dials, _third_persons, _identity, _threats, _visits)


def _departure(rule: Rule, on: date, what: Text, rows: Sequence[_Row], unknown: Sequence[Text]) -> Departure:
    return Departure(rule, on, what, tuple(row.contact.id for row in rows), tuple(unknown))
