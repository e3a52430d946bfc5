"""The overview of all commands."""

from duewatch.cli.commands import ENTRIES
from duewatch.cli.options import global_helps
from duewatch.cli.table import listing, wrap
from duewatch.model.text import Text, text
from duewatch.wording import Wording


def overview(wording: Wording, width: int, group: str = "") -> str:
    """Every command with what it does, or those of one group; without a group the options too."""

    def listed(entries: list[tuple[str, Text]]) -> list[str]:
        return listing([(name, wording.say(words)) for name, words in entries], width)

    def prose(words: Text) -> list[str]:
        return wrap(wording.say(words), width)

    usage = f"duewatch {group}" if group else f"duewatch {wording.say(text('[options] [command]'))}"
    commands = [(e.name, e.summary) for e in ENTRIES.values() if not group or e.name.split()[0] == group]
    lines = [*prose(text("usage: {usage}", usage=usage)), ""]
    if not group:
        about = text(
            "duewatch shows what is due, what is late, how far the collection has gone and what to do. "
            "It needs no account, lends nothing, pays nothing and asks for no bank password."
        )
        screens = text("Without a command it opens the screens; “duewatch demo” shows a made-up borrower.")
        lines += [*prose(about), "", *prose(screens), ""]
    lines += [*prose(text("Commands:")), *listed(commands)]
    if not group:
        options = [*global_helps(), ("--version", text("Show the version"))]
        lines += ["", *prose(text("For every command:")), *listed(options), ""]
        lines += prose(text("When it gets too much: 12356 is the national mental-health support line."))
    return "\n".join(lines) + "\n"
