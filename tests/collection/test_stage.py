from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings

from duewatch.collection.ladder import merged
from duewatch.collection.stage import StageOn, stage_of
from duewatch.model.loan import Loan
from duewatch.model.loan_event import Demanded, Paid, Paused, Settled
from duewatch.model.platform import Ladder, Rung
from duewatch.model.text import Literal
from duewatch.servicing.replay import replay
from tests.servicing.strategies import days, equal_instalments, events, loan, terms

RUNGS = ("reminder", "due-today", "early-overdue", "formal-collection", "outside-agency", "legal")


def rung(stage: str, from_days: int | None = None) -> Rung:
    words = Literal(stage, stage)
    return Rung(
        id=stage, name=words, channels=(), does=words, not_allowed=(), can_do=(), sources=(), from_days=from_days
    )


def ladder(**days_of: int) -> Ladder:
    return Ladder("xiaohua", tuple(rung(stage, days_of.get(stage.replace("-", "_"))) for stage in RUNGS))


ONE: Loan = loan(equal_instalments(first_due_on=date(2026, 11, 2), instalments=3))
FIRST = replay(ONE, [], date(2026, 11, 1)).bills[0].remaining_fen or 0


def on_day(on: date, *history, of: Loan = ONE, by: Ladder | None = None) -> StageOn:
    standing = replay(of, history, on)
    return stage_of(standing, history, by or ladder(), on, grace_days=of.terms.grace_days)


def demand(on: date, stage: str = "formal-collection") -> Demanded:
    return Demanded(loan_id="x-1", on=on, stage=stage)


def paid(on: date, fen: int) -> Paid:
    return Paid(loan_id="x-1", on=on, amount_fen=fen)


def test_before_the_due_day_the_stages_follow_the_calendar():
    assert on_day(date(2026, 10, 25)).id == "upcoming"
    assert on_day(date(2026, 10, 26)).id == "reminder"
    today = on_day(date(2026, 11, 2))
    assert (today.id, today.since_on, today.next_id) == ("due-today", date(2026, 11, 2), "early-overdue")


def test_a_sourced_reminder_day_counts_instead_of_the_usual_one():
    by = ladder(reminder=-3)
    assert on_day(date(2026, 10, 29), by=by).id == "upcoming"
    assert on_day(date(2026, 10, 29), by=by).next_on == date(2026, 10, 30)
    assert on_day(date(2026, 10, 30), by=by).id == "reminder"
    assert on_day(date(2026, 10, 20)).next_on is None  # no source, no date


def test_early_overdue_begins_the_day_after_and_no_date_is_promised_for_what_follows():
    stage = on_day(date(2026, 11, 23))
    assert (stage.id, stage.since_on) == ("early-overdue", date(2026, 11, 3))
    assert (stage.next_id, stage.next_on) == ("formal-collection", None)
    assert stage.next_rung is not None


def test_day_count_alone_never_reaches_a_rung_without_a_sourced_day():
    assert on_day(date(2026, 11, 2) + timedelta(days=900)).id == "early-overdue"


def test_a_rung_with_a_sourced_day_is_entered_on_it():
    by = ladder(formal_collection=15)
    before = on_day(date(2026, 11, 16), by=by)
    assert (before.id, before.next_on, before.next_change_on) == (
        "early-overdue",
        date(2026, 11, 17),
        date(2026, 11, 17),
    )
    after = on_day(date(2026, 11, 20), by=by)
    assert (after.id, after.since_on) == ("formal-collection", date(2026, 11, 17))


def test_a_first_collection_call_moves_the_stage_at_once():
    stage = on_day(date(2026, 11, 23), demand(date(2026, 11, 5)))
    assert (stage.id, stage.since_on, stage.next_id) == ("formal-collection", date(2026, 11, 5), "outside-agency")


def test_a_lower_demand_after_a_higher_one_does_not_lower_the_stage():
    history = (demand(date(2026, 11, 5), "legal"), demand(date(2026, 11, 9)))
    assert on_day(date(2026, 11, 23), *history).id == "legal"
    assert on_day(date(2026, 11, 23), *history).next_id is None


