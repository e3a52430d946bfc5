"""The way in: reads the command line, finds the moment, runs one command, answers the exit status.

The only file of the headless side that reads the clock. What a command needs is imported when it runs.
"""

import errno
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from duewatch import __version__
from duewatch.cli import options as global_options
from duewatch.cli.call import Call
from duewatch.cli.commands import ENTRIES, GROUPS, SCREENS, find, parser_of
from duewatch.cli.entry import Entry
from duewatch.cli.moment import moment_of, zone_of
from duewatch.cli.output import Output, terminal_width, wants_colour
from duewatch.cli.table import clean
from duewatch.config.load import load
from duewatch.config.paths import CONFIG_VARIABLE, data_dir
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.wording import Wording, choose_language

if TYPE_CHECKING:
    from argparse import Namespace

    from duewatch.config.finding import Problem
    from duewatch.config.load import Loaded

DONE, WRONG_INPUT, FAULT, INTERRUPTED = 0, 2, 70, 130
"""Exit statuses, with call.NEEDS_EYE: done; the input is wrong; a fault in duewatch (EX_SOFTWARE of
sysexits); stopped with ctrl+c."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What the system says where there is no room for the output; the store's own words cover the store."""

Clock = Callable[[tzinfo], datetime]


def run() -> NoReturn:
    """The installed command ``duewatch``."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a character gets "?" for it, never a traceback.
            stream.reconfigure(errors="replace")
    gc.freeze()  # what is imported by now stays to the end; looking through it again and again would cost much
    status = main(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:
        # Who reads us has gone, or the disk is full; give Python's own last flush somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if _is_held_up():
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


def _is_held_up() -> bool:
    """Whether a plugin left a thread behind that Python would wait for, perhaps for ever; ours have ended by now."""
    threading = sys.modules.get("threading")
    if threading is None:
        return False
    return any(not thread.daemon for thread in threading.enumerate() if thread is not threading.main_thread())


def main(
    arguments: list[str],
    *,
    environ: Mapping[str, str] = os.environ,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
    clock: Clock = datetime.now,
) -> int:
    """Run one command line; answers the exit status. Streams, environment and clock can be handed in."""
    stdin, stdout, stderr = stdin or sys.stdin or StringIO(), stdout or sys.stdout, stderr or sys.stderr
    try:
        status = _dispatch(arguments, environ, stdin, stdout, stderr, clock)
        stdout.flush()
        return status
    except InputProblem as problem:
        stderr.write(_sentence(problem, _spoken(arguments, environ)) + "\n")
        return WRONG_INPUT
    except BrokenPipeError:
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - the last place where a fault can become a sentence
        if isinstance(fault, OSError) and fault.errno in FULL:
            what = text("The output cannot be written: {why}.", why=fault.strerror or str(fault))
            full = InputProblem(what, text("Make room on the disk or write elsewhere."))
            stderr.write(_sentence(full, _spoken(arguments, environ)) + "\n")
            return WRONG_INPUT
        from duewatch.cli.fault import report

        stderr.write(report(fault, arguments, environ, clock, _spoken(arguments, environ)) + "\n")
        return FAULT


def _dispatch(
    arguments: list[str],
    environ: Mapping[str, str],
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    clock: Clock,
) -> int:
    places = global_options.command_words(arguments)
    words = [arguments[place] for place in places]
    helped = "--help" in arguments or "-h" in arguments
    if "--version" in arguments and not words:
        stdout.write(f"duewatch {__version__}\n")
        return DONE
    if words[:1] == ["help"]:
        helped, words, arguments = True, words[1:], [a for place, a in enumerate(arguments) if place != places[0]]
        places = global_options.command_words(arguments)
        words = [arguments[place] for place in places]
    if helped and (not words or (words[0] in GROUPS and " ".join(words) not in ENTRIES)):
        from duewatch.cli.help import overview

        group = words[0] if words else ""
        stdout.write(overview(_spoken(arguments, environ), _help_width(stdout, environ), group))
        return DONE
    entry, named = find(words) if words else (SCREENS, 0)
    parser = parser_of(entry)
    if helped:
        wording = _spoken(arguments, environ)
        stdout.write(parser.help_text(wording, _help_width(stdout, environ), global_options.global_helps()))
        return DONE
    parser.prompts = stdin.isatty()
    parser.ask = _asker(arguments, environ, stdin, stderr)
    options = parser.read([a for place, a in enumerate(arguments) if place not in places[:named]])
    return _run(entry, options, environ, stdin, stdout, stderr, clock)


def _asker(
    arguments: list[str], environ: Mapping[str, str], stdin: TextIO, stderr: TextIO
) -> Callable[[str, Text], str]:
    """Asks for one value: with its help where a person sits at a terminal, else the next line of stdin."""

    def ask(place: str, help_text: Text) -> str:
        if stdin.isatty():
            stderr.write(f"{_spoken(arguments, environ).say(help_text)} ({place}): ")
            stderr.flush()
        return stdin.readline()

    return ask


def _run(
    entry: Entry,
    options: "Namespace",
    environ: Mapping[str, str],
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    clock: Clock,
) -> int:
    command = entry.command()
    loaded = load(options.config, environ) if command.reads_config else load(None, {CONFIG_VARIABLE: ""})
    loaded = global_options.as_asked(loaded, options)
    wrong = [problem for problem in loaded.problems if not problem.warning]
    if command.strict and wrong:
        raise _first(wrong)
    settings = loaded.settings
    wording = Wording(
        choose_language(options.lang, settings.language, environ),
        hide_amounts=options.hide_amounts or settings.look.hide_amounts,
    )
    colour = wants_colour(stdout, environ, no_color=options.no_color)
    width = terminal_width(stdout, environ)
    out = Output(stdout, stderr, wording, json=options.json, colour=colour, width=width)
    zone = zone_of(settings.timezone)
    moment = moment_of(options.today, zone)
    tell = (lambda: moment) if moment else (lambda: clock(zone))
    data = _data(options, loaded, environ)
    call = Call(options, loaded, data, tell, out, stdin, environ, applies=command.applies and command.strict)
    try:
        return command.run(call)
    finally:
        if call.applied is not None:
            from duewatch.desk.declared.words import applied_words

            out.aside(applied_words(call.applied, loaded.path.name if loaded.path else ""))
        call.ask_of_new_plugins()
        call.close()


def _first(problems: "Sequence[Problem]") -> InputProblem:
    """The first problem of the config file, and that there are more."""
    first, more = problems[0], len(problems) - 1
    if not more:
        return InputProblem(first.what, first.mend)
    mend = text("{mend} {count} more: duewatch config check", mend=first.mend, count=more)
    return InputProblem(first.what, mend)


def _data(options: "Namespace", loaded: "Loaded", environ: Mapping[str, str]) -> Path:
    """The directory of store, log and state: --data, else the config's, else the platform's own."""
    if options.data:
        return Path(options.data).expanduser()
    return loaded.settings.data or data_dir(environ)


def _help_width(stdout: TextIO, environ: Mapping[str, str]) -> int:
    return min(terminal_width(stdout, environ) or 80, 100)


def _spoken(arguments: list[str], environ: Mapping[str, str]) -> Wording:
    """The language for what is said before or instead of a run; a broken config must not keep us silent."""
    option = global_options.value_of("--lang", arguments)
    try:
        configured = load(global_options.value_of("--config", arguments), environ).settings.language
    except InputProblem:
        configured = "auto"
    return Wording(choose_language(option, configured, environ))


def _sentence(problem: InputProblem, wording: Wording) -> str:
    """What is wrong and how to mend it, on one line."""
    said = [wording.say(part) for part in (problem.what, problem.mend) if part is not None]
    return clean("duewatch: " + ("" if wording.language == "zh" else " ").join(said))
