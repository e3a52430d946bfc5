"""plugins new and plugins check: for whoever writes a plugin. Neither opens the store."""

from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.cli.call import DONE, NEEDS_EYE, Call, Command
from duewatch.cli.parser import Parser, some_text
from duewatch.desk.names import quality_name
from duewatch.model.text import Text, ntext, text

if TYPE_CHECKING:
    from duewatch.testing.checking import Report


def _new_arguments(parser: Parser) -> None:
    from duewatch.desk.authoring import CAPABILITIES

    parser.argument("name", metavar="NAME", reads=some_text, help=text("The id of the new plugin, as my-wallet"))
    parser.argument("--kind", metavar="KIND", action="append", required=True, choices=CAPABILITIES, help=text(
        "What it gives: platform, reader, channel or explainer; may be given several times"))  # fmt: skip
    parser.argument("--into", metavar="DIR", default=".", reads=some_text, help=text(
        "The folder that the new one is made in; without it, the present one"))  # fmt: skip
    parser.argument("--in-tree", action="store_true", help=text(
        "A folder under plugins/duewatch_plugins in place of a distribution; DIR is the root of the repository"
    ))  # fmt: skip
    parser.argument("--name-zh", metavar="TEXT", reads=some_text, help=text("Its Chinese name"))
    parser.argument("--name-en", metavar="TEXT", reads=some_text, help=text("Its English name"))


def new(call: Call) -> int:
    """Write a new plugin that works at once and passes its test."""
    from duewatch.desk.authoring import Wanted, new_plugin

    options = call.options
    wanted = Wanted(options.name, tuple(options.kind), options.name_zh or "", options.name_en or "")
    made = new_plugin(wanted, Path(options.into).expanduser(), call.today, in_tree=options.in_tree)
    if call.out.json:
        files = [str(path.relative_to(made.folder)) for path in made.files]
        call.out.document("scaffold", id=made.id, folder=str(made.folder), kinds=list(made.kinds), files=files)
        return DONE
    call.out.say(text("{folder} is written:", folder=str(made.folder)))
    for path in made.files:
        call.out.words(str(path.relative_to(made.folder)), indent=2)
    if not options.in_tree:
        call.out.say(text("Install it beside duewatch: {command}", command=f"pip install -e {made.folder}"))
        call.out.say(text("Then allow it: {command}", command=f"duewatch plugins on {made.id}"))
    else:
        call.out.say(text("Then write the pages that list it: {command}", command="make docs"))
    call.out.say(text("Check it: {command}", command=f"duewatch plugins check {made.folder}"))
    return DONE


def _check_arguments(parser: Parser) -> None:
    parser.argument("path", metavar="PATH", reads=some_text, help=text(
        "The folder of the plugin: of its distribution, or the one with manifest.toml"))  # fmt: skip
    parser.argument("--update", action="store_true", help=text(
        "Write what the samples give now into their .json files, to be read before they are kept"))  # fmt: skip


def check(call: Call) -> int:
    """Run every check and sample of a plugin; 1 where something is wrong."""
    from duewatch.testing.checking import check_plugin

    report = check_plugin(Path(call.options.path).expanduser(), update=call.options.update)
    if call.out.json:
        say = call.wording.say
        call.out.document(
            "conformance",
            id=report.plugin.id,
            folder=str(report.plugin.folder),
            capabilities=list(report.capabilities),
            samples=report.samples,
            quality=report.reached or None,
            claimed=report.claimed or None,
            faults=[{"check": fault.check, "what": say(fault.what)} for fault in report.faults],
            missing=[say(each) for each in report.missing],
            written=[str(path) for path in report.written],
            deprecated=[say(each) for each in report.deprecated],
        )
        return NEEDS_EYE if report.faults else DONE
    _show(call, report)
    return NEEDS_EYE if report.faults else DONE


def _show(call: Call, report: "Report") -> None:
    say = call.wording.say
    call.out.heading(text("Plugin {id}", id=report.plugin.id))
    for path in report.written:
        call.out.say(text("{file} was written: read whether it is right.", file=path.name), mark="!")
    for fault in report.faults:
        said = text("{check}: {what}", check=check_name(fault.check), what=fault.what)
        call.out.say(said, mark="!", style="attention")
    for each in report.deprecated:
        call.out.words(say(each), mark="!")
    if not report.faults:
        call.out.say(ntext("It keeps its word; {count} sample gives what it should.",
                           "It keeps its word; {count} samples give what they should.", report.samples))  # fmt: skip
    quality = quality_name(report.reached) if report.reached else text("none")
    call.out.say(text("Quality reached: {quality}", quality=quality))
    if report.missing:
        call.out.say(text("For the next step it lacks:"))
    for each in report.missing:
        call.out.words(say(each), mark="-", indent=2)


def check_name(check: str) -> Text:
    """What a check looks at, in words."""
    return {
        "manifest": text("Manifest"),
        "imports": text("Imports"),
        "facts": text("Facts"),
        "code": text("Code"),
        "recogniser": text("Recogniser"),
        "reader": text("Reader"),
        "channel": text("Channel"),
        "explainer": text("Explainer"),
        "samples": text("Samples"),
        "quality": text("Quality"),
    }[check]


COMMANDS = {
    "plugins new": Command(_new_arguments, new, strict=False, applies=False),
    "plugins check": Command(_check_arguments, check, strict=False, applies=False),
}
