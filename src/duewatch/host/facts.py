"""A platform's facts.toml into a Platform. Whatever is wrong with the file is said in one sentence."""

from collections.abc import Mapping
from typing import Protocol

from duewatch.config.rules import quotable_rules
from duewatch.config.sourced import cited, read_rungs, read_sources
from duewatch.config.tables import Readable, Table, read_table
from duewatch.model.finding import Confidence, FindingKind
from duewatch.model.loan import LoanKind
from duewatch.model.platform import (
    ANY_LENDERS,
    CONFIDENCES,
    PARTICULAR_KINDS,
    Fact,
    Ladder,
    Manifest,
    MessagePattern,
    Particular,
    Platform,
    RowPattern,
    Source,
    TermsHint,
    UsualMessages,
)
from duewatch.model.situation import TOPICS
from duewatch.model.text import text

REPORTS = ("yes", "no", "depends-on-lender", "partly", "unknown")
"""Whether a platform's loans are told to the credit reference centre, as far as sources say."""
_FINDINGS = tuple(FindingKind)
_LOAN_KINDS = tuple(LoanKind)
_HOW_SURE = tuple(Confidence)


class Folder(Protocol):
    """A plugin's folder: a path, or a folder inside a package."""

    @property
    def name(self) -> str:
        """The folder's own name."""
        ...

    def __truediv__(self, child: str, /) -> Readable:
        """A file in it."""
        ...


def load_platform(folder: Folder, manifest: Manifest) -> Platform:
    """The facts beside a manifest. Raises InputProblem naming file, table and field."""
    table = read_table(folder / "facts.toml", f"{folder.name}/facts.toml")
    sources = read_sources(table)
    facts = tuple(_fact(entry, sources) for entry in table.tables("fact"))
    _refuse_twins(table, "fact", [fact.id for fact in facts])
    platform = Platform(
        id=manifest.id,
        name=manifest.name,
        kind=manifest.kind,
        lenders=table.texts("lenders"),
        reports=table.choice("reports", REPORTS),
        facts=facts,
        ladder=Ladder(manifest.id, tuple(read_rungs(table, sources, quotable_rules()))),
        rows=tuple(_row(entry) for entry in table.tables("row")),
        messages=tuple(_message(entry) for entry in table.tables("message")),
        usual_messages=_usual_messages(table),
        checked_on=table.day("checked_on"),
        any_lender=table.choice("any_lender", ANY_LENDERS, ""),
        minimum_payment=table.flag("minimum_payment"),
        loan_kinds=_loan_kinds(table),
        operators=table.texts("operators"),
        former_lenders=table.texts("former_lenders"),
        guarantors=table.texts("guarantors"),
        terms=_terms(table, facts),
        particulars=tuple(_particular(entry) for entry in table.tables("particular")),
    )
    table.done()
    _refuse_twins(table, "particular", [particular.id for particular in platform.particulars])
    return platform


def _fact(entry: Table, sources: Mapping[str, Source]) -> Fact:
    fact = Fact(
        id=entry.text("id"),
        topic=entry.choice("topic", TOPICS),
        text=entry.literal(),
        sources=cited(entry, sources),
        confidence=entry.choice("confidence", CONFIDENCES),
        as_of=entry.maybe_text("as_of"),
        value=entry.maybe_text("value"),
        disputed=entry.flag("disputed"),
    )
    entry.done()
    return fact


def _row(entry: Table) -> RowPattern:
    pattern = RowPattern(
        finding=entry.choice("finding", _FINDINGS),
        sources=entry.texts("sources"),
        kind=entry.pattern("kind"),
        counterparty=entry.pattern("counterparty"),
        text=entry.pattern("text"),
        method=entry.pattern("method"),
        status=entry.pattern("status"),
        confidence=entry.choice("confidence", _HOW_SURE, Confidence.SURE),
    )
    entry.done()
    return pattern


def _message(entry: Table) -> MessagePattern:
    pattern = MessagePattern(
        finding=entry.choice("finding", _FINDINGS),
        sender=entry.pattern("sender") or entry.text("sender"),
        body=entry.pattern("body"),
        confidence=entry.choice("confidence", _HOW_SURE, Confidence.SURE),
    )
    entry.done()
    return pattern


def _usual_messages(table: Table) -> UsualMessages | None:
    """The `[usual_messages]` table: whose messages are read by the usual wordings."""
    entry = table.maybe_table("usual_messages")
    if entry is None:
        return None
    findings = entry.texts("findings")
    for finding in findings:
        if finding not in _FINDINGS:
            raise entry.problem(
                "findings", text("“{value}” is none of {choices}", value=finding, choices=", ".join(_FINDINGS))
            )
    usual = UsualMessages(
        sender=entry.pattern("sender") or entry.text("sender"),
        about=entry.pattern("about"),
        unless=entry.pattern("unless"),
        findings=findings,
        confidence=entry.choice("confidence", _HOW_SURE, Confidence.DOUBTFUL),
    )
    entry.done()
    return usual


def _loan_kinds(table: Table) -> tuple[str, ...]:
    kinds = table.texts("loan_kinds")
    for kind in kinds:
        if kind not in _LOAN_KINDS:
            raise table.problem(
                "loan_kinds", text("“{value}” is none of {choices}", value=kind, choices=", ".join(_LOAN_KINDS))
            )
    return kinds


def _terms(table: Table, facts: tuple[Fact, ...]) -> TermsHint | None:
    """The `[terms]` table: days of the month and distances, and the facts they were read from."""
    entry = table.maybe_table("terms")
    if entry is None:
        return None
    known = {fact.id: fact for fact in facts}
    named = entry.texts("facts")
    if not named:
        raise entry.problem("facts", text("is missing: a hint names the facts it rests on"))
    for fact_id in named:
        if fact_id not in known:
            raise entry.problem("facts", text("there is no fact “{fact}”", fact=fact_id))
    hint = TermsHint(
        facts=tuple(known[fact_id] for fact_id in named),
        statement_days=_days_of_month(entry, "statement_days"),
        due_days=_days_of_month(entry, "due_days"),
        due_after_days=entry.maybe_whole("due_after_days"),
        longest_days=entry.maybe_whole("longest_days"),
    )
    entry.done()
    return hint


def _days_of_month(entry: Table, field: str) -> tuple[int, ...]:
    days = entry.wholes(field)
    if not all(1 <= day <= 31 for day in days):
        raise entry.problem(field, text("must be days of the month, 1 to 31"))
    return days


def _particular(entry: Table) -> Particular:
    kind = entry.choice("kind", PARTICULAR_KINDS)
    particular = Particular(entry.text("id"), kind, entry.literal(), entry.flag("remind"))
    if particular.remind and kind != "day":
        raise entry.problem("remind", text("is for a day only"))
    entry.done()
    return particular


def _refuse_twins(table: Table, field: str, ids: list[str]) -> None:
    for each in ids:
        if ids.count(each) > 1:
            raise table.problem(field, text("the id “{id}” stands twice", id=each))
