"""A channel that does as its table says."""

from collections.abc import Mapping
from pathlib import Path
from threading import Event

from duewatch.api import Channel, ChannelType, Literal, Message, Option, OptionValue, Outcome, Sent, hookimpl

WORDS = Literal("测试", "Test")
OPTIONS = (
    Option("file", "text", WORDS, required=True),
    Option("token", "secret", WORDS),
    Option("behave", "text", WORDS, default="well", choices=("well", "raise", "exit", "hang", "number", "leak")),
    Option("port", "integer", WORDS, default=25, minimum=1, maximum=65535),
    Option("loud", "boolean", WORDS, default=False),
    Option("to", "texts", WORDS, default=("me",)),
)


class FileChannel:
    """Appends to a file, or misbehaves as told."""

    def __init__(self, options: Mapping[str, OptionValue]) -> None:
        self.options = options

    def send(self, message: Message) -> Outcome:
        behave = self.options["behave"]
        if behave == "raise":
            raise ConnectionError(f"refused for token {self.options['token']}")
        if behave == "exit":
            raise SystemExit(1)
        if behave == "hang":
            Event().wait()
        if behave == "number":
            return 1  # type: ignore[return-value]
        if behave == "leak":
            print("token is", self.options["token"])  # noqa: T201 - this is what it does
        with Path(str(self.options["file"])).open("a", encoding="utf-8") as file:
            file.write(message.body)
        return Sent(f"written with {self.options['token']}")


def open_file(options: Mapping[str, OptionValue]) -> Channel:
    if options["file"] == "nowhere":
        raise OSError(f"no such place, token {options['token']}")
    return FileChannel(options)


@hookimpl
def duewatch_reminder_channels() -> list[ChannelType]:
    return [ChannelType("good-channel", WORDS, OPTIONS, open_file, passes_through_others=False)]
