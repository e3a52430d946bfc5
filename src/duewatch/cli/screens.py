"""``duewatch`` alone: the screens, or today as text where there is no terminal for them."""

import gc
import sys
from typing import TYPE_CHECKING

from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser
from duewatch.model.text import text

if TYPE_CHECKING:
    from duewatch.config.schema import Settings
    from duewatch.desk.desk import Desk


def run(call: Call) -> int:
    """Open the screens. Without a terminal (cron, a pipe, TERM=dumb) or with --json: today as text."""
    if call.out.json or not can_show(call):
        from duewatch.cli.looking import today

        if not call.out.json:
            call.out.aside(
                text("There is no terminal for the screens here, so this is today as text; see duewatch --help.")
            )
        return today(call)
    return show_app(call, call.desk, call.loaded.settings)


def can_show(call: Call) -> bool:
    """Whether this is a terminal that screens can be drawn on."""
    return (
        call.stdin is sys.stdin
        and call.stdin.isatty()
        and call.out.stdout.isatty()
        and call.environ.get("TERM") != "dumb"
    )


def show_app(call: Call, desk: "Desk", settings: "Settings", *, demo: bool = False) -> int:
    """Hand over to the screens until they are closed; answers their exit status."""
    gc.disable()  # nothing of a start is garbage: an eighth of the time to the first paint; the app enables it
    from duewatch.ui.app import DuewatchApp

    app = DuewatchApp(desk, settings, call.wording, clock=call.clock)
    app.in_demo = demo
    app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or DONE


def _no_arguments(_: Parser) -> None:
    """It takes none but the global options."""


COMMANDS = {"": Command(_no_arguments, run)}
