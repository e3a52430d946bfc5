"""Rules as values: the law, the credit-report codes, the generic ladder; each with source and dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duewatch.model.platform import Fact, Ladder, Source
from duewatch.model.text import Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law or practice. usable False: unconfirmed, must not drive a figure or a verdict."""

    id: str
    topic: str
    text: Literal
    source: Source
    article: str
    confidence: str
    effective_from: date | None
    effective_to: date | None
    usable: bool
    scope: Literal | None = None
    """Whom or what it binds, where not everyone: shown before the rule."""

    def in_force(self, on: date) -> bool:
        """Whether the rule was in force that day, as far as its dates are known."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_to is None or on <= self.effective_to
        )

    def as_fact(self) -> Fact:
        """The rule as a fact. Its scope stands before it, so that it is never read as binding everyone."""
        words = self.text
        if self.scope is not None:
            words = Literal(f"{self.scope.zh}：{self.text.zh}", f"{self.scope.en}: {self.text.en}")
        since = self.effective_from.isoformat() if self.effective_from else None
        return Fact(self.id, self.topic, words, (self.source,), self.confidence, since)


@dataclass(frozen=True, slots=True)
class ReportCode:
    """A month code of the credit report. days_to None: open-ended."""

    code: str
    kind: str
    meaning: Literal
    applies_to: tuple[str, ...]
    days_from: int | None
    days_to: int | None
    source: Source
    confidence: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules at hand, by id; the codes; the generic ladder that platforms without their own use."""

    rules: Mapping[str, Rule]
    codes: tuple[ReportCode, ...]
    generic_ladder: Ladder
    bad_information_retention_years: int
