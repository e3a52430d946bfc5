"""The gate before what may start the limitation period of an old debt anew, as commands ask it."""

from collections.abc import Callable
from typing import TypeVar

from duewatch.cli.call import Call
from duewatch.cli.parser import Parser
from duewatch.model.problem import AskFirst
from duewatch.model.text import text

T = TypeVar("T")
_YES = {"y", "yes", "是", "有", "问过"}


def asked_first_option(parser: Parser) -> None:
    """--asked-first: the question is answered already, as a script has to say it."""
    parser.argument("--asked-first", action="store_true", help=text(
        "About an old debt: you have asked a lawyer or 12348, or it is done already"))  # fmt: skip


def gated(call: Call, note: "Callable[[bool], T]") -> T:
    """What `note` answers, which is told whether somebody was asked. At a terminal an old debt is asked about, once;
    elsewhere AskFirst ends the command, and nothing was noted."""
    try:
        return note(bool(call.options.asked_first))
    except AskFirst as ask:
        if not call.stdin.isatty():
            raise
        call.out.aside(ask.what)
        question = text("Have you asked, or is it done already? Note it? (y/N): ")
        call.out.stderr.write(call.wording.say(question))
        call.out.stderr.flush()
        if call.stdin.readline().strip().lower() not in _YES:
            raise
        call.options.asked_first = True
        return note(True)
