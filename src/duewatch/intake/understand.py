"""What a record means: the patterns of all platforms, and platforms with code asked through the host."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from duewatch.config.message_shapes import message_shapes
from duewatch.host.host import Host
from duewatch.intake.result import FileProblem
from duewatch.model.finding import Confidence, Finding
from duewatch.model.platform import MessagePattern, Platform
from duewatch.model.problem import InputProblem
from duewatch.model.record import OWN_TABLE, Record
from duewatch.model.text import Literal, text
from duewatch.recognition.messages import MessagePatterns
from duewatch.recognition.own_table import recognise_own
from duewatch.recognition.patterns import NOT_BOOKED, RowPatterns, Unclear, one_of

_OTHER = frozenset({"message", OWN_TABLE})
"""Sources whose records are no rows of a wallet."""


class Understanding:
    """Everything that recognises records, ready for use. problems: platforms that had to be left out."""

    def __init__(
        self, host: Host, today: date, messages: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    ) -> None:
        self.platforms: dict[str, Platform] = {}
        self.problems: list[FileProblem] = []
        shapes = message_shapes()
        for manifest in host.manifests("platform"):
            try:
                platform = host.platform(manifest.id)
                RowPatterns([platform])
                MessagePatterns([platform], shapes)
            except KeyError:
                continue  # its facts are broken; `duewatch plugins` says how
            except InputProblem as problem:
                self.problems.append(FileProblem(None, problem.what, problem.mend or Literal("", "")))
                continue
            self.platforms[manifest.id] = platform
        for name, said in messages.items():
            self._add(name, said)
        self._rows = RowPatterns(self.platforms.values())
        self._messages = MessagePatterns(self.platforms.values(), shapes)
        self._recognisers = host.recognisers()
        self._names = host.aliases()
        self._today = today

    def _add(self, name: str, said: Mapping[str, str]) -> None:
        """A pattern of the borrower's own, in front of what its platform's facts say."""
        platform = self.platforms.get(said["platform"])
        if platform is None:
            self.problems.append(
                FileProblem(
                    None,
                    text(
                        "[readers.message.{name}] in the config is about “{platform}”, and there is no such platform.",
                        name=name, platform=said["platform"],
                    ),
                    text("“duewatch plugins” lists the ids; until then the pattern is left out."),
                )
            )  # fmt: skip
            return
        pattern = MessagePattern(
            said["finding"], said["sender"], said["body"], said.get("confidence", Confidence.LIKELY), own=True
        )
        self.platforms[platform.id] = replace(platform, messages=(pattern, *platform.messages))

    def of(self, records: Sequence[Record]) -> list[Finding | Unclear | None]:
        """What each record says about a loan; Unclear: kept whole and listed; None: nothing about a loan."""
        rows = self._rows.recognise
        meanings = [
            self._other(record) if record.problem or record.source in _OTHER else rows(record) for record in records
        ]
        for recogniser in self._recognisers:
            for place, finding in enumerate(recogniser.recognise_all(records)):
                if finding is not None and finding.platform_id in self.platforms:
                    meaning = _with_own(finding, meanings[place])
                    meanings[place] = None if meaning.kind in NOT_BOOKED else meaning
        return meanings

    def _other(self, record: Record) -> Finding | Unclear | None:
        if record.problem:
            return Unclear(record.problem)
        if record.source == OWN_TABLE:
            return recognise_own(record, self._names)
        return self._messages.recognise(record, self._today)


def _with_own(own: Finding, found: Finding | Unclear | None) -> Finding:
    """A platform's own recogniser beats its patterns; against another platform's the surer one wins."""
    if isinstance(found, Finding) and found.platform_id != own.platform_id:
        return one_of({own.platform_id: own, found.platform_id: found})
    return own
