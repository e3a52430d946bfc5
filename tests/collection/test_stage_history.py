"""Everything that moved a loan's stage stands in its history with its day."""

from dataclasses import replace
from datetime import date

from duewatch.collection.stage_history import stage_history
from duewatch.model.loan_event import Accelerated, PartyNamed, PartyRole, Paused, PauseReason
from duewatch.servicing.replay import replay
from tests.collection.test_stage import ONE, demand, ladder, on_day

PAUSE = Paused(loan_id="x-1", on=date(2026, 11, 20), until_on=date(2026, 12, 20), reason=PauseReason.ILLNESS)


def history(on: date, *events, by=None) -> list[tuple[str, str, str | None]]:
    steps = stage_history(replay(ONE, events, on), events, by or ladder(), on)
    return [(step.on.isoformat(), step.what, step.stage) for step in steps]


def test_days_demands_letters_transfers_and_an_acceleration_are_dated():
    events = [
        demand(date(2026, 11, 10)),
        replace(demand(date(2026, 11, 12)), channel="lawyer-letter"),
        PartyNamed(loan_id="x-1", on=date(2026, 11, 14), role=PartyRole.AGENCY, name="某机构"),
        PartyNamed(loan_id="x-1", on=date(2026, 11, 15), role=PartyRole.CREDITOR, name="某资管"),
        PartyNamed(loan_id="x-1", on=date(2026, 11, 15), role=PartyRole.GUARANTOR, name="某担保"),
        Accelerated(loan_id="x-1", on=date(2026, 11, 16), due_on=date(2026, 11, 30)),
        replace(demand(date(2026, 11, 18), "legal"), channel="court"),
        demand(date(2026, 12, 1)),
    ]
    assert history(date(2026, 11, 25), *events, by=ladder(formal_collection=8)) == [
        ("2026-11-03", "days", "early-overdue"),
        ("2026-11-10", "days", "formal-collection"),
        ("2026-11-10", "demand", "formal-collection"),
        ("2026-11-12", "lawyer-letter", "formal-collection"),
        ("2026-11-14", "agency", "outside-agency"),
        ("2026-11-15", "creditor", None),
        ("2026-11-16", "acceleration", "formal-collection"),
        ("2026-11-18", "court", "legal"),
    ]


def test_a_pause_stops_the_climb_until_its_day_or_the_day_it_ended():
    by = ladder(formal_collection=20)
    assert on_day(date(2026, 12, 20), PAUSE, by=by).id == "paused"
    assert on_day(date(2026, 11, 25), PAUSE, by=by).next_change_on == date(2026, 12, 21)
    assert on_day(date(2026, 12, 21), PAUSE, by=by).id == "formal-collection"
    ended = replace(PAUSE, ended_on=date(2026, 11, 26))
    assert on_day(date(2026, 11, 25), ended, by=by).id == "paused"
    assert on_day(date(2026, 11, 26), ended, by=by).id == "formal-collection"
    assert ("2026-11-26", "pause-end", None) in history(date(2026, 11, 26), ended)
    assert [step for step in history(date(2026, 11, 25), ended) if step[1].startswith("pause")] == [
        ("2026-11-20", "pause", "paused")
    ]
