"""The Desk: every use case is one method. Screens and commands know nothing below it.

The methods stand in `doors/`, one file a group. The moment is handed in; the desk never reads a clock.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from duewatch.desk.doors.agreeing import AgreeingDoor
from duewatch.desk.doors.calling import CallingDoor
from duewatch.desk.doors.configuring import ConfiguringDoor
from duewatch.desk.doors.looking import LookingDoor
from duewatch.desk.doors.papers import PapersDoor
from duewatch.desk.doors.reckoning import ReckoningDoor
from duewatch.desk.doors.running import RunningDoor
from duewatch.desk.doors.writing import WritingDoor

if TYPE_CHECKING:
    from duewatch.config.schema import Settings


class Desk(
    LookingDoor, WritingDoor, AgreeingDoor, CallingDoor, PapersDoor, ReckoningDoor, RunningDoor, ConfiguringDoor
):
    """One open store with its plugins and settings.

    `now` on every method is an aware datetime in the configured zone: the moment to judge by. Methods
    raise InputProblem (unknown loan, impossible value, unreadable file) or its subclass StoreProblem;
    nothing else that a caller must expect. Any thread may call, one call at a time: the screens call from a
    thread of their own. Names inside a Text are `model.text.Name`, so that they can be hidden.
    """

    def __init__(self, settings: "Settings", data: Path) -> None:
        """Nothing is opened before it is needed. data: the directory of store, log and state."""
        from duewatch.desk.session import Session

        self.session = Session(settings, data)

    def close(self) -> None:
        """Close the store and stop plugin threads."""
        self.session.close()
