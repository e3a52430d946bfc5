"""What a plugin that is tested registers."""

from duewatch.host.calls import Failure
from duewatch.host.conformance import SECONDS
from duewatch.host.loading import Registered, load
from duewatch.model.problem import InputProblem
from duewatch.testing.place import Plugin


def registered(plugin: Plugin) -> Registered:
    """What it hands over, checked as when duewatch loads it; its package has to be importable.

    Raises InputProblem saying why it cannot be used.
    """
    found = plugin.candidate
    if found.manifest is not None and not found.manifest.has_code:
        return Registered()
    loaded = load(found, SECONDS)
    if isinstance(loaded, Failure):
        raise InputProblem(loaded.why)
    return loaded
