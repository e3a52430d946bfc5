"""The commands about plugins, as they stand in the list of commands."""

from duewatch.cli.entry import Entry
from duewatch.model.text import text


def plugin_entries() -> tuple[Entry, ...]:
    """In the order of the help."""
    return (
        Entry("plugins", "plugins", text("What is installed, from where, what failed and why"), "duewatch plugins"),
        Entry("plugins show", "plugins", text("One plugin with its manifest"), "duewatch plugins show huabei"),
        Entry(
            "plugins on",
            "plugins",
            text("Allow a plugin that was installed besides, or use one again that was switched off"),
            "duewatch plugins on my-plugin",
        ),
        Entry(
            "plugins off",
            "plugins",
            text("Use a plugin no more, or refuse one that was installed besides"),
            "duewatch plugins off desktop",
        ),
        Entry(
            "plugins new",
            "authoring",
            text("Write a new plugin that works at once and passes its test"),
            "duewatch plugins new my-wallet --kind platform",
        ),
        Entry(
            "plugins check",
            "authoring",
            text("Check a plugin: whether it keeps its word, its samples, the quality it reaches"),
            "duewatch plugins check ./my-wallet",
        ),
    )
