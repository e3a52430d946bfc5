"""All that a plugin may import.

A plugin imports this module and nothing else of duewatch. Names listed in ``__all__`` are stable within
one API number; the number changes when a plugin written for the old one could break. A name that is to go stands in
``DEPRECATED`` for one API version before: it still works, and warns the plugin's author.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from duewatch.hookspecs import hookimpl
from duewatch.model.cells import NOTHING, clean_cell, csv_rows, encoding_of, fen_of, moment_of
from duewatch.model.credit_report import (
    GRADES,
    Reported,
    ReportedAccount,
    ReportedInquiry,
    ReportedMonth,
    ReportHead,
    SpecialTransaction,
)
from duewatch.model.dates import add_months
from duewatch.model.deprecation import Deprecated, thing_of
from duewatch.model.explanation import Explanation, Point
from duewatch.model.finding import Confidence, Finding, FindingKind
from duewatch.model.money import Fen, format_yuan, parse_yuan
from duewatch.model.platform import Fact, Platform, Source
from duewatch.model.plugin import (
    AgendaChannel,
    Channel,
    ChannelType,
    Claim,
    ColumnMapping,
    Default,
    Document,
    Explainer,
    Option,
    OptionValue,
    OutlineReader,
    Reader,
    ReadProblem,
    Recogniser,
    TableOutline,
)
from duewatch.model.record import OWN_TABLE, Record
from duewatch.model.reminder import AgendaEntry, Answer, Discretion, Failed, Message, Outcome, Sent, Skipped
from duewatch.model.rulebook import Rule, Rulebook
from duewatch.model.situation import LoanSituation, Situation
from duewatch.model.text import Literal, Money, Text

API_NUMBER = 1
"""The plugin API this version speaks; a manifest that names another one is refused before import."""

DEPRECATED: Mapping[str, Deprecated] = MappingProxyType({})
"""Names that plugins may still use and should not: each goes with the next plugin API (docs/api/README.md)."""

if not TYPE_CHECKING:  # a type checker is to know the stable names alone

    def __getattr__(name: str) -> object:
        return thing_of(__name__, name, DEPRECATED)


__all__ = [
    "API_NUMBER",
    "GRADES",
    "NOTHING",
    "OWN_TABLE",
    "AgendaChannel",
    "AgendaEntry",
    "Answer",
    "Channel",
    "ChannelType",
    "Claim",
    "ColumnMapping",
    "Confidence",
    "Default",
    "Discretion",
    "Document",
    "Explainer",
    "Explanation",
    "Fact",
    "Failed",
    "Fen",
    "Finding",
    "FindingKind",
    "Literal",
    "LoanSituation",
    "Message",
    "Money",
    "Option",
    "OptionValue",
    "Outcome",
    "OutlineReader",
    "Platform",
    "Point",
    "ReadProblem",
    "Reader",
    "Recogniser",
    "Record",
    "ReportHead",
    "Reported",
    "ReportedAccount",
    "ReportedInquiry",
    "ReportedMonth",
    "Rule",
    "Rulebook",
    "Sent",
    "Situation",
    "Skipped",
    "Source",
    "SpecialTransaction",
    "TableOutline",
    "Text",
    "add_months",
    "clean_cell",
    "csv_rows",
    "encoding_of",
    "fen_of",
    "format_yuan",
    "hookimpl",
    "moment_of",
    "parse_yuan",
]
