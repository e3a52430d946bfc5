"""What fifty platforms cost: start-up with all of them against none, and a question answered."""

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import ON, environment, store
from benchmarks.measure import Row, Sample, command, compare, process, python

QUESTIONS = ("花呗逾期3天上征信吗", "2020年拍拍贷上征信吗", "花贝和借贝逾期半个月怎么办")
"""One platform; a year that has passed; two misspelt ones with what to do."""


def platforms(folder: Path, runs: int) -> Iterator[Row]:
    """The whole process each time."""
    few, empty = store(folder, 10), folder / "no-loans"

    def run(words: list[str], data: Path, **more: str) -> Callable[[], Sample]:
        line = [command(), *words, "--data", str(data), "--today", ON.isoformat()]
        return lambda: process(line, {**environment(), **more})

    def bare() -> Sample:
        return process([python(), "-c", "pass"], environment())

    yield compare(
        "duewatch today, all plugins / none", 1.1, run(["today"], few), run(["today"], few, DUEWATCH_PLUGINS=""),
        runs * 2,
    )  # fmt: skip
    yield compare(
        "duewatch loans, all plugins / none", 1.1, run(["loans"], few), run(["loans"], few, DUEWATCH_PLUGINS=""),
        runs * 2,
    )  # fmt: skip
    for question in QUESTIONS:
        yield compare(f"duewatch ask {question} / python -c pass", 25, run(["ask", question], empty), bare, runs)
