"""Running it: reminders, plugins, backups, the doctor.

Each method imports its use case when it is called, so that a bare command pays only for what it uses.
"""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duewatch.desk import views
    from duewatch.desk.installing import Timer
    from duewatch.desk.session import Session


class RunningDoor:
    """A part of the Desk; see there for what holds of every method."""

    session: "Session"

    def agenda(self, now: datetime, *, days: int = 30) -> "list[views.AgendaItem]":
        """What will be said when, over the configured channels."""
        from duewatch.desk.reminding import agenda

        return agenda(self.session, now, days)

    def remind(self, now: datetime, *, dry_run: bool = False, by_hand: bool = True) -> "views.RemindResult":
        """Send what is due now, once. by_hand: failed deliveries are tried again at once."""
        from duewatch.desk.reminding import remind

        return remind(self.session, now, dry_run=dry_run, by_hand=by_hand)

    def next_reminder_at(self, now: datetime) -> datetime:
        """When the reminders should run next, an hour ahead at most."""
        from duewatch.desk.reminding import next_at

        return next_at(self.session, now)

    def install_timer(self, command: "Sequence[str]", home: Path, environ: "Mapping[str, str]") -> "Timer":
        """Write the files that let the system run a command regularly. Answers them, with how to switch it on and
        off."""
        from duewatch.desk.installing import timer, write

        made = timer(command, home, self.session.data, environ=environ)
        write(made.files)
        return made

    def test_channel(self, name: str, now: datetime) -> "views.DeliveryLine":
        """Send a real test message over a configured channel."""
        from duewatch.desk.reminding import test_channel

        return test_channel(self.session, name, now)

    def outbox(self, limit: int = 200) -> "list[views.DeliveryLine]":
        """What was sent, failed and why."""
        from duewatch.desk.reminding import outbox

        return outbox(self.session, limit)

    def retry_delivery(self, key: str, now: datetime) -> "views.DeliveryLine":
        """Try a failed or given-up delivery again at once."""
        from duewatch.desk.reminding import retry

        return retry(self.session, key, now)

    def acknowledge(self, loan_id: str, now: datetime) -> int:
        """Stop nagging about the loan's present bills; answers how many."""
        from duewatch.desk.reminding import quiet

        return quiet(self.session, loan_id, date.max, now)

    def snooze(self, loan_id: str, until: date, now: datetime) -> int:
        """Stop nagging about the loan's present bills until the day; answers how many."""
        from duewatch.desk.reminding import quiet

        return quiet(self.session, loan_id, until, now)

    def mute(self, loan_id: str, now: datetime, *, muted: bool) -> None:
        """ "暂时还不上": no reminders of this loan (court deadlines stay)."""
        from duewatch.desk.reminding import mute

        mute(self.session, loan_id, now, muted=muted)

    def plugins(self) -> "list[views.PluginLine]":
        """All installed plugins with state and reason; imports nothing."""
        from duewatch.desk.keeping import plugins

        return plugins(self.session)

    def untold_plugins(self) -> "list[views.PluginLine]":
        """Plugins that wait for being allowed, each answered once: whoever calls this tells the person."""
        from duewatch.desk.keeping import untold_plugins

        return untold_plugins(self.session)

    def switch_plugin(self, plugin_id: str, now: datetime, *, on: bool) -> None:
        """Switch a plugin on or off from the plugins screen (kept in the store, the config file is not touched); one
        that waits for being allowed is allowed."""
        from duewatch.desk.keeping import switch_plugin

        switch_plugin(self.session, plugin_id, now, on=on)

    def backup(self, target: Path) -> None:
        """A verified copy of the store."""
        from duewatch.desk.keeping import back_up

        back_up(self.session, target)

    def restore(self, source: Path, now: datetime) -> Path | None:
        """Put a backup in place. Answers where the store that stood there is kept, None if there was none."""
        from duewatch.desk.keeping import restore

        return restore(self.session, source, now)

    def doctor(self, now: datetime) -> "list[views.CheckLine]":
        """Check store, plugins, channels, clock."""
        from duewatch.desk.doctor import examine

        return examine(self.session, now)

    def export_rows(self) -> "list[dict[str, object]]":
        """Every loan with terms and events, for `export json|csv`."""
        from duewatch.desk.keeping import export_rows

        return export_rows(self.session)
