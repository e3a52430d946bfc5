"""Five hundred mutated files in every test run; ``python -m tests.fuzzing`` tries twenty thousand."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duewatch.config.schema import PluginSettings
from duewatch.host.host import Host
from tests.fuzzing.mutate import MUTATIONS, mutated
from tests.fuzzing.run import fuzz
from tests.fuzzing.seeds import COMPOSED, seeds
from tests.fuzzing.trial import Trials

CELLS = (
    "平台",
    "类型",
    "日期",
    "金额",
    "到期日",
    "花呗",
    "还款",
    "账单",
    "2031-05-09",
    "260.40",
    "-1",
    "1e9",
    "=1+1",
    "",
    '"',
)


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trials]:
    yield Trials(tmp_path_factory.mktemp("fuzzing"))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(4))
def test_whatever_a_file_has_wrong_nothing_breaks(seed: int, tmp_path: Path) -> None:
    done = fuzz(100, seed, tmp_path)
    assert done.inputs == 100
    assert done.taken > 0, "the mutations leave nothing to read, so that nothing was tried"
    assert not done.faults, "\n".join((tmp_path / f"{name}.why").read_text() for name in done.faults)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(st.sampled_from(CELLS) | st.text(max_size=8), max_size=10), max_size=12),
    parted=st.sampled_from(",\t;"),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    ending=st.sampled_from([".csv", ".txt", ".xls", ""]),
)
def test_no_table_of_whatever_cells_breaks_anything(
    trials: Trials, rows: list[list[str]], parted: str, encoding: str, ending: str
) -> None:
    data = "\n".join(parted.join(row) for row in rows).encode(encoding, "replace")
    assert trials.try_out(ending, data, dry=True) is None


def test_every_reader_that_ships_is_tried() -> None:
    readers = {each.id for each in Host(PluginSettings(), environ={}).manifests("reader")}
    tried = {name.split()[0].replace("_", "-") for name in COMPOSED}
    assert tried >= readers


def test_a_mutated_file_is_another_file_and_the_same_seed_gives_the_same() -> None:
    kept = seeds()
    again = [mutated(kept, Random(7)) for _ in range(2)]
    assert again[0] == again[1]
    random, whole = Random(7), kept[0][1]
    assert sum(mutation(whole, random) != whole for mutation in MUTATIONS) >= len(MUTATIONS) - 1


def test_a_trial_tells_what_breaks(trials: Trials, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzzing.trial.STATUSES", frozenset({99}))
    fault = trials.try_out(".csv", b"anything", dry=True)
    assert fault is not None
    assert "exit status" in fault.what
