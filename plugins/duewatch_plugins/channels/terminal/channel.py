"""One block on standard error for each message."""

import sys
import unicodedata

from duewatch.api import Failed, Literal, Message, Outcome, Sent

NOT_WRITTEN = Literal("无法写到终端", "standard error cannot be written to")


class TerminalChannel:
    """Writes to the process's own standard error, past whatever stands in for it while a plugin runs."""

    def send(self, message: Message) -> Outcome:
        """Write subject and body as one block. A terminal that is gone does not come back by trying again."""
        block = f"{_plain(message.subject)}\n\n{_plain(message.body)}\n"
        stream = sys.__stderr__
        if stream is None:
            return _failed(message)
        try:
            stream.write(block)
            stream.flush()
        except UnicodeEncodeError:
            stream.write(block.encode(stream.encoding, "replace").decode(stream.encoding))
            stream.flush()
        except (OSError, ValueError):  # ValueError: closed
            return _failed(message)
        return Sent()


def _plain(words: str) -> str:
    """Without control characters: a name from a file must not steer the terminal."""
    return "".join(each for each in words if each == "\n" or unicodedata.category(each) != "Cc")


def _failed(message: Message) -> Failed:
    return Failed(NOT_WRITTEN.zh if message.language == "zh" else NOT_WRITTEN.en, retry=False)
