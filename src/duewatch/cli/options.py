"""The options that every command has, and the search for the command's name among them."""

from typing import TYPE_CHECKING

from duewatch.cli.parser import Parser
from duewatch.model.text import Text, text
from duewatch.wording import LANGUAGES

if TYPE_CHECKING:
    from argparse import Namespace

    from duewatch.config.load import Loaded


def global_helps() -> list[tuple[str, Text]]:
    """Every global option as it is written, with what it does."""
    return [
        ("--config FILE", text("The config file; DUEWATCH_CONFIG names one too, an empty one means all defaults")),
        ("--data DIR", text("Where store, log and state are")),
        ("--today DAY", text("The moment to judge by: YYYY-MM-DD or YYYY-MM-DDTHH:MM; a bare day means 12:00")),
        ("--lang zh|en", text("The language to speak")),
        ("--json", text("One JSON document instead of text")),
        ("--no-color", text("No colours; NO_COLOR does the same")),
        ("--hide-amounts", text("Hide amounts and names in text; JSON is always whole")),
        ("--safe", text("Use the plugins that ship with duewatch and no others")),
        ("--debug", text("Show the traceback of a fault in duewatch")),
        ("-h, --help", text("Show this help")),
        ("-", text("In place of a value: read it from standard input, so that it stays out of the shell's history")),
    ]


def add_global_options(parser: Parser) -> None:
    """The global options on one command's parser."""
    parser.add_argument("--config", metavar="FILE")
    parser.add_argument("--data", metavar="DIR")
    parser.add_argument("--today", metavar="DAY")
    parser.add_argument("--lang", type=_language, metavar="zh|en")
    for flag in FLAGS:
        parser.add_argument(flag, action="store_true")
    parser.add_argument("-h", "--help", action="store_true")


FLAGS = ("--json", "--no-color", "--hide-amounts", "--safe", "--debug")
WITH_VALUE = ("--config", "--data", "--today", "--lang")


def as_asked(loaded: "Loaded", options: "Namespace") -> "Loaded":
    """What the config gave, with what the command line says of plugins."""
    if not options.safe:
        return loaded
    settings = loaded.settings
    return loaded._replace(settings=settings._replace(plugins=settings.plugins._replace(safe=True)))


def command_words(arguments: list[str]) -> list[int]:
    """Where the first two words stand that are neither global options nor their values."""
    found: list[int] = []
    skip = False
    for place, word in enumerate(arguments):
        if skip:
            skip = False
        elif word == "--" or len(found) == 2:
            break
        elif word.startswith("-") and word != "-":
            skip = word in WITH_VALUE
        else:
            found.append(place)
    return found


def value_of(option: str, arguments: list[str]) -> str | None:
    """The last value given to a global option, read before the command line is known to be right."""
    found = None
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word.startswith(option + "="):
            found = word.partition("=")[2]
        elif word == option and place + 1 < len(arguments):
            found = arguments[place + 1]
    return found


def _language(value: str) -> str:
    from duewatch.model.problem import InputProblem

    if value not in LANGUAGES:
        raise InputProblem(text("--lang: “{value}” is not a language of duewatch.", value=value), text("Use zh or en."))
    return value
