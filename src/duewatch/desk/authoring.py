"""What a plugin's author asks for: a new plugin."""

from datetime import date
from pathlib import Path

from duewatch.host.manifest import CAPABILITIES
from duewatch.host.scaffolding import Made, Wanted, scaffold

__all__ = ["CAPABILITIES", "Made", "Wanted", "new_plugin"]


def new_plugin(wanted: Wanted, into: Path, today: date, *, in_tree: bool = False) -> Made:
    """Write a new plugin that works at once (see `host.scaffolding.scaffold`). Raises InputProblem."""
    return scaffold(wanted, into, today, in_tree=in_tree)
