"""The screens' application: the desk, the words, the moment, and what works everywhere.

The only place of the screens that reads a clock. Everything else is imported when it is first used.
"""

import gc
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.command import Provider
from textual.screen import Screen

from duewatch.model.text import Text, text
from duewatch.ui import keys
from duewatch.ui.configured import ConfiguredProgram
from duewatch.ui.screens.home import FirstPicture, HomeScreen
from duewatch.wording import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from duewatch.config.schema import Settings
    from duewatch.desk.desk import Desk
    from duewatch.desk.views import LoanDetail
    from duewatch.model.problem import AskFirst
    from duewatch.ui.config_file import ConfigFile
    from duewatch.ui.demo import Demo


def _loans() -> Screen[None]:
    from duewatch.ui.screens.loans import LoansScreen

    return LoansScreen()


def _contacts() -> Screen[None]:
    from duewatch.ui.screens.contacts import ContactsScreen

    return ContactsScreen()


def _reminders() -> Screen[None]:
    from duewatch.ui.screens.reminders import RemindersScreen

    return RemindersScreen()


def _plugins() -> Screen[None]:
    from duewatch.ui.screens.plugins import PluginsScreen

    return PluginsScreen()


def _palette() -> type[Provider]:
    from duewatch.ui.palette import Actions

    return Actions


