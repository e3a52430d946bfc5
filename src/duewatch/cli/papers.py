"""letter, letter list, letter text: letters from the borrower's own records."""

from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.cli.asking import asked_first_option, gated
from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.loans import loan_id_argument
from duewatch.cli.parser import Parser, some_text
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, Name, Text, text

if TYPE_CHECKING:
    from duewatch.desk.papers import LetterView, PaperFile

LARGEST_FACT_FILE = 100_000
"""Bytes; no fact of a letter is longer."""


def _kind_argument(parser: Parser) -> None:
    parser.argument("kind", metavar="KIND", reads=some_text, help=text("The letter, as “letter list” names it"))


def _letter_arguments(parser: Parser) -> None:
    _kind_argument(parser)
    loan_id_argument(parser)
    argument = parser.argument
    argument("--fact", metavar="NAME=VALUE", action="append", default=[], reads=_fact, help=text(
        "A fact that the record does not know; NAME=- reads a line of input, NAME=@FILE a file"))  # fmt: skip
    argument("--bill", metavar="BILL", reads=some_text, help=text(
        "The bill that an extension is asked for; default the oldest open one"))  # fmt: skip
    asked_first_option(parser)
    argument("--out", metavar="DIR", reads=some_text, help=text(
        "Write the letter into this folder, as text and as a page to print, readable by you alone"))  # fmt: skip
    argument("--sent", action="store_true", help=text(
        "It goes out today: note it in the contact log, with the day by which an answer is due"))  # fmt: skip


def _fact(place: str, value: str) -> tuple[str, str]:
    name, equals, words = value.partition("=")
    if not name.strip() or not equals:
        raise InputProblem(
            text("{place}: “{value}” is not a fact.", place=place, value=value),
            text("Write it like reason=…"),
        )
    return name.strip(), words


def letter(call: Call) -> int:
    """A letter, on stdout or into a folder; what is to be known before it is sent stands beside it."""
    from duewatch.desk.papers import MissingFacts

    facts = {name: _value(call, name, value) for name, value in call.options.fact}
    try:
        view = _made(call, facts)
    except MissingFacts as missing:
        if not call.stdin.isatty():
            raise
        for blank in missing.blanks:
            facts[blank.id] = _ask(call, text("{name} ({id})", name=blank.name, id=blank.id))
        view = _made(call, {name: value for name, value in facts.items() if value})
    _show(call, view)
    return DONE


def _made(call: Call, facts: dict[str, str]) -> "LetterView":
    options = call.options
    return gated(
        call,
        lambda asked: call.desk.letter(
            options.kind,
            options.loan,
            call.now,
            language=call.wording.language,
            facts=facts,
            bill_id=options.bill,
            asked_first=asked,
            out=Path(options.out).expanduser() if options.out else None,
            sent=options.sent,
        ),
    )


def _value(call: Call, name: str, value: str) -> str:
    if value == "-":
        return _ask(call, Literal(name, name))
    if value.startswith("@"):
        path = Path(value[1:]).expanduser()
        try:
            if path.stat().st_size > LARGEST_FACT_FILE:
                raise InputProblem(text("{file} is too long for a fact.", file=str(path)), text("Shorten it."))
            return path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise InputProblem(
                text("{file} cannot be read as text in UTF-8.", file=str(path)), text("Check the name.")
            ) from None
    return value


def _ask(call: Call, what: Text) -> str:
    if call.stdin.isatty():
        call.out.stderr.write(f"{call.wording.say(what)}: ")
        call.out.stderr.flush()
    return call.stdin.readline().strip()


def _show(call: Call, view: "LetterView") -> None:
    from duewatch.cli.documents import said, source
    from duewatch.desk.papers import cautions

    made, out = view.letter, call.out
    if out.json:
        out.document(
            "letter",
            loan=view.loan.id,
            kind=made.kind.id,
            language=made.language,
            title=made.title,
            text=made.words,
            rules=[{"id": rule.id, "source": source(rule.source)} for rule in made.rules],
            cautions=said(cautions(view), call.wording),
            acknowledges=made.kind.acknowledges,
            reply_by_on=None if made.reply is None else made.reply.by_on,
            contact=view.contact,
            files=[_file(file) for file in view.files],
        )
        return
    out.aside(text("Before you send it:"))
    for caution in cautions(view):
        out.aside(text("· {words}", words=caution))
    if view.contact is not None:
        out.aside(text("Noted in the contact log as {entry}.", entry=view.contact))
    if view.files:
        for file in view.files:
            out.aside(text("Written to {file}, readable by you alone.", file=str(file.path)))
    elif call.wording.hide_amounts:
        out.aside(text("The letter is not shown while amounts are hidden; --out writes it into a folder."))
    else:
        out.raw(made.words)


def _file(file: "PaperFile") -> dict[str, object]:
    return {"name": str(file.path), "sha256": file.sha256}


def letter_list(call: Call) -> int:
    """Which letters are for a loan, which are not and why, and what is missing for each."""
    view = call.desk.letters(call.options.loan, call.now, language=call.wording.language)
    out, say = call.out, call.wording.say
    if out.json:
        out.document(
            "letters",
            loan=view.loan.id,
            letters=[
                {
                    "kind": one.kind.id,
                    "name": say(one.kind.name),
                    "applies": one.why_not is None,
                    "why_not": None if one.why_not is None else say(one.why_not),
                    "acknowledges": one.kind.acknowledges,
                    "missing": [{"name": blank.id, "what": say(blank.name)} for blank in one.missing],
                }
                for one in view.letters
            ],
        )
        return DONE
    out.heading(text("Letters on {loan}", loan=Name(view.loan.name, view.loan.name)))
    for one in view.letters:
        if one.why_not is None:
            out.blank()
            out.words(f"{one.kind.id}  {say(one.kind.name)}", style="heading")
            if one.missing:
                names = Literal(
                    "、".join(f"{blank.name.zh}（{blank.id}）" for blank in one.missing),
                    ", ".join(f"{blank.name.en} ({blank.id})" for blank in one.missing),
                )
                out.say(text("Still to be given: {names}", names=names), indent=2)
            for caution in one.kind.not_when:
                out.say(caution, indent=2, mark="·", style="quiet")
    out.blank()
    out.heading(text("Not for this loan"))
    for one in view.letters:
        if one.why_not is not None:
            out.words(f"{one.kind.id}  {say(one.kind.name)}: {say(one.why_not)}", indent=2, mark="·")
    return DONE


def _text_arguments(parser: Parser) -> None:
    _kind_argument(parser)
    loan_id_argument(parser)


def letter_text(call: Call) -> int:
    """Copies the text of a letter to where it may be changed."""
    options = call.options
    path = call.desk.own_letter(options.kind, options.loan, call.now, language=call.wording.language)
    if call.out.json:
        call.out.document("lettertext", file=str(path))
    else:
        call.out.say(
            text("Your own text of this letter is {file}: change it there; remove it to go back.", file=str(path))
        )
    return DONE


COMMANDS = {
    "letter": Command(_letter_arguments, letter),
    "letter list": Command(loan_id_argument, letter_list),
    "letter text": Command(_text_arguments, letter_text),
}
