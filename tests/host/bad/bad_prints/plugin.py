"""Works, and prints."""

import sys
from collections.abc import Iterator

from duewatch.api import Claim, Document, Literal, Reader, Record, hookimpl


class Lines:
    id = "bad-prints"
    name = Literal("测试", "Test")

    def claim(self, document: Document) -> Claim | None:
        print("loud on stdout")  # noqa: T201 - this is what it does
        print("loud on stderr", file=sys.stderr)  # noqa: T201 - this is what it does
        return Claim(document.head == b"loud", "it is loud")

    def read(self, document: Document) -> Iterator[Record]:
        print("loud while reading")  # noqa: T201 - this is what it does
        yield Record(1, "test", "", "", "", "", "", None, "", "", "", "", "")


@hookimpl
def duewatch_importers() -> list[Reader]:
    return [Lines()]
