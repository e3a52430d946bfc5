"""Everything at once: each check, each sample, the step of the quality scale. `duewatch plugins check` prints this."""

from pathlib import Path
from typing import NamedTuple

from duewatch.host.loading import Registered
from duewatch.model.platform import QUALITIES
from duewatch.model.problem import InputProblem
from duewatch.model.text import Text, text
from duewatch.testing.checks import CHECKS, Fault
from duewatch.testing.golden import samples_of, write_expected, wrong_samples
from duewatch.testing.imports import deprecated_names
from duewatch.testing.place import Plugin, open_plugin
from duewatch.testing.quality import reached
from duewatch.testing.registering import registered

CODE_CHECKS = ("recogniser", "reader", "channel", "explainer")
"""Those that call what the plugin registers."""


class Report(NamedTuple):
    """What the checks found of one plugin. reached: "bronze", "silver", "gold", or "" below them, which every fault
    means; missing: for the next step; claimed: by its manifest, "" for nothing; samples: how many there are; written:
    the expected files that were written now; deprecated: what it uses that goes with the next plugin API."""

    plugin: Plugin
    capabilities: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    reached: str = ""
    missing: tuple[Text, ...] = ()
    claimed: str = ""
    samples: int = 0
    written: tuple[Path, ...] = ()
    deprecated: tuple[Text, ...] = ()


def check_plugin(path: Path | str, *, update: bool = False) -> Report:
    """Check the plugin in a folder (of a distribution, a package, or the tree). Imports it and calls it.

    update: write what samples give before they are compared. Raises InputProblem where there is no plugin.
    """
    plugin = open_plugin(path)
    faults = CHECKS["manifest"](plugin)
    if faults:
        return Report(plugin, faults=faults)
    manifest = plugin.manifest
    faults = (*CHECKS["imports"](plugin), *CHECKS["facts"](plugin), *_unloadable(plugin))
    if not faults:
        faults = tuple(fault for name in CODE_CHECKS for fault in CHECKS[name](plugin))
    report = Report(
        plugin, manifest.capabilities, faults, claimed=manifest.quality, deprecated=tuple(deprecated_names(plugin))
    )
    if faults:
        return report
    written = _written(plugin) if update else ()
    wrong = tuple(
        Fault("samples", text("{sample}: {what}", sample=sample.given.name, what=what))
        for sample, what in wrong_samples(plugin)
    )
    report = report._replace(samples=len(samples_of(plugin)), faults=wrong, written=written)
    if wrong:
        return report
    with plugin.importable():
        things = registered(plugin) if manifest.has_code else Registered()
    step, missing = reached(plugin, things)
    if manifest.quality and _rank(step) < _rank(manifest.quality):
        claim = Fault(
            "quality",
            text(
                "its manifest claims {quality}, but it has reached {reached}",
                quality=manifest.quality,
                reached=step or "—",
            ),
        )
        return report._replace(faults=(claim,), reached=step, missing=missing)
    return report._replace(reached=step, missing=missing)


def _written(plugin: Plugin) -> tuple[Path, ...]:
    try:
        return write_expected(plugin)
    except InputProblem:
        return ()  # comparing says which sample, and why


def _unloadable(plugin: Plugin) -> tuple[Fault, ...]:
    """A plugin whose code cannot be loaded says so once, not at every check that needs it."""
    with plugin.importable():
        try:
            registered(plugin)
        except InputProblem as problem:
            return (Fault("code", problem.what),)
    return ()


def _rank(quality: str) -> int:
    return QUALITIES.index(quality) + 1 if quality else 0
