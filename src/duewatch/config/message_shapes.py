"""The usual wordings of lenders' messages, read from ``rules/message_shapes.toml`` when first asked for."""

from functools import cache
from pathlib import Path

from duewatch.config.tables import Table, read_table
from duewatch.model.finding import FindingKind
from duewatch.model.platform import MessageShape, MessageShapes
from duewatch.shipped import shipped

_FILE = shipped(Path(__file__).parents[1] / "rules" / "message_shapes.toml")


@cache
def message_shapes() -> MessageShapes:
    """All shapes, in the file's order. Raises InputProblem if the installed file was damaged."""
    table = read_table(_FILE, "rules/message_shapes.toml")
    table.day("checked_on")
    unless = table.maybe_table("unless") or Table(_FILE.name, "", {})
    shapes = MessageShapes(
        tuple(_shape(entry) for entry in table.tables("shape")),
        {str(finding): unless.pattern(finding) for finding in FindingKind if finding in unless},
        table.pattern("fraud_asks"),
        table.pattern("fraud_warning"),
    )
    unless.done()
    table.done()
    return shapes


def _shape(entry: Table) -> MessageShape:
    shape = MessageShape(entry.choice("finding", tuple(FindingKind)), entry.text("body"))
    entry.done()
    return shape
