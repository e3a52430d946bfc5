"""apply: the loans that the config file declares into the store; and the same at the start of other commands."""

from typing import TYPE_CHECKING, Any

from duewatch.cli.call import DONE, WRONG_INPUT, Call, Command
from duewatch.cli.parser import Parser, some_text
from duewatch.config.show import in_table, toml
from duewatch.desk.declared.words import applied_words
from duewatch.model.text import Literal, Money, Name, Text, ntext, text

if TYPE_CHECKING:
    from duewatch.desk.declared.result import Applied, Change
    from duewatch.desk.views import LoanRow

_MARKS = {"new": "+", "changed": "~", "adopted": "~", "gone": "-"}


def _arguments(parser: Parser) -> None:
    parser.argument("--dry-run", action="store_true", help=text("Show the difference and write nothing"))
    parser.argument("--adopt", metavar="ID", action="append", default=[], reads=some_text, help=text(
        "Let the file take over a loan that was entered in the program, with the file's terms; “all”: every one it "
        "names; may be given several times"))  # fmt: skip


def apply(call: Call) -> int:
    """New, changed and no longer declared loans, in one transaction; 2 if something cannot be, and then nothing is
    written."""
    options = call.options
    applied = call.desk.apply_declared(call.now, adopt=options.adopt, dry_run=options.dry_run)
    problems = [in_table(call.loaded, key, problem) for key, problem in applied.problems]
    if call.out.json:
        call.out.document(
            "apply",
            config=call.loaded.path and str(call.loaded.path),
            batch=applied.batch_id,
            loans=[_document(change) for change in applied.changes],
            problems=[
                {"key": each.key, "line": each.line, "what": call.wording.say(each.what),
                 "mend": call.wording.say(each.mend)}
                for each in problems
            ],
        )  # fmt: skip
        return WRONG_INPUT if problems else DONE
    for problem in problems:
        call.out.say(problem.what, mark="!", style="attention")
        call.out.say(problem.mend, indent=2)
    if problems:
        call.out.say(text("Nothing was written."))
        return WRONG_INPUT
    _show(call, applied)
    return DONE


def _show(call: Call, applied: "Applied") -> None:
    file = call.loaded.path.name if call.loaded.path else "config.toml"
    changes = [change for change in applied.changes if change.state != "same"]
    if not applied.changes:
        call.out.say(text("{file} declares no loans.", file=file))
    elif not changes:
        call.out.say(text("{file} declares nothing that is not in the store already.", file=file))
    else:
        call.out.say(applied_words(applied, file))
    for change in changes:
        _change(call, change)
    if call.options.dry_run and changes:
        call.out.say(text("Nothing was written. To apply it: duewatch apply"), style="quiet")
    if applied.batch_id is not None:
        call.out.say(text("To take this back: duewatch undo {batch}", batch=applied.batch_id), style="quiet")


def _change(call: Call, change: "Change") -> None:
    out, say, words = call.out, call.wording.say, call.wording
    name = Name(change.name, change.name)
    out.say(text("{loan}  {name}  {state}", loan=Name(change.loan_id, change.loan_id), name=name,
                 state=_state_name(change.state)), mark=_MARKS[change.state])  # fmt: skip
    for line in change.lines:
        if words.hide_amounts:
            out.say(Literal(line.key, line.key), indent=4)
        elif line.before is None:
            out.words(f"{line.key} = {toml(line.after)}", indent=4)
        else:
            after = say(text("not there any more")) if line.after is None else toml(line.after)
            out.words(f"{line.key} = {toml(line.before)} → {after}", indent=4)
    if change.after is not None:
        stood = None if change.before is None else _standing(change.before)
        stands = _standing(change.after)
        if stood is None or stood == stands:
            out.say(stands, indent=4, style="quiet")
        else:
            out.say(text("Before: {words}", words=stood), indent=4, style="quiet")
            out.say(text("After: {words}", words=stands), indent=4, style="quiet")
    if change.payments and change.state in {"changed", "adopted"}:
        out.say(ntext(
            "{count} payment is noted on it; it stays and is allocated anew. If the lender changed the terms from a "
            "day on, write that as rate_change, or note it with duewatch arrange.",
            "{count} payments are noted on it; they stay and are allocated anew. If the lender changed the terms from "
            "a day on, write that as rate_change, or note it with duewatch arrange.",
            change.payments), indent=4)  # fmt: skip
    if change.state == "gone":
        out.say(text(
            "The file has it no more. It stays in the store with everything noted on it and is edited in the program "
            "from now on. If it is paid off: duewatch loan close {loan}. If it was taken out by mistake: put it back "
            "and apply again.", loan=change.loan_id), indent=4)  # fmt: skip


def _standing(row: "LoanRow") -> Text:
    unknown = text("not known")
    owed: Text | Money = unknown if row.outstanding_fen is None else Money(row.outstanding_fen)
    if row.next_due_on is None:
        return text("still owed {owed}, no due day known", owed=owed)
    amount: Text | Money = unknown if row.next_due_fen is None else Money(row.next_due_fen)
    return text("still owed {owed}, due next {on}: {amount}", owed=owed, on=row.next_due_on, amount=amount)


def _state_name(state: str) -> Text:
    match state:
        case "new":
            return text("new")
        case "adopted":
            return text("taken over from the program")
        case "gone":
            return text("no longer in the file")
    return text("changed")


def _document(change: "Change") -> dict[str, Any]:
    return {
        "id": change.loan_id,
        "state": change.state,
        "changes": [{"key": line.key, "before": _json(line.before), "after": _json(line.after)}
                    for line in change.lines],
        "payments": change.payments,
        "outstanding_fen": None if change.after is None else change.after.outstanding_fen,
        "next_due_on": None if change.after is None else change.after.next_due_on,
    }  # fmt: skip


def _json(value: Any) -> Any:
    return value if value is None or isinstance(value, (bool, int, str, list)) else str(value)


COMMANDS = {"apply": Command(_arguments, apply, applies=False)}
