from datetime import date, time

import pytest

from duewatch.config.schema import ReminderPolicy
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import Paid, Paused, Settled
from duewatch.reminding.agenda import ahead, due_now
from duewatch.reminding.hours import moment, quiet_until
from tests.reminding.borrower import DUE, add_bill, add_event, add_loan, at

POLICY = ReminderPolicy()


def rules(ledger, moment_: str, policy: ReminderPolicy = POLICY) -> list[tuple[str, date]]:
    return [(item.rule, item.fired_on) for item in due_now(ledger, policy, ["mail"], at(moment_))]


@pytest.mark.parametrize(
    ("moment_", "expected"),
    [
        ("2026-11-17 12:00", []),
        ("2026-11-18 12:00", [("lead-7", date(2026, 11, 18))]),
        ("2026-11-20 12:00", [("lead-7", date(2026, 11, 18))]),
        ("2026-11-23 12:00", [("lead-3", date(2026, 11, 22))]),
        ("2026-11-24 12:00", [("lead-1", date(2026, 11, 24))]),
        ("2026-11-25 12:00", [("due-today", date(2026, 11, 25))]),
        ("2026-11-26 12:00", [("overdue-1", date(2026, 11, 26))]),
        ("2026-12-15 12:00", [("overdue-15", date(2026, 12, 10))]),
        ("2027-11-23 12:00", [("overdue-85", date(2027, 2, 18))]),
    ],
)
def test_of_the_rules_that_have_fired_the_latest_alone_is_due(ledger, moment_, expected):
    assert rules(ledger, moment_) == expected


def test_before_the_hour_of_the_policy_the_day_has_not_fired_yet(ledger):
    assert rules(ledger, "2026-11-25 08:59") == [("lead-1", date(2026, 11, 24))]
    assert rules(ledger, "2026-11-25 09:00") == [("due-today", date(2026, 11, 25))]


def test_paid_bills_are_not_spoken_of(ledger):
    add_event(ledger, Paid(loan_id="huabei-1", on=date(2026, 11, 22), amount_fen=120_410))
    assert rules(ledger, "2026-11-25 12:00") == []


def test_what_is_left_after_a_part_payment_is_what_is_spoken_of(ledger):
    add_event(ledger, Paid(loan_id="huabei-1", on=date(2026, 11, 22), amount_fen=20_410))
    (item,) = due_now(ledger, POLICY, ["mail"], at("2026-11-25 12:00"))
    assert item.remaining_fen == 100_000


def test_a_muted_loan_is_left_alone(ledger):
    with ledger.writing("mute", "huabei-1", at("2026-11-01 12:00"), batch=False) as writer:
        writer.mute("huabei-1", True)
    assert rules(ledger, "2026-11-25 12:00") == []
    assert ahead(ledger, POLICY, ["mail"], at("2026-11-20 12:00"), 30) == []


def test_what_is_late_is_not_spoken_of_while_the_lender_has_agreed_to_stop_collecting(ledger):
    add_event(ledger, Paused(loan_id="huabei-1", on=date(2026, 11, 26), until_on=date(2026, 12, 20)))
    assert rules(ledger, "2026-11-25 12:00") == [("due-today", DUE)]
    assert rules(ledger, "2026-11-26 12:00") == []
    assert rules(ledger, "2026-12-20 12:00") == []
    assert ahead(ledger, POLICY, ["mail"], at("2026-11-27 12:00"), 20) == []
    assert rules(ledger, "2026-12-21 12:00") == [("overdue-25", date(2026, 12, 20))]


def test_a_pause_does_not_hide_the_next_bill(ledger):
    add_event(ledger, Paused(loan_id="huabei-1", on=date(2026, 11, 26)))
    add_bill(ledger, due_on=date(2026, 12, 25))
    assert rules(ledger, "2026-12-24 12:00") == [("lead-1", date(2026, 12, 24))]


