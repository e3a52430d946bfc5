"""Names of the plugin API that are on their way out: they work for one API version more, and say so to the author."""

from collections.abc import Mapping
from typing import NamedTuple
from warnings import warn


class PluginDeprecation(DeprecationWarning):
    """A category of its own, so that the host can have it in the log, where Python would keep it quiet."""


class Deprecated(NamedTuple):
    """A name that will go. thing: what it still stands for. instead: the name to use. removed_in: the number of the
    plugin API that has it no more, the one after the present."""

    thing: object
    instead: str
    removed_in: int


def thing_of(module: str, name: str, table: Mapping[str, Deprecated]) -> object:
    """What a deprecated name of a module stands for; warns whoever wrote the import or the access.

    For a module's ``__getattr__``. Raises AttributeError for a name that is not in the table.
    """
    found = table.get(name)
    if found is None:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    words = f"{module}.{name} goes with plugin API {found.removed_in}; use {found.instead}"
    warn(words, PluginDeprecation, stacklevel=3)
    return found.thing
