"""demo: the screens on a made-up borrower, or a store filled with one."""

from pathlib import Path
from tempfile import TemporaryDirectory

from duewatch.cli.call import DONE, Call, Command
from duewatch.cli.parser import Parser
from duewatch.cli.screens import can_show, show_app
from duewatch.desk.desk import Desk
from duewatch.model.problem import InputProblem
from duewatch.model.text import text


def _arguments(parser: Parser) -> None:
    parser.argument("--no-ui", action="store_true", help=text("Only fill the store that --data names"))


def run(call: Call) -> int:
    """Fill a store with a made-up borrower and open the screens on it.

    Without --data the store is thrown away at the end. The demo never uses the channels of the config: a
    made-up bill must not reach a real mailbox.
    """
    options = call.options
    if options.no_ui and not options.data:
        raise InputProblem(
            text("demo --no-ui needs a directory to fill."), text("For example: duewatch demo --data demo --no-ui")
        )
    if not options.no_ui and not can_show(call):
        raise InputProblem(
            text("There is no terminal for the screens here."),
            text("Fill a store instead: duewatch demo --data demo --no-ui, then duewatch today --data demo"),
        )
    if options.data:
        return _on(call, call.data)
    with TemporaryDirectory(prefix="duewatch-demo-") as place:
        return _on(call, Path(place))


def _on(call: Call, data: Path) -> int:
    from duewatch.desk.demo import fill

    settings = call.loaded.settings._replace(channels=())
    desk = Desk(settings, data)
    try:
        if desk.loan_count(call.now) == 0:
            fill(desk, call.now)
        elif call.options.no_ui:
            raise InputProblem(
                text("The store in {directory} holds loans already.", directory=str(data)),
                text("Give a new directory after --data."),
            )
        if not call.options.no_ui:
            return show_app(call, desk, settings, demo=True)
        count = desk.loan_count(call.now)
        if call.out.json:
            call.out.document("demo", data=str(data), loans=count)
        else:
            call.out.say(
                text(
                    "{directory} now holds a made-up borrower with {count} loans. "
                    "See: duewatch today --data {directory}",
                    directory=str(data),
                    count=count,
                )
            )
        return DONE
    finally:
        desk.close()


COMMANDS = {"demo": Command(_arguments, run, applies=False)}