def test_once_the_arrears_are_paid_the_chase_is_over():
    history = (demand(date(2026, 11, 5)), paid(date(2026, 11, 10), FIRST))
    assert on_day(date(2026, 11, 10), *history).id == "upcoming"


def test_a_part_payment_does_not_end_the_chase():
    history = (demand(date(2026, 11, 5)), paid(date(2026, 11, 10), FIRST - 1))
    assert on_day(date(2026, 11, 23), *history).id == "formal-collection"


def test_a_demand_outlives_the_bill_it_was_about_while_the_next_one_is_late_without_a_break():
    history = (demand(date(2026, 11, 5)), paid(date(2026, 12, 10), FIRST))
    assert on_day(date(2026, 12, 20), *history).id == "formal-collection"
    broken = (demand(date(2026, 11, 5)), paid(date(2026, 12, 1), FIRST))
    assert on_day(date(2026, 12, 20), *broken).id == "early-overdue"


def test_a_court_paper_shows_even_where_nothing_is_known_to_be_late():
    assert on_day(date(2026, 10, 10), demand(date(2026, 10, 9), "legal")).id == "legal"


def test_a_pause_shows_until_its_last_day_and_ends_by_a_new_demand():
    pause = Paused(loan_id="x-1", on=date(2026, 11, 10), until_on=date(2026, 11, 30))
    assert on_day(date(2026, 11, 30), pause).id == "paused"
    assert on_day(date(2026, 11, 20), pause).next_change_on == date(2026, 12, 1)
    assert on_day(date(2026, 12, 1), pause).id == "early-overdue"
    assert on_day(date(2026, 11, 20), pause, demand(date(2026, 11, 15))).id == "formal-collection"


def test_grace_days_of_the_contract_are_shown_as_grace():
    of = loan(replace(ONE.terms, grace_days=3))
    assert on_day(date(2026, 11, 2), of=of).next_id == "grace"
    grace = on_day(date(2026, 11, 5), of=of)
    assert (grace.id, grace.next_id, grace.next_on) == ("grace", "early-overdue", date(2026, 11, 6))
    assert on_day(date(2026, 11, 6), of=of).id == "early-overdue"


def test_a_settled_loan_is_settled():
    stage = on_day(date(2026, 12, 1), Settled(loan_id="x-1", on=date(2026, 11, 20)))
    assert (stage.id, stage.since_on, stage.next_id) == ("settled", date(2026, 11, 20), None)
    all_paid = on_day(date(2026, 12, 1), paid(date(2026, 10, 20), 10_000_000))
    assert (all_paid.id, all_paid.since_on) == ("settled", date(2026, 10, 20))


def test_a_platforms_own_rungs_outrank_the_usual_ones_which_keep_no_day():
    own = Ladder("xiaohua", (rung("early-overdue", 1), rung("formal-collection")))
    generic = Ladder("", tuple(rung(stage, 30) for stage in RUNGS))
    both = merged(own, generic)
    assert [each.id for each in both.rungs] == list(RUNGS)
    assert [each.usual for each in both.rungs] == [True, True, False, False, True, True]
    assert {each.from_days for each in both.rungs if each.usual} == {None}


@given(terms(), events(), days)
@settings(deadline=None)
def test_the_stage_stays_until_the_day_it_says(of, history, on):
    by = ladder(formal_collection=15, legal=60)
    whole = loan(of)
    first = on_day(on, *history, of=whole, by=by)
    changes = [first.next_change_on, replay(whole, history, on).next_change_on]
    until = min((day for day in changes if day), default=on + timedelta(days=90))
    for offset in range(1, min((until - on).days, 90)):
        later = on_day(on + timedelta(days=offset), *history, of=whole, by=by)
        assert (later.id, later.since_on, later.next_id, later.next_on) == (
            first.id,
            first.since_on,
            first.next_id,
            first.next_on,
        )
