"""Platforms as the desk sees them: found by any name, and with what deriving a loan's rows needs of them.

A loan outlives its platform's plugin: where that is gone or switched off, the loan keeps the borrower's own name
for it, the usual ladder, and nothing is said about the credit report.
"""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from duewatch.collection.ladder import merged
from duewatch.config.rules import rulebook
from duewatch.credit.report import LOAN, account_type
from duewatch.desk.deriving import derive
from duewatch.desk.views import PlatformChoice
from duewatch.host.host import Host
from duewatch.model.loan import Loan
from duewatch.model.loan_event import LoanEvent
from duewatch.model.platform import Ladder, Platform
from duewatch.model.problem import InputProblem
from duewatch.model.projection import Derived
from duewatch.model.text import Literal, text
from duewatch.servicing.standing import Standing


class Known(NamedTuple):
    """What deriving and showing a loan needs of its platform. name None: its plugin is not there; platform None: nor
    are its facts."""

    name: Literal | None
    platform: Platform | None
    ladder: Ladder
    reports: str
    applies_to: str

    def name_for(self, loan: Loan) -> Literal:
        """The platform's name; the borrower's own word where the plugin is gone."""
        return self.name or Literal(loan.name or loan.platform_id, loan.name or loan.platform_id)


class Platforms:
    """All usable platforms, each loaded when it is first needed."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._known: dict[str, Known] = {}

    def known(self, platform_id: str) -> Known:
        """What is known of a platform by its id, also of one whose plugin is gone."""
        if platform_id not in self._known:
            self._known[platform_id] = self._look_up(platform_id)
        return self._known[platform_id]

    def find(self, words: str) -> Platform:
        """The platform of an id, name or alias. Raises InputProblem with the nearest names."""
        aliases = self._host.aliases()
        platform_id = aliases.get(words.strip().lower())
        platform = None if platform_id is None else self.known(platform_id).platform
        if platform is not None:
            return platform
        why = {state.id: state.why for state in self._host.states()}.get(platform_id or "")
        if why is not None:
            raise InputProblem(
                text("The platform {platform} cannot be used: {why}.", platform=platform_id or "", why=why),
                text("“duewatch plugins” lists what is installed and why something failed."),
            )
        near = dict.fromkeys(aliases[name] for name in get_close_matches(words.strip().lower(), aliases, 5, 0.5))
        ids = near or dict.fromkeys(aliases.values())
        names = [self._name(each) or Literal(each, each) for each in ids]
        raise InputProblem(
            text("No platform is known as “{words}”.", words=words),
            text("Nearest names: {names}.", names=_listed(names))
            if near
            else text("Known are: {names}.", names=_listed(names)),
        )

    def choices(self) -> list[PlatformChoice]:
        """Platforms a loan can be added for, by id."""
        found = []
        for manifest in self._host.manifests("platform"):
            platform = self.known(manifest.id).platform
            if platform is not None:
                found.append(PlatformChoice(platform.id, platform.name, platform.loan_kinds, platform.terms))
        return sorted(found, key=lambda choice: choice.id)

    def derive(self, loan: Loan, events: Sequence[LoanEvent], on: date, standing: Standing | None = None) -> Derived:
        """A loan's rows for the day, with its platform's ladder and the report's codes. standing: its replay on that
        day, where the caller has it already."""
        known = self.known(loan.platform_id)
        return derive(
            loan,
            events,
            on,
            ladder=known.ladder,
            codes=rulebook().codes,
            platform_name=known.name_for(loan),
            reports=known.reports,
            applies_to=known.applies_to,
            standing=standing,
        )

    def _look_up(self, platform_id: str) -> Known:
        usual = rulebook().generic_ladder
        try:
            platform = self._host.platform(platform_id)
        except KeyError:
            return Known(self._name(platform_id), None, Ladder(platform_id, usual.rungs), "unknown", LOAN)
        ladder = merged(platform.ladder, usual)
        return Known(platform.name, platform, ladder, platform.reports, account_type(platform.kind))

    def _name(self, platform_id: str) -> Literal | None:
        named = (manifest.name for manifest in self._host.manifests("platform") if manifest.id == platform_id)
        return next(named, None)


def _listed(names: Sequence[Literal]) -> Literal:
    return Literal("、".join(name.zh for name in names), ", ".join(name.en for name in names))
