"""A clock that stands still until it is told to go on."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

START = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""The moment at which samples are read and questions answered, unless they name another one."""


class FakeClock:
    """Called, it tells its moment: what duewatch is handed in place of the time of day. at: aware."""

    def __init__(self, at: datetime = START) -> None:
        if at.tzinfo is None:
            raise ValueError("a clock tells an aware moment: give it a time zone")
        self.now = at

    def __call__(self) -> datetime:
        """The moment it stands at."""
        return self.now

    def advance(self, **by: int) -> datetime:
        """Go on by so many days, hours, minutes or seconds (as `timedelta` names them); the new moment."""
        self.now += timedelta(**by)
        return self.now
