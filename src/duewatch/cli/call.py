"""What a running command has at hand."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from duewatch.cli.output import Output
from duewatch.cli.parser import Parser
from duewatch.wording import Wording

if TYPE_CHECKING:
    from duewatch.config.load import Loaded
    from duewatch.desk.declared.result import Applied
    from duewatch.desk.desk import Desk

DONE, NEEDS_EYE, WRONG_INPUT = 0, 1, 2
"""What a command answers: done; done, and something needs the borrower's eye; the input is wrong."""


class Command(NamedTuple):
    """How a command is set up and run. arguments: declares them on its parser. run: does it, answers the
    exit status. strict False: it works although the config has problems.
    reads_config False: it runs on the defaults. applies False: loans that the config declares are not brought into the
    store before it runs."""

    arguments: Callable[[Parser], None]
    run: "Callable[[Call], int]"
    strict: bool = True
    reads_config: bool = True
    applies: bool = True


class Call:
    """One run of a command: its options, the moment to judge by, the desk, and where its words go.

    now: aware, in the configured zone. clock: tells later moments, for what stays open (the same one over
    and over where --today fixes it).
    """

    def __init__(
        self,
        options: Namespace,
        loaded: "Loaded",
        data: Path,
        clock: Callable[[], datetime],
        out: Output,
        stdin: TextIO,
        environ: Mapping[str, str],
        *,
        applies: bool = False,
    ) -> None:
        self.options = options
        self.loaded = loaded
        self.data = data
        self.clock = clock
        self.now = clock()
        self.out = out
        self.stdin = stdin
        self.environ = environ
        self.applied: Applied | None = None
        """What bringing the declared loans into the store did at this start; None: there was nothing to do."""
        self._applies = applies

    @property
    def wording(self) -> Wording:
        """The chosen language, with amounts shown or hidden."""
        return self.out.wording

    @property
    def today(self) -> date:
        """The day to judge by."""
        return self.now.date()

    @cached_property
    def desk(self) -> "Desk":
        """The desk over the chosen store, opened when first asked for; loans that the config declares are in it."""
        from duewatch.desk.desk import Desk

        desk = Desk(self.loaded.settings, self.data)
        if self._applies and self.loaded.exists:
            self.applied = desk.apply_at_start(self.now, meant=self.meant)
        return desk

    @property
    def meant(self) -> bool:
        """Whether config file and store were named together, or neither: then the file's loans are this store's."""
        from duewatch.config.paths import CONFIG_VARIABLE

        named = self.options.config or self.environ.get(CONFIG_VARIABLE, "").strip()
        return bool(named) or not self.options.data

    def ask_of_new_plugins(self) -> None:
        """Tell once of each plugin that was installed and waits for being allowed, where plugins were looked at."""
        if "desk" in self.__dict__ and self.desk.session.plugins_are_open:
            from duewatch.desk.plugin_words import question

            for line in self.desk.untold_plugins():
                self.out.aside(question(line))

    def close(self) -> None:
        """Close the desk if it was opened."""
        if "desk" in self.__dict__:
            self.desk.close()
