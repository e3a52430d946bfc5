"""What is said of plugins: what one gives, and the question whether a new one may be used."""

from duewatch.desk.views import PluginLine
from duewatch.model.text import Literal, Sentence, Text, text


def capability_name(capability: str) -> Text:
    """What a plugin gives, by its capability."""
    return _CAPABILITIES.get(capability) or Literal(capability, capability)


def reach(capability: str) -> Text:
    """What duewatch hands to a plugin of this capability, and nothing else."""
    return _REACH.get(capability) or Literal(capability, capability)


def origin_name(line: PluginLine) -> Text:
    """Where a plugin comes from."""
    if line.origin == "built-in":
        return text("built in")
    if not line.author:
        return Literal(line.origin, line.origin)
    return text("{origin}, by {author}", origin=line.origin, author=line.author)


def gives(line: PluginLine) -> Text:
    """Its capabilities in one phrase."""
    names = [capability_name(each) for each in line.capabilities]
    if not names:
        return text("nothing")
    phrase = names[0]
    for name in names[1:]:
        phrase = text("{first}, {second}", first=phrase, second=name)
    return phrase


def question(line: PluginLine) -> Sentence:
    """Asked once of a plugin that was installed beside duewatch."""
    return text(
        "New plugin {id} ({origin}); it gives: {gives}. It is not used before you say so, for its code would run beside"
        " your data: “duewatch plugins on {id}” allows it, “duewatch plugins off {id}” refuses it.",
        id=line.id,
        origin=origin_name(line),
        gives=gives(line),
    )


def screen_question(line: PluginLine, key: str) -> Sentence:
    """The same for the screens. key: leads to the plugins."""
    return text(
        "New plugin {id} ({origin}); it gives: {gives}. It is not used before you say so: press {key}.",
        id=line.id,
        origin=origin_name(line),
        gives=gives(line),
        key=key,
    )


_CAPABILITIES = {
    "platform": text("platform facts"),
    "reader": text("reading files"),
    "channel": text("reminder channel"),
    "explainer": text("explanations"),
}
_REACH = {
    "platform": text("a platform's plugin is handed the rows and messages that are read, to recognise its own"),
    "reader": text("a reader is handed the file to be read, and passwords that you give for it"),
    "channel": text("a channel is handed the finished message, and its own table of the config"),
    "explainer": text("an explainer is handed the question: platform, topic, days overdue, an amount if you named one"),
}
