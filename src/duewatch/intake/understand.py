"""What a record means: the patterns of all platforms, and platforms with code asked through the host."""

from datetime import date

from duewatch.host.host import Host
from duewatch.intake.result import FileProblem
from duewatch.model.finding import Finding, FindingKind
from duewatch.model.platform import Platform
from duewatch.model.problem import InputProblem
from duewatch.model.record import Record
from duewatch.model.text import Literal
from duewatch.recognition.messages import MessagePatterns
from duewatch.recognition.patterns import RowPatterns, Unclear, one_of

NOT_BOOKED = frozenset({FindingKind.IGNORE, FindingKind.PURCHASE})
"""Understood, but nothing about a bill: remembered by digest only, like any other purchase."""


class Understanding:
    """Everything that recognises records, ready for use. problems: platforms that had to be left out."""

    def __init__(self, host: Host, today: date) -> None:
        self.platforms: dict[str, Platform] = {}
        self.problems: list[FileProblem] = []
        for manifest in host.manifests("platform"):
            try:
                platform = host.platform(manifest.id)
                RowPatterns([platform])
                MessagePatterns([platform])
            except KeyError:
                continue  # its facts are broken; `duewatch plugins` says how
            except InputProblem as problem:
                self.problems.append(FileProblem(None, problem.what, problem.mend or Literal("", "")))
                continue
            self.platforms[manifest.id] = platform
        self._rows = RowPatterns(self.platforms.values())
        self._messages = MessagePatterns(self.platforms.values())
        self._recognisers = host.recognisers()
        self._today = today

    def of(self, record: Record) -> Finding | Unclear | None:
        """What it says about a loan; Unclear: kept whole and listed; None: nothing about a loan."""
        if record.problem:
            return Unclear(Literal(record.problem, record.problem))
        if record.source == "message":
            found = self._messages.recognise(record, self._today)
        else:
            found = self._rows.recognise(record)
        if self._recognisers:
            found = self._asked(record, found)
        return None if isinstance(found, Finding) and found.kind in NOT_BOOKED else found

    def _asked(self, record: Record, found: Finding | Unclear | None) -> Finding | Unclear | None:
        """A platform's own recogniser beats its patterns; a platform that is not here is not spoken for."""
        own = {
            finding.platform_id: finding
            for recogniser in self._recognisers
            if (finding := recogniser.recognise(record)) is not None and finding.platform_id in self.platforms
        }
        if not own:
            return found
        if isinstance(found, Finding):
            own.setdefault(found.platform_id, found)
        return one_of(own)
