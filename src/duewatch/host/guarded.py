"""Plugins' things behind the guard: typed like the real ones, but they always answer."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from duewatch.host.calls import Failure, guard, raised, wrong_answer
from duewatch.host.shapes import unfit
from duewatch.model.finding import Finding
from duewatch.model.plugin import Channel, Recogniser
from duewatch.model.record import Record
from duewatch.model.reminder import AgendaEntry, Answer, Failed, Message, Outcome, Sent, Skipped
from duewatch.model.text import Parameter, Sentence, Text, text

HIDDEN = "****"
LOG_LIMIT = 200_000
"""Characters of one plugin's output that go to the log in one run: a flood must not fill the disk."""
ANSWERS = 1_000
"""The borrower's answers that are taken from a channel at once."""


def write_log(log: Path | None, words: str) -> None:
    """Add lines to the log, which only its owner can read; None: there is none."""
    if log is None:
        return
    with suppress(OSError):  # a full or read-only disk is told of where something is lost by it
        handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with open(handle, "a", encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - from a handle
            file.write(f"{words}\n")


class Blame:
    """Notes what went wrong against one plugin. why: the latest reason. stopped: it hung, so it is not called
    again. log: file that what it prints and where it fails is added to. noted: gets each reason, without secrets.
    secrets: never kept anywhere."""

    def __init__(
        self,
        plugin_id: str,
        seconds: float,
        log: Path | None = None,
        noted: Callable[[Text], None] | None = None,
    ) -> None:
        self.plugin_id = plugin_id
        self.seconds = seconds
        self.why: Text | None = None
        self.stopped = False
        self._log = log
        self._room = LOG_LIMIT
        self._noted = noted
        self.secrets: set[str] = set()

    def note(self, failure: Failure) -> Text:
        """Keep the reason; answers it without secrets."""
        self.why = self._without(failure.why)
        self.stopped = self.stopped or failure.hung
        if self._noted is not None:
            self._noted(self.why)
        return self.why

    def heard(self, words: str) -> None:
        """Add what the plugin printed to the log."""
        if self._room <= 0:
            return
        said = self.hide(words).rstrip()
        if len(said) > self._room:
            said = f"{said[: self._room]}\n(it printed more than is kept; the rest of this run is left out)"
        self._room -= len(said)
        write_log(self._log, f"plugin {self.plugin_id}:\n{said}")

    def hide(self, words: str) -> str:
        """The words without any secret that was handed to the plugin."""
        for secret in self.secrets:
            words = words.replace(secret, HIDDEN)
        return words

    def _without(self, why: Text) -> Text:
        if not isinstance(why, Sentence):
            return why
        params: dict[str, Parameter] = {
            name: self.hide(value) if isinstance(value, str) else value for name, value in why.params.items()
        }
        return Sentence(why.msgid, params, why.plural, why.count)


class GuardedChannel:
    """A channel that always answers an Outcome, without secrets."""

    def __init__(self, channel: Channel, blame: Blame) -> None:
        self._channel = channel
        self._blame = blame

    def send(self, message: Message) -> Outcome:
        """Hand the message over; whatever goes wrong is Failed, to be tried again."""
        return self._answer("send", lambda: self._channel.send(message), message.language)

    def publish(self, entries: Sequence[AgendaEntry], at: datetime, language: str) -> Outcome:
        """Show all that is coming; a channel that cannot is Failed."""
        publish = getattr(self._channel, "publish", None)
        if not callable(publish):
            return self._failed(text("it holds an agenda, but has no method publish"), language)
        return self._answer("publish", lambda: publish(entries, at, language), language)

    def _answer(self, method: str, call: Callable[[], object], language: str) -> Outcome:
        blame = self._blame
        if blame.stopped:
            return self._failed(text("it did not answer before and is not called again in this run"), language)
        answer = guard(call, blame.seconds, blame.heard)
        match answer:
            case Sent(str(detail), answers):
                return Sent(blame.hide(detail), _answers(answers))
            case Skipped(str(why), answers):
                return Skipped(blame.hide(why), _answers(answers))
            case Failed(str(why), bool(retry), None | int() as after_seconds):
                return Failed(blame.hide(why), retry, after_seconds)
            case Failure():
                return self._failed(blame.note(answer), language)
            case Sent(answers=answers) | Skipped(answers=answers):
                # It is out, or needs no sending: only its words are left out, so that it does not go out twice.
                blame.note(unfit(method, answer, Sent | Skipped, "Outcome") or wrong_answer(method, answer, "Outcome"))
                return type(answer)("", _answers(answers))
        return self._failed(blame.note(wrong_answer(method, answer, "Outcome")), language)

    def _failed(self, why: Text, language: str) -> Failed:
        """The outcome keeps words, so they are chosen here, in the language of the message."""
        from duewatch.wording import Wording

        whole = text("plugin {plugin}: {why}", plugin=self._blame.plugin_id, why=why)
        return Failed(Wording(language).say(whole))


def _answers(given: object) -> tuple[Answer, ...]:
    """Those of a channel's answers that are such: a wrong one changes nothing."""
    if not isinstance(given, tuple):
        return ()
    return tuple(
        each
        for each in given[:ANSWERS]
        if isinstance(each, Answer) and isinstance(each.uid, str) and (each.until is None or type(each.until) is date)
    )


class GuardedRecogniser:
    """A recogniser whose faults cost its own findings only."""

    def __init__(self, recogniser: Recogniser, blame: Blame) -> None:
        self.platform_id: str = recogniser.platform_id
        self._recogniser = recogniser
        self._blame = blame

    def recognise(self, record: Record) -> Finding | None:
        """What the plugin says, or None where it fails. Each call costs a thread: see `recognise_all`."""
        return self.recognise_all((record,))[0]

    def recognise_all(self, records: Sequence[Record]) -> list[Finding | None]:
        """What the plugin says of each record, all in one guarded call; None for a record it fails on."""
        findings: list[Finding | None] = []
        if not self._blame.stopped:
            hung = guard(lambda: self._each(records, findings), self._blame.seconds, self._blame.heard)
            if isinstance(hung, Failure):
                self._blame.note(hung)
        done = tuple(findings)
        return [*done, *(None for _ in range(len(records) - len(done)))]

    def _each(self, records: Sequence[Record], findings: list[Finding | None]) -> None:
        for record in records:
            answer = _one(self._recogniser, record)
            if isinstance(answer, Failure):
                self._blame.note(answer)
                findings.append(None)
            else:
                findings.append(answer)


def _one(recogniser: Recogniser, record: Record) -> Finding | Failure | None:
    """One record, in the present thread; whatever is raised or answered wrongly is a Failure."""
    try:
        answer: object = recogniser.recognise(record)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything
        return Failure(raised(error))
    if answer is None:
        return None
    return unfit("recognise", answer, Finding, "Finding") or answer  # type: ignore[return-value]  # it fits
