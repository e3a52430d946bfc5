"""Reminding through the desk: what will be said, once, and how the nagging stops."""

from datetime import date, timedelta

import pytest

from duewatch.desk.desk import Desk
from duewatch.model.problem import InputProblem
from duewatch.model.reminder import DeliveryState
from tests.desk.conftest import NOW, TODAY

DAY = timedelta(days=1)


def loans_told(desk: Desk, days: int = 0) -> set[str]:
    return {line.loan_id for line in desk.remind(NOW + DAY * days, dry_run=True).deliveries}


def test_without_a_channel_in_the_config_the_terminal_is_written_to(
    demo: Desk, capfd: pytest.CaptureFixture[str]
) -> None:
    ran = demo.remind(NOW)
    assert {line.outcome for line in ran.deliveries} == {DeliveryState.SENT}
    assert "小花钱包" in capfd.readouterr().err
    assert demo.remind(NOW).deliveries == ()


def test_a_dry_run_shows_the_exact_words_and_keeps_nothing(demo: Desk) -> None:
    ran = demo.remind(NOW, dry_run=True)
    assert ran.previews and "小花钱包" in ran.previews[0][1]
    assert demo.outbox() == []
    assert demo.today(NOW).last_check_at is None


def test_the_outbox_tells_what_became_of_each_newest_first(demo: Desk) -> None:
    sent = demo.remind(NOW).deliveries
    listed = demo.outbox()
    assert {line.key for line in listed} == {line.key for line in sent}
    assert {line.outcome for line in listed} == {DeliveryState.SENT}
    assert len(demo.outbox(limit=1)) == 1


def test_the_agenda_looks_ahead_over_the_channels_in_use(demo: Desk) -> None:
    agenda = demo.agenda(NOW, days=30)
    assert [item.at for item in agenda] == sorted(item.at for item in agenda)
    assert all(NOW < item.at <= NOW + 30 * DAY for item in agenda)
    assert any(item.item.loan_id == "huabei-1" for item in agenda)


def test_acknowledged_bills_are_left_alone_and_later_ones_are_not(demo: Desk) -> None:
    assert "xiaohua-1" in loans_told(demo)
    assert demo.acknowledge("xiaohua", NOW) == 2, "the late bill and the one due next"
    assert "xiaohua-1" not in loans_told(demo)
    assert "xiaohua-1" in {item.item.loan_id for item in demo.agenda(NOW, days=40)}, "the bill of January"


def test_snoozed_bills_are_spoken_of_again_from_the_day(demo: Desk) -> None:
    assert demo.snooze("xiaohua", TODAY + 3 * DAY, NOW) == 2
    assert "xiaohua-1" not in loans_told(demo)
    assert "xiaohua-1" not in loans_told(demo, days=2)
    assert "xiaohua-1" in loans_told(demo, days=3)


@pytest.mark.parametrize("until", [TODAY, TODAY - DAY, date(1, 1, 1)])
def test_a_day_that_is_not_to_come_is_refused(demo: Desk, until: date) -> None:
    with pytest.raises(InputProblem):
        demo.snooze("xiaohua", until, NOW)
    assert "xiaohua-1" in loans_told(demo)


def test_a_muted_loan_is_not_spoken_of_until_it_is_unmuted(demo: Desk) -> None:
    demo.mute("xiaohua", NOW, muted=True)
    assert demo.loan("xiaohua", NOW).loan.muted
    assert "xiaohua-1" not in loans_told(demo)
    demo.mute("xiaohua", NOW, muted=False)
    assert "xiaohua-1" in loans_told(demo)


def test_a_test_message_goes_over_the_channel_that_is_named(demo: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    line = demo.test_channel("terminal", NOW)
    assert line.outcome is DeliveryState.SENT
    assert capfd.readouterr().err
    with pytest.raises(InputProblem):
        demo.test_channel("pigeon", NOW)
