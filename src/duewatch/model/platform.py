"""What is known of a lending platform: sourced facts, the collection ladder, the patterns of its rows.

Read from a plugin's manifest.toml (without importing anything) and facts.toml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from duewatch.model.dates import add_months
from duewatch.model.text import Literal

TIERS = ("law", "official", "media", "general-knowledge", "forum", "content-farm")
"""Ranks of a source, strongest first."""
CONFIDENCES = ("high", "medium", "low", "unconfirmed")
QUALITIES = ("bronze", "silver", "gold")
"""What a platform claims of itself. bronze: facts with sources and a ladder; silver: its rows or messages are
recognised, with samples; gold: terms, strip and every topic tested with cases of its own."""
PARTICULAR_KINDS = ("day", "amount", "text")
ANY_LENDERS = ("", "bank", "company", "card")
OWN_REPORT = "own-report"
"""Id of the fact that holds the borrower's own entry on whether a platform reports."""
OWN_TIER = "own"
"""The tier of what the borrower entered; no plugin's facts can claim it."""


def to_check_again(checked_on: date, on: date) -> bool:
    """Whether facts that were checked on a day are older than a year on another: platforms change their terms."""
    return on > add_months(checked_on, 12)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read. url is None where the page is not fit to be shown (content farms, forums)."""

    title: str
    tier: str
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One sourced statement. topic: a topic id of commands.md. value: the machine-readable part, where
    there is one. as_of: when it was true or published (ISO date or part of one), None if not known.
    disputed: other sources say otherwise, so planning uses the cautious reading."""

    id: str
    topic: str
    text: Literal
    sources: tuple[Source, ...]
    confidence: str
    as_of: str | None = None
    value: str | int | None = None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """A stage of collection on a platform's ladder.

    id: a stage id of commands.md. from_days: days past due from which it stands, only where a source
    gives it (negative: before the due day); None: usual practice, the day is not known. usual: True where
    this is the trade's usual practice and not this platform's own rule.
    """

    id: str
    name: Literal
    channels: tuple[Literal, ...]
    does: Literal
    not_allowed: tuple[Fact, ...]
    can_do: tuple[Literal, ...]
    sources: tuple[Source, ...]
    from_days: int | None = None
    usual: bool = False
    term: Literal | None = None
    """The platform's own word for it, where a source quotes one."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs in their order, from the first reminder to the courts."""

    platform_id: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class RowPattern:
    """How a platform's rows look in a wallet's export. Every given regular expression must be found in
    its field (`search`, not `fullmatch`); finding is a Finding kind. sources: reader sources ("alipay")
    it applies to, empty for all. Named groups may give `month` (bill month), `tail`, `lender`; in `text`, {date} and
    {minimum} stand for the due day and the minimum of a bill."""

    finding: str
    sources: tuple[str, ...] = ()
    kind: str = ""
    counterparty: str = ""
    text: str = ""
    method: str = ""
    status: str = ""
    confidence: str = "sure"


@dataclass(frozen=True, slots=True)
class MessagePattern:
    """How a platform's messages read. `sender` is a regular expression looked for in the sender or the
    【signature】 (in the body where there is neither; a group may give `lender`); `body` is a regular
    expression in which {amount}, {minimum}, {paid}, {remaining}, {date} (month-day, day only or full),
    {day} (monthly due day), {tail} and {days} stand for named groups. finding is a Finding kind, or
    "ignore" for adverts and codes. own: the borrower's, from the config; it beats whatever the facts say."""

    finding: str
    sender: str
    body: str
    confidence: str = "sure"
    own: bool = False


@dataclass(frozen=True, slots=True)
class UsualMessages:
    """Which usual wordings a platform's messages are read by, besides patterns of its own. sender: as in a
    MessagePattern; about: a regular expression that must be found too (the product, where one sender tells of
    several); unless: one that must not be found. findings: the kinds to look for, empty for all."""

    sender: str
    about: str = ""
    unless: str = ""
    findings: tuple[str, ...] = ()
    confidence: str = "doubtful"


class MessageShape(NamedTuple):
    """A usual wording of lenders' messages. finding, body: as in a MessagePattern."""

    finding: str
    body: str


class MessageShapes(NamedTuple):
    """The usual wordings, in the order in which they count.

    unless: for a finding, the regular expression that shows a message to say something else. fraud_asks: what forged
    messages ask for and no lender does; fraud_warning: what stands before such words where a message warns of them.
    """

    shapes: tuple[MessageShape, ...] = ()
    unless: Mapping[str, str] = {}
    fraud_asks: str = ""
    fraud_warning: str = ""


@dataclass(frozen=True, slots=True)
class TermsHint:
    """What the terms of a platform's loans usually are, as its facts tell: offered where terms are entered, for the
    borrower to confirm against the contract or the bill page. Never a due date by itself.

    statement_days, due_days: days of the month that occur, the usual one first; due_after_days: days from the
    statement day to the due day; longest_days: the longest term of one loan, days. facts: the facts that say so, with
    their sources, dates and confidence. None or empty: not known.
    """

    facts: tuple[Fact, ...]
    statement_days: tuple[int, ...] = ()
    due_days: tuple[int, ...] = ()
    due_after_days: int | None = None
    longest_days: int | None = None


@dataclass(frozen=True, slots=True)
class Particular:
    """What the contract of such a debt says beyond bills and is worth noting: the day a rented phone goes back, the
    cash value of a policy. kind: one of PARTICULAR_KINDS (amounts in fen). name: how the field is called. remind: a
    day on which something happens of itself (a rental renewed, interest added), so that it is reminded of."""

    id: str
    kind: str
    name: Literal
    remind: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """A plugin's manifest.toml: who it is, read without importing it.

    id: folder name with hyphens. api, api_from: the newest and the oldest plugin API number that it supports.
    capabilities: of platform, reader, channel, explainer. aliases, misspellings: how people name a platform, each word
    one platform; family_words: words that may mean several. has_code: a plugin.py must be imported to use it. quality:
    one of QUALITIES for a platform, empty where it claims none.
    """

    id: str
    name: Literal
    version: str
    api: int
    capabilities: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    family_words: tuple[str, ...] = ()
    kind: str = ""
    has_code: bool = False
    misspellings: tuple[str, ...] = ()
    quality: str = ""
    api_from: int = 1

    @property
    def api_range(self) -> str:
        """The API numbers it supports, in words that are the same in every language."""
        return str(self.api) if self.api == self.api_from else f"{self.api_from}–{self.api}"


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform's facts.toml. reports: "yes", "no", "depends-on-lender", "partly" or "unknown" (to the PBOC).

    operators: who runs the platform; lenders: who lends on it; former_lenders: who did before; guarantors: who stands
    surety. All are entities that sources name, as they are written on a contract or a credit report, to recognise an
    entry by; a loan's own parties come from its contract only.
    """

    id: str
    name: Literal
    kind: str
    lenders: tuple[str, ...]
    reports: str
    facts: tuple[Fact, ...]
    ladder: Ladder
    rows: tuple[RowPattern, ...]
    messages: tuple[MessagePattern, ...]
    checked_on: date
    usual_messages: UsualMessages | None = None
    any_lender: str = ""
    """One of ANY_LENDERS where this stands for every lender of that kind: loans that a credit report names and no
    platform's facts do."""
    minimum_payment: bool = False
    """Whether a minimum payment is known to exist."""
    loan_kinds: tuple[str, ...] = ()
    """LoanKind values that fit, the usual one first."""
    operators: tuple[str, ...] = ()
    former_lenders: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    terms: TermsHint | None = None
    particulars: tuple[Particular, ...] = ()
