"""Opens a workbook in a process of its own, within bounds of memory and time.

A cell far down and to the right, in a damaged or a hostile file of a few kilobytes, makes a reader of spreadsheets lay
out a table of thousands of millions of cells. In this process that would take the whole machine with it. So the file
is opened in a child that may use only so much memory, and whose rows come over a pipe.

The child is this module: ``main`` reads the file from standard input and writes rows to standard output.
"""

import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from itertools import islice
from typing import IO, Any

MEMORY, MEMORY_A_BYTE = 400 * 1024**2, 100
"""Bytes that the child may address: so many, and so many more for each byte of the file."""
SECONDS = 120
"""After which the child is ended."""
CHUNK = 500
"""Rows sent at once."""
OPENED, DAMAGED, LOCKED, TOO_MUCH = 0, 3, 4, 5
"""Exit statuses of the child, and the answers of `opened`; any other end of the child counts as too much."""
_CHILD = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from duewatch_plugins.workbook import main; main()"


def opened(data: bytes, most: int | None) -> list[list[list[Any]]] | int:
    """The rows of each sheet, at most so many of each; or DAMAGED, LOCKED or TOO_MUCH.

    Only the child writes to the pipe that is unpickled here, and it writes lists of texts, numbers and moments.
    """
    import json

    command = [sys.executable, "-I", "-c", _CHILD, json.dumps(sys.path), str(most or 0), str(len(data))]
    found: list[list[list[Any]]] = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        ending = threading.Timer(SECONDS, child.kill)
        feeding = threading.Thread(target=_feed, args=(child.stdin, data), daemon=True)
        ending.start()
        feeding.start()
        # The last piece may be cut off where the child was ended; its exit status then says so.
        with suppress(EOFError, pickle.UnpicklingError):
            while True:
                place, rows = pickle.load(child.stdout)  # type: ignore[arg-type]
                found.extend([] for _ in range(place + 1 - len(found)))
                found[place].extend(rows)
        status = child.wait()
        ending.cancel()
    if status != OPENED:
        return status if status in {DAMAGED, LOCKED} else TOO_MUCH
    return found


def _feed(stream: IO[bytes], data: bytes) -> None:
    """Hand the file to the child, which may end before it has read all."""
    with suppress(OSError), stream:
        stream.write(data)


def main() -> None:
    """The child. Ends with one of the statuses above."""
    _bound(int(sys.argv[3]))
    most = int(sys.argv[2]) or None
    sys.exit(_send(sys.stdin.buffer.read(), most, sys.stdout.buffer))


def _send(data: bytes, most: int | None, out: IO[bytes]) -> int:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for place, name in enumerate(book.sheet_names):
            rows: Iterator[list[Any]] = islice(book.get_sheet_by_name(name).iter_rows(), most)
            out.write(pickle.dumps((place, [])))
            while chunk := list(islice(rows, CHUNK)):
                out.write(pickle.dumps((place, chunk)))
    except PasswordError:
        return LOCKED
    except (CalamineError, OSError, ValueError):
        return DAMAGED
    except MemoryError:
        return TOO_MUCH
    return OPENED


def _bound(size: int) -> None:
    """Let the child have only so much memory. Where the system knows no such bound, there is none."""
    memory = MEMORY + size * MEMORY_A_BYTE
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
