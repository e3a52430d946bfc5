"""What a plugin's author tests with: the checks that every built-in plugin is held to, samples with what they should
give, a clock that stands still, a ledger for one test, servers on this machine, plugins that do everything wrong.

Nothing of this is loaded when duewatch runs, except by `duewatch plugins check`. The names below come in when they are
first used; pytest is imported in `pytest_plugin` alone, which pytest finds by itself.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duewatch.testing.bad_plugins import BAD_PLUGINS, BadPlugin
    from duewatch.testing.checking import Report, check_plugin
    from duewatch.testing.checks import (
        CHECKS,
        Fault,
        check_channel,
        check_explainer,
        check_facts,
        check_imports,
        check_manifest,
        check_reader,
        check_recogniser,
    )
    from duewatch.testing.clock import FakeClock
    from duewatch.testing.golden import Sample, give, samples_of, write_expected, wrong_samples
    from duewatch.testing.ledger import temporary_ledger
    from duewatch.testing.mail import MailServer
    from duewatch.testing.place import Plugin, open_plugin
    from duewatch.testing.web import WebServer

__all__ = [
    "BAD_PLUGINS",
    "CHECKS",
    "BadPlugin",
    "FakeClock",
    "Fault",
    "MailServer",
    "Plugin",
    "Report",
    "Sample",
    "WebServer",
    "check_channel",
    "check_explainer",
    "check_facts",
    "check_imports",
    "check_manifest",
    "check_plugin",
    "check_reader",
    "check_recogniser",
    "give",
    "open_plugin",
    "samples_of",
    "temporary_ledger",
    "write_expected",
    "wrong_samples",
]

_PLACES = {
    "bad_plugins": ("BAD_PLUGINS", "BadPlugin"),
    "checking": ("Report", "check_plugin"),
    "clock": ("FakeClock",),
    "golden": ("Sample", "give", "samples_of", "write_expected", "wrong_samples"),
    "ledger": ("temporary_ledger",),
    "mail": ("MailServer",),
    "place": ("Plugin", "open_plugin"),
    "web": ("WebServer",),
}
"""Module → the names it has; all others are in `checks`."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    place = next((module for module, names in _PLACES.items() if name in names), "checks")
    return getattr(import_module(f"duewatch.testing.{place}"), name)
