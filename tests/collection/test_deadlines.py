"""Dates of court papers and of the limitation of action."""

from datetime import date, datetime, timedelta, timezone

import pytest

from duewatch.collection.court import deadline_of
from duewatch.collection.limitation import limitation
from duewatch.collection.scripts import paper_guide
from duewatch.config.calls import shipped_guide
from duewatch.config.rules import rulebook
from duewatch.model.contact import Contact, CourtPaper, Direction, PaperKind
from duewatch.model.loan_event import Demanded, LoanEvent, Paid
from duewatch.model.text import Sentence

SHANGHAI = timezone(timedelta(hours=8))
GOT = datetime(2026, 11, 20, 15, 0, tzinfo=SHANGHAI)
RULES = rulebook().rules
LIMITATION = RULES["limitation-188-195"]


@pytest.mark.parametrize(
    ("kind", "hearing", "on", "rule"),
    [
        ("payment-order", None, date(2026, 12, 5), "payment-order-objection"),
        ("complaint", None, date(2026, 12, 5), "answer-period"),
        ("complaint", datetime(2026, 12, 1, 9, tzinfo=SHANGHAI), date(2026, 12, 5), "answer-period"),
        ("hearing", datetime(2026, 12, 1, 9, tzinfo=SHANGHAI), date(2026, 12, 1), None),
        ("hearing", None, None, None),
        ("judgment", None, None, None),
        ("frozen-account", None, None, None),
    ],
)
def test_a_time_limit_comes_from_the_rules_or_from_the_paper(
    kind: str, hearing: datetime | None, on: date | None, rule: str | None
) -> None:
    paper = CourtPaper(at=GOT, paper=PaperKind(kind), hearing_at=hearing)
    found = deadline_of(paper, paper_guide(shipped_guide(), paper.paper), RULES, date(2026, 11, 25), SHANGHAI)
    assert found.on == on
    assert (found.rule and found.rule.id) == rule
    assert found.in_days == (None if on is None else (on - date(2026, 11, 25)).days)
    assert not found.done


def test_the_day_counts_in_the_borrower_s_zone() -> None:
    paper = CourtPaper(at=datetime(2026, 11, 20, 23, 0, tzinfo=timezone.utc), paper=PaperKind.PAYMENT_ORDER)  # noqa: UP017
    found = deadline_of(paper, paper_guide(shipped_guide(), paper.paper), RULES, date(2026, 11, 25), SHANGHAI)
    assert found.on == date(2026, 12, 6)


def demand(on: date) -> LoanEvent:
    return Demanded(loan_id="a-1", on=on, stage="formal-collection")


def test_the_period_runs_from_the_last_due_date_and_anew_from_what_is_known() -> None:
    on = date(2026, 11, 24)
    found = limitation(date(2024, 5, 1), [], [], [], LIMITATION, on)
    assert found is not None
    assert (found.counted_to, found.ask is None) == (date(2027, 5, 1), False)
    later = limitation(date(2024, 5, 1), [demand(date(2026, 1, 10))], [], [], LIMITATION, on)
    assert later is not None
    assert (later.counted_to, later.ask) == (date(2029, 1, 10), None)
    assert [each.what for each in later.starts] == ["due", "demand"]


def test_payments_calls_and_court_papers_may_restart_it() -> None:
    on, old = date(2026, 11, 24), date(2020, 5, 1)
    called = Contact(at=datetime(2022, 3, 1, 9, tzinfo=SHANGHAI))
    own = Contact(at=datetime(2022, 4, 1, 9, tzinfo=SHANGHAI), direction=Direction.OUT)
    promised = Contact(at=datetime(2022, 5, 1, 9, tzinfo=SHANGHAI), promised_fen=1)
    paper = CourtPaper(at=GOT, paper=PaperKind.COMPLAINT)
    for restart, counted_to in (
        ({"events": [Paid(loan_id="a-1", on=date(2021, 1, 1), amount_fen=1)]}, date(2024, 1, 1)),
        ({"contacts": [called]}, date(2025, 3, 1)),
        ({"contacts": [own]}, date(2023, 5, 1)),
        ({"contacts": [promised]}, date(2025, 5, 1)),
        ({"papers": [paper]}, date(2029, 11, 20)),
    ):
        given = {"events": [], "contacts": [], "papers": []} | restart
        found = limitation(old, given["events"], given["contacts"], given["papers"], LIMITATION, on)
        assert found is not None and found.counted_to == counted_to, restart


def test_what_is_asked_never_says_that_a_debt_has_lapsed() -> None:
    found = limitation(date(2015, 5, 1), [], [], [], LIMITATION, date(2026, 11, 24))
    assert found is not None and isinstance(found.ask, Sentence)
    assert "ask a lawyer or 12348" in found.ask.msgid
    assert not any(word in found.ask.msgid for word in ("lapsed", "barred", "expired"))


def test_nothing_is_counted_while_the_loan_still_runs() -> None:
    assert limitation(date(2027, 1, 1), [], [], [], LIMITATION, date(2026, 11, 24)) is None
    assert limitation(None, [], [], [], LIMITATION, date(2026, 11, 24)) is None
