"""Calls from the command line: noting the least, words by standard input, what the log shows, papers from a court."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Duewatch

CALL = ("call", "log", "--number", "138 0013 8000", "--direction", "in")


def contacts(duewatch: Duewatch, *more: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = duewatch("call", "list", "--json", *more).document["contacts"]
    return found


def departures(duewatch: Duewatch, *more: str) -> dict[str, list[int]]:
    document = duewatch("call", "list", "--json", *more).document
    return {one["rule"]: one["evidence"] for one in document["departures"]}


def test_the_routine_is_there_with_nothing_entered(duewatch: Duewatch) -> None:
    ran = duewatch("call")
    assert ran.status == 0
    assert "Ask for name and agent number" in ran.out
    assert "Promise no amount and no day on the first call" in ran.out


def test_the_least_is_a_number(duewatch: Duewatch) -> None:
    assert duewatch("call", "log", "--number", "13800138000").status == 0
    (contact,) = contacts(duewatch)
    assert (contact["normal"], contact["began_at"]) == ("+8613800138000", "2026-11-23T09:30:00+08:00")
    assert (contact["channel"], contact["direction"], contact["answered"]) == ("call", "in", None)


def test_words_come_by_standard_input_and_stay_out_of_the_history(duewatch: Duewatch) -> None:
    ran = duewatch("call", "log", "--number", "-", "--said", "-", stdin="13800138000\n要我今天还清\n")
    assert ran.status == 0, ran.err
    (contact,) = contacts(duewatch)
    assert (contact["number"], contact["said"]) == ("13800138000", "要我今天还清")


def test_at_a_terminal_the_least_is_asked_for_and_enter_leaves_it_out(duewatch: Duewatch) -> None:
    ran = duewatch("call", "log", stdin="13800138000\n\n要我今天还清\n", terminal=True)
    assert ran.status == 0, ran.err
    assert "The number as it showed" in ran.err
    (contact,) = contacts(duewatch)
    assert (contact["number"], contact["company"], contact["said"]) == ("13800138000", None, "要我今天还清")


def test_everything_that_can_be_noted_is_told_again(demo: Duewatch, tmp_path: Path) -> None:
    recording = tmp_path / "call.m4a"
    recording.write_bytes(b"sound")
    ran = demo(
        *CALL, "--loan", "xiaohua", "--at", "2026-11-20T21:59", "--minutes", "3", "--channel", "call", "--who", "王",
        "--company", "某某公司", "--agent", "A1", "--lender", "某某消费金融有限公司", "--said", "x", "--offered", "y",
        "--promised", "500", "--by", "2026-12-01", "--reached", "debtor", "--tone", "rude", "--saw", "threat",
        "--saw", "extra-fee", "--attach", str(recording), "--json",
    )  # fmt: skip
    assert ran.status == 0, ran.err
    contact = ran.document["contact"]
    assert contact == contacts(demo)[0]
    assert contact["loan"] == "xiaohua-1"
    assert contact["promised_fen"] == 50_000
    assert contact["marks"] == ["threat", "extra-fee"]
    assert contact["attachments"] == [{"name": "call.m4a", "sha256": sha256(b"sound").hexdigest(), "size": 5}]
    assert str(tmp_path) not in json.dumps(ran.document)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--at", "2026-11-24T09:00"), "still to come"),
        (("--at", "yesterday"), "--at"),
        (("--at", "2026-11-31T09:00"), "--at"),
        (("--minutes", "1441"), "--minutes"),
        (("--by", "2026-11-01", "--promised", "5"), "cannot be due"),
        (("--answered", "--missed"), "do not go together"),
        (("--channel", "sms", "--missed"), "Only a call can be missed"),
        (("--saw", "smile"), "--saw"),
        (("--attach", "/nowhere/x"), "cannot be read"),
        (("--loan", "nobody"), "nobody"),
        (("--corrects", "7"), "no entry 7"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(duewatch: Duewatch, words: tuple[str, ...], named: str) -> None:
    ran = duewatch(*CALL, *words)
    assert ran.status == 2
    assert named in ran.err
    assert ran.err.count("\n") == 1
    assert contacts(duewatch) == []


def test_a_correction_changes_what_it_names_and_keeps_the_rest(duewatch: Duewatch) -> None:
    duewatch(*CALL, "--said", "first", "--minutes", "2")
    assert duewatch("call", "log", "--corrects", "1", "--minutes", "5").status == 0
    (contact,) = contacts(duewatch)
    assert (contact["id"], contact["minutes"], contact["said"]) == (1, 5, "first")
    assert duewatch("undo").status == 0
    assert contacts(duewatch)[0]["minutes"] == 2


def test_what_is_withdrawn_is_not_shown(duewatch: Duewatch) -> None:
    duewatch(*CALL)
    assert duewatch("call", "withdraw", "1").status == 0
    assert contacts(duewatch) == []
    assert duewatch("call", "withdraw", "1").status == 2


def test_the_edges_of_the_night(demo: Duewatch) -> None:
    for hour in ("07:59", "08:00", "21:59", "22:00"):
        demo(*CALL, "--loan", "xiaohua", "--at", f"2026-11-20T{hour}", "--missed")
    rows = demo("call", "list", "--json").document["departures"]
    assert sorted(one["evidence"] for one in rows if one["rule"] == "gbt45251-quiet-hours") == [[1], [4]]


def test_the_fourth_answered_call_of_a_day(demo: Duewatch) -> None:
    for hour in range(10, 13):
        demo(*CALL, "--loan", "xiaohua", "--at", f"2026-11-20T{hour}:00", "--answered")
    assert departures(demo) == {}
    demo(*CALL, "--loan", "xiaohua", "--at", "2026-11-20T13:00", "--answered")
    assert departures(demo)["gbt45251-call-limit-interactive"] == [1, 2, 3, 4]


def test_agreed_hours_are_what_contacts_are_held_against(demo: Duewatch) -> None:
    assert demo("call", "hours", "09:00-23:00", "--today", "2026-11-01").status == 0
    demo(*CALL, "--loan", "xiaohua", "--at", "2026-11-20T22:30", "--answered")
    assert departures(demo) == {}
    assert demo("call", "hours", "9-21").status == 2
    assert demo("call", "hours", "09:00-09:00").status == 2


def test_the_hours_are_those_of_the_borrower_s_zone(duewatch: Duewatch, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('timezone = "Europe/Berlin"\n', encoding="utf-8")
    for hour in ("22:00", "15:00"):
        assert duewatch(*CALL, "--at", f"2026-11-20T{hour}", "--config", str(config)).status == 0
    rows = duewatch("call", "list", "--json", "--config", str(config)).document["departures"]
    assert {tuple(one["evidence"]) for one in rows} == {(1,)}
    rows = duewatch("call", "list", "--json").document["departures"]
    assert {tuple(one["evidence"]) for one in rows} == {(1,), (2,)}


def test_a_finding_says_possible_names_the_rule_and_what_is_not_known(demo: Duewatch) -> None:
    demo(*CALL, "--loan", "xiaohua", "--at", "2026-11-20T22:00", "--answered")
    (one, *_) = demo("call", "list", "--json").document["departures"]
    assert one["text"].startswith("Possible departure from")
    assert one["source"]["title"]
    assert one["unknown"]
    said = demo("call", "list").out
    assert "Not known:" in said
    assert "illegal" not in said


def test_a_number_is_known_or_not_and_never_more(duewatch: Duewatch) -> None:
    ran = duewatch("call", "check", "95188", "--platform", "huabei")
    assert "not known" in ran.out
    assert "published number" in ran.out
    assert duewatch("call", "confirm", "95188", "--from", "app", "--platform", "huabei", "--owner", "客服").status == 0
    document = duewatch("call", "check", "95188", "--platform", "huabei", "--json").document
    assert (document["known"], document["owner"]) == (True, "客服")
    assert document["routine"]
    for word in ("genuine", "fake", "safe", "trusted"):
        assert word not in duewatch("call", "check", "95188").out.lower()


def test_a_number_that_looks_like_a_confirmed_one_is_not_known(duewatch: Duewatch) -> None:
    duewatch("call", "confirm", "95188", "--from", "contract")
    document = duewatch("call", "check", "+86 95188", "--json").document
    assert (document["known"], document["looks_like"]) == (False, "95188")


def test_earlier_contacts_are_shown_beside_a_number(duewatch: Duewatch) -> None:
    duewatch(*CALL, "--at", "2026-11-20T10:00", "--said", "第一次")
    document = duewatch("call", "check", "+86 138 0013 8000", "--json").document
    assert document["contact_count"] == 1
    assert document["contacts"][0]["said"] == "第一次"


def test_a_number_that_cannot_be_called_back_cannot_be_confirmed(duewatch: Duewatch) -> None:
    for number in ("未知号码", "+86 95188", "abc"):
        assert duewatch("call", "confirm", number, "--from", "app").status == 2


def test_a_payee_is_on_the_lender_s_own_list_or_raises_a_flag(demo: Duewatch) -> None:
    ran = demo("call", "check", "95188", "--loan", "huabei", "--payee", "王某", "--platform", "huabei")
    assert "Caution" in ran.out
    assert demo("call", "check", "95188", "--payee", "王某").status == 2


def test_one_s_own_words_are_kept_beside_the_store(duewatch: Duewatch, tmp_path: Path) -> None:
    assert duewatch("call", "script", "--own").status == 0
    own = tmp_path / "data" / "calls.toml"
    assert own.stat().st_mode & 0o077 == 0
    own.write_text('[[opening]]\nid = "any"\nsay_zh = ["喂"]\nsay_en = ["Yes?"]\n', encoding="utf-8")
    assert "Yes?" in duewatch("call", "script").out
    assert duewatch("call", "script", "--own").status == 2
    assert duewatch("call", "script", "--situation", "nothing").status == 2


def test_a_promise_is_followed_by_what_is_paid(demo: Duewatch) -> None:
    demo(*CALL, "--loan", "xiaohua", "--promised", "500", "--by", "2026-11-25")

    def state(*more: str) -> str:
        (one,) = demo("promise", "list", "--json", *more).document["promises"]
        return str(one["state"])

    assert state() == "open"
    assert "promised by 11-25" in demo("today").out
    assert state("--today", "2026-11-26") == "broken"
    demo("pay", "xiaohua", "500")
    assert state() == "kept"
    assert "promised by" not in demo("today").out


def test_a_court_paper_stands_above_everything_and_is_not_muted(demo: Duewatch) -> None:
    demo("loan", "edit", "xiaohua", "--mute", "yes")
    ran = demo("court", "add", "payment-order", "--loan", "xiaohua", "--on", "2026-11-20", "--json")
    paper = ran.document["paper"]
    assert (paper["deadline_on"], paper["in_days"], paper["rule"]) == ("2026-12-05", 12, "payment-order-objection")
    first = demo("today", "--json").document["do"][0]
    assert first["loan"] == "xiaohua-1"
    assert "payment order" in first["what"] and "12368" in first["why"]
    assert demo("loan", "show", "xiaohua", "--json").document["stage"]["id"] == "legal"
    demo("court", "note", str(paper["id"]), "--checked", "--answered", "2026-11-22")
    assert "payment order" not in demo("today", "--json").document["do"][0]["what"]


def test_a_court_paper_needs_no_loan(duewatch: Duewatch) -> None:
    assert duewatch("court", "add", "complaint").status == 0
    (first, *_) = duewatch("today", "--json").document["do"]
    assert first["loan"] is None
    assert "2026-12-08" in first["what"]


def test_a_court_paper_and_its_stage_are_taken_back_together(demo: Duewatch) -> None:
    before = demo("loan", "show", "xiaohua", "--json").document["stage"]["id"]
    batch = demo("court", "add", "hearing", "--loan", "xiaohua", "--json").document["batch"]
    demo("undo", str(batch))
    assert demo("court", "list", "--json").document["papers"] == []
    assert demo("loan", "show", "xiaohua", "--json").document["stage"]["id"] == before


def test_limitation_is_told_in_dates_and_never_as_a_verdict(duewatch: Duewatch) -> None:
    duewatch("loan", "add", "--platform", "jiebei", "--kind", "bullet", "--principal", "1000", "--annual-rate", "10",
             "--instalments", "1", "--disbursed", "2022-01-01", "--first-due", "2022-12-31")  # fmt: skip
    document = duewatch("loan", "limitation", "jiebei", "--json").document
    assert document["starts"] == [{"on": "2022-12-31", "what": "due"}]
    assert document["counted_to_on"] == "2025-12-31"
    said = duewatch("loan", "limitation", "jiebei").out
    assert "12348" in said
    for word in ("barred", "lapsed"):
        assert word not in said


def test_words_of_despair_are_met_with_a_kind_one(duewatch: Duewatch) -> None:
    ran = duewatch(*CALL, "--said", "我不想活了")
    assert "12356" in ran.out.splitlines()[0] + ran.out.splitlines()[1]


def test_the_whole_debt_declared_due_changes_what_is_due_and_the_stage(demo: Duewatch) -> None:
    ran = demo("loan", "accelerate", "xiaohua", "--on", "2026-11-20", "--due", "2026-11-22", "--json")
    document = ran.document
    assert document["overdue_fen"] == document["outstanding_fen"]
    assert document["stage"]["id"] == "formal-collection"
    assert "accelerated" in {event["kind"] for event in document["events"]}
    demo("undo")
    assert demo("loan", "show", "xiaohua", "--json").document["stage"]["id"] == "early-overdue"
    assert demo("loan", "accelerate", "xiaohua", "--on", "2026-11-20", "--due", "2026-11-01").status == 2


def test_a_lawyer_s_letter_is_a_demand_of_its_own(demo: Duewatch) -> None:
    ran = demo("loan", "demand", "xiaohua", "outside-agency", "--channel", "lawyer-letter", "--json")
    assert ran.status == 0
    assert ran.document["stage"]["id"] == "outside-agency"


FACTS = [f"--fact={fact}" for fact in ("lender=某某消费金融有限公司", "borrower=王", "account_tail=1234", "contact=1",
                                       "reason=失业", "new_due_on=2027-01-15")]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        (("pay", "jiebei", "10"), "payments"),
        ((*CALL, "--loan", "jiebei", "--promised", "10", "--by", "2026-12-01"), "contacts"),
        (("arrange", "jiebei", "--bill", "2027-01-15 500"), "events"),
        (("letter", "extension", "jiebei", *FACTS), "contacts"),
    ],
    ids=["payment", "promise", "arrangement", "letter"],
)  # fmt: skip
def test_nothing_that_may_restart_the_period_of_an_old_debt_is_noted_unasked(
    duewatch: Duewatch, words: tuple[str, ...], noted: str
) -> None:
    duewatch("loan", "add", "--platform", "jiebei", "--kind", "equal-instalment", "--principal", "1000",
             "--annual-rate", "10", "--instalments", "3", "--disbursed", "2023-01-01")  # fmt: skip

    def count() -> int:
        if noted == "contacts":
            return len(contacts(duewatch))
        return len(duewatch("loan", "show", "jiebei", "--json").document[noted])

    before = count()
    refused = duewatch(*words)
    assert refused.status == 2 and "12348" in refused.err and "--asked-first" in refused.err
    assert "barred" not in refused.err
    assert duewatch(*words, stdin="n\n", terminal=True).status == 2
    assert count() == before
    said = duewatch(*words, stdin="y\n", terminal=True)
    assert said.status == 0, said.err
    assert "Have you asked" in said.err
    assert duewatch(*words, "--asked-first").status == 0
    assert count() == before + (0 if words[0] == "letter" else 2)


def test_an_ordinary_loan_is_paid_promised_and_arranged_without_a_question(demo: Duewatch) -> None:
    for words in (("pay", "xiaohua", "1"), (*CALL, "--loan", "xiaohua", "--promised", "1"),
                  ("arrange", "xiaohua", "--bill", "2027-01-15 500")):  # fmt: skip
        ran = demo(*words)
        assert ran.status == 0 and "12348" not in ran.out + ran.err


def test_a_pause_is_noted_corrected_and_ended_and_says_until_when(demo: Duewatch, tmp_path: Path) -> None:
    proof = tmp_path / "sms.txt"
    proof.write_text("同意暂停催收", encoding="utf-8")
    demo("loan", "demand", "xiaohua", "formal-collection", "--on", "2026-11-19")
    noted = demo("loan", "pause", "xiaohua", "--on", "2026-11-20", "--until", "2027-01-31", "--reason", "illness",
                 "--with", "8012", "--proof", str(proof), "--json")  # fmt: skip
    assert noted.status == 0, noted.err
    number = noted.document["event"]["id"]
    assert noted.document["loan"]["stage"]["id"] == "paused"
    said = " ".join(demo("loan", "show", "xiaohua").out.split())
    assert "collecting paused until 2027-01-31 (illness), agreed with 8012" in said and f"(pause {number})" in said
    corrected = demo("loan", "pause", "xiaohua", "--corrects", str(number), "--until", "2026-12-31", "--json")
    event = corrected.document["event"]["id"]
    steps = demo("loan", "show", "xiaohua", "--json").document["stage_history"]
    (pause,) = [step for step in steps if step["what"] == "pause"]
    assert (pause["until_on"], pause["event"], pause["on"]) == ("2026-12-31", event, "2026-11-20")
    assert "agreed with 8012" in pause["text"]
    assert demo("loan", "resume", "xiaohua", "--json").document["loan"]["stage"]["id"] == "formal-collection"
    demo("undo")
    demo("undo")
    steps = demo("loan", "show", "xiaohua", "--json").document["stage_history"]
    assert [step["until_on"] for step in steps if step["what"] == "pause"] == ["2027-01-31"]


@pytest.mark.parametrize(
    "words",
    [
        ("loan", "pause", "xiaohua", "--on", "2026-11-20", "--until", "2026-11-01"),
        ("loan", "pause", "xiaohua", "--on", "2026-12-20"),
        ("loan", "pause", "xiaohua", "--corrects", "999999"),
        ("loan", "pause", "xiaohua", "--proof", "nowhere.txt"),
        ("loan", "pause", "xiaohua", "--reason", "tired"),
        ("loan", "resume", "xiaohua"),
    ],
)
def test_a_pause_that_cannot_be_is_refused_in_a_sentence(demo: Duewatch, words: tuple[str, ...]) -> None:
    ran = demo(*words)
    assert ran.status == 2 and ran.err.startswith("duewatch: ") and "Traceback" not in ran.err


def test_the_chart_has_a_line_a_day_and_a_place_an_hour_of_the_borrower_s_own_zone(duewatch: Duewatch) -> None:
    for moment in ("2026-11-20T09:00", "2026-11-20T09:30", "2026-11-20T22:05", "2026-11-21T23:59"):
        duewatch("call", "log", "--number", "13800138000", "--at", moment)
    lines = duewatch("call", "list").out.splitlines()
    (first,) = [line.split() for line in lines if line.strip().startswith("2026-11-20") and "·" in line]
    (second,) = [line.split() for line in lines if line.strip().startswith("2026-11-21") and "·" in line]
    assert [place for place, mark in enumerate(first[1]) if mark != "·"] == [9, 22] and first[2] == "3"
    assert [place for place, mark in enumerate(second[1]) if mark != "·"] == [23] and len(second[1]) == 24
