"""plugins and plugins show, on, off: what is installed, from where, what failed and why; what may be used."""

from typing import TYPE_CHECKING

from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser, nearest, some_text
from duewatch.cli.table import NAME, Column
from duewatch.desk.names import plugin_state_name, quality_name
from duewatch.desk.plugin_words import gives, origin_name, question
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text

if TYPE_CHECKING:
    from duewatch.desk.views import PluginLine


def listing(call: Call) -> int:
    """All installed plugins with state and reason."""
    lines = call.desk.plugins()
    if call.out.json:
        call.out.document("plugins", plugins=[_shape(call, line) for line in lines])
        return DONE
    say = call.wording.say
    columns = [
        Column("ID"),
        Column(say(text("Name")), keep=NAME),
        Column(say(text("Gives")), keep=NAME),
        Column(say(text("Quality")), drop=3),
        Column(say(text("Version")), drop=2),
        Column(say(text("From")), drop=1),
        Column(say(text("State"))),
    ]
    rows = [
        [
            line.id,
            say(line.name),
            say(gives(line)) if line.capabilities else "",
            _short_quality(call, line),
            line.version,
            say(origin_name(line)),
            say(plugin_state_name(line.state, faulty=line.why is not None)),
        ]
        for line in lines
    ]
    call.out.table(columns, rows)
    for line in lines:
        if line.state == "new":
            call.out.words(say(question(line)), mark="?", style="attention")
        elif line.why is not None:
            call.out.words(f"{line.id}: {say(line.why)}", mark="!", style="attention")
    return DONE


def _id_arguments(parser: Parser) -> None:
    parser.argument("plugin", metavar="ID", reads=some_text, help=text("The plugin, as plugins lists it"))


def show(call: Call) -> int:
    """One plugin with its manifest."""
    wanted = call.options.plugin
    lines = {line.id: line for line in call.desk.plugins()}
    line = lines.get(wanted)
    if line is None:
        meant = nearest(wanted, lines)
        listed = text("See: {command}", command="duewatch plugins")
        mend = text("Did you mean {option}?", option=meant) if meant else listed
        raise InputProblem(text("There is no plugin “{id}”.", id=wanted), mend)
    manifest = line.manifest
    if call.out.json:
        aliases = [*manifest.aliases] if manifest else []
        families = [*manifest.family_words] if manifest else []
        has_code = manifest.has_code if manifest else None
        call.out.document(
            "plugin",
            **_shape(call, line),
            aliases=aliases,
            misspellings=[*manifest.misspellings] if manifest else [],
            family_words=families,
            has_code=has_code,
        )
        return DONE
    say = call.wording.say
    pairs: list[tuple[Text, str]] = [
        (text("Name"), say(line.name)),
        (text("Gives"), say(gives(line))),
        (text("Version"), line.version),
        (text("Plugin API"), manifest.api_range if manifest else ""),
        (text("From"), say(origin_name(line))),
        (text("State"), say(plugin_state_name(line.state, faulty=line.why is not None))),
    ]
    if line.why is not None:
        pairs.append((text("Why"), say(line.why)))
    if manifest is not None and manifest.aliases:
        pairs.append((text("Also called"), say(text(", ")).join(manifest.aliases)))
    if manifest is not None and manifest.family_words:
        pairs.append((text("May be meant by"), say(text(", ")).join(manifest.family_words)))
    if manifest is not None and manifest.quality:
        pairs.append((text("Quality"), say(_quality(manifest.quality))))
    call.out.heading(text("Plugin {id}", id=line.id))
    call.out.pairs(pairs)
    return DONE


def _shape(call: Call, line: "PluginLine") -> dict[str, object]:
    return {
        "id": line.id,
        "name": call.wording.say(line.name),
        "version": line.version,
        "api": line.api,
        "api_from": line.manifest.api_from if line.manifest else None,
        "kind": line.manifest.kind if line.manifest else None,
        "capabilities": list(line.capabilities),
        "quality": (line.manifest.quality or None) if line.manifest else None,
        "origin": line.origin,
        "author": line.author or None,
        "state": line.state,
        "why": None if line.why is None else call.wording.say(line.why),
    }


def _short_quality(call: Call, line: "PluginLine") -> str:
    quality = line.manifest.quality if line.manifest else ""
    return call.wording.say(quality_name(quality)) if quality else "—"


def _quality(name: str) -> Text:
    return {
        "bronze": text("bronze: facts with sources, and a ladder"),
        "silver": text("silver: rows or messages recognised, with samples"),
        "gold": text("gold: terms, strip and every topic tested"),
    }[name]


def switch_on(call: Call) -> int:
    """Allow a plugin that was installed, or use one again that was switched off."""
    return _switch(call, on=True)


def switch_off(call: Call) -> int:
    """Use a plugin no more, or refuse one that was installed."""
    return _switch(call, on=False)


def _switch(call: Call, *, on: bool) -> int:
    wanted = call.options.plugin
    call.desk.switch_plugin(wanted, call.now, on=on)
    (line,) = (line for line in call.desk.plugins() if line.id == wanted)
    if call.out.json:
        call.out.document("plugin", **_shape(call, line))
        return DONE
    name, state = line.name, plugin_state_name(line.state, faulty=line.why is not None)
    call.out.words(call.wording.say(text("{plugin}: {state}", plugin=name, state=state)))
    return DONE


def _no_arguments(_: Parser) -> None:
    """`plugins` takes none."""


COMMANDS = {
    "plugins": Command(_no_arguments, listing, applies=False),
    "plugins show": Command(_id_arguments, show, applies=False),
    "plugins on": Command(_id_arguments, switch_on, applies=False),
    "plugins off": Command(_id_arguments, switch_off, applies=False),
}
