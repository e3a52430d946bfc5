"""Facts that were checked more than a year ago are shown as "check again"."""

from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from duewatch.config.schema import Settings
from duewatch.desk.desk import Desk
from duewatch.model.platform import to_check_again
from tests.desk.conftest import NOW
from tests.desk.test_writing import LINE

DAY = timedelta(days=1)
LATER = datetime(2028, 3, 1, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_year_to_the_day_is_not_yet_old_and_the_day_after_is(checked_on: date) -> None:
    last = date(
        checked_on.year + 1, checked_on.month, 28 if (checked_on.month, checked_on.day) == (2, 29) else checked_on.day
    )
    assert not to_check_again(checked_on, last)
    assert to_check_again(checked_on, last + DAY)


def test_fresh_facts_are_answered_without_a_remark(desk: Desk) -> None:
    (answer,) = desk.ask("花呗逾期3天上征信吗", NOW).answers
    assert answer.checked_on is not None
    assert answer.again == ()


def test_old_facts_are_marked_point_by_point_and_rules_are_not(desk: Desk) -> None:
    (answer,) = desk.ask("花呗逾期3天上征信吗", LATER).answers
    told = {fact.text for fact in desk.platform("huabei").facts}
    points = answer.explanation.points
    assert 0 < len(answer.again) < len(points)
    assert all((point.text in told) is (place in answer.again) for place, point in enumerate(points))


def test_a_loan_says_whether_its_platforms_facts_are_old(desk: Desk) -> None:
    desk.add_loan("huabei", LINE, NOW)
    assert not desk.loan("huabei-1", NOW).facts_again
    assert desk.loan("huabei-1", LATER).facts_again


def test_what_the_borrower_entered_does_not_grow_old(tmp_path: Path) -> None:
    plain = Desk(Settings(), tmp_path / "plain")
    fact_id = next(fact.id for fact in plain.platform("huabei").facts if fact.topic == "overdue")
    plain.close()
    own = {"huabei": MappingProxyType({fact_id: "我的合同：以合同为准"})}
    desk = Desk(Settings(platforms=MappingProxyType(own)), tmp_path / "own")
    (answer,) = desk.ask("花呗逾期3天上征信吗", LATER).answers
    places = [place for place, point in enumerate(answer.explanation.points) if "以合同为准" in str(point.text)]
    mine = [place for place in places if answer.explanation.points[place].sources[0].tier == "own"]
    assert mine
    assert not set(mine) & set(answer.again)
    desk.close()


def test_a_question_about_no_platform_rests_on_rules_alone(desk: Desk) -> None:
    (answer,) = desk.ask("逾期3天上征信吗", LATER).answers
    assert (answer.checked_on, answer.again) == (None, ())
