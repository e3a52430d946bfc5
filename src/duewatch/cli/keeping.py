"""export, backup, restore, doctor: keeping and checking what is stored."""

import os
from pathlib import Path

from duewatch.cli.call import DONE, NEEDS_EYE, Call, Command
from duewatch.cli.parser import Parser, some_text
from duewatch.cli.table import clean
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, Text, text

OWNER_ONLY = 0o600


def out_arguments(parser: Parser) -> None:
    """--out, as every command that writes a whole document takes it."""
    parser.argument("--out", metavar="FILE", reads=some_text, help=text(
        "Write to this new file, readable by you alone, instead of standard output"))  # fmt: skip


def export_json(call: Call) -> int:
    """Every loan with its terms and events, and every query of the credit report, as JSON."""
    from json import dumps

    document = {
        "schema": "duewatch.export/1",
        "on": call.today.isoformat(),
        "loans": call.desk.export_rows(),
        "inquiries": [
            {"on": line.inquiry.on.isoformat(), "by": line.inquiry.by, "reason": line.inquiry.reason}
            for line in call.desk.inquiries(call.now).lines
        ],
    }
    return write_out(call, dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")


def export_csv(call: Call) -> int:
    """Every event of every loan, one a row; loans without events have one row with empty event columns."""
    from csv import DictWriter
    from io import StringIO

    rows: list[dict[str, object]] = []
    columns: dict[str, None] = {}
    for loan in call.desk.export_rows():
        events = loan.get("events")
        plain = _flat({name: value for name, value in loan.items() if name != "events"})
        for event in events if isinstance(events, list) and events else [{}]:
            row = plain | {f"event_{name}": value for name, value in _flat(event).items() if name != "loan_id"}
            columns |= dict.fromkeys(row)
            rows.append(row)
    text_file = StringIO()
    writer = DictWriter(text_file, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    # Excel takes a file for UTF-8 only where a byte order mark says so.
    return write_out(call, text_file.getvalue(), encoding="utf-8-sig")


def _flat(of: dict[str, object]) -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in of.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{inner}": one for inner, one in value.items()}
        else:
            flat[name] = value
    return flat


def _cell(value: object) -> object:
    """A text that a spreadsheet would run as a formula is kept a text; clauses of a contract are JSON."""
    if value is None or value == []:
        return ""
    if isinstance(value, (dict, list)):
        from json import dumps

        return clean(dumps(value, ensure_ascii=False))
    if isinstance(value, str):
        value = clean(value)
        return "'" + value if value[:1] in {"=", "+", "-", "@"} else value
    return value


def write_out(call: Call, data: str, encoding: str = "utf-8") -> int:
    """To the new file of --out, readable by its owner alone, else to standard output."""
    if call.options.out is None:
        call.out.raw(data)
        return DONE
    path = Path(call.options.out).expanduser()
    _new_file(path)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding=encoding,  # noqa: PTH123
                  newline="") as file:  # fmt: skip
            file.write(data)
    except OSError as problem:
        raise InputProblem(
            text("{file} cannot be written: {why}.", file=str(path), why=problem.strerror or str(problem)),
            text("Choose another place."),
        ) from None
    call.out.aside(text("Written to {file}, readable by you alone.", file=str(path)))
    return DONE


def _new_file(path: Path) -> None:
    if path.exists():
        raise InputProblem(text("{file} is there already.", file=str(path)), text("Choose another name."))


def _file_argument(parser: Parser) -> None:
    parser.argument("file", metavar="FILE", reads=some_text, help=text("The backup file"))


def backup(call: Call) -> int:
    """A verified copy of the store."""
    path = Path(call.options.file).expanduser()
    _new_file(path)
    call.desk.backup(path)
    if call.out.json:
        call.out.document("backup", file=str(path), bytes=path.stat().st_size)
    else:
        call.out.say(text("The store is copied to {file} and the copy is verified.", file=str(path)))
    return DONE


def restore(call: Call) -> int:
    """Put a backup in place; the present store is kept beside it."""
    path = Path(call.options.file).expanduser()
    call.desk.restore(path, call.now)
    if call.out.json:
        call.out.document("restore", file=str(path))
    else:
        call.out.say(text("The store is restored from {file}; the former one is kept beside it.", file=str(path)))
    return DONE


def doctor(call: Call) -> int:
    """Check store, config, plugins, channels, clock; 1 if something is bad."""
    say = call.wording.say
    checks = call.desk.doctor(call.now)
    shapes = [
        {"name": check.name, "state": check.state, "what": say(check.what), "mend": check.mend and say(check.mend)}
        for check in checks
    ]
    for problem in call.loaded.problems:
        state = "attention" if problem.warning else "bad"
        shapes.append({"name": "config", "state": state, "what": say(problem.what), "mend": say(problem.mend)})
    if call.out.json:
        call.out.document("doctor", checks=shapes)
    else:
        states: dict[str, tuple[Text, str]] = {
            "good": (text("good"), "good"),
            "attention": (text("look"), "attention"),
            "bad": (text("bad"), "attention"),
        }
        for shape in shapes:
            name, style = states.get(str(shape["state"])) or (Literal(str(shape["state"]), str(shape["state"])), "")
            call.out.words(f"{shape['name']}: {shape['what']}", mark=f"[{say(name)}]", style=style)
            if shape["mend"]:
                call.out.words(str(shape["mend"]), indent=4)
    return NEEDS_EYE if any(shape["state"] == "bad" for shape in shapes) else DONE


def _no_arguments(_: Parser) -> None:
    """`doctor` takes none."""


COMMANDS = {
    "export json": Command(out_arguments, export_json),
    "export csv": Command(out_arguments, export_csv),
    "backup": Command(_file_argument, backup, applies=False),
    "restore": Command(_file_argument, restore, applies=False),
    "doctor": Command(_no_arguments, doctor, strict=False),
}
