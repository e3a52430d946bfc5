"""config path|init|check|show|schema|export: where the settings are, a first file, what is wrong, what is in force."""

import os
from collections.abc import Sequence
from pathlib import Path

from duewatch.cli.call import DONE, NEEDS_EYE, Call, Command
from duewatch.cli.keeping import out_arguments, write_out
from duewatch.cli.parser import Parser
from duewatch.cli.table import NAME, Column
from duewatch.config.finding import Origin, Problem
from duewatch.config.load import example_text
from duewatch.config.paths import config_path, default_config_path
from duewatch.config.show import DEFAULT, ENVIRONMENT, in_table, toml, values
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, Text, text
from duewatch.wording import choose_language, locale_variable


def path(call: Call) -> int:
    """Where the config file and the data are."""
    file = call.loaded.path
    if call.out.json:
        call.out.document("config", config=file and str(file), exists=call.loaded.exists, data=str(call.data))
        return DONE
    if file is None:
        said = call.wording.say(text("none: all defaults"))
    elif call.loaded.exists:
        said = str(file)
    else:
        said = call.wording.say(text("{file} (not there yet: duewatch config init)", file=str(file)))
    call.out.pairs([(text("Config file"), said), (text("Data"), str(call.data))])
    return DONE


def init(call: Call) -> int:
    """Write a first config file; an existing one is never touched."""
    named = call.options.config
    file = Path(named).expanduser() if named else config_path(call.environ) or default_config_path(call.environ)
    if file.exists():
        raise InputProblem(text("{file} is there already.", file=str(file)), text("Edit it; it is never overwritten."))
    schema_file = file.with_name(SCHEMA_NAME)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Readable by the owner only: channels are set up in it.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8") as config:  # noqa: PTH123 - from a handle
            config.write(example_text())
        schema_written = not schema_file.exists()
        if schema_written:
            schema_file.write_text(_schema_text(call), encoding="utf-8")
    except OSError as problem:
        raise InputProblem(
            text("{file} cannot be written: {why}.", file=str(file), why=problem.strerror or str(problem)),
            text("Choose another place."),
        ) from None
    if call.out.json:
        call.out.document("config", config=str(file), schema_file=str(schema_file))
        return DONE
    call.out.say(text("Written: {file}. Every key in it is explained and has its default value.", file=str(file)))
    if schema_written:
        call.out.say(text("Beside it: {file}, by which editors complete and check the keys.", file=schema_file.name))
    return DONE


def check(call: Call) -> int:
    """Every problem of the config file at once, those that its channels' plugins find too; 1 if there is one."""
    from duewatch.ui.shortcuts import shortcut_problems

    further = [*call.desk.table_problems(call.now), *shortcut_problems(call.loaded.settings.keys)]
    told = (in_table(call.loaded, name, problem) for name, problem in further)
    warned = (in_table(call.loaded, name, problem) for name, problem in call.desk.table_warnings())
    problems = (*call.loaded.problems, *told, *(problem._replace(warning=True) for problem in warned))
    file = call.loaded.path if call.loaded.exists else None
    if call.out.json:
        call.out.document("config", config=file and str(file), problems=_problems(call, problems))
    elif file is None:
        call.out.say(text("There is no config file, so everything has its default value."))
    elif not problems:
        call.out.say(text("{file} is in order.", file=str(file)))
    else:
        for problem in problems:
            call.out.say(problem.what, mark="?" if problem.warning else "·")
            call.out.say(problem.mend, indent=2)
        if not _wrong(problems):
            call.out.say(text("{file} is in order but for what stands above.", file=str(file)))
    return NEEDS_EYE if _wrong(problems) else DONE


def _wrong(problems: Sequence[Problem]) -> bool:
    """Whether there is more than warnings."""
    return any(not problem.warning for problem in problems)


