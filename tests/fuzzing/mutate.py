"""Ways in which a file goes wrong, as bytes and as lines."""

from collections.abc import Callable, Sequence
from random import Random

from tests.fuzzing.seeds import Seed

INTERESTING = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b'"', b",,,,", b"\t", b"=1+1", b"\x1b[31m", b"../../x",
    b"-", b"99999999999999999999", b"1e309", b"NaN", b"-0.00", b"2031-02-30", b"0000-00-00", "\ufdfd".encode(),
    "\u202e".encode(), "还款".encode("gb18030"), "元".encode(), b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;",
    b"\xf0\x28\x8c\x28", b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{" * 500, b"[" * 500,
    b"(" * 300,
)  # fmt: skip
ENDINGS = (".csv", ".txt", ".xls", ".xlsx", ".zip", ".xml", ".eml", ".html", ".pdf", ".json", ".ndjson", ".ofx", "")

Mutation = Callable[[bytes, Random], bytes]


def _place(data: bytes, random: Random) -> int:
    return random.randrange(len(data) + 1)


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 16)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: _place(data, random)]


def _behead(data: bytes, random: Random) -> bytes:
    return data[_place(data, random) :]


def _insert(data: bytes, random: Random) -> bytes:
    place = _place(data, random)
    return data[:place] + random.choice(INTERESTING) + data[place:]


def _take_out(data: bytes, random: Random) -> bytes:
    start = _place(data, random)
    return data[:start] + data[start + random.randint(1, 64) :]


def _repeat(data: bytes, random: Random) -> bytes:
    start = _place(data, random)
    return data[:start] + data[start : start + random.randint(1, 400)] * random.randint(2, 40) + data[start:]


def _zero(data: bytes, random: Random) -> bytes:
    start, length = _place(data, random), random.randint(1, 300)
    return data[:start] + b"\0" * length + data[start + length :]


def _shuffle_lines(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    random.shuffle(lines)
    return b"\n".join(lines)


def _double_a_line(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    place = random.randrange(len(lines))
    return b"\n".join([*lines[:place], *[lines[place]] * random.randint(2, 30), *lines[place:]])


def _swap_cells(data: bytes, random: Random) -> bytes:
    cells = data.split(b",")
    if len(cells) < 2:
        return data
    one, other = random.randrange(len(cells)), random.randrange(len(cells))
    cells[one], cells[other] = cells[other], cells[one]
    return b",".join(cells)


def _other_digits(data: bytes, random: Random) -> bytes:
    share = random.random() / 4
    return bytes(48 + random.randrange(10) if 48 <= byte <= 57 and random.random() < share else byte for byte in data)


def _other_encoding(data: bytes, random: Random) -> bytes:
    here, there = random.choice(
        [("utf-8", "gb18030"), ("gb18030", "utf-8"), ("utf-8", "utf-16"), ("gb18030", "utf-16")]
    )
    return data.decode(here, "replace").encode(there, "replace")


MUTATIONS: tuple[Mutation, ...] = (
    _flip, _cut, _behead, _insert, _take_out, _repeat, _zero, _shuffle_lines, _double_a_line, _swap_cells,
    _other_digits, _other_encoding,
)  # fmt: skip


def mutated(seeds: Sequence[Seed], random: Random) -> Seed:
    """A seed with one to four things wrong, now and then with another's half or under another ending."""
    ending, data = random.choice(seeds)
    if random.random() < 0.05:
        other = random.choice(seeds)[1]
        data = data[: _place(data, random)] + other[_place(other, random) :]
    for _ in range(random.randint(1, 4)):
        data = random.choice(MUTATIONS)(data, random)
    return (random.choice(ENDINGS) if random.random() < 0.2 else ending), data
