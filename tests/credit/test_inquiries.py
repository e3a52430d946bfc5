"""Queries of the credit report: counted, and told apart as the trade does."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from duewatch.config.rules import rulebook
from duewatch.credit.inquiries import RULE, SPANS, count_inquiries, is_hard, stays_until
from duewatch.model.inquiry import REASONS, Inquiry

INQUIRIES = rulebook().rules[RULE]
TODAY = date(2026, 11, 24)


def made(on: date, reason: str = "loan-approval") -> Inquiry:
    return Inquiry(on, "某某银行", reason)


def test_approvals_and_checks_of_a_guarantor_are_hard_and_ones_own_query_is_not() -> None:
    assert {reason for reason in REASONS if is_hard(reason, INQUIRIES)} == {
        "loan-approval",
        "card-approval",
        "guarantee-check",
    }


def test_queries_are_counted_over_the_spans_that_lenders_look_at() -> None:
    noted = [
        made(date(2026, 11, 2)),
        made(date(2026, 9, 30), "card-approval"),
        made(date(2026, 9, 1), "own"),
        made(date(2024, 11, 25)),
        made(date(2024, 11, 24)),
    ]
    counts = {one.months: (one.all, one.hard) for one in count_inquiries(noted, INQUIRIES, TODAY)}
    assert counts == {1: (1, 1), 3: (3, 2), 6: (3, 2), 24: (4, 3)}


def test_a_query_stays_two_years_by_the_rule() -> None:
    assert stays_until(made(date(2026, 11, 2)), INQUIRIES) == date(2028, 11, 2)


def test_what_is_still_to_come_is_not_counted() -> None:
    assert all(one.all == 0 for one in count_inquiries([made(date(2026, 11, 25))], INQUIRIES, TODAY))


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.sampled_from(REASONS))))
def test_a_longer_span_never_counts_fewer_and_hard_ones_are_among_all(rows: list[tuple[date, str]]) -> None:
    counts = count_inquiries([made(on, reason) for on, reason in rows], INQUIRIES, TODAY)
    assert tuple(one.months for one in counts) == SPANS
    assert [one.all for one in counts] == sorted(one.all for one in counts)
    assert all(0 <= one.hard <= one.all for one in counts)