def show(call: Call) -> int:
    """The values in force and where each came from, secrets masked."""
    overruled = _overruled(call)
    variable = locale_variable(call.environ)
    spoken = (variable, choose_language(None, "auto", call.environ)) if variable else None
    found = values(call.loaded, call.environ, call.desk.secret_keys(), spoken)
    listed = [overruled.pop(value.key, value) for value in found]
    listed += overruled.values()
    if call.out.json:
        call.out.document(
            "config",
            config=str(call.loaded.path) if call.loaded.exists else None,
            problems=_problems(call, call.loaded.problems),
            values=[
                {"key": one.key, "value": one.shown, "origin": one.origin, "place": one.place or None} for one in listed
            ],
        )
        return NEEDS_EYE if _wrong(call.loaded.problems) else DONE
    say = call.wording.say
    columns = [Column(say(text("Key"))), Column(say(text("Value")), keep=NAME), Column(say(text("From")))]
    rows = [[one.key, one.shown, say(_origin(one))] for one in listed]
    call.out.table(columns, rows)
    for problem in call.loaded.problems:
        call.out.say(problem.what, mark="!", style="attention")
        call.out.say(problem.mend, indent=2)
    return NEEDS_EYE if _wrong(call.loaded.problems) else DONE


COMMAND_LINE = "command-line"
SCHEMA_NAME = "config.schema.json"
"""The file that the first line of every config file written here names to editors."""


def _origin(one: Origin) -> Text | Literal:
    """Where a value came from, in words."""
    if one.origin == DEFAULT:
        return text("default")
    if one.origin == COMMAND_LINE:
        return text("command line")
    if not one.origin.startswith(ENVIRONMENT):
        return Literal(one.origin, one.origin)
    name = one.origin.removeprefix(ENVIRONMENT)
    if one.unset:
        return text("{place}, environment {name} (not set)", place=one.place, name=name)
    if one.place and one.place != DEFAULT:
        return text("{place}, environment {name}", place=one.place, name=name)
    return text("environment {name}", name=name)


def _overruled(call: Call) -> dict[str, Origin]:
    """Values that the command line sets for this run."""
    given: dict[str, object] = {}
    if call.options.lang:
        given["language"] = call.options.lang
    if call.options.data:
        given["data"] = call.options.data
    if call.options.hide_amounts:
        given["look.hide_amounts"] = True
    if call.options.safe:
        given["--safe"] = True
    if call.options.config:
        given["--config"] = call.options.config
    return {key: Origin(key, toml(value), COMMAND_LINE) for key, value in given.items()}


def _problems(call: Call, problems: Sequence[Problem]) -> list[dict[str, object]]:
    say = call.wording.say
    return [
        {"key": problem.key, "line": problem.line, "what": say(problem.what), "mend": say(problem.mend),
         "severity": "warning" if problem.warning else "problem"}
        for problem in problems
    ]  # fmt: skip


def schema(call: Call) -> int:
    """The JSON Schema of the config file, for editors."""
    return write_out(call, _schema_text(call))


def _schema_text(call: Call) -> str:
    import json

    from duewatch.ui.keys import ACTIONS
    from duewatch.wording import Wording

    zh, en = Wording("zh"), Wording("en")
    actions = {each.id: Literal(zh.say(each.name), en.say(each.name)) for each in ACTIONS}
    return json.dumps(call.desk.config_schema(actions), ensure_ascii=False, indent=2) + "\n"


def export(call: Call) -> int:
    """The present set-up as a config file, loans included, secrets by reference only."""
    words, moved = call.desk.export_config(call.loaded.tables, call.now)
    status = write_out(call, words)
    for key in moved:
        call.out.aside(
            text("{key}: the secret itself is not exported; the file asks the environment for it instead.", key=key)
        )
    return status


def _no_arguments(_: Parser) -> None:
    """They take none but the global options."""


COMMANDS = {
    "config path": Command(_no_arguments, path, strict=False),
    "config init": Command(_no_arguments, init, strict=False, reads_config=False),
    "config check": Command(_no_arguments, check, strict=False),
    "config show": Command(_no_arguments, show, strict=False),
    "config schema": Command(out_arguments, schema, applies=False),
    "config export": Command(out_arguments, export, applies=False),
}
