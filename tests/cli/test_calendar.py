"""due --ics: read back by a calendar library."""

import sys
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from tests.cli.conftest import Duewatch


def entries(words: str) -> list:  # type: ignore[type-arg]
    return list(Calendar.from_ical(words).walk("VEVENT"))


def test_every_unpaid_bill_is_one_entry_of_its_day_with_an_alarm_before(demo: Duewatch) -> None:
    bills = demo("due", "--json").document["bills"]
    found = entries(demo("due", "--ics").out)
    assert bills
    assert sorted(each["DTSTART"].dt for each in found) == sorted(date.fromisoformat(b["due_on"]) for b in bills)
    assert all([alarm["TRIGGER"].dt for alarm in each.walk("VALARM")] == [timedelta(days=-1)] for each in found)


def test_by_default_an_entry_names_neither_lender_nor_sum(demo: Duewatch) -> None:
    said = demo("due", "--ics", "--lang", "zh").out
    assert {str(each["SUMMARY"]) for each in entries(said)} == {"看一看 duewatch"}
    loans = demo("loans", "--json").document["loans"]
    assert not [loan["id"] for loan in loans if loan["id"] in said or loan["platform"] in said or loan["name"] in said]


def test_amounts_stand_only_in_full_entries(demo: Duewatch) -> None:
    for discretion, amounts in (("no-amounts", False), ("full", True)):
        words = [str(each["SUMMARY"]) for each in entries(demo("due", "--ics", "--discretion", discretion).out)]
        assert any("¥" in each for each in words) is amounts
        assert "Look at duewatch" not in words


def test_a_bill_keeps_its_uid_from_one_day_to_the_next(demo: Duewatch) -> None:
    first = {str(each["UID"]) for each in entries(demo("due", "--ics").out)}
    later = {str(each["UID"]) for each in entries(demo("due", "--ics", "--today", "2026-11-24").out)}
    assert len(first) == len(demo("due", "--json").document["bills"])
    assert first <= later


def test_one_form_is_asked_for_at_a_time(demo: Duewatch) -> None:
    assert demo("due", "--ics", "--json").status == 2


def test_without_the_library_one_sentence_says_what_to_install(demo: Duewatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    ran = demo("due", "--ics")
    assert (ran.status, ran.out) == (2, "")
    assert "icalendar" in ran.err
