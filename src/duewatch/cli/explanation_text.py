"""Sourced statements and answers, as text."""

from typing import TYPE_CHECKING

from duewatch.cli.call import Call
from duewatch.desk.contract_words import checked_long_ago
from duewatch.desk.names import confidence_name, tier_name
from duewatch.desk.understood import understood
from duewatch.model.text import Literal, Name, Text, text

if TYPE_CHECKING:
    from duewatch.desk.views import Answers
    from duewatch.model.platform import Source


class Footnotes:
    """Sources, numbered in the order of their first use, so that a text stays readable and none is repeated."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._numbers: dict[str, int] = {}

    def fact(
        self,
        words: Text,
        sources: "tuple[Source, ...]",
        confidence: str,
        as_of: str | None,
        *,
        disputed: bool,
        indent: int,
        again: bool = False,
    ) -> None:
        """A sourced statement with how sure it is, as of when, and the numbers of its sources. again: it is so old
        that it is to be checked again."""
        say = self._call.wording.say
        details: list[Text] = [confidence_name(confidence)]
        if as_of:
            details.append(text("as of {day}", day=as_of))
        if disputed:
            details.append(text("other sources disagree"))
        if again:
            details.append(text("check again"))
        about = text("({details})", details=say(text(", ")).join(say(detail) for detail in details))
        self._call.out.words(f"{say(words)} {say(about)}{self.marks(sources)}", indent=indent, mark="·")

    def marks(self, sources: "tuple[Source, ...]") -> str:
        """The numbers of these sources, as "[1][2]"."""
        lines = [self._call.wording.say(source_text(one)) for one in sources]
        return "".join(f"[{self._numbers.setdefault(line, len(self._numbers) + 1)}]" for line in lines)

    def write(self) -> None:
        """The sources by number."""
        if self._numbers:
            self._call.out.heading(text("Sources"))
        for line, number in self._numbers.items():
            self._call.out.words(line, mark=f"[{number}]", style="quiet")


def show(call: Call, answers: "Answers", *, asked: bool) -> None:
    """Kindness first where it is needed, then each answer with what to do, at the end the sources. asked: it answers
    a free question, so how that was understood is shown too."""
    out, notes = call.out, Footnotes(call)
    if answers.kindness is not None:
        out.say(answers.kindness)
        out.blank()
    parts = [call.wording.say(part) for part in understood(answers)] if asked else []
    if parts:
        reading = call.wording.say(text(", ")).join(parts)
        out.say(text("Understood: {reading}", reading=reading), style="quiet")
        out.blank()
    for notice in (answers.unknown, answers.help):
        if notice is not None:
            out.say(notice)
            out.blank()
    said: tuple[Text, ...] = ()
    for one in answers.answers:
        name = one.platform_name
        out.heading(Name(name.zh, name.en) if name is not None else text("For any loan"))
        out.say(one.explanation.summary)
        for place, point in enumerate(one.explanation.points):
            notes.fact(
                point.text, point.sources, point.confidence, point.as_of, disputed=point.disputed, indent=2,
                again=place in one.again,
            )  # fmt: skip
        if one.again and one.checked_on is not None:
            out.say(checked_long_ago(one.checked_on), indent=2, style="attention")
        if one.explanation.do and one.explanation.do == said:
            out.blank()
            out.say(text("What you can do: the same as above."))
        elif one.explanation.do:
            said = one.explanation.do
            out.blank()
            out.say(text("What you can do"))
            for place, step in enumerate(one.explanation.do, 1):
                out.say(step, indent=2, mark=f"{place}.")
        out.blank()
    notes.write()


def source_text(one: "Source") -> Text:
    """A source with what kind it is, its date and address."""
    published = text(", {day}", day=one.published) if one.published else Literal("", "")
    url = f" {one.url}" if one.url else ""
    return text(
        "{title} ({tier}{published}){url}",
        title=one.title,
        tier=tier_name(one.tier),
        published=published,
        url=url,
    )
