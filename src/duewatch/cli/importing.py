"""import: exported bills and pasted messages become bills and payments."""

import gc
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, some_text
from duewatch.cli.table import clean, cut
from duewatch.model.problem import InputProblem, PasswordNeeded
from duewatch.model.text import Literal, Money, Text, ntext, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from duewatch.desk.views import FileReport, ImportResult, PreviewRow

COLLECT_AFTER = 100_000
"""New objects between two searches for garbage during an import, instead of 700."""
ASKED_AT_MOST = 6
"""Passwords asked for in one import."""
NEED_EYES = ("doubtful", "not-understood")
KEY_SHOWN = 8
"""Characters of a row's key that are shown, and enough to name it."""
LISTED = 100
"""New or changed rows that are listed in text."""
RAW_CELLS = 160
"""So much of a row is shown; the store keeps it whole."""


def _arguments(parser: Parser) -> None:
    parser.argument("files", metavar="FILE", nargs="+", help=text("Files to read; “-” reads standard input"))
    parser.argument("--dry-run", action="store_true", help=text("Only show what would happen"))
    parser.argument("--reader", metavar="NAME", reads=some_text, help=text(
        "Read as this format, as plugins lists it, instead of looking"))  # fmt: skip
    parser.argument("--password-file", metavar="FILE", reads=some_text, help=text(
        "Passwords of encrypted files, one a line; without it they are asked for"))  # fmt: skip

    parser.argument("--take", metavar="KEY", action="append", default=[], reads=some_text, help=text(
        "Book this doubtful row too; its key stands beside it"))  # fmt: skip
    parser.argument("--same", metavar="KEY", action="append", default=[], reads=some_text, help=text(
        "This doubtful row is the payment that stands there already: one more proof, nothing is booked"))  # fmt: skip
    parser.argument("--column", metavar="FIELD=COLUMN", action="append", default=[], reads=_column, help=text(
        "In a table of your own: this column is the date, amount, platform, what …; a word that is no column's name "
        "stands for every row"))  # fmt: skip
    parser.argument("--mapping", metavar="NAME", reads=some_text, help=text(
        "Keep what --column says in the config under this name"))  # fmt: skip


def _column(_: str, words: str) -> tuple[str, str]:
    """One FIELD=COLUMN. Raises InputProblem for a field that there is not."""
    from duewatch.config.table_keys import MAPPING_KEYS

    field, parted, column = words.partition("=")
    fields = [key.name for key in MAPPING_KEYS]
    if field.strip() not in fields or not parted or not column.strip():
        raise InputProblem(
            text("“{words}” does not say which column is which.", words=words),
            text("Write date=…, with one of: {fields}.", fields=", ".join(fields)),
        )
    return field.strip(), column.strip()


def run(call: Call) -> int:
    """Read files, show what is new, known, changed, doubtful, not understood; without --dry-run store it."""
    # Records hold no circles, and looking for some costs a tenth of a long import.
    gc.set_threshold(COLLECT_AFTER)
    options = call.options
    pasted = _pasted(call) if "-" in options.files else None
    paths = [Path(name).expanduser() for name in options.files if name != "-"]
    passwords = [] if options.password_file is None else _passwords_in(Path(options.password_file).expanduser())
    columns = _columns(call, paths, pasted, passwords) if options.column else None
    if options.mapping and columns is None:
        raise InputProblem(
            text("--mapping keeps what --column says, and no --column is given."),
            text("A mapping that is in the config is used by itself wherever it fits."),
        )
    given = {"reader": options.reader, "pasted": pasted, "columns": columns}
    preview = partial(call.desk.preview, paths, call.now, **given)
    commit = partial(call.desk.commit_import, paths, call.now, **given)
    if options.take or options.same:
        take, same = _keys(_with_passwords(call, preview, passwords), options.take, options.same)
        commit = partial(commit, take=take, same=same)
    kept = None if options.dry_run else options.mapping
    if kept and columns is not None:
        _with_passwords(call, preview, passwords)  # kept only if the file can be read by it, stored only if it is kept
        call.desk.save_mapping(_config_path(call), kept, columns)
    result = _with_passwords(call, preview if options.dry_run else commit, passwords)
    if call.out.json:
        _document(call, result)
    else:
        _show(call, result)
    if kept:
        call.out.aside(text("The mapping “{name}” is in {file} now.", name=kept, file=str(_config_path(call))))
    return DONE


