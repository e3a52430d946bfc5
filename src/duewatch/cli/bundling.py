"""evidence, evidence verify: what the record holds about loans as one sealed file, and whether it was changed since."""

from pathlib import Path

from duewatch.cli.call import DONE, NEEDS_EYE, Call, Command
from duewatch.cli.parser import Parser, some_text
from duewatch.model.text import text

HIDE = ("names", "numbers", "lenders")


def _evidence_arguments(parser: Parser) -> None:
    argument = parser.argument
    argument("loans", metavar="ID", nargs="+", reads=some_text, help=text("The loans it is about"))
    argument("--out", metavar="FILE.zip", required=True, reads=some_text, help=text(
        "The new file, readable by you alone"))  # fmt: skip
    argument("--hide", metavar="|".join(HIDE), action="append", default=[], choices=HIDE, help=text(
        "Black out names, numbers, or the lenders of other loans; may be given several times"))  # fmt: skip
    argument("--hide-word", metavar="WORD", action="append", default=[], reads=some_text, help=text(
        "Black out this word; “-” reads it from a line of input"))  # fmt: skip
    argument("--attach", metavar="FILE", action="append", default=[], reads=some_text, help=text(
        "Put this file in: a recording, a picture, a letter; may be given several times"))  # fmt: skip


def evidence(call: Call) -> int:
    """One sealed file about the loans."""
    options, out = call.options, call.out
    view = call.desk.evidence(
        options.loans,
        Path(options.out).expanduser(),
        call.now,
        language=call.wording.language,
        hide=options.hide,
        hide_words=options.hide_word,
        attach=[Path(each).expanduser() for each in options.attach],
    )
    if out.json:
        out.document(
            "evidence",
            loans=[loan.id for loan in view.loans],
            seal=view.seal,
            files=[{"name": str(view.file.path), "sha256": view.file.sha256}],
            inside=list(view.inside),
            contacts=view.contacts,
            departures=view.departures,
            contacts_without_loan=view.left_out,
            attachments_missing=list(view.missing),
        )
        return DONE
    out.say(text("Written to {file}, readable by you alone.", file=str(view.file.path)))
    out.say(text("Contacts: {contacts}. Possible departures: {departures}.", contacts=view.contacts,
                 departures=view.departures))  # fmt: skip
    if view.left_out:
        out.say(text("Contacts without a loan are not in it: {count}.", count=view.left_out))
    for name in view.missing:
        out.say(text("Noted but not put in: {file} (--attach)", file=name))
    out.say(text("Seal: {seal}", seal=view.seal))
    keep = text(
        "Keep the seal somewhere else too, for example in an e-mail to yourself: it shows later since when the record "
        "has been as it is."
    )
    out.say(keep, style="quiet")
    return DONE


def _verify_arguments(parser: Parser) -> None:
    parser.argument("file", metavar="FILE.zip", reads=some_text, help=text("The bundle to check"))
    parser.argument("--seal", metavar="SEAL", reads=some_text, help=text("The seal as it was kept elsewhere"))


def verify(call: Call) -> int:
    """Whether a bundle was changed since it was sealed; 1 if so."""
    options, out = call.options, call.out
    found = call.desk.verify_evidence(Path(options.file).expanduser(), options.seal)
    problems = found.problems
    if out.json:
        entries = found.entries
        out.document(
            "evidenceverify",
            file=options.file,
            unchanged=not problems,
            seal=found.seal,
            made_at=found.made_at,
            files=found.files,
            entries=None if entries is None else {"reckoned": entries[0], "of": entries[1]},
            problems=[call.wording.say(problem) for problem in problems],
        )
        return NEEDS_EYE if problems else DONE
    for problem in problems:
        out.say(problem, mark="·", style="attention")
    if problems:
        out.say(text("Something was changed since it was sealed."), style="attention")
        return NEEDS_EYE
    out.say(text("Nothing was changed since it was sealed on {at}: {files} files.", at=found.made_at or "",
                 files=found.files))  # fmt: skip
    if found.entries is None:
        out.say(text("It carries no contact log: something in it is blacked out."))
    else:
        out.say(text("The contact log holds: {count} of its {all} entries reckoned anew, the others by their hashes.",
                     count=found.entries[0], all=found.entries[1]))  # fmt: skip
    out.say(text("Seal: {seal}", seal=found.seal or ""))
    return DONE


COMMANDS = {
    "evidence": Command(_evidence_arguments, evidence),
    "evidence verify": Command(_verify_arguments, verify, reads_config=False),
}
