import threading
from datetime import date, timedelta

import pytest

from duewatch.config.schema import ChannelSettings, ReminderPolicy, Settings
from duewatch.model.loan_event import Paid
from duewatch.model.problem import InputProblem
from duewatch.model.reminder import DeliveryState, Discretion
from duewatch.reminding import agenda, outbox
from duewatch.reminding.delivery import wait_after
from duewatch.reminding.service import remind, test_channel
from tests.plugins.channels.mail_server import Postbox, knows, mail_server
from tests.reminding.borrower import add_bill, add_event, add_loan, at, ledger_at, mailing

NOON = at("2026-11-24 12:00")


def outcomes(result) -> list[str]:
    return [line.outcome.value for line in result.deliveries]


def words(mail) -> str:
    return mail["Subject"] + "\n" + mail.get_body(("plain",)).get_content()


def test_a_reminder_arrives_and_a_second_run_sends_nothing(ledger, host, box, port):
    assert outcomes(remind(ledger, host, mailing(port), NOON)) == ["sent"]
    assert outcomes(remind(ledger, host, mailing(port), NOON + timedelta(hours=1))) == []
    (mail,) = box.arrived
    said = words(mail)
    assert "花呗" in said
    assert "¥1,204.10" in said
    assert "2026-11-25" in said
    assert ledger.setting("last-check-at") == (NOON + timedelta(hours=1)).isoformat()


def test_several_bills_go_into_one_message(ledger, host, box, port):
    add_loan(ledger, "xiaohua-1")
    add_bill(ledger, "xiaohua-1", due_on=date(2026, 11, 3), total_fen=79_100)
    assert outcomes(remind(ledger, host, mailing(port), NOON)) == ["sent", "sent"]
    (mail,) = box.arrived
    said = words(mail)
    assert said.index("小花钱包") < said.index("花呗：")  # the oldest first
    assert "已过21天" in said
    assert "逾期一天也可能已经上报征信" in said
    assert "！" not in said


def test_english_is_said_in_english(ledger, host, box, port):
    remind(ledger, host, mailing(port, language="en"), NOON)
    said = words(box.arrived[0])
    assert "Huabei: ¥1,204.10 due on 2026-11-25, in 1 day." in said
    assert not any("一" <= each <= "鿿" for each in said)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("day", ["2026-11-24 12:00", "2026-11-25 12:00", "2026-12-02 12:00"])
def test_a_silent_channel_names_neither_lender_nor_sum(ledger, host, box, port, language, day):
    remind(ledger, host, mailing(port, language=language, discretion=Discretion.SILENT), at(day))
    (mail,) = box.arrived
    for part in (mail["Subject"], *(mail.get_body((kind,)).get_content() for kind in ("plain", "html"))):
        seen = part.replace('<meta charset="utf-8">', "")
        assert not any(each.isdigit() for each in seen)
        assert "花呗" not in seen
        assert "huabei" not in seen.lower()


@pytest.mark.parametrize("day", ["2026-11-24 12:00", "2026-11-25 12:00", "2026-12-02 12:00"])
def test_without_amounts_the_platform_is_named_and_the_sum_is_not(ledger, host, box, port, day):
    remind(ledger, host, mailing(port, discretion=Discretion.NO_AMOUNTS), at(day))
    said = words(box.arrived[0])
    assert "花呗" in said
    assert "¥" not in said
    assert "204" not in said


def test_mail_crosses_other_peoples_servers_and_starts_silent(ledger, host, box, port):
    remind(ledger, host, mailing(port, discretion=None), NOON)
    assert "花呗" not in words(box.arrived[0])


def test_what_a_file_named_a_loan_cannot_become_markup(ledger, host, box, port):
    add_loan(ledger, "xiaohua-2", name="<img src=x>&")
    add_bill(ledger, "xiaohua-2")
    remind(ledger, host, mailing(port), NOON)
    html = box.arrived[0].get_body(("html",)).get_content()
    assert "<img" not in html
    assert "&lt;img src=x&gt;&amp;" in html


