"""For random loans, policies and clocks: nothing of a settled bill, nothing in quiet hours, each key once, the weaker
channel first."""

import tempfile
from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duewatch.config.schema import ChannelSettings, ReminderPolicy, Settings
from duewatch.model.loan_event import Paid
from duewatch.model.reminder import DeliveryState, Discretion, Failed, Message, Outcome, ReminderItem, Sent
from duewatch.reminding.agenda import due_now
from duewatch.reminding.hours import quiet_until
from duewatch.reminding.service import remind
from tests.reminding.borrower import add_bill, add_event, add_loan, at, ledger_at

CHANNELS = ("desk", "mail", "phone")
START = at("2026-11-01 00:00")
AMOUNT = 10_000


class Host:
    """Channels that take everything, but every so often fail."""

    def __init__(self, failing: list[bool]) -> None:
        self.failing = failing
        self.calls = 0

    def channel_types(self) -> tuple[()]:
        return ()

    def platform(self, platform_id: str) -> None:
        raise KeyError(platform_id)

    def open_channel(self, _settings: ChannelSettings) -> "Host":
        return self

    def send(self, _message: Message) -> Outcome:
        self.calls += 1
        return Failed("busy") if self.failing and self.failing[self.calls % len(self.failing)] else Sent()


class Bill(NamedTuple):
    due_on: date
    paid_on: date | None


class Said(NamedTuple):
    at: datetime
    item: ReminderItem


days = st.integers(0, 45).map(lambda day: START.date() + timedelta(days=day))
bills = st.builds(Bill, days, st.none() | days)
hours = st.integers(0, 23).map(time)
policies = st.builds(
    ReminderPolicy,
    lead_days=st.lists(st.integers(0, 10), unique=True, max_size=4).map(tuple),
    overdue_days=st.lists(st.integers(1, 30), unique=True, max_size=4).map(tuple),
    at=hours,
    quiet_from=hours,
    quiet_to=hours,
    daily=st.booleans(),
    digest=st.booleans(),
    cut_off=st.none() | hours,
    cut_off_hours=st.integers(0, 12),
    tries=st.integers(1, 100),
    promise_days=st.just((1,)),
    court_days=st.just((1,)),
    report_days=st.just(()) | st.just(("11-20",)),
    ping=st.just({}),
    platforms=st.just({}),
    loans=st.just({}) | st.builds(lambda days: {"huabei-0": {"lead_days": tuple(days)}}, st.sets(st.integers(0, 10))),
    channels=st.just(CHANNELS),
    escalate_hours=st.sampled_from((0, 1, 4, 30)),
)
naps = st.lists(st.integers(10, 4_000), min_size=5, max_size=25)
failures = st.just([]) | st.lists(st.booleans(), min_size=2, max_size=5)


def live(folder: Path, owed: list[Bill], policy: ReminderPolicy, minutes: list[int], failing: list[bool]) -> list[Said]:
    """Let the clock go on nap by nap; payments are noted on their day. Answers what went out when."""
    ledger, host, said = ledger_at(folder), Host(failing), []
    channels = tuple(ChannelSettings(name, "any", Discretion.FULL, "en") for name in CHANNELS)
    try:
        for number, bill in enumerate(owed):
            add_loan(ledger, f"huabei-{number}")
            add_bill(ledger, f"huabei-{number}", due_on=bill.due_on, total_fen=AMOUNT)
        now, paid = START, set()
        for nap in minutes:
            now += timedelta(minutes=nap)
            for number, bill in enumerate(owed):
                if bill.paid_on is not None and bill.paid_on <= now.date() and number not in paid:
                    paid.add(number)
                    add_event(ledger, Paid(loan_id=f"huabei-{number}", on=bill.paid_on, amount_fen=AMOUNT))
            given_settings = Settings(channels=channels, reminders=policy)
            result = remind(ledger, host, given_settings, now, retry_early=False)  # type: ignore[arg-type]
            if quiet_until(policy, now) is None:
                # Looking at what changed must plan all that looking at everything would.
                planned_now = {delivery.key for delivery in ledger.deliveries(limit=100_000)}
                wanted = due_now(ledger, policy, CHANNELS, now)
                assert {item.key for item in wanted} <= planned_now
            said += [
                Said(now, line.item)
                for line in result.deliveries
                if line.outcome is DeliveryState.SENT and line.item is not None
            ]
        planned = Counter(delivery.key for delivery in ledger.deliveries(limit=100_000))
        assert all(count == 1 for count in planned.values())
    finally:
        ledger.close()
    return said


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(bills, min_size=1, max_size=3), policies, naps, failures)
def test_nothing_settled_nothing_at_night_nothing_twice_and_always_the_weaker_channel_first(
    owed, policy, minutes, failing
):
    with tempfile.TemporaryDirectory() as folder:
        said = live(Path(folder), owed, policy, minutes, failing)
    for moment, item in said:
        assert quiet_until(policy, moment) is None, "something was said in quiet hours"
        if item.subject == "report":
            continue  # about no loan
        bill = owed[int(item.loan_id.rpartition("-")[2])]
        assert bill.paid_on is None or bill.paid_on > moment.date(), "a settled bill was spoken of"
    assert max(Counter(each.item.key for each in said).values(), default=1) == 1, "a key was sent twice"
    if policy.escalate_hours and not failing:
        first: dict[tuple[str, str], datetime] = {}
        # What could not wait went over all channels at once, and counts as told there.
        hurried = {item.loan_id for _, item in said if item.urgent}
        for moment, item in said:
            if item.loan_id not in hurried:
                first.setdefault((item.loan_id, item.channel), moment)
        for weaker, stronger in pairwise(CHANNELS):
            for loan_id in {loan_id for loan_id, channel in first if channel == stronger}:
                assert (loan_id, weaker) in first, "a stronger channel was used without the weaker"
                waited = first[loan_id, stronger] - first[loan_id, weaker]
                assert waited >= timedelta(hours=policy.escalate_hours), "the stronger channel came too early"
