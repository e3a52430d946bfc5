"""How parties, particulars, usual terms and old facts are said, in commands and on screens alike."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from duewatch.desk.names import confidence_name
from duewatch.desk.views import ParticularLine, Party
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.platform import CONFIDENCES, TermsHint
from duewatch.model.text import Literal, Money, Name, Sentence, Text, text


def party_words(one: Party) -> Text:
    """A name, since when, and until when."""
    name: Sentence | Name = Name(one.name, one.name)
    if one.paid_fen is not None:
        name = text("{name} for the {amount} it paid as guarantor", name=name, amount=Money(one.paid_fen))
    if one.until_on is not None and one.since_on is not None:
        return text("{name}, from {since} until {until}", name=name, since=one.since_on, until=one.until_on)
    if one.until_on is not None:
        return text("{name}, until {until}", name=name, until=one.until_on)
    if one.since_on is not None:
        return text("{name}, since {since}", name=name, since=one.since_on)
    return name


def particular_words(line: ParticularLine) -> Text:
    """The value as it is written."""
    value = line.value
    if value is None:
        return text("not noted")
    if isinstance(value, date):
        return Literal(value.isoformat(), value.isoformat())
    if isinstance(value, int):
        return text("{amount}", amount=Money(value))
    return Name(value, value)


def checked_long_ago(checked_on: date) -> Text:
    """That facts are older than a year."""
    return text(
        "The platform's facts were last checked on {day}, more than a year ago: check again in the app and your "
        "contract.",
        day=checked_on,
    )


def still_open(hint: TermsHint | None, terms: Terms) -> TermsHint | None:
    """The part of a hint about terms that are not known yet; None where nothing of it is."""
    if hint is None:
        return None
    scheduled = terms.kind is not LoanKind.REVOLVING
    dated = terms.due_day is not None or terms.first_due_on is not None
    rest = replace(
        hint,
        statement_days=() if terms.statement_day is not None or scheduled else hint.statement_days,
        due_days=() if dated else hint.due_days,
        due_after_days=None if dated or scheduled else hint.due_after_days,
        longest_days=hint.longest_days if scheduled and not dated else None,
    )
    told = rest.statement_days or rest.due_days or rest.due_after_days is not None or rest.longest_days is not None
    return rest if told else None


def hint_words(hint: TermsHint) -> Text:
    """What the terms usually are, by which sources and how sure, and that it is to be confirmed."""
    told: list[Sentence] = []
    if hint.statement_days:
        told.append(text("statement day {days}", days=_either(hint.statement_days)))
    if hint.due_days:
        told.append(text("due day {days}", days=_either(hint.due_days)))
    if hint.due_after_days is not None:
        told.append(text("due {days} days after the statement", days=hint.due_after_days))
    if hint.longest_days is not None:
        told.append(text("at most {days} days to the due day", days=hint.longest_days))
    titles = list(dict.fromkeys(source.title for fact in hint.facts for source in fact.sources))
    return text(
        "Usually {what}, by {sources} ({confidence}): confirm it on the bill page of the app or in the contract.",
        what=_listed(told),
        sources=_listed([Literal(title, title) for title in titles]),
        confidence=_surety(hint),
    )


def usual_day(hint: TermsHint, days: tuple[int, ...]) -> Text | None:
    """One field's remark: the usual day, how sure, and that it is to be confirmed; None where none is known."""
    if not days:
        return None
    return text("usually {days} ({confidence}): confirm it", days=_either(days), confidence=_surety(hint))


def _surety(hint: TermsHint) -> Text:
    return confidence_name(max((fact.confidence for fact in hint.facts), key=CONFIDENCES.index))


def _either(days: tuple[int, ...]) -> str:
    return "/".join(map(str, days))


def _listed(parts: Sequence[Sentence | Literal]) -> Sentence | Literal:
    said = parts[0]
    for part in parts[1:]:
        said = text("{first}, {second}", first=said, second=part)
    return said
