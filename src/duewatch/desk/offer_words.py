"""An offer in words: what was offered, until when, on which conditions."""

from collections.abc import Iterator
from datetime import date

from duewatch.desk.offered import OfferLine, listed
from duewatch.desk.weighing import Comparison, Option
from duewatch.model.bill import Part
from duewatch.model.text import Money, Name, Text, ntext, text
from duewatch.servicing.offered import MONTHS

PARTS: dict[Part, Text] = {
    Part.PRINCIPAL: text("principal"),
    Part.INTEREST: text("interest"),
    Part.FEE: text("fees"),
    Part.CHARGE: text("late charges"),
}


def what_was_offered(line: OfferLine) -> Text:
    """The offer in one line."""
    found = list(_points(line))
    first, *others = found or [text("terms not told")]
    for each in others:
        first = text("{first}, {second}", first=first, second=each)
    return first


def _points(line: OfferLine) -> Iterator[Text]:
    offer = line.offer
    unknown = text("not known")
    if offer.settle_fen is not None:
        yield text("{amount} by {on} settles it", amount=Money(offer.settle_fen), on=offer.settle_by_on or unknown)
    elif offer.bills:
        yield ntext("a plan of {count} bill", "a plan of {count} bills", len(offer.bills))
    elif offer.instalments is not None or offer.each_fen is not None or offer.first_due_on is not None:
        each = unknown if offer.each_fen is None else Money(offer.each_fen)
        yield text("{count} × {each}, first on {on}", count=offer.instalments or unknown, each=each,
                   on=offer.first_due_on or unknown)  # fmt: skip
    if offer.total_fen is not None:
        yield text("{amount} in all", amount=Money(offer.total_fen))
    if offer.shift_days:
        yield ntext("all bills {count} day later", "all bills {count} days later", offer.shift_days)
    if offer.stop_interest_on is not None:
        yield text("nothing accrues from {on} on", on=offer.stop_interest_on)
    for part in offer.waived:
        yield text("{what} given up", what=PARTS[part])
    if offer.waived_fen is not None:
        yield text("{amount} given up", amount=Money(offer.waived_fen))


def expiry(line: OfferLine) -> Text:
    """Until when it holds."""
    until, left = line.offer.expires_on, line.days_left
    if until is None or left is None:
        return text("until when it holds: not known")
    if left < 0:
        return text("has run out on {on}", on=until)
    if left == 0:
        return text("until today")
    return ntext("until {on}, {count} day left", "until {on}, {count} days left", left, on=until)


def answer(line: OfferLine) -> Text:
    """What became of it."""
    if line.accepted is None:
        return text("no answer yet")
    return text("accepted") if line.accepted else text("not taken up")


def total(option: Option) -> Text:
    """What is to be paid in all; of paying nothing, what is owed a year later."""
    known = option.burden.total_fen
    if _pays_nothing(option):
        return _owed_later(option)
    if known is None:
        return text("not known")
    if option.burden.unknown:
        return text("≥{amount}", amount=Money(known))
    return text("{amount}", amount=Money(known))


def heaviest(option: Option) -> Text:
    """The month with the most to pay."""
    if option.burden.months is None:
        return text("not known")
    most = option.burden.heaviest
    return text("none") if most is None else text("{month}: {amount}", month=f"{most[0]:%Y-%m}", amount=Money(most[1]))


def remarks(option: Option, comparison: Comparison) -> Iterator[Text]:
    """What is to be said of a way on beside its figures."""
    line = option.line
    if _pays_nothing(option):
        yield from _about_nothing(option)
    if option.burden.unknown:
        yield text("Bills whose amount is not known come on top.")
    if line is not None:
        yield text("{offer}; {until}.", offer=what_was_offered(line), until=expiry(line))
        if line.missing:
            yield text("Not told: {what}. It can be accepted once that is known.", what=listed(line.missing))
        if line.offer.conditions:
            yield text("Conditions: {words}", words=Name(line.offer.conditions, line.offer.conditions))
        else:
            yield text("Conditions: none were told; ask for them in writing.")
        if line.offer.contact_id is not None:
            yield text("Told in contact {number} of the log.", number=line.offer.contact_id)
    yield text("Credit record, {count} months from this one on: {what}.", count=MONTHS + 1, what=option.record)
    nothing = comparison.options[0].overdue_months
    mine = option.overdue_months
    if option is not comparison.options[0] and nothing is not None and mine is not None and nothing > mine:
        yield ntext(
            "That is {count} overdue month fewer than if nothing is paid.",
            "That is {count} overdue months fewer than if nothing is paid.",
            nothing - mine,
        )


def _pays_nothing(option: Option) -> bool:
    return option.pays_nothing


def _owed_later(option: Option) -> Text:
    if option.owed_later_fen is None:
        return text("not known")
    if option.charges_known:
        return text("{amount} in a year", amount=Money(option.owed_later_fen))
    return text("≥{amount} in a year", amount=Money(option.owed_later_fen))


def _about_nothing(option: Option) -> Iterator[Text]:
    if option.owed_later_fen is None:
        yield text("What is owed a year from now is not known.")
    elif option.charges_known:
        yield text("Owed a year from now, with late charges by your own clause: {amount}.",
                   amount=Money(option.owed_later_fen))  # fmt: skip
    else:
        yield text("Owed a year from now: at least {amount}; late charges come on top and are not known.",
                   amount=Money(option.owed_later_fen))  # fmt: skip


def month_words(month: date, fen: int) -> Text:
    """A month and what falls into it."""
    return text("{month}: {amount}", month=f"{month:%Y-%m}", amount=Money(fen))
