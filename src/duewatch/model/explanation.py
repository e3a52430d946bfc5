"""What an explainer says."""

from dataclasses import dataclass

from duewatch.model.platform import Fact, Source
from duewatch.model.text import Text


@dataclass(frozen=True, slots=True)
class Point:
    """A sourced statement. as_of: when it held or was published; confidence: one of CONFIDENCES. A point
    without a source is refused by the host."""

    text: Text
    confidence: str
    sources: tuple[Source, ...]
    as_of: str | None = None
    disputed: bool = False

    @classmethod
    def quoting(cls, fact: Fact) -> "Point":
        """A fact as a point, with all that is known of where it comes from."""
        return cls(fact.text, fact.confidence, fact.sources, fact.as_of, fact.disputed)


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer for one platform (None: any loan): a short summary in which "unknown" is said, sourced
    points (at least one), and what to do, in order."""

    platform_id: str | None
    summary: Text
    points: tuple[Point, ...]
    do: tuple[Text, ...] = ()
