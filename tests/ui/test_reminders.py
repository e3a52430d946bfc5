"""Reminders on the screen: channels, what will be said, what became of it, stopping it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from duewatch.config.schema import ChannelSettings, Settings
from duewatch.desk.desk import Desk
from duewatch.ui.widgets.reminder_tables import AgendaTable, ChannelTable, OutboxTable
from tests.plugins.channels.mail_server import Postbox, mail_server
from tests.ui.conftest import NOW, Opener


def mail_settings(port: int) -> Settings:
    """One e-mail channel to a server on this machine."""
    options = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "me@example.com"}
    return Settings(channels=(ChannelSettings("信箱", "email", options={**options, "to": ["me@example.com"]}),))


@pytest.fixture
def box() -> Postbox:
    return Postbox()


@pytest.fixture
def mailing(box: Postbox, desk: Desk) -> Iterator[Desk]:
    """A desk whose channel delivers into the box."""
    with mail_server(box) as port:
        mailing = Desk(mail_settings(port), desk.session.data)
        yield mailing
        mailing.close()


async def test_no_channel_is_said_plainly(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("6")
        assert "还没有配置提醒渠道" in screens.text()
        assert not screens.app.screen.query_one(ChannelTable).display
        assert "试发" not in screens.lines()[-1]


async def test_the_agenda_is_the_desks(desk: Desk, opened: Opener) -> None:
    async with opened(desk, size=(120, 40)) as screens:
        await screens.press("6")
        items = desk.agenda(NOW, days=30)
        assert f"未来 30 天：{len(items)} 条提醒" in screens.text()
        first = items[0]
        line = next(line for line in screens.lines() if line.startswith("▸"))
        assert f"{first.at:%m-%d %H:%M}" in line and first.item.platform_name.zh in line.replace(" ", "")
        await screens.press("down")
        assert screens.app.screen.query_one(AgendaTable).current == items[1]


async def test_enter_opens_the_loan_of_the_row(desk: Desk, opened: Opener) -> None:
    async with opened(desk) as screens:
        await screens.press("6", "enter")
        assert screens.screen == "LoanScreen"
        assert desk.agenda(NOW)[0].item.platform_name.zh in screens.text()
        await screens.press("escape")
        assert screens.screen == "RemindersScreen"


async def test_a_real_test_message_is_sent_by_n(mailing: Desk, box: Postbox, opened: Opener) -> None:
    async with opened(mailing) as screens:
        await screens.press("6")
        assert "信箱" in screens.text()
        await screens.press("n")
        assert "请查看是否收到" in screens.notices()
    assert len(box.arrived) == 1


async def test_a_channel_that_does_not_work_says_why(desk: Desk, opened: Opener) -> None:
    refusing = Postbox(MAIL="550 [red]no[/b]")
    with mail_server(refusing) as port:
        mailing = Desk(mail_settings(port), desk.session.data)
        async with opened(mailing, size=(120, 40)) as screens:
            await screens.press("6", "n")
            assert "发送失败" in screens.notices()
            assert screens.screen == "RemindersScreen"
        mailing.close()


async def test_the_outbox_shows_what_was_sent_and_the_loans_by_name(
    mailing: Desk, box: Postbox, opened: Opener
) -> None:
    morning = NOW.replace(hour=10) + timedelta(days=1)
    result = mailing.remind(morning)
    assert result.deliveries and box.arrived
    async with opened(mailing, now=morning, size=(120, 40)) as screens:
        await screens.press("6")
        outbox = screens.app.screen.query_one(OutboxTable)
        assert outbox.count == len(mailing.outbox())
        assert "已发出" in screens.text()
        detail = mailing.loan(result.deliveries[0].loan_id, morning)
        outbox.focus()
        await screens.settle()
        assert detail.platform_name.zh in "".join(screens.lines()[screens.lines().index(_title(screens.lines())) :])


def _title(lines: list[str]) -> str:
    return next(line for line in lines if "已发送、失败、跳过" in line)


async def test_a_failed_delivery_says_why_and_is_not_markup(desk: Desk, opened: Opener) -> None:
    refusing = Postbox(DATA="451 later")
    morning = NOW.replace(hour=10) + timedelta(days=1)
    with mail_server(refusing) as port:
        mailing = Desk(mail_settings(port), desk.session.data)
        mailing.remind(morning)
        async with opened(mailing, now=morning, size=(120, 40)) as screens:
            await screens.press("6")
            screens.app.screen.query_one(OutboxTable).focus()
            await screens.settle()
            assert "▮ 发送失败" in screens.text() and "重试" in screens.text()
        mailing.close()


async def test_o_stops_reminders_of_the_present_bills(desk: Desk, opened: Opener) -> None:
    loan_id, before = desk.agenda(NOW)[0].item.loan_id, len(desk.agenda(NOW))
    async with opened(desk) as screens:
        await screens.press("6", "o")
        assert "不再提醒" in screens.notices()
        assert screens.app.screen.query_one(AgendaTable).count < before
    bills = {item.item.bill_id for item in desk.agenda(NOW) if item.item.loan_id == loan_id}
    assert desk.loan(loan_id, NOW).bills[0].bill.id not in bills or not bills


async def test_z_waits_until_a_day(desk: Desk, opened: Opener) -> None:
    loan_id, late = desk.agenda(NOW)[0].item.loan_id, desk.agenda(NOW)[0].item.bill_id
    until = date(2026, 12, 1)
    async with opened(desk) as screens:
        await screens.press("6", "z")
        assert screens.screen == "SnoozeForm"
        line = screens.app.screen.query_one(Input)
        line.value = "11-23"
        await screens.press("ctrl+s")
        assert screens.screen == "SnoozeForm" and "须晚于今天" in screens.text()
        line.value = "12-01"
        await screens.press("ctrl+s")
        assert screens.screen == "RemindersScreen"
        assert "2026-12-01 前不提醒" in screens.notices()
    days = [item.at.date() for item in desk.agenda(NOW) if (item.item.loan_id, item.item.bill_id) == (loan_id, late)]
    assert all(day >= until for day in days)


async def test_m_mutes_the_loan_and_says_that_court_deadlines_stay(desk: Desk, opened: Opener) -> None:
    loan_id = desk.agenda(NOW)[0].item.loan_id
    async with opened(desk) as screens:
        await screens.press("6", "m")
        assert desk.loan(loan_id, NOW).loan.muted
        assert "法院" in screens.notices()


async def test_the_demo_never_uses_the_channels_of_the_config(mailing: Desk, box: Postbox, opened: Opener) -> None:
    async with opened(mailing) as screens:
        screens.app.in_demo = True
        screens.app.settings = mailing.session.settings
        await screens.press("6")
        assert "演示不使用任何渠道" in screens.text()
        await screens.press("n")
    assert not box.arrived


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (1, 1)])
async def test_small_windows_do_not_end_it(mailing: Desk, opened: Opener, size: tuple[int, int]) -> None:
    async with opened(mailing, size=size) as screens:
        await screens.press("6", "tab", "tab", "down", "f1", "escape", "z", "escape")
        await screens.pilot.resize_terminal(80, 24)
        await screens.settle()
        assert "未来 30 天" in screens.text()


async def test_an_empty_store_has_nothing_to_say(empty_desk: Desk, opened: Opener, tmp_path: Path) -> None:
    async with opened(empty_desk) as screens:
        await screens.press("6", "enter", "o", "m", "z")
        assert "没有要提醒的" in screens.text() and "还没有发送过" in screens.text()
        assert screens.screen == "RemindersScreen"


async def test_f8_sends_a_failed_delivery_again_at_once(desk: Desk, opened: Opener) -> None:
    morning = NOW.replace(hour=10) + timedelta(days=1)
    box = Postbox(DATA="451 later")
    with mail_server(box) as port:
        mailing = Desk(mail_settings(port), desk.session.data)
        failed = mailing.remind(morning).deliveries
        assert {line.outcome for line in failed} == {"failed"}
        async with opened(mailing, now=morning, size=(120, 40)) as screens:
            await screens.press("6")
            assert "重发" not in screens.lines()[-1], "nothing failed is at the cursor"
            screens.app.screen.query_one(OutboxTable).focus()
            await screens.settle()
            assert "重发" in screens.lines()[-1]
            await screens.press("f8")
            assert "发送失败" in screens.notices()
            box.answers.clear()
            await screens.press("f8")
            assert "请查看是否收到" in screens.notices()
            assert "已发出" in screens.text()
            assert "重发" not in screens.lines()[-1]
        assert len(box.arrived) == 1
        mailing.close()
