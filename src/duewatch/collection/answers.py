"""Letters that the borrower sent and that a rule asks to be answered by a day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from duewatch.model.contact import Channel, Contact, Direction

IN_WRITING = (Channel.LETTER, Channel.SMS, Channel.APP)
"""How an answer comes; a call is none."""
TOLD_FOR = timedelta(days=60)
"""So long after its day an answer that did not come is told of."""


def awaited(about: Sequence[Contact], on: date) -> Iterator[Contact]:
    """Of the contacts about one loan the letters whose day has passed and to which no answer in writing is noted. Such
    an answer is any message in writing about the same loan that is noted after the letter."""
    answered_at = max(
        (one.at for one in about if one.direction is Direction.IN and one.channel in IN_WRITING), default=None
    )
    for letter in about:
        by_on = letter.answer_by_on
        if (
            letter.direction is Direction.OUT
            and by_on is not None
            and by_on < on <= by_on + TOLD_FOR
            and (answered_at is None or answered_at <= letter.at)
        ):
            yield letter
