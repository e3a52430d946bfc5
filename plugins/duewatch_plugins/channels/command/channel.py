"""A message on a program's standard input.

Standard input: the subject, an empty line, the body, in UTF-8. The environment has DUEWATCH_MESSAGE_ID (the same over
retries), DUEWATCH_SUBJECT, DUEWATCH_LANGUAGE, DUEWATCH_DISCRETION and DUEWATCH_ITEMS beside what duewatch itself was
started with. Status 0: delivered; 75 (EX_TEMPFAIL of sysexits): try again; any other: failed for good.

Standard output: the borrower's answer, where the program asks for one. `ack` on its first line: no more about these
bills; `snooze 2026-12-01`: not before that day. Anything else is not read.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile

from duewatch.api import Answer, Failed, Literal, Message, OptionValue, Outcome, Sent

TRY_AGAIN = 75
MOST_READ = 200
"""Bytes of a program's output that are looked at."""
NOT_THERE = Literal("程序 {program} 不存在", "the program {program} is not there")
NOT_RUN = Literal("程序 {program} 无法运行：{why}", "the program {program} cannot be run: {why}")
TOO_LONG = Literal("程序 {program} 在 {seconds} 秒内没有结束，已停止",
                   "the program {program} did not end within {seconds} s and was stopped")  # fmt: skip
LATER = Literal("程序 {program} 说稍后再试", "the program {program} says to try again later")
ENDED = Literal("程序 {program} 以状态 {status} 结束", "the program {program} ended with status {status}")


class CommandChannel:
    """Runs one program for each message, without a shell."""

    def __init__(self, options: Mapping[str, OptionValue]) -> None:
        run, seconds = options["run"], options.get("seconds")
        words = run if isinstance(run, tuple) else (str(run),)
        self.command = (str(Path(words[0]).expanduser()), *words[1:])
        self.seconds = seconds if isinstance(seconds, int) else 8

    def send(self, message: Message) -> Outcome:
        """Run the program and wait for it; what it started itself is stopped with it where time runs out."""
        zh, program = message.language == "zh", Path(self.command[0]).name
        environ = os.environ | {
            "DUEWATCH_MESSAGE_ID": message.id,
            "DUEWATCH_SUBJECT": message.subject,
            "DUEWATCH_LANGUAGE": message.language,
            "DUEWATCH_DISCRETION": message.discretion.value,
            "DUEWATCH_ITEMS": str(message.item_count),
        }
        # A file and no pipe: what the program leaves running in the background may keep its output open.
        with TemporaryFile() as printed:
            try:
                process = subprocess.Popen(
                    self.command,
                    stdin=subprocess.PIPE,
                    stdout=printed,
                    stderr=subprocess.DEVNULL,
                    env=environ,
                    start_new_session=True,
                )
            except FileNotFoundError:
                return Failed(_say(NOT_THERE, zh, program=program), retry=False)
            except (OSError, ValueError) as error:
                why = getattr(error, "strerror", None) or str(error)
                return Failed(_say(NOT_RUN, zh, program=program, why=why), retry=False)
            try:
                process.communicate(f"{message.subject}\n\n{message.body}".encode(), timeout=self.seconds)
            except subprocess.TimeoutExpired:
                _stop(process)
                return Failed(_say(TOO_LONG, zh, program=program, seconds=self.seconds))
            printed.seek(0)
            said = printed.read(MOST_READ)
        if process.returncode == 0:
            return Sent(answers=_answers(said))
        if process.returncode == TRY_AGAIN:
            return Failed(_say(LATER, zh, program=program))
        return Failed(_say(ENDED, zh, program=program, status=process.returncode), retry=False)


def _answers(said: bytes) -> tuple[Answer, ...]:
    """The answer on the first line of what the program printed, if it is one."""
    words = said.decode("utf-8", "replace").partition("\n")[0].split()
    if words == ["ack"]:
        return (Answer(),)
    if len(words) == 2 and words[0] == "snooze":
        with suppress(ValueError):
            return (Answer(date.fromisoformat(words[1])),)
    return ()


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the program and, where the system has process groups, what it started."""
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(1)


def _say(words: Literal, zh: bool, **params: object) -> str:
    return (words.zh if zh else words.en).format(**params)
