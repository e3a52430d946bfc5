"""The made-up borrower, from within the screens: a store of its own that goes away with the program."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from duewatch.config.schema import Settings
from duewatch.desk.demo import fill
from duewatch.desk.desk import Desk


class Demo:
    """A filled throwaway store. It never uses the channels of the config: a made-up bill must not reach a
    real mailbox."""

    def __init__(self, settings: Settings, now: datetime) -> None:
        self._place = TemporaryDirectory(prefix="duewatch-demo-")
        self.desk = Desk(settings._replace(channels=()), Path(self._place.name))
        fill(self.desk, now)

    def close(self) -> None:
        """Take everything away."""
        self.desk.close()
        self._place.cleanup()
