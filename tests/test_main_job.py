"""The whole way, on real parts: files and a message in, loans and their stage, a reminder by e-mail, an explanation
with sources, and back out again."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from duewatch.config.load import load
from duewatch.desk.desk import Desk
from duewatch.desk.views import ImportResult
from duewatch.model.clauses import LateBase
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.reminder import DeliveryState
from duewatch.wording import Wording
from tests.builders import alipay, wechat
from tests.plugins.channels.mail_server import Postbox, mail_server

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
MESSAGE = (
    "【小花钱包】您本期应还791.00元，还款日11月02日，请按时还款\n\n"
    "【花呗】本月还款日11月25日，账单1204.10元，点链接还款，已还请忽略"
)
RECEIVED = datetime(2026, 10, 30, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CONFIG = """
language = "zh"

[channels.mailbox]
plugin = "email"
host = "127.0.0.1"
port = {port}
security = "none"
sender = "duewatch@example.com"
to = ["me@example.com"]
discretion = "{discretion}"
"""


@pytest.fixture
def box() -> Postbox:
    return Postbox()


@pytest.fixture
def desk(tmp_path: Path, box: Postbox) -> Iterator[Desk]:
    with mail_server(box) as port:
        config = tmp_path / "config.toml"
        config.write_text(CONFIG.format(port=port, discretion="full"), encoding="utf-8")
        loaded = load(config)
        assert loaded.problems == ()
        desk = Desk(loaded.settings, tmp_path / "data")
        yield desk
        desk.close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A year of Alipay and a year of WeChat, nearly all of it about no loan."""
    shopping = [alipay.row(f"2026-09-{day:02d} 12:00:00", amount=f"{day}.50") for day in range(1, 29)]
    repaid = [
        alipay.huabei("2026-09-10 08:00:00", "880.00", "2026年09月"),
        alipay.huabei("2026-10-10 08:00:00", "640.25", "2026年10月"),
    ]
    lunches = [wechat.row(f"2026-09-{day:02d} 12:30:00") for day in range(1, 15)]
    wallet, chat = tmp_path / "支付宝交易明细.csv", tmp_path / "微信支付账单.xlsx"
    wallet.write_bytes(alipay.build([*shopping, *repaid]))
    chat.write_bytes(wechat.build_xlsx([*lunches, wechat.card("2026-10-04 09:00:00", "¥548.58")], dates=True))
    return [wallet, chat]


def everything(desk: Desk) -> list[dict[str, object]]:
    return desk.export_rows()


def counts(result: ImportResult) -> dict[str, tuple[int, int, int, int]]:
    return {each.reader: (each.records, each.new_loans, each.new_bills, each.new_payments) for each in result.files}


