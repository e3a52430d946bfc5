"""``python -m tests.messages``: precision and recall over the composed messages, and each one that is read wrong."""

import sys
from decimal import Decimal
from pathlib import Path

from duewatch.model.finding import FindingKind
from tests.messages.score import SET, composed, score


def main() -> int:
    """The table. Another set of the same form may be named. Exit 1 where a figure is not above 0.98."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SET
    whole = score(path=path)
    write = sys.stdout.write
    write(f"{len(composed(path))} messages\n")
    for kind in (None, *FindingKind):
        each = whole if kind is None else score(str(kind), path)
        if each.meant or each.told:
            name = kind or "all"
            found = f"{each.right:4} right of {each.told:4} told, {each.meant:4} meant"
            write(f"{name:15} {found}: precision {each.precision:.3f}, recall {each.recall:.3f}\n")
    for line in whole.wrong:
        write(f"{line}\n")
    return 0 if min(whole.precision, whole.recall) > Decimal("0.98") else 1


if __name__ == "__main__":
    sys.exit(main())
