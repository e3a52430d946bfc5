"""Plugins switched, the store copied and put back, everything out."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from duewatch.config.schema import PluginSettings, Settings
from duewatch.desk.desk import Desk
from duewatch.model.event_types import EVENT_TYPES
from duewatch.model.loan import LoanKind, Terms
from duewatch.model.problem import InputProblem, StoreProblem
from tests.desk.conftest import NOW


def state_of(desk: Desk, plugin_id: str) -> str:
    return next(line.state for line in desk.plugins() if line.id == plugin_id)


def test_plugins_are_listed_with_what_they_give(desk: Desk) -> None:
    lines = {line.id: line for line in desk.plugins()}
    assert {"alipay", "wechat", "sms", "email", "terminal", "huabei", "xiaohua"} <= set(lines)
    assert lines["email"].capabilities == ("channel",)
    assert set(lines["huabei"].capabilities) == {"platform", "explainer"}
    assert all(line.version and line.api == 1 and line.origin == "built-in" for line in lines.values())


def test_a_plugin_switched_off_stays_off_for_this_store_and_no_other(desk: Desk, tmp_path: Path) -> None:
    desk.switch_plugin("alipay", NOW, on=False)
    assert state_of(desk, "alipay") == "off"
    again = Desk(Settings(), desk.session.data)
    assert state_of(again, "alipay") == "off"
    again.switch_plugin("alipay", NOW, on=True)
    assert state_of(again, "alipay") != "off"
    again.close()
    other = Desk(Settings(), tmp_path / "other")
    assert state_of(other, "alipay") != "off"
    other.close()


def test_a_platform_switched_off_is_not_offered_any_more_but_its_loans_stay_as_they_are(demo: Desk) -> None:
    before = demo.loan("xiaohua", NOW)
    demo.switch_plugin("xiaohua", NOW, on=False)
    assert "xiaohua" not in {choice.id for choice in demo.platforms()}
    with pytest.raises(InputProblem):
        demo.add_loan("xiaohua", Terms(kind=LoanKind.UNKNOWN), NOW)
    assert demo.loan("xiaohua-1", NOW) == before


def test_what_the_config_switches_off_is_switched_on_there_only(tmp_path: Path) -> None:
    desk = Desk(Settings(plugins=PluginSettings(off=("alipay",))), tmp_path)
    assert state_of(desk, "alipay") == "off"
    with pytest.raises(InputProblem):
        desk.switch_plugin("alipay", NOW, on=True)
    desk.close()


def test_an_unknown_plugin_cannot_be_switched(desk: Desk) -> None:
    with pytest.raises(InputProblem):
        desk.switch_plugin("nothing", NOW, on=False)


def test_a_backup_put_back_brings_everything_as_it_was_and_keeps_what_stood_there(demo: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    before = demo.export_rows()
    demo.backup(copy)
    assert copy.stat().st_mode & 0o077 == 0
    demo.pay("xiaohua", 79_100, NOW)
    after = demo.export_rows()
    kept = demo.restore(copy, NOW)
    assert demo.export_rows() == before
    assert demo.loan("xiaohua", NOW).row.overdue_fen == 79_100
    assert kept is not None
    demo.restore(kept, NOW)
    assert demo.export_rows() == after


def test_a_backup_of_nothing_or_over_something_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(StoreProblem):
        desk.backup(tmp_path / "copy.db")
    desk.add_loan("huabei", Terms(kind=LoanKind.REVOLVING), NOW)
    taken = tmp_path / "taken.db"
    taken.write_text("mine")
    with pytest.raises(InputProblem):
        desk.backup(taken)
    assert taken.read_text() == "mine"


@pytest.mark.parametrize("content", [None, b"", b"no database", b"SQLite format 3\x00" + b"x" * 5_000])
def test_what_is_no_backup_is_refused_and_the_store_stays(demo: Desk, tmp_path: Path, content: bytes | None) -> None:
    source = tmp_path / "backup.db"
    if content is not None:
        source.write_bytes(content)
    before = demo.export_rows()
    with pytest.raises(InputProblem):
        demo.restore(source, NOW)
    assert demo.export_rows() == before


def test_everything_goes_out_as_plain_values(demo: Desk) -> None:
    rows = demo.export_rows()
    assert json.loads(json.dumps(rows)) == rows
    assert [row["id"] for row in rows] == sorted(row.loan_id for row in demo.loan_rows(NOW))
    for row in rows:
        assert set(row["terms"]) == {field.name for field in fields(Terms)}  # type: ignore[call-overload]
        for event in row["events"]:  # type: ignore[attr-defined]
            wanted = {field.name for field in fields(EVENT_TYPES[event["kind"]])}
            assert set(event) == {"kind", *wanted}
    (xiaohua,) = [row for row in rows if row["id"] == "xiaohua-1"]
    assert xiaohua["terms"]["late_daily_pct"] == "0.1"  # type: ignore[index]
    assert xiaohua["terms"]["first_due_on"] == "2026-05-02"  # type: ignore[index]
