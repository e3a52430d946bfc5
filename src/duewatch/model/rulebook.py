"""Rules as values: the law, the credit-report codes, the generic ladder; each with source and dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from duewatch.model.platform import Fact, Ladder, Source
from duewatch.model.text import Literal


class LenderKind(StrEnum):
    """What kind of lender stands on a contract; which rules about cost are for a loan hangs on it."""

    BANK = "bank"
    CONSUMER_FINANCE = "consumer-finance"
    AUTO_FINANCE = "auto-finance"
    GROUP_FINANCE = "group-finance"
    TRUST = "trust"
    MICROLOAN = "microloan"
    GUARANTEE = "guarantee"
    PAWN = "pawn"
    LEASING = "leasing"
    FACTORING = "factoring"
    LOCAL_AMC = "local-amc"
    REGIONAL_EQUITY_MARKET = "regional-equity-market"
    PRIVATE = "private"
    """Without a licence to lend: a person, or a company that is none of the above."""


@dataclass(frozen=True, slots=True)
class LenderTrade:
    """A kind of lender with its name, and the words by which a company's registered name tells that it is one."""

    kind: LenderKind
    name: Literal
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law or practice. usable False: unconfirmed, must not drive a figure or a verdict.

    parameters: its figures, by the names of the data file; lenders: the kinds of lender it is for, where it is about
    cost (empty: not told); applies_to: the same in words.
    """

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
    parameters: Mapping[str, object] | None = None
    lenders: tuple[LenderKind, ...] = ()
    applies_to: Literal | None = None

    def in_force(self, on: date) -> bool:
        """Whether the rule was in force that day, as far as its dates are known."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_to is None or on <= self.effective_to
        )

    def number(self, name: str) -> Decimal | None:
        """A figure of the rule as it is written (4, or 0.24), None where the rule has none of that name or must not
        drive a figure."""
        value = (self.parameters or {}).get(name) if self.usable else None
        return Decimal(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else None

    def share_pct(self, name: str) -> Decimal | None:
        """A share of one (0.24) in percent (24), None as for `number`."""
        share = self.number(name)
        return None if share is None else Decimal(f"{(share * 100).normalize():f}")

    def day(self, name: str) -> date | None:
        """A day among the figures, None as for `number`."""
        value = (self.parameters or {}).get(name) if self.usable else None
        return date.fromisoformat(value) if isinstance(value, str) else None

    def flag(self, name: str) -> bool:
        """A yes or no among the figures; no where there is none of that name or the rule must not be used."""
        return self.usable and (self.parameters or {}).get(name) is True

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
