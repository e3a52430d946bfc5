"""How a free question was understood, in words, so that a wrong reading is seen at once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from duewatch.desk.names import topic_name
from duewatch.model.text import Money, Name, Text, ntext, text

if TYPE_CHECKING:
    from duewatch.desk.views import Answers


def understood(answers: "Answers") -> Iterator[Text]:
    """Platforms, topics, days, amount and year that were read, and words nobody knows; nothing where the question is
    a general one."""
    reading = answers.reading
    names = {answer.platform_id: answer.platform_name for answer in answers.answers}
    for platform in reading.platforms:
        name = names.get(platform)
        yield Name(platform, platform) if name is None else Name(name.zh, name.en)
    for topic in (reading.topic, *reading.also):
        if topic is not None:
            yield topic_name(topic)
    if reading.days_overdue is not None:
        yield ntext("{count} day late", "{count} days late", reading.days_overdue)
    if reading.amount_fen is not None:
        yield text("amount {amount}", amount=Money(reading.amount_fen))
    elif reading.amount_words is not None:
        yield text("amount “{words}”", words=Name(reading.amount_words, reading.amount_words))
    if reading.year is not None:
        yield text("in {year}", year=reading.year)
    for word in reading.unknown_words:
        yield text("“{word}” is not known here", word=Name(word, word))
