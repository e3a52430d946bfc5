"""Many inputs, in several processes, each watched."""

import faulthandler
import multiprocessing
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.fuzzing.mutate import mutated
from tests.fuzzing.seeds import samples, seeds
from tests.fuzzing.trial import Trials

EACH = 500
"""Inputs after which the store begins anew and the figures are told."""
DEAD_AFTER = 60
"""Seconds after which a process that does not come back is stopped; the trial itself calls five seconds a fault."""


class Done(NamedTuple):
    """How a run of inputs ended. faults: names of the files kept."""

    inputs: int
    taken: int
    faults: tuple[str, ...]


def fuzz(inputs: int, seed: int, keep: Path, *, watched: bool = False) -> Done:
    """Try so many inputs in this process. What breaks something is kept in a folder. watched: end the process, leaving
    the input behind, where one does not come back."""
    random, kept, faults = Random(seed), seeds(), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(Path(folder))
        for number in range(inputs):
            ending, data = mutated(kept, random)
            name = f"{seed}-{number}{ending}"
            if watched:
                (keep / name).write_bytes(data)
                faulthandler.dump_traceback_later(DEAD_AFTER, exit=True)
            fault = trials.try_out(ending, data, dry=number % 3 != 0)
            if fault is not None:
                (keep / name).write_bytes(data)
                (keep / f"{name}.why").write_text(f"{fault.what}\n{fault.shown}\n", encoding="utf-8")
                faults.append(name)
            elif watched:
                (keep / name).unlink()
        faulthandler.cancel_dump_traceback_later()
        taken = trials.stored()[1]
        trials.undo_all()
    return Done(inputs, taken, tuple(faults))


def _work(seed: int, inputs: int, keep: Path, answers: "multiprocessing.Queue[Done]") -> None:
    answers.put(fuzz(inputs, seed, keep, watched=True))


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = ArgumentParser(prog="python -m tests.fuzzing", description="Mutated files through the whole import.")
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=20_261_126)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path("build") / "fuzzing", metavar="DIR")
    options = parser.parse_args(arguments)
    options.keep.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{len(seeds())} files to start from, {len(samples())} of them samples\n")
    context = multiprocessing.get_context("spawn")
    begins = range(0, options.inputs, EACH)
    jobs = [(options.seed + begin, min(EACH, options.inputs - begin)) for begin in begins]
    done, taken, faults, broken = 0, 0, 0, 0
    while jobs:
        now, jobs = jobs[: options.processes], jobs[options.processes :]
        answers: multiprocessing.Queue[Done] = context.Queue()
        working = [context.Process(target=_work, args=(seed, inputs, options.keep, answers)) for seed, inputs in now]
        for each in working:
            each.start()
        for each in working:
            each.join()
        for each, (seed, _) in zip(working, now, strict=True):
            if each.exitcode != 0:
                broken += 1
                sys.stdout.write(f"the process with the seed {seed} ended with {each.exitcode}\n")
                continue
            answer = answers.get()
            done, taken, faults = done + answer.inputs, taken + answer.taken, faults + len(answer.faults)
        said = f"{done} inputs, {taken} rows taken from them, {faults} faults, {broken} processes lost"
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
    return 1 if faults or broken else 0