def test_a_settled_loan_is_never_spoken_of(ledger):
    add_event(ledger, Settled(loan_id="huabei-1", on=date(2026, 11, 20)))
    for day in ("2026-11-24 12:00", "2026-11-26 12:00", "2027-11-26 12:00"):
        assert rules(ledger, day) == []
    assert ahead(ledger, POLICY, ["mail"], at("2026-11-20 12:00"), 60) == []


def test_a_snoozed_bill_speaks_again_on_its_day_and_an_acknowledged_one_never(ledger):
    with ledger.writing("snooze", "huabei-1", at("2026-11-01 12:00"), batch=False) as writer:
        writer.snooze("huabei-1", "2026-11", date(2026, 11, 25))
    assert rules(ledger, "2026-11-24 12:00") == []
    assert rules(ledger, "2026-11-25 12:00") == [("due-today", DUE)]
    with ledger.writing("ack", "huabei-1", at("2026-11-01 12:00"), batch=False) as writer:
        writer.snooze("huabei-1", "2026-11", date.max)
    assert rules(ledger, "2027-11-25 12:00") == []


def test_a_statement_that_is_out_is_to_be_filled_in(ledger):
    add_loan(ledger, "xiaohua-1", terms=Terms(kind=LoanKind.REVOLVING, statement_day=26, due_day=15))
    before = [item for item in due_now(ledger, POLICY, ["mail"], at("2026-11-25 12:00")) if item.loan_id == "xiaohua-1"]
    assert before == []
    (item,) = [
        item for item in due_now(ledger, POLICY, ["mail"], at("2026-11-27 12:00")) if item.loan_id == "xiaohua-1"
    ]
    assert (item.rule, item.fired_on, item.due_on, item.remaining_fen) == (
        "statement",
        date(2026, 11, 26),
        date(2026, 12, 15),
        None,
    )


def test_every_channel_has_its_own_item(ledger):
    items = due_now(ledger, POLICY, ["mail", "phone"], at("2026-11-25 12:00"))
    assert len({item.key for item in items}) == 2


def test_the_agenda_tells_what_will_be_said_when(ledger):
    coming = ahead(ledger, POLICY, ["mail"], at("2026-11-23 12:00"), 10)
    assert [(each.at, each.item.rule) for each in coming] == [
        (at("2026-11-24 09:00"), "lead-1"),
        (at("2026-11-25 09:00"), "due-today"),
        (at("2026-11-26 09:00"), "overdue-1"),
        (at("2026-11-28 09:00"), "overdue-3"),
        (at("2026-12-02 09:00"), "overdue-7"),
    ]
    assert [each.item.days_past_due for each in coming] == [0, 0, 1, 3, 7]


def test_bills_of_the_agenda_are_found_whatever_the_lead_time(ledger):
    add_bill(ledger, due_on=date(2027, 1, 20), total_fen=100)
    early = ReminderPolicy(lead_days=(40,), overdue_days=())
    coming = ahead(ledger, early, ["mail"], at("2026-11-23 12:00"), 20)
    assert [(each.at.date(), each.item.bill_id) for each in coming] == [(date(2026, 12, 11), "2027-01")]


@pytest.mark.parametrize(
    ("moment_", "until"),
    [
        ("2026-11-23 21:59", None),
        ("2026-11-23 22:00", "2026-11-24 08:00"),
        ("2026-11-24 07:59", "2026-11-24 08:00"),
        ("2026-11-24 08:00", None),
    ],
)
def test_quiet_hours_go_over_midnight(moment_, until):
    assert quiet_until(POLICY, at(moment_)) == (None if until is None else at(until))


def test_equal_ends_mean_no_quiet_hours():
    assert quiet_until(ReminderPolicy(quiet_from=time(0), quiet_to=time(0)), at("2026-11-23 00:00")) is None


def test_reminders_whose_hour_is_quiet_wait_until_it_is_over():
    policy = ReminderPolicy(at=time(6, 30))
    assert moment(policy, date(2026, 11, 23), at("2026-11-20 12:00")) == at("2026-11-23 08:00")
