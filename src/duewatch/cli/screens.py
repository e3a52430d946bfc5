"""``duewatch`` alone: the screens, or today as text where there is no terminal for them."""

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.options import as_asked
from duewatch.cli.parser import Parser
from duewatch.model.text import Text, text

if TYPE_CHECKING:
    from duewatch.config.schema import Settings
    from duewatch.desk.desk import Desk
    from duewatch.ui.config_file import ConfigFile


def run(call: Call) -> int:
    """Open the screens. Without a terminal (cron, a pipe, TERM=dumb) or with --json: today as text."""
    if call.out.json or not can_show(call):
        from duewatch.cli.looking import today

        if not call.out.json:
            call.out.aside(
                text("There is no terminal for the screens here, so this is today as text; see duewatch --help.")
            )
        return today(call)
    desk = call.desk  # loans that the config declares come in with it
    greeting: list[Text] = []
    config = None
    if call.loaded.exists and call.loaded.path is not None:
        from duewatch.config.load import load
        from duewatch.desk.declared.words import applied_words
        from duewatch.ui.config_file import ConfigFile
        from duewatch.ui.shortcuts import shortcut_problems

        path = call.loaded.path
        for _, problem in shortcut_problems(call.loaded.settings.keys):
            raise problem
        options = call.options
        config = ConfigFile(path, lambda: as_asked(load(options.config, call.environ), options), meant=call.meant)
        if call.applied is not None:
            greeting.append(applied_words(call.applied, path.name))
            call.applied = None  # told on the screen instead
    return show_app(call, desk, call.loaded.settings, config=config, greeting=greeting)


def can_show(call: Call) -> bool:
    """Whether this is a terminal that screens can be drawn on."""
    return (
        call.stdin is sys.stdin
        and call.stdin.isatty()
        and call.out.stdout.isatty()
        and call.environ.get("TERM") != "dumb"
    )


def show_app(
    call: Call,
    desk: "Desk",
    settings: "Settings",
    *,
    demo: bool = False,
    config: "ConfigFile | None" = None,
    greeting: Sequence[Text] = (),
) -> int:
    """Hand over to the screens until they are closed; answers their exit status."""
    gc.disable()  # nothing of a start is garbage: an eighth of the time to the first paint; the app enables it
    from duewatch.ui.app import DuewatchApp

    app = DuewatchApp(
        desk,
        settings,
        call.wording,
        clock=call.clock,
        config=config,
        greeting=greeting,
        asks_of_plugins=True,
        config_path=call.loaded.path,
    )
    app.in_demo = demo
    app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or DONE


def _no_arguments(_: Parser) -> None:
    """It takes none but the global options."""


COMMANDS = {"": Command(_no_arguments, run)}