def test_a_dry_run_shows_the_exact_words_and_keeps_nothing(ledger, host, box, port):
    result = remind(ledger, host, mailing(port), NOON, dry_run=True)
    assert outcomes(result) == ["planned"]
    ((channel, preview),) = result.previews
    assert channel == "mail"
    assert box.arrived == []
    assert ledger.deliveries() == ()
    remind(ledger, host, mailing(port), NOON)
    subject, _, body = preview.partition("\n\n")
    mail = box.arrived[0]
    assert mail["Subject"] == subject
    assert mail.get_body(("plain",)).get_content().split() == body.split()


def test_in_quiet_hours_nothing_is_said_and_it_tells_until_when(ledger, host, box, port):
    result = remind(ledger, host, mailing(port), at("2026-11-24 22:30"))
    assert result.deliveries == ()
    assert result.quiet_until == at("2026-11-25 08:00")
    assert ledger.deliveries() == ()


def test_a_failure_waits_longer_each_time_and_is_given_up_in_the_end(ledger, host):
    with mail_server(Postbox(RCPT="450 later")) as port:
        settings = mailing(port, policy=ReminderPolicy(tries=3))
        now = NOON
        first = remind(ledger, host, settings, now, retry_early=False).deliveries[0]
        assert (first.outcome, first.retry_at) == (DeliveryState.FAILED, now + timedelta(minutes=5))
        assert "450" in first.why
        assert remind(ledger, host, settings, now + timedelta(minutes=4), retry_early=False).deliveries == ()
        now += timedelta(minutes=5)
        second = remind(ledger, host, settings, now, retry_early=False).deliveries[0]
        assert second.retry_at == now + timedelta(minutes=10)
        third = remind(ledger, host, settings, now + timedelta(minutes=10), retry_early=False).deliveries[0]
        assert (third.outcome, third.retry_at) == (DeliveryState.GIVEN_UP, None)
        assert remind(ledger, host, settings, now + timedelta(hours=1)).deliveries == ()


def test_waiting_never_exceeds_six_hours():
    assert [wait_after(tries) for tries in (1, 2, 3, 7, 8, 99)] == [
        timedelta(minutes=5),
        timedelta(minutes=10),
        timedelta(minutes=20),
        timedelta(minutes=320),
        timedelta(hours=6),
        timedelta(hours=6),
    ]


def test_by_hand_a_failure_is_tried_again_at_once_under_the_same_message_id(ledger, host):
    flaky = Postbox(DATA="452 no room")
    with mail_server(flaky) as port:
        assert outcomes(remind(ledger, host, mailing(port), NOON)) == ["failed"]
        flaky.answers.clear()
        assert outcomes(remind(ledger, host, mailing(port), NOON + timedelta(minutes=1))) == ["sent"]
    assert len(flaky.arrived) == 1
    assert len(flaky.offered) == 2
    assert len(set(flaky.offered)) == 1


def test_a_refused_password_waits_for_a_run_by_hand(ledger, host, monkeypatch):
    monkeypatch.setenv("TEST_MAIL_PASSWORD", "wrong-pass")
    box = Postbox()
    with mail_server(box, authenticator=knows("me", "right-pass"), auth_require_tls=False) as port:
        settings = mailing(port)
        options = {**settings.channels[0].options, "user": "me", "password": {"env": "TEST_MAIL_PASSWORD"}}
        settings = Settings(
            channels=(ChannelSettings(name="mail", plugin="email", language="zh", options=options),),
        )
        line = remind(ledger, host, settings, NOON).deliveries[0]
        assert (line.outcome, line.retry_at) == (DeliveryState.FAILED, None)
        assert "wrong-pass" not in line.why
        assert remind(ledger, host, settings, NOON + timedelta(hours=1), retry_early=False).deliveries == ()
        monkeypatch.setenv("TEST_MAIL_PASSWORD", "right-pass")
        assert outcomes(remind(ledger, host, settings, NOON + timedelta(hours=1))) == ["sent"]


def test_a_bill_paid_while_its_reminder_waited_is_withdrawn(ledger, host, box, port):
    with mail_server(Postbox(RCPT="450 later")) as broken:
        remind(ledger, host, mailing(broken), NOON)
    add_event(ledger, Paid(loan_id="huabei-1", on=NOON.date(), amount_fen=120_410))
    assert outcomes(remind(ledger, host, mailing(port), NOON + timedelta(hours=1))) == ["withdrawn"]
    assert box.arrived == []