def _config_path(call: Call) -> Path:
    path = call.loaded.path
    if path is None:
        raise InputProblem(
            text("No config file is in use, so there is none to keep a mapping in."),
            text("Name one with --config."),
        )
    return path


def _columns(call: Call, paths: "Sequence[Path]", pasted: bytes | None, passwords: "Sequence[str]") -> dict[str, str]:
    """What was said, and where nothing was said what the header's own words tell. Raises InputProblem where a column
    that every row needs is still not named."""
    from duewatch.config.table_keys import MAPPING_NEEDED

    outline = call.desk.outline(paths, pasted=pasted, passwords=passwords)
    columns = {**(dict(outline.guess) if outline is not None else {}), **dict(call.options.column)}
    missing = [field for field in MAPPING_NEEDED if field not in columns]
    if missing:
        raise InputProblem(
            text("Not said yet: {fields}.", fields=", ".join(missing)),
            text("Give a --column for each; what= may be 还款, 账单, 放款 or 退款 for every row."),
        )
    return columns


def _with_passwords(call: Call, act: "Callable[..., ImportResult]", passwords: list[str]) -> "ImportResult":
    """What it answers; passwords that it asks for are asked of the borrower, and added to those given."""
    for _ in range(ASKED_AT_MOST):
        try:
            return act(passwords=passwords)
        except PasswordNeeded as problem:
            passwords.append(_asked(call, problem))
    return act(passwords=passwords)


def _keys(
    result: "ImportResult", take: "Sequence[str]", same: "Sequence[str]"
) -> tuple[frozenset[str], frozenset[str]]:
    """The doubtful rows that are meant, by the beginning of their keys. Raises InputProblem for one that means none, or
    more than one."""
    doubtful = [row for row in result.rows if row.state == "doubtful"]

    def one(start: str, rows: "list[PreviewRow]") -> str:
        found = {row.key for row in rows if row.key.startswith(start.lower())}
        if len(found) != 1:
            raise InputProblem(
                text("The key {key} means {count} doubtful rows of these files.", key=start, count=len(found)),
                text("Run with --dry-run first: the key stands beside each doubtful row."),
            )
        return found.pop()

    maybe = [row for row in doubtful if row.may_be_same]
    return frozenset(one(each, doubtful) for each in take), frozenset(one(each, maybe) for each in same)