class DuewatchApp(ConfiguredProgram):
    """The terminal program.

    desk: the open desk; it is called on a thread of its own, one call at a time. words: language and
    whether amounts and names are hidden; both can be switched while it runs. clock: the moment to judge by,
    aware, in the configured zone; by default the present one. config: the file the settings came from, watched and
    loaded anew; None: there is none. greeting: what there is to tell at the start. asks_of_plugins: tell once of
    plugins that were installed and wait for being allowed. config_path: where the config file is, or would be.
    """

    TITLE = "duewatch"  # never a lender or a sum: a window's title can be seen by others
    CSS_PATH = "styles/app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]  # noqa: RUF012 - as App has it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall"), (34, "-high")]  # noqa: RUF012 - as App has it
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings(*keys.GLOBAL)]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette}
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "home": HomeScreen,
        "loans": _loans,
        "contacts": _contacts,
        "reminders": _reminders,
        "plugins": _plugins,
    }
    DEFAULT_MODE = "home"
    ENABLE_COMMAND_PALETTE = False  # ctrl+p is bound here, so that footer and help name it like any other key

    def __init__(
        self,
        desk: "Desk",
        settings: "Settings",
        words: Wording,
        *,
        clock: Callable[[], datetime] | None = None,
        config: "ConfigFile | None" = None,
        greeting: Sequence[Text] = (),
        asks_of_plugins: bool = False,
        config_path: "Path | None" = None,
    ) -> None:
        super().__init__(desk, settings, words, config=config, greeting=greeting)
        self._asks_of_plugins = asks_of_plugins
        self._config_path = config_path
        self.words.hide_amounts |= settings.look.hide_amounts
        self._clock = clock
        self._demo: Demo | None = None
        self.animation_level = "none"
        # Asked for before the terminal is set up, so that it is there when the first screen is painted.
        self.first_picture = self.thread.submit(lambda: FirstPicture.take(desk, self.now()))

    def now(self) -> datetime:
        """The moment to judge by, in the configured zone."""
        if self._clock is None:
            from zoneinfo import ZoneInfo

            return datetime.now(ZoneInfo(self.settings.timezone))
        return self._clock()

    # --- when duewatch itself is at fault ------------------------------------------------------------

    @property
    def fault(self) -> Exception | None:
        """What ended the program, if it was not the person."""
        return self._exception

    def _fatal_error(self) -> None:
        """End quietly. Textual would print a traceback with every local variable, amounts and names among
        them; the caller raises `fault` instead, which is logged like any other."""
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Let the desk's thread finish, take the demo away."""
        self.thread.stop()
        if self._demo is not None:
            self._demo.close()

    # --- what works everywhere -----------------------------------------------------------------------

    def on_mount(self) -> None:
        """Begin hidden or blank if the settings say so; follow the calendar over midnight."""
        look = self.settings.look
        if look.theme and look.theme in self.available_themes:
            self.theme = look.theme
        if look.start_blank:
            self.action_blank()
        self._day = self.now().date()
        self.set_interval(30, self._follow_the_day)
        self.follow_config()

    def on_ready(self) -> None:
        """The first picture stands: collect garbage again (see cli/screens.py), but do not look through what
        was loaded for it, which stays to the end; the first key would wait for that."""
        gc.freeze()
        gc.enable()
        if self._asks_of_plugins:
            self.run_worker(self._ask_of_plugins(), group="plugins")

    async def _ask_of_plugins(self) -> None:
        from duewatch.desk.plugin_words import screen_question

        lines = await self.ask_desk(lambda desk: desk.untold_plugins())
        if lines:
            key = self.actions["plugins"].shown_key
            self.tell_lines([screen_question(line, key) for line in lines])

    def _follow_the_day(self) -> None:
        if (today := self.now().date()) != self._day:
            self._day = today
            self.changed()

    def action_home(self) -> None:
        """Today's picture."""
        self.go_to("home")

    def action_loans(self) -> None:
        """All loans."""
        self.go_to("loans")

    def action_contacts(self) -> None:
        """Who called, and what the log shows."""
        self.go_to("contacts")

    def action_call(self) -> None:
        """Someone is calling. A loan that is open is chosen already; one that a list's cursor happens to stand on is
        not, or a call would be noted for the wrong one."""
        from duewatch.ui.screens.calling import CallScreen
        from duewatch.ui.screens.loan import LoanScreen

        screen = self.screen
        if not isinstance(screen, CallScreen):
            loan_id = screen.selected_loan() if isinstance(screen, LoanScreen) else None
            self.push_screen(CallScreen(loan_id, self.now()))

    def action_court(self) -> None:
        """Papers from courts; there, and where none is noted yet, a form for one that came."""
        from duewatch.ui.screens.calling import CallScreen
        from duewatch.ui.screens.court import CourtScreen
        from duewatch.ui.screens.court_form import CourtForm
        from duewatch.ui.screens.loan import LoanScreen

        screen = self.screen
        if isinstance(screen, CourtScreen):
            screen.enter()
        elif not isinstance(screen, CourtForm):
            at_hand = screen.selected_loan() if isinstance(screen, LoanScreen | CallScreen) else None
            self.push_screen(CourtScreen(at_hand))

    def action_letters(self) -> None:
        """Letters about the loan at hand."""
        from duewatch.ui.screens.base import WatchScreen
        from duewatch.ui.screens.letters import LettersScreen

        screen = self.screen
        loan_id = screen.selected_loan() if isinstance(screen, WatchScreen) else None
        if isinstance(screen, LettersScreen):
            return
        if loan_id is None:
            self.tell(text("Choose a loan first, or add one with a."))
        else:
            self.push_screen(LettersScreen(loan_id))

    def action_evidence(self) -> None:
        """The evidence bundle; the loan at hand is in it to begin with."""
        from duewatch.ui.screens.base import WatchScreen
        from duewatch.ui.screens.evidence_form import EvidenceForm

        screen, now = self.screen, self.now()
        if isinstance(screen, WatchScreen):
            loan_id = screen.selected_loan()
            screen.call(lambda desk: EvidenceForm.asked(desk, now, loan_id), self.show_screen, group="form")

    def action_reminders(self) -> None:
        """What will be said, what was said, over which channels."""
        self.go_to("reminders")

    def action_plugins(self) -> None:
        """What is installed."""
        self.go_to("plugins")

    def action_ask(self) -> None:
        """A line for a question."""
        from duewatch.ui.screens.ask import AskScreen

        if not isinstance(self.screen, AskScreen):
            self.push_screen(AskScreen())

    def action_calculator(self) -> None:
        """What an offer truly costs."""
        from duewatch.ui.screens.calculator import CalculatorScreen

        if not isinstance(self.screen, CalculatorScreen):
            self.push_screen(CalculatorScreen())

    def action_import(self) -> None:
        """Files and pasted messages."""
        from duewatch.ui.screens.importing import ImportScreen

        if not isinstance(self.screen, ImportScreen):
            self.push_screen(ImportScreen())

    def action_debits(self) -> None:
        """Which account each loan is debited from."""
        from duewatch.ui.screens.debits import DebitsScreen

        if not isinstance(self.screen, DebitsScreen):
            self.push_screen(DebitsScreen())

    def action_report(self) -> None:
        """The credit report beside what is known here."""
        from duewatch.ui.screens.report import ReportScreen

        if not isinstance(self.screen, ReportScreen):
            self.push_screen(ReportScreen())

    def go_to(self, mode: str) -> None:
        """One of the main screens; a loan that was open on top of it is left."""
        self.switch_mode(mode)
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def open_loan(self, loan_id: str) -> None:
        """One loan whole."""
        from duewatch.ui.screens.loan import LoanScreen

        self.push_screen(LoanScreen(loan_id))

    def action_demo(self) -> None:
        """A made-up borrower in a throwaway store, until the program is left."""
        from duewatch.ui.demo import Demo

        settings, now = self.settings, self.now()

        async def go() -> None:
            self._demo = demo = await self.thread.run(lambda: Demo(settings, now))
            self.desk, self.in_demo = demo.desk, True
            self.changed()

        if self._demo is None:
            self.run_worker(go(), group="demo", exclusive=True)

    def action_add(self) -> None:
        """A form for a new loan."""
        from duewatch.ui.screens.loan_form import LoanForm

        self.push_screen(LoanForm(None))

    def action_pay(self) -> None:
        """A form for a payment on the loan at hand."""
        from duewatch.ui.screens.payment_form import PaymentForm

        self.about_a_loan(PaymentForm)

    def about_a_loan(self, form: "Callable[[LoanDetail], Screen[None]]") -> None:
        """Open a form about the loan at hand."""
        from duewatch.ui.screens.base import WatchScreen

        screen = self.screen
        loan_id = screen.selected_loan() if isinstance(screen, WatchScreen) else None
        if loan_id is None or not isinstance(screen, WatchScreen):
            self.tell(text("Choose a loan first, or add one with a."))
            return
        chosen, now = loan_id, self.now()
        screen.call(lambda desk: desk.loan(chosen, now), lambda detail: self.show_screen(form(detail)), group="form")

    def ask_first(self, ask: "AskFirst", go_on: Callable[[], None]) -> None:
        """The gate before what may start a limitation period anew."""
        from duewatch.ui.screens.ask_first import AskFirstForm

        self.show_screen(AskFirstForm(ask, go_on))

    def action_undo(self) -> None:
        """Take back what was done last."""
        self.undo_batch(None)

    def action_hide(self) -> None:
        """Hide or show amounts and names."""
        self.words.hide_amounts = not self.words.hide_amounts
        self.clear_notifications()  # they may name both
        self.on_every_screen("relabel")

    def action_blank(self) -> None:
        """Nothing on the screen until a key."""
        from duewatch.ui.screens.blank import BlankScreen

        self.clear_notifications()
        self.push_screen(BlankScreen())

    def action_language(self) -> None:
        """The other language."""
        self.words = Wording("en" if self.words.language == "zh" else "zh", hide_amounts=self.words.hide_amounts)
        self.on_every_screen("relabel")

    def action_theme(self) -> None:
        """Light or dark."""
        self.theme = "textual-light" if self.current_theme.dark else "textual-dark"

    def action_help(self) -> None:
        """The keys of this screen."""
        from duewatch.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(keys.offered(self.screen)))

    def action_palette(self) -> None:
        """Every action by its name."""
        from textual.command import CommandPalette

        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(CommandPalette(placeholder=self.say(text("What do you want to do?"))))

    def action_leave(self) -> None:
        """Goodbye."""
        self.exit()
