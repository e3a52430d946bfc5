"""The credit report at the desk: compared, accounts named and added, and taken back."""

from pathlib import Path

import pytest

from duewatch.desk.desk import Desk
from duewatch.desk.report_words import differences, told
from duewatch.model.problem import InputProblem
from duewatch.wording import Wording
from tests.builders import credit_report
from tests.desk.conftest import NOW


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(credit_report.detailed())
    return path


def test_without_a_report_it_is_said_how_to_bring_one(desk: Desk) -> None:
    with pytest.raises(InputProblem, match="No credit report"):
        desk.credit_report(NOW)


def test_accounts_are_compared_named_added_and_taken_back(desk: Desk, file: Path) -> None:
    desk.commit_import([file], NOW)
    view = desk.credit_report(NOW)
    assert [line.loan.id if line.loan else None for line in view.lines] == ["shengbei-1", None, "credit-card-1", None]
    assert {platform.id for platform in view.lines[1].platforms} == {"huabei", "jiebei"}
    assert view.absent == () and view.earlier == 0
    say = Wording("zh").say
    assert [say(words) for words in told(view.lines[1])][-1].endswith("--platform 平台")
    months = [say(what) for what, _ in differences(view.lines[0])]
    assert "2026-03：这里 *，报告 1" in months
    added = desk.add_account(2, "花呗", NOW)
    assert (added.loan.id, added.loan.lender, added.added) == ("huabei-1", "重庆蚂蚁消费金融有限公司", True)
    with pytest.raises(InputProblem, match="already"):
        desk.add_account(2, "借呗", NOW)
    with pytest.raises(InputProblem, match="no loan to follow"):
        desk.add_account(4, "信用卡", NOW)
    with pytest.raises(InputProblem, match="no account"):
        desk.link_account(9, "huabei-1", NOW)
    linked = desk.link_account(1, "huabei-1", NOW)
    view = desk.credit_report(NOW)
    assert [line.loan.id for line in view.lines[:2] if line.loan] == ["huabei-1", "huabei-1"]
    assert [row.loan_id for row in view.absent] == ["shengbei-1"]
    compared = view.lines[0].compared
    assert compared is not None and "granularity" in compared.months[0].reasons
    desk.undo(NOW, linked.batch_id)
    assert desk.credit_report(NOW).lines[0].loan is not None
    desk.undo(NOW, added.batch_id)
    assert desk.credit_report(NOW).lines[1].loan is None
