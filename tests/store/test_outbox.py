"""Each reminder stands in the outbox once, is taken by one run at a time, and keeps what became of it."""

from datetime import date, datetime, timedelta, timezone

from duewatch.model.reminder import DeliveryState, ReminderItem
from duewatch.model.text import Literal
from duewatch.store.ledger import SqliteLedger
from tests.store.borrower import AT

SOON = AT + timedelta(minutes=10)


def item(key: str = "huabei-1/1/lead-3/email/2026-11-24", channel: str = "email") -> ReminderItem:
    return ReminderItem(
        key=key,
        channel=channel,
        loan_id="huabei-1",
        bill_id="1",
        rule="lead-3",
        fired_on=date(2026, 11, 24),
        platform_id="huabei",
        platform_name=Literal("花呗", "Huabei"),
        loan_name="花呗",
        due_on=date(2026, 11, 27),
        remaining_fen=None,
        days_past_due=-3,
        minimum_fen=500,
    )


def plan(ledger: SqliteLedger, *items: ReminderItem) -> list[bool]:
    with ledger.writing("remind", "", AT, batch=False) as writer:
        return [writer.plan_item(one, AT) for one in items]


def lease(ledger: SqliteLedger, now: datetime = AT, *, retry_early: bool = False, channel: str = "email") -> list[str]:
    with ledger.writing("remind", "", now, batch=False) as writer:
        return [one.key for one in writer.lease(channel, now, now + timedelta(minutes=5), retry_early=retry_early)]


def settle(ledger: SqliteLedger, state: DeliveryState, *keys: str, retry_at: datetime | None = None) -> None:
    with ledger.writing("remind", "", AT, batch=False) as writer:
        writer.settle_delivery(keys, state, "因为", SOON, retry_at)


def test_a_key_is_planned_once_for_ever(ledger: SqliteLedger) -> None:
    assert plan(ledger, item(), item(), item("other")) == [True, False, True]
    assert plan(ledger, item()) == [False]
    lease(ledger)
    settle(ledger, DeliveryState.SENT, item().key)
    assert plan(ledger, item()) == [False]


def test_a_leased_item_is_the_item_that_was_planned(ledger: SqliteLedger) -> None:
    plan(ledger, item())
    with ledger.writing("remind", "", AT, batch=False) as writer:
        assert writer.lease("email", AT, SOON, retry_early=False) == (item(),)


def test_two_runs_never_take_the_same_item(ledger: SqliteLedger) -> None:
    plan(ledger, item("a"), item("b"), item("c", "terminal"))
    assert lease(ledger) == ["a", "b"]
    assert lease(ledger) == []
    assert lease(ledger, channel="terminal") == ["c"]


def test_the_lease_of_a_run_that_died_ends(ledger: SqliteLedger) -> None:
    plan(ledger, item("a"))
    lease(ledger)
    assert lease(ledger, AT + timedelta(minutes=4)) == []
    china = timezone(timedelta(hours=8))
    assert lease(ledger, (AT + timedelta(minutes=4)).astimezone(china)) == [], "moments, not their spelling"
    assert lease(ledger, (AT + timedelta(minutes=5)).astimezone(china)) == ["a"]


def test_a_failed_item_waits_for_its_time_unless_asked_for_early(ledger: SqliteLedger) -> None:
    plan(ledger, item("a"), item("b"))
    lease(ledger)
    settle(ledger, DeliveryState.FAILED, "a", retry_at=SOON)
    settle(ledger, DeliveryState.FAILED, "b", retry_at=None)
    assert lease(ledger) == []
    assert lease(ledger, SOON) == ["a"]
    settle(ledger, DeliveryState.FAILED, "a", retry_at=SOON)
    assert lease(ledger, retry_early=True) == ["a", "b"]


def test_what_is_settled_is_never_taken_again(ledger: SqliteLedger) -> None:
    states = (DeliveryState.SENT, DeliveryState.SKIPPED, DeliveryState.GIVEN_UP, DeliveryState.WITHDRAWN)
    plan(ledger, *(item(state.value) for state in states))
    lease(ledger)
    for state in states:
        settle(ledger, state, state.value)
    assert lease(ledger, AT + timedelta(days=900), retry_early=True) == []


def test_deliveries_tell_what_became_of_each_newest_first(ledger: SqliteLedger) -> None:
    plan(ledger, item("a"), item("b"), item("c"))
    lease(ledger)
    settle(ledger, DeliveryState.SENT, "a")
    settle(ledger, DeliveryState.FAILED, "b", retry_at=SOON)
    third, second, first = ledger.deliveries()
    assert (first.key, first.state, first.sent_at, first.retry_at, first.tries) == ("a", "sent", SOON, None, 1)
    assert (second.key, second.state, second.sent_at, second.retry_at, second.why) == (
        "b",
        "failed",
        None,
        SOON,
        "因为",
    )
    assert (third.key, third.state, third.channel, third.loan_id) == ("c", "leased", "email", "huabei-1")
    assert third.fired_on == date(2026, 11, 24)
    assert [one.key for one in ledger.deliveries(states=[DeliveryState.SENT, DeliveryState.LEASED])] == ["c", "a"]
    assert [one.key for one in ledger.deliveries(limit=1)] == ["c"]


def test_tries_are_counted(ledger: SqliteLedger) -> None:
    plan(ledger, item("a"))
    for _ in range(3):
        lease(ledger, retry_early=True)
        settle(ledger, DeliveryState.FAILED, "a", retry_at=SOON)
    assert ledger.deliveries()[0].tries == 3
