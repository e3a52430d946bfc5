"""The digests of an import: the same answers whether they are in memory or spilt into the private file."""

import random
from contextlib import closing
from hashlib import blake2b

import pytest

from duewatch.intake.identity import Identities
from duewatch.model.record import Record
from duewatch.store import staging
from duewatch.store.staging import Staging


def digest(number: int) -> bytes:
    return blake2b(b"%d" % number, digest_size=16).digest()


def record(number: int) -> Record:
    return Record(1, "x", "2026-01-01", "", "", f"{number}", "", 1, "", "", "", "", "")


def test_what_is_spilt_is_still_seen_and_comes_out_once_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "HELD", 50)
    with closing(Staging()) as held:
        for start in range(0, 1000, 40):
            chunk = [digest(number) for number in range(start, start + 40)]
            assert held.seen(chunk) == set()
            held.add(chunk)
        assert len(held._recent) <= 50, "memory is bounded"
        asked = [digest(number) for number in (0, 999, 5000, 517)]
        assert held.seen(asked) == set(asked) - {digest(5000)}
        assert list(held.all()) == sorted(digest(number) for number in range(1000))


def test_equal_rows_are_told_apart_in_the_same_way_however_much_is_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [random.Random(7).randrange(300) for _ in range(2000)]

    def identified() -> list[bytes]:
        with closing(Staging()) as held:
            identities = Identities(held)
            return [
                each
                for start in range(0, len(numbers), 100)
                for each in identities.of([record(number) for number in numbers[start : start + 100]])
            ]

    in_memory = identified()
    assert len(set(in_memory)) == len(numbers), "every row has its own"
    monkeypatch.setattr(staging, "HELD", 20)
    assert identified() == in_memory
