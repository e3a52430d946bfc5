"""Plugins' things behind the guard: typed like the real ones, but they always answer."""

from typing import Any

from duewatch.host.calls import Failure, described, guard
from duewatch.model.finding import Finding
from duewatch.model.plugin import Recogniser
from duewatch.model.record import Record
from duewatch.model.reminder import Failed, Message, Outcome, Sent, Skipped


class Blame:
    """Notes what went wrong against one plugin. stopped: it hung, so it is not called again."""

    def __init__(self, plugin_id: str, seconds: float) -> None:
        self.plugin_id = plugin_id
        self.seconds = seconds
        self.why = ""
        self.stopped = False
        self.printed = ""

    def note(self, failure: Failure) -> Failure:
        """Keep the reason; the plugins list shows the latest."""
        self.why = failure.why
        self.stopped = self.stopped or failure.hung
        return failure

    def heard(self, words: str) -> None:
        """Keep what the plugin printed, for the log."""
        self.printed = (self.printed + words)[-20_000:]


class GuardedChannel:
    """A channel that always answers an Outcome."""

    def __init__(self, channel: Any, blame: Blame) -> None:
        self._channel = channel
        self._blame = blame

    def send(self, message: Message) -> Outcome:
        """Hand the message over; whatever goes wrong is Failed, to be tried again."""
        if self._blame.stopped:
            return Failed(f"the plugin {self._blame.plugin_id} hung before and is not called again in this run")
        answer = guard(lambda: self._channel.send(message), self._blame.seconds, self._blame.heard)
        if isinstance(answer, Failure):
            return Failed(f"the plugin {self._blame.plugin_id}: {self._blame.note(answer).why}")
        if not isinstance(answer, (Sent, Skipped, Failed)):
            wrong = self._blame.note(Failure(f"send answered a {type(answer).__name__}, not an Outcome"))
            return Failed(f"the plugin {self._blame.plugin_id}: {wrong.why}")
        return answer


class GuardedRecogniser:
    """A recogniser whose faults cost its own findings only. Called row by row, so without a thread each:
    a recogniser is pure, and a time limit stands around the reading as a whole."""

    def __init__(self, recogniser: Recogniser, blame: Blame) -> None:
        self.platform_id: str = recogniser.platform_id
        self._recogniser = recogniser
        self._blame = blame

    def recognise(self, record: Record) -> Finding | None:
        """What the plugin says, or None where it fails."""
        if self._blame.stopped:
            return None
        try:
            finding = self._recogniser.recognise(record)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything
            self._blame.note(Failure(described(error)))
            return None
        if finding is None or isinstance(finding, Finding):
            return finding
        self._blame.note(Failure(f"recognise answered a {type(finding).__name__}, not a Finding"))
        return None