def _passwords_in(path: Path) -> list[str]:
    """The lines of a password file. Raises InputProblem where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InputProblem(
            text("The password file {file} cannot be read as text.", file=str(path)),
            text("Give a text file with one password a line."),
        ) from None
    return [line.strip() for line in lines if line.strip()]


def _asked(call: Call, problem: PasswordNeeded) -> str:
    """The password that the borrower types, unseen; the problem itself where nobody is there to be asked."""
    if not call.stdin.isatty() or call.out.json or "-" in call.options.files:
        raise problem
    from getpass import getpass

    typed = getpass(call.wording.say(text("Password of {file}: ", file=problem.file)))
    if not typed:
        raise problem
    return typed


def _pasted(call: Call) -> bytes:
    if call.options.files.count("-") > 1:
        raise InputProblem(text("“-” stands twice, but there is only one standard input."), text("Give it once."))
    stdin = call.stdin
    if stdin.isatty():
        call.out.aside(text("Paste the message, then press ctrl+d on an empty line:"))
    pasted = stdin.buffer.read() if hasattr(stdin, "buffer") else stdin.read().encode()
    if not pasted.strip():
        raise InputProblem(text("Standard input is empty."), text("Paste a message or give a file."))
    return pasted


def _document(call: Call, result: "ImportResult") -> None:
    say = call.wording.say
    call.out.document(
        "import",
        batch=result.batch_id,
        files=[
            {
                "path": file.path,
                "reader": file.reader,
                "records": file.records,
                "understood": file.understood,
                "not_understood": file.not_understood,
                "known": file.known,
                "changed": file.changed,
                "doubtful": file.doubtful,
                "new": {
                    "loans": file.new_loans,
                    "bills": file.new_bills,
                    "payments": file.new_payments,
                    "inquiries": file.new_inquiries,
                },
                "repayments": {"count": file.repayments_count, "sum_fen": file.repayments_fen},
                "first_on": file.first_on,
                "last_on": file.last_on,
                "problems": [
                    {"line": problem.line, "what": say(problem.what), "mend": say(problem.mend)}
                    for problem in file.problems
                ],
            }
            for file in result.files
        ],
        rows=[
            {
                "key": row.key,
                "line": row.line,
                "state": row.state,
                "becomes": say(row.becomes),
                "why": say(row.why),
                "loan": row.loan_id,
                "on": row.on,
                "amount_fen": row.amount_fen,
                "raw": row.raw,
                "may_be_same": row.may_be_same,
            }
            for row in result.rows
        ],
    )


def _show(call: Call, result: "ImportResult") -> None:
    out = call.out
    for file in result.files:
        _file(call, file)
    titles = {
        "new": text("New"),
        "changed": text("Changed"),
        "doubtful": text("Doubtful: kept and listed, not booked"),
        "not-understood": text("Not understood: kept whole, not booked"),
    }
    shown = sorted((row for row in result.rows if row.state in titles), key=lambda row: list(titles).index(row.state))
    for state, group in groupby(shown, key=lambda row: row.state):
        rows = list(group)
        out.blank()
        out.heading(titles[state])
        # What needs the borrower's eye is listed whole; of what went well nobody reads a thousand lines.
        most = len(rows) if state in NEED_EYES else LISTED
        for row in rows[:most]:
            _row(call, row)
        if len(rows) > most:
            out.say(text("… and {count} more; --json lists all", count=len(rows) - most), indent=2, style="quiet")
    out.blank()
    if result.batch_id is None:
        nothing = not any(row.state == "new" for row in result.rows) and not call.options.dry_run
        out.say(text("Nothing new, so nothing was stored.") if nothing else text(
            "Nothing was stored. To store it, run the same without --dry-run."))  # fmt: skip
    else:
        out.say(text("Stored as batch {batch}. To take it back: duewatch undo {batch}", batch=result.batch_id))


def _file(call: Call, file: "FileReport") -> None:
    out, say = call.out, call.wording.say
    name: Text = text("pasted text") if file.path == "-" else Literal(file.path, file.path)
    out.heading(text("{file}: read by {reader}", file=name, reader=file.reader))
    counts: list[Text] = [ntext("{count} row", "{count} rows", file.records)]
    if file.first_on is not None and file.last_on is not None:
        counts.append(text("{first} to {last}", first=file.first_on, last=file.last_on))
    counts += [
        text("understood {count}", count=file.understood),
        text("not understood {count}", count=file.not_understood),
        text("known already {count}", count=file.known),
        text("changed {count}", count=file.changed),
        text("doubtful {count}", count=file.doubtful),
    ]
    new = text(
        "new: loans {loans}, bills {bills}, payments {payments}",
        loans=file.new_loans, bills=file.new_bills, payments=file.new_payments,
    )  # fmt: skip
    repaid = ntext(
        "{count} repayment in the file, {sum}", "{count} repayments in the file, {sum}", file.repayments_count,
        sum=Money(file.repayments_fen),
    )  # fmt: skip
    out.words(say(text(", ")).join(say(count) for count in counts), indent=2)
    out.say(new, indent=2)
    if file.new_inquiries:
        out.say(
            ntext("{count} new query of the report", "{count} new queries of the report", file.new_inquiries), indent=2
        )
    out.say(repaid, indent=2)
    for problem in file.problems:
        where: Text = text("line {line}: ", line=problem.line) if problem.line is not None else Literal("", "")
        out.words(say(where) + say(problem.what) + " " + say(problem.mend), indent=2, mark="!", style="attention")


def _row(call: Call, row: "PreviewRow") -> None:
    out = call.out
    out.say(text("line {line}: {becomes}", line=row.line, becomes=row.becomes), indent=2, mark="·")
    out.say(row.why, indent=4, style="quiet")
    if row.state in {"doubtful", "not-understood"} and not call.wording.hide_amounts:
        out.words(cut(clean(row.raw), RAW_CELLS), indent=4, style="quiet")
    if row.state == "doubtful" and row.amount_fen:
        key = row.key[:KEY_SHOWN]
        out.say(
            text("the same payment: --same {key}; another one: --take {key}", key=key)
            if row.may_be_same
            else text("to book it: --take {key}", key=key),
            indent=4,
            style="quiet",
        )


COMMANDS = {"import": Command(_arguments, run)}