def test_the_main_job_from_files_to_a_reminder_an_explanation_and_back(
    desk: Desk, box: Postbox, files: list[Path]
) -> None:
    say = Wording("zh").say

    # What would an import do? Nothing is stored by asking.
    preview = desk.preview(files, RECEIVED, pasted=MESSAGE.encode())
    assert counts(preview) == {"alipay": (30, 1, 0, 2), "wechat": (15, 1, 0, 1), "sms": (2, 0, 1, 0)}
    assert preview.batch_id is None and desk.loan_count(NOW) == 0 and desk.batches() == []
    doubtful = [row for row in preview.rows if row.state == "doubtful"]
    assert [row.amount_fen for row in doubtful] == [79_100], "anyone can send a message in that name"

    # The import itself, with the doubtful row that the borrower found in the app: one batch, three loans.
    taken = frozenset(row.key for row in doubtful)
    done = desk.commit_import(files, RECEIVED, pasted=MESSAGE.encode(), take=taken)
    assert counts(done) == {"alipay": (30, 1, 0, 2), "wechat": (15, 1, 0, 1), "sms": (2, 1, 2, 0)}
    assert [batch.id for batch in desk.batches()] == [done.batch_id]
    loans = {row.platform_id: row.loan_id for row in desk.loan_rows(NOW)}
    assert set(loans) == {"huabei", "credit-card", "xiaohua"}
    huabei = desk.loan(loans["huabei"], NOW)
    assert [payment.amount_fen for payment in huabei.payments] == [88_000, 64_025]
    assert (huabei.row.next_due_on, huabei.row.next_due_fen) == (date(2026, 11, 25), 120_410)
    card = desk.loan(loans["credit-card"], NOW)
    assert (card.loan.lender, card.payments[0].amount_fen) == ("建设银行", 54_858)
    assert desk.commit_import(files, NOW, pasted=MESSAGE.encode()).batch_id is None, "a second time adds nothing"

    # Three weeks after its due day: the stage, and what to do, the late one before the one due soon.
    xiaohua = desk.loan("小花钱包", NOW)
    assert (xiaohua.row.stage, xiaohua.row.days_past_due, xiaohua.row.overdue_fen) == ("early-overdue", 21, 79_100)
    assert xiaohua.next_rung is not None and xiaohua.next_rung.id == "formal-collection"
    assert xiaohua.row.stage_next_on is None, "no source gives the day"
    assert desk.loan("小花钱包", RECEIVED).row.stage == "reminder"
    today = desk.today(NOW)
    assert [item.loan_id for item in today.do] == [loans["xiaohua"], loans["huabei"]]
    assert today.next is not None and (today.next.loan_id, today.next_in_days) == (loans["huabei"], 2)

    # The reminder arrives at a real server, once.
    ran = desk.remind(NOW)
    assert {line.outcome for line in ran.deliveries} == {DeliveryState.SENT}
    (mail,) = box.arrived
    body = mail.get_body(("plain",))
    assert body is not None
    words = body.get_content()
    assert "小花钱包" in words and "791.00" in words and "花呗" in words and "1,204.10" in words
    assert mail["To"] == "me@example.com"
    desk.remind(NOW)
    assert len(box.arrived) == 1
    assert desk.today(NOW).last_check_at == NOW

    # What it means for the credit report, every point with its source; the same loan's own question.
    (answer,) = desk.explain("小花钱包", NOW).answers
    assert answer.platform_id == "xiaohua"
    assert answer.explanation.points and all(point.sources for point in answer.explanation.points)
    assert "791.00" in say(answer.explanation.summary)
    asked = desk.ask("花呗逾期3天上征信吗", NOW)
    assert (asked.reading.platforms, asked.reading.days_overdue) == (("huabei",), 3)
    assert all(point.sources for each in asked.answers for point in each.explanation.points)

    # All of it is taken back in one piece, and can be read in again.
    whole = everything(desk)
    removed = desk.undo(NOW)
    assert (removed.batch_id, removed.loans) == (done.batch_id, 3)
    assert desk.loan_count(NOW) == 0 and everything(desk) == []
    assert desk.remind(NOW).deliveries == () and len(box.arrived) == 1
    again = desk.commit_import(files, RECEIVED, pasted=MESSAGE.encode(), take=taken)
    assert counts(again) == counts(done)
    assert _without_ids(everything(desk)) == _without_ids(whole)


def test_terms_entered_for_an_imported_loan_give_its_plan_and_its_late_charge(desk: Desk, files: list[Path]) -> None:
    from dataclasses import replace
    from decimal import Decimal

    rows = desk.preview(files, RECEIVED, pasted=MESSAGE.encode()).rows
    desk.commit_import(files, RECEIVED, pasted=MESSAGE.encode(), take=frozenset(row.key for row in rows))
    loan = desk.loan("小花钱包", NOW).loan
    terms = Terms(kind=LoanKind.UNKNOWN, late_daily_pct=Decimal("0.1"), late_base=LateBase.AMOUNT)
    desk.edit_loan(replace(loan, terms=terms), NOW)
    row = desk.loan("小花钱包", NOW).row
    assert (row.overdue_fen, row.charges_fen) == (79_100, 1_661)
    desk.pay("小花钱包", 79_100 + 1_661, NOW)
    assert desk.loan("小花钱包", NOW).row.overdue_fen == 0


def test_an_abandoned_import_leaves_nothing(desk: Desk, files: list[Path]) -> None:
    class Cancelled(Exception):
        pass

    def stop(_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        desk.commit_import(files, NOW, progress=stop)
    assert desk.loan_count(NOW) == 0 and desk.batches() == []


def _without_ids(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Exported loans without the numbers the store gave their events."""
    stripped = []
    for row in rows:
        events = row["events"]
        assert isinstance(events, list)
        kept = [{name: value for name, value in event.items() if name != "id"} for event in events]
        stripped.append({**row, "events": sorted(kept, key=str)})
    return stripped
