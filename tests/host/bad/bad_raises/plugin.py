"""Raises when asked."""

from collections.abc import Iterator

from duewatch.api import Claim, Document, Literal, Reader, Record, hookimpl


class Lines:
    id = "bad-raises"
    name = Literal("测试", "Test")

    def claim(self, document: Document) -> Claim | None:
        raise ValueError("claim went wrong")

    def read(self, document: Document) -> Iterator[Record]:
        return iter(())


@hookimpl
def duewatch_importers() -> list[Reader]:
    return [Lines()]
