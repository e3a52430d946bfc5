"""What the policy changes: cut-off hours, daily repeat, overrides, escalation; and what is said beside bills."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from duewatch.config.schema import ReminderPolicy, Settings
from duewatch.model.clauses import LprTerm, Repricing
from duewatch.model.contact import Channel, Contact, CourtPaper, Direction, PaperKind
from duewatch.model.inquiry import Inquiry
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.loan_event import Paid, Settled
from duewatch.model.reminder import DeliveryState, Discretion
from duewatch.reminding import outbox
from duewatch.reminding.agenda import Known, ahead, due_now
from duewatch.reminding.known import Hours, known
from duewatch.reminding.message import digest
from duewatch.reminding.service import remind
from tests.reminding.borrower import DUE, add_bill, add_event, add_loan, at, mailing

TWENTY = Known(cut_off=lambda _platform: time(20, 0))


def said(ledger, moment: str, policy: ReminderPolicy, *channels: str, known: Known = Known()) -> list[str]:  # noqa: B008
    return [item.rule for item in due_now(ledger, policy, channels or ("mail",), at(moment), known)]


def note(ledger, thing) -> None:
    with ledger.writing("log", "", at("2026-11-01 12:00")) as writer:
        writer.log(thing)


def words(mail) -> str:
    return mail["Subject"] + "\n" + mail.get_body(("plain",)).get_content()


# --- cut-off ---------------------------------------------------------------------------------------------


def test_before_the_hour_at_which_the_platform_ends_the_day_it_is_said_once_more(ledger):
    policy = ReminderPolicy()
    assert said(ledger, "2026-11-25 16:59", policy, known=TWENTY) == ["due-today"]
    assert said(ledger, "2026-11-25 17:00", policy, known=TWENTY) == ["cut-off"]
    assert said(ledger, "2026-11-25 17:00", policy._replace(cut_off_hours=0), known=TWENTY) == ["due-today"]
    assert "cut-off" in [each.item.rule for each in ahead(ledger, policy, ["m"], at("2026-11-24 12:00"), 3, TWENTY)]


def test_an_hour_that_the_borrower_saw_counts_over_what_the_facts_say(ledger):
    policy = ReminderPolicy(platforms={"huabei": {"cut_off": time(23, 0)}})
    assert said(ledger, "2026-11-25 17:00", policy, known=TWENTY) == ["due-today"]
    assert said(ledger, "2026-11-25 20:00", policy, known=TWENTY) == ["cut-off"]


def test_a_cut_off_whose_warning_would_fall_into_quiet_hours_is_left_to_the_days_own_reminder(ledger):
    policy = ReminderPolicy(quiet_from=time(16, 0))
    assert said(ledger, "2026-11-25 15:59", policy, known=TWENTY) == ["due-today"]


def test_the_hour_comes_from_a_platforms_facts_where_a_source_tells_it(host):
    hours = Hours(host)
    assert hours("duxiaoman") == time(20, 0)
    assert hours("huabei") is None
    assert hours("no-such-platform") is None


def test_what_cannot_wait_goes_alone_and_first(ledger, host, box, port):
    add_loan(ledger, "xiaohua-1")
    add_bill(ledger, "xiaohua-1", due_on=DUE)
    settings = mailing(port, policy=ReminderPolicy(platforms={"huabei": {"cut_off": time(20, 0)}}))
    remind(ledger, host, settings, at("2026-11-25 17:30"))
    urgent, rest = (words(mail) for mail in box.arrived)
    assert "有期限" in urgent
    assert "20:00" in urgent
    assert "花呗" in urgent
    assert "小花钱包" in rest
    assert "花呗：" not in rest


def test_without_a_digest_every_bill_has_its_own_message(ledger, host, box, port):
    add_loan(ledger, "xiaohua-1")
    add_bill(ledger, "xiaohua-1", due_on=DUE)
    remind(ledger, host, mailing(port, policy=ReminderPolicy(digest=False)), at("2026-11-25 12:00"))
    assert len(box.arrived) == 2


# --- daily repeat ----------------------------------------------------------------------------------------


def test_daily_repeats_every_day_from_the_first_reminder_until_it_is_paid(ledger):
    policy = ReminderPolicy(daily=True)
    assert said(ledger, "2026-11-17 12:00", policy) == []
    assert said(ledger, "2026-11-18 12:00", policy) == ["lead-7"]
    assert said(ledger, "2026-11-19 12:00", policy) == ["daily"]
    assert said(ledger, "2026-11-20 08:00", policy) == ["daily"]
    assert said(ledger, "2026-11-22 12:00", policy) == ["lead-3"]
    assert said(ledger, "2027-01-01 12:00", policy) == ["daily"]
    keys = {
        item.key
        for day in range(1, 20)
        for item in due_now(ledger, policy, ["mail"], at("2026-12-01 12:00") + timedelta(days=day))
    }
    assert len(keys) == 19
    add_event(ledger, Paid(loan_id="huabei-1", on=date(2026, 12, 2), amount_fen=120_410))
    assert said(ledger, "2026-12-03 12:00", policy) == []


def test_after_three_days_of_sleep_there_is_one_message_and_not_three(ledger, host, box, port):
    settings = mailing(port, policy=ReminderPolicy(daily=True))
    remind(ledger, host, settings, at("2026-11-26 12:00"))
    remind(ledger, host, settings, at("2026-11-30 12:00"))
    assert len(box.arrived) == 2


def test_the_agenda_shows_the_daily_repeat(ledger):
    coming = ahead(ledger, ReminderPolicy(daily=True), ["mail"], at("2026-11-25 12:00"), 4)
    assert [each.item.rule for each in coming] == ["overdue-1", "daily", "overdue-3", "daily"]


# --- overrides -------------------------------------------------------------------------------------------


def test_a_loan_and_a_platform_may_be_reminded_of_differently(ledger):
    add_loan(ledger, "huabei-2")
    add_bill(ledger, "huabei-2", due_on=DUE)
    policy = ReminderPolicy(
        lead_days=(1,),
        platforms={"huabei": {"lead_days": (2,)}},
        loans={"huabei-2": {"lead_days": (40,), "channels": ("phone",)}},
    )
    items = due_now(ledger, policy, ["mail", "phone"], at("2026-11-23 12:00"))
    assert [(item.loan_id, item.rule, item.channel) for item in items] == [
        ("huabei-1", "lead-2", "mail"),
        ("huabei-1", "lead-2", "phone"),
        ("huabei-2", "lead-40", "phone"),
    ]


# --- escalation ------------------------------------------------------------------------------------------


CLIMBING = ReminderPolicy(channels=("desk", "mail", "phone"), escalate_hours=4)


def climb(ledger, moment: str, policy: ReminderPolicy = CLIMBING) -> list[str]:
    """Plan and send at a moment; the channels that were used."""
    now = at(moment)
    used: list[str] = []
    with ledger.writing("remind", "", now, batch=False) as writer:
        outbox.plan(writer, due_now(writer, policy, ["phone", "mail", "desk"], now), now)
        for channel in ("desk", "mail", "phone"):
            for item in outbox.lease(writer, channel, now, retry_early=False).items:
                writer.settle_delivery([item.key], DeliveryState.SENT, "", now, None)
                used.append(channel)
    return used


def test_an_unanswered_reminder_climbs_from_channel_to_channel(ledger):
    assert climb(ledger, "2026-11-25 09:00") == ["desk"]
    assert climb(ledger, "2026-11-25 12:59") == []
    assert climb(ledger, "2026-11-25 13:00") == ["mail"]
    assert climb(ledger, "2026-11-25 16:59") == []
    assert climb(ledger, "2026-11-25 17:00") == ["phone"]
    assert climb(ledger, "2026-11-25 21:00") == []


def test_a_machine_that_was_off_does_not_jump_to_the_strongest_channel(ledger):
    assert climb(ledger, "2026-11-27 09:00") == ["desk"]
    assert climb(ledger, "2026-11-27 13:00") == ["mail"]


def test_an_early_reminder_is_no_alarm_and_does_not_climb(ledger):
    assert climb(ledger, "2026-11-18 09:00") == ["desk"]
    assert climb(ledger, "2026-11-20 09:00") == []


def test_who_acknowledges_is_not_followed_to_the_next_channel(ledger):
    assert climb(ledger, "2026-11-25 09:00") == ["desk"]
    with ledger.writing("ack", "huabei-1", at("2026-11-25 10:00"), batch=False) as writer:
        writer.snooze("huabei-1", "2026-11", date.max)
    assert climb(ledger, "2026-11-25 13:00") == []


# --- beside bills ----------------------------------------------------------------------------------------


def test_a_courts_time_limit_is_said_although_the_loan_is_muted_and_stops_when_the_answer_went_out(
    ledger, host, box, port
):
    came = at("2026-11-20 10:00")
    note(ledger, CourtPaper(at=came, paper=PaperKind.PAYMENT_ORDER, loan_id="huabei-1"))
    with ledger.writing("mute", "huabei-1", came, batch=False) as writer:
        writer.mute("huabei-1", True)
    remind(ledger, host, mailing(port), at("2026-11-25 12:00"))
    (mail,) = box.arrived
    assert "2026-12-05" in words(mail)  # fifteen days, the day it came not counted
    assert "12368" in words(mail)
    assert "1,204.10" not in words(mail)
    (paper,) = ledger.court_papers()
    note(ledger, replace(paper, answered_on=date(2026, 11, 26)))
    remind(ledger, host, mailing(port), at("2026-12-01 12:00"))
    assert len(box.arrived) == 1


def test_a_courts_day_climbs_at_once_over_every_channel(ledger, host):
    note(ledger, CourtPaper(at=at("2026-11-20 10:00"), paper=PaperKind.COMPLAINT))
    moment = at("2026-12-03 12:00")
    items = due_now(ledger, CLIMBING, ["desk", "mail", "phone"], moment, known(ledger, host, moment))
    assert [item.channel for item in items if item.subject == "court"] == ["desk", "mail", "phone"]
    assert {item.loan_id for item in items if item.subject == "court"} == {""}


def test_a_hearing_is_said_with_its_hour_and_not_after_it(ledger, host, box, port):
    note(
        ledger,
        CourtPaper(at=at("2026-11-20 10:00"), paper=PaperKind.HEARING, hearing_at=at("2026-12-02 14:30")),
    )
    remind(ledger, host, mailing(port), at("2026-12-01 12:00"))
    assert any("14:30" in words(mail) for mail in box.arrived)
    moment = at("2026-12-02 15:00")
    assert all(each.subject != "hearing" for each in known(ledger, host, moment).occasions)


def test_silence_about_a_court_too_where_a_channel_must_be_silent(ledger, host, box, port):
    note(ledger, CourtPaper(at=at("2026-11-20 10:00"), paper=PaperKind.COMPLAINT, loan_id="huabei-1"))
    remind(ledger, host, mailing(port, discretion=Discretion.SILENT), at("2026-12-03 12:00"))
    for mail in box.arrived:
        assert not any(each.isdigit() for each in words(mail))
        assert "法院" not in words(mail)


def promise() -> Contact:
    return Contact(
        at=at("2026-11-10 10:00"), loan_id="huabei-1", promised_fen=50_000, promised_by_on=date(2026, 11, 22)
    )


def test_a_promised_day_is_said_until_the_promise_is_kept(ledger, host):
    note(ledger, promise())
    moment = at("2026-11-21 12:00")
    (item,) = [
        each
        for each in due_now(ledger, ReminderPolicy(), ["mail"], moment, known(ledger, host, moment))
        if each.subject == "promise"
    ]
    assert (item.rule, item.due_on, item.remaining_fen) == ("lead-1", date(2026, 11, 22), 50_000)
    add_event(ledger, Paid(loan_id="huabei-1", on=date(2026, 11, 20), amount_fen=50_000))
    assert all(each.subject != "promise" for each in known(ledger, host, moment).occasions)


def test_a_muted_loans_promise_is_left_alone(ledger, host):
    note(ledger, promise())
    with ledger.writing("mute", "huabei-1", at("2026-11-11 10:00"), batch=False) as writer:
        writer.mute("huabei-1", True)
    moment = at("2026-11-21 12:00")
    assert due_now(ledger, ReminderPolicy(), ["mail"], moment, known(ledger, host, moment)) == []


def test_a_letter_that_was_not_answered_in_time_is_asked_after(ledger, host):
    note(
        ledger,
        Contact(
            at=at("2026-11-01 10:00"),
            channel=Channel.LETTER,
            direction=Direction.OUT,
            loan_id="huabei-1",
            answer_by_on=date(2026, 11, 16),
        ),
    )
    moment = at("2026-11-17 12:00")
    items = due_now(ledger, ReminderPolicy(), ["mail"], moment, known(ledger, host, moment))
    assert [(item.subject, item.rule) for item in items] == [("reply", "overdue-1")]
    note(ledger, Contact(at=at("2026-11-17 13:00"), channel=Channel.SMS, loan_id="huabei-1"))
    later = at("2026-11-18 12:00")
    assert all(each.subject != "reply" for each in known(ledger, host, later).occasions)


# --- what is kept ----------------------------------------------------------------------------------------


def test_the_outbox_keeps_the_exact_words_and_the_run(ledger, host, box, port):
    now = at("2026-11-24 12:00")
    remind(ledger, host, mailing(port), now)
    (delivery,) = ledger.deliveries()
    subject, _, body = delivery.words.partition("\n\n")
    assert box.arrived[0]["Subject"] == subject
    assert box.arrived[0].get_body(("plain",)).get_content().split() == body.split()
    (run,) = ledger.runs()
    assert (run.at, run.sent, run.failed) == (now, 1, 0)


def test_a_run_in_quiet_hours_is_a_run_all_the_same(ledger, host, port):
    remind(ledger, host, mailing(port), at("2026-11-24 23:00"))
    assert [run.sent for run in ledger.runs()] == [0]


def test_a_channel_takes_no_more_messages_in_an_hour_than_it_may(ledger, host, box, port):
    for number in range(1, 4):
        add_loan(ledger, f"xiaohua-{number}")
        add_bill(ledger, f"xiaohua-{number}", due_on=DUE)
    settings = mailing(port, policy=ReminderPolicy(digest=False), per_hour=3)
    now = at("2026-11-25 12:00")
    assert len(remind(ledger, host, settings, now).deliveries) == 3
    assert remind(ledger, host, settings, now + timedelta(minutes=30)).deliveries == ()
    assert len(remind(ledger, host, settings, now + timedelta(minutes=61)).deliveries) == 1
    assert len(box.arrived) == 4
    assert {delivery.tries for delivery in ledger.deliveries()} == {1}


def test_who_is_told_to_wait_longer_waits_longer(ledger, host):
    from duewatch.config.schema import ChannelSettings
    from duewatch.model.reminder import Failed
    from duewatch.reminding.delivery import settled

    now = at("2026-11-25 12:00")
    assert settled(Failed("busy", True, 3_600), 1, ReminderPolicy(), now)[2] == now + timedelta(hours=1)
    assert settled(Failed("busy", True, 1), 1, ReminderPolicy(), now)[2] == now + timedelta(minutes=5)
    assert settled(Failed("busy", True, 10**9), 1, ReminderPolicy(), now)[2] == now + timedelta(days=1)
    assert Settings(channels=(ChannelSettings("a", "b"),)).channels[0].per_hour is None


# --- what comes round by itself --------------------------------------------------------------------------


def _mortgage(month: int = 12, day: int = 20) -> Terms:
    repricing = Repricing(term=LprTerm.OVER_FIVE_YEARS, spread_pct=Decimal("-0.2"), month=month, day=day)
    return Terms(kind=LoanKind.EQUAL_INSTALMENT, disbursed_on=date(2024, 3, 1), repricing=repricing)


def test_the_day_on_which_a_rate_is_set_anew_is_said_a_week_before_and_on_the_day(ledger, host):
    add_loan(ledger, "xiaohua-1", terms=_mortgage())
    policy = ReminderPolicy(report_days=())
    rules = {
        day: [
            (item.subject, item.rule)
            for item in due_now(ledger, policy, ["mail"], moment, known(ledger, host, moment, policy=policy))
            if item.subject != "bill"
        ]
        for day in ("12-12", "12-13", "12-20", "12-21")
        for moment in [at(f"2026-{day} 10:00")]
    }
    assert rules == {
        "12-12": [],
        "12-13": [("repricing", "lead-7")],
        "12-20": [("repricing", "due-today")],
        "12-21": [],
    }


def test_a_settled_loans_rate_is_no_longer_said(ledger, host):
    add_loan(ledger, "xiaohua-1", terms=_mortgage())
    add_event(ledger, Settled(loan_id="xiaohua-1", on=date(2026, 11, 1)))
    moment = at("2026-12-20 10:00")
    assert [each.subject for each in known(ledger, host, moment).occasions] == []


def test_the_free_query_of_the_credit_report_is_said_once_on_its_days_and_after_a_gap(ledger, host):
    policy = ReminderPolicy(report_days=("04-01", "10-01"))

    def items(moment: str) -> list[str]:
        found = known(ledger, host, at(moment), policy=policy)
        items = due_now(ledger, policy, ["mail"], at(moment), found)
        return [item.key for item in items if item.subject == "report"]

    assert items("2027-03-31 10:00") == []
    on_the_day = items("2027-04-01 10:00")
    assert len(on_the_day) == 1
    assert items("2027-04-20 10:00") == on_the_day, "a machine that was off says it later, under the same key"
    assert items("2027-05-02 10:00") == []


def test_who_looked_at_the_report_lately_is_not_told_to(ledger, host):
    with ledger.writing("inquiry", "", at("2027-03-15 10:00")) as writer:
        writer.add_inquiry(Inquiry(date(2027, 3, 15), "本人", "own"))
    moment = at("2027-04-01 10:00")
    assert [each.subject for each in known(ledger, host, moment).occasions] == []


def test_what_comes_round_is_said_in_words_that_name_no_sum(ledger, host):
    add_loan(ledger, "xiaohua-1", terms=_mortgage())
    moment = at("2026-12-20 10:00")
    found = known(ledger, host, moment, policy=ReminderPolicy(report_days=("12-20",)))
    items = due_now(ledger, ReminderPolicy(), ["mail"], moment, found)
    said = {language: digest(items, language, Discretion.FULL, moment).body for language in ("zh", "en")}
    assert "利率按 LPR 重新定价" in said["zh"] and "免费查两次" in said["zh"]
    assert "set anew by the LPR" in said["en"] and "free twice a year" in said["en"]


def test_what_comes_round_by_itself_is_not_said_daily_and_does_not_climb(ledger, host):
    add_loan(ledger, "xiaohua-1", terms=_mortgage())
    policy = ReminderPolicy(daily=True, escalate_hours=1, report_days=("12-20",), channels=("desk", "phone"))
    keys = set()
    for moment in (at("2026-12-20 10:00"), at("2026-12-20 14:00"), at("2026-12-23 10:00"), at("2026-12-30 10:00")):
        found = known(ledger, host, moment, policy=policy)
        items = due_now(ledger, policy, ["desk", "phone"], moment, found)
        with ledger.writing("remind", "", moment, batch=False) as writer:
            outbox.plan(writer, items, moment)
            writer.settle_delivery([item.key for item in items], DeliveryState.SENT, "", moment, None)
        keys |= {(item.subject, item.channel, item.key) for item in items if item.subject in ("report", "repricing")}
    assert sorted((subject, channel) for subject, channel, _ in keys) == [("report", "desk"), ("repricing", "desk")]
