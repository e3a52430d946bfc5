"""Ends the program when asked."""

from collections.abc import Iterator

from duewatch.api import Claim, Document, Literal, Reader, Record, hookimpl


class Lines:
    id = "bad-exits"
    name = Literal("测试", "Test")

    def claim(self, document: Document) -> Claim | None:
        raise SystemExit("enough")

    def read(self, document: Document) -> Iterator[Record]:
        return iter(())


@hookimpl
def duewatch_importers() -> list[Reader]:
    return [Lines()]
