"""Answers a word where a Claim is due."""

from collections.abc import Iterator

from duewatch.api import Document, Literal, Reader, Record, hookimpl


class Lines:
    id = "bad-claims"
    name = Literal("测试", "Test")

    def claim(self, document: Document) -> str:
        return "yes"

    def read(self, document: Document) -> Iterator[Record]:
        return iter(())


@hookimpl
def duewatch_importers() -> list[Reader]:
    return [Lines()]