def test_of_a_failed_reminder_and_a_later_one_of_the_same_bill_only_the_later_is_said(ledger, host, box, port):
    with mail_server(Postbox(RCPT="450 later")) as broken:
        remind(ledger, host, mailing(broken), NOON)
    next_day = remind(ledger, host, mailing(port), NOON + timedelta(days=1))
    assert sorted(outcomes(next_day)) == ["sent", "withdrawn"]
    assert len(box.arrived) == 1
    assert "今天是还款日" in words(box.arrived[0])


def test_what_a_killed_run_had_leased_is_sent_once_its_lease_is_over(ledger, host, box, port):
    with ledger.writing("remind", "", NOON, batch=False) as writer:
        outbox.plan(writer, agenda.due_now(writer, ReminderPolicy(), ["mail"], NOON), NOON)
        assert len(outbox.lease(writer, "mail", NOON, retry_early=False).items) == 1
    # The process died here, between the lease and the sending.
    soon = NOON + outbox.LEASE - timedelta(seconds=1)
    assert remind(ledger, host, mailing(port), soon).deliveries == ()
    assert outcomes(remind(ledger, host, mailing(port), NOON + outbox.LEASE)) == ["sent"]
    assert len(box.arrived) == 1


def test_two_runs_at_once_send_an_item_once(tmp_path, ledger, host, box, port):
    start = threading.Barrier(2)
    sent: list[str] = []

    def run() -> None:
        own = ledger_at(tmp_path)
        try:
            start.wait()
            sent.extend(outcomes(remind(own, host, mailing(port), NOON)))
        finally:
            own.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sent == ["sent"]
    assert len(box.arrived) == 1


def test_a_channel_that_is_set_up_wrongly_fails_alone(ledger, host, box, port):
    good = mailing(port).channels[0]
    bad = ChannelSettings(name="broken", plugin="email", language="en", options={"hots": "x"})
    gone = ChannelSettings(name="gone", plugin="no-such-plugin", language="en")
    result = remind(ledger, host, Settings(channels=(bad, gone, good)), NOON)
    assert {line.channel: line.outcome.value for line in result.deliveries} == {
        "broken": "failed",
        "gone": "failed",
        "mail": "sent",
    }
    assert "hots" in next(line.why for line in result.deliveries if line.channel == "broken")


def test_without_any_channel_the_terminal_is_used(ledger, host, capfd, monkeypatch):
    import sys

    monkeypatch.setattr(sys, "__stderr__", sys.stderr)
    result = remind(ledger, host, Settings(language="zh"), NOON)
    assert [(line.channel, line.outcome.value) for line in result.deliveries] == [("terminal", "sent")]


def test_a_channel_is_tested_by_a_real_message_even_at_night(ledger, host, box, port):
    line = test_channel(host, mailing(port), "mail", at("2026-11-24 23:30"))
    assert line.outcome is DeliveryState.SENT
    assert "测试" in words(box.arrived[0])
    assert ledger.deliveries() == ()


def test_an_unknown_channel_is_told_with_the_known_ones(host, port):
    with pytest.raises(InputProblem) as caught:
        test_channel(host, mailing(port), "post", NOON)
    assert caught.value.what.params["name"] == "post"
    assert caught.value.mend.params["names"] == "mail"


def test_while_the_store_is_locked_nothing_goes_out_and_nothing_is_lost(tmp_path, host, box, port):
    writer, patient = ledger_at(tmp_path), ledger_at(tmp_path, patience_ms=50)
    add_loan(writer)
    add_bill(writer)
    with writer.writing("import", "", at("2026-11-25 09:00")) as held:
        held.set_setting("long", "import")
        with pytest.raises(InputProblem, match="in use"):
            remind(patient, host, mailing(port), at("2026-11-25 10:00"))
        assert box.arrived == []
    assert remind(patient, host, mailing(port), at("2026-11-25 10:01")).deliveries != ()
    assert len(box.arrived) == 1
    patient.close()
    writer.close()
