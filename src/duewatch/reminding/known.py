"""What deciding about reminders needs to know beside the bills: court papers, promises, platforms' hours."""

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from duewatch.config.calls import call_guide, shipped_guide
from duewatch.config.schema import ReminderPolicy
from duewatch.host.host import Host
from duewatch.model.ledger import LedgerReader
from duewatch.model.platform import Particular
from duewatch.model.problem import InputProblem
from duewatch.reminding.agenda import Known
from duewatch.reminding.occasions import occasions
from duewatch.reminding.routine import report_queries, repricings

DEBIT_HOUR = "debit-hour"
"""The id of a platform's fact that says at which hour the due day ends there; its value is that hour."""


def known(
    ledger: LedgerReader,
    host: Host,
    now: datetime,
    own_guide: Path | None = None,
    policy: ReminderPolicy = ReminderPolicy(),  # noqa: B008 - a value that nobody changes
) -> Known:
    """Everything open today, and where platforms' hours are asked. own_guide: the borrower's own advice for papers;
    one that cannot be read does not keep a court's day from being said."""
    guide = None
    if ledger.duties()[0]:
        try:
            guide = call_guide(own_guide)
        except InputProblem:
            guide = shipped_guide()

    def particulars(platform_id: str) -> Sequence[Particular]:
        try:
            return host.platform(platform_id).particulars
        except KeyError:
            return ()

    found = [*occasions(ledger, guide, now, particulars), *report_queries(ledger, policy, now.date())]
    if ledger.loans_repriced():
        found += repricings(ledger, ledger.projected(now.date()), now.date())
    return Known(tuple(sorted(found, key=lambda each: (each.on, each.loan_id, each.id))), Hours(host))


class Hours:
    """The hour at which a platform ends a due day, from its facts; each platform is looked at once."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._found: dict[str, time | None] = {}

    def __call__(self, platform_id: str) -> time | None:
        """The hour; None where no source tells."""
        if platform_id not in self._found:
            self._found[platform_id] = self._look_up(platform_id)
        return self._found[platform_id]

    def _look_up(self, platform_id: str) -> time | None:
        try:
            platform = self._host.platform(platform_id)
        except KeyError:
            return None
        for fact in platform.facts:
            if fact.id == DEBIT_HOUR and isinstance(fact.value, str):
                try:
                    return time.fromisoformat(fact.value)
                except ValueError:
                    return None
        return None
