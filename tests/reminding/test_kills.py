"""Killed at any point, run side by side: every reminder arrives, and nothing is said twice without need."""

import sys

import pytest

from tests.reminding.killing import kill_again_and_again, side_by_side

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with the signals of POSIX")


@pytest.mark.timeout(600)
def test_a_sender_that_is_killed_again_and_again_loses_nothing_and_repeats_no_more_than_it_was_killed():
    figures = kill_again_and_again(reminders=1_000, kills=20, seed=20261126)
    assert figures.kills == 20
    assert figures.lost == 0
    assert figures.repeats <= figures.kills


@pytest.mark.timeout(300)
@pytest.mark.parametrize("processes", [2, 4])
def test_processes_at_once_on_one_store_send_nothing_twice(processes):
    figures = side_by_side(reminders=100, processes=processes)
    assert (figures.lost, figures.repeats) == (0, 0)
