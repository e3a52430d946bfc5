"""What the desk's use cases share: the open ledger, the plugins and the rules, each opened when first needed.

A bare command that finds its projection fresh opens the ledger and nothing else.
"""

import sys
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from duewatch import __version__

if TYPE_CHECKING:
    from duewatch.config.schema import Settings
    from duewatch.desk.platforms import Platforms
    from duewatch.host.host import Host
    from duewatch.model.loan import Loan
    from duewatch.model.loan_event import LoanEvent
    from duewatch.model.projection import Derived
    from duewatch.store.ledger import SqliteLedger

STORE_NAME = "duewatch.db"
INDEX_NAME = "plugins.json"
MEMORY_NAME = "plugins-memory.json"
"""Which plugins were allowed on this machine, and what went wrong with them last."""
OFF_SETTING = "plugins-off"
"""The store's setting that names the plugins switched off from the screens, each on a line of its own."""


class Session:
    """One borrower's store with its plugins and settings, open for as long as a command or the screens run."""

    def __init__(self, settings: "Settings", data: Path) -> None:
        """data: the directory of store, plugin index and log; nothing is made in it before the first use."""
        self.settings = settings
        self.data = data
        self.reckoned: dict[str, tuple[object, object]] = {}
        """What was reckoned from the whole store, each with the state it holds for."""

    @property
    def path(self) -> Path:
        """The store's file."""
        return self.data / STORE_NAME

    @cached_property
    def ledger(self) -> "SqliteLedger":
        """The open ledger. Raises StoreProblem."""
        from duewatch.store.ledger import open_ledger

        return open_ledger(self.path, self._derive, basis=f"{__version__} {_installed()}{self._own()}")

    @cached_property
    def host(self) -> "Host":
        """The plugins, without those switched off in the config or in the store."""
        from duewatch.config.paths import LOG
        from duewatch.host.host import Host

        off = self.switched_off()  # opens the store, which makes the directory that index and log go into
        source = self.settings.source
        return Host(
            self.settings.plugins,
            index=self.data / INDEX_NAME,
            off=off,
            log=self.data / LOG,
            own_facts=self.settings.platforms,
            own_source=source.name if source else "",
            memory=self.data / MEMORY_NAME,
        )

    @property
    def plugins_are_open(self) -> bool:
        """Whether plugins were looked for so far."""
        return "host" in self.__dict__

    @cached_property
    def platforms(self) -> "Platforms":
        """What is known of platforms, by id or by name."""
        from duewatch.desk.platforms import Platforms

        return Platforms(self.host)

    def switched_off(self) -> frozenset[str]:
        """Ids of the plugins that were switched off from the screens."""
        kept = self.ledger.setting(OFF_SETTING) or ""
        # Before lines there were spaces between them; the id of a second one of the same name holds spaces itself.
        return frozenset(kept.splitlines() if kept.endswith("\n") else kept.split())

    def forget_plugins(self) -> None:
        """Let go of plugins and of what rests on them; they are found anew when next needed."""
        if self.plugins_are_open:
            self.host.close()
        for name in ("host", "platforms"):
            self.__dict__.pop(name, None)

    def close(self) -> None:
        """Close the store and let the plugins go; the next use opens them again."""
        self.forget_plugins()
        if "ledger" in self.__dict__:
            self.ledger.close()
            del self.__dict__["ledger"]

    def with_lpr(self, loan: "Loan") -> "Loan":
        """The loan with the loan prime rates that are known, where it follows them."""
        if loan.terms.repricing is None:
            return loan
        from dataclasses import replace

        from duewatch.config.rules import lpr_history

        return replace(loan, lpr=lpr_history(self.settings.lpr))

    def _own(self) -> str:
        """What the rows of loans rest on besides: the borrower's word on which platforms report, and their own LPR."""
        reports = {key: table["reports"] for key, table in self.settings.platforms.items() if "reports" in table}
        own = (*sorted(reports.items()), *self.settings.lpr)
        return f" {own}" if own else ""

    def _derive(self, loan: "Loan", events: "Sequence[LoanEvent]", on: date) -> "Derived":
        return self.platforms.derive(self.with_lpr(loan), events, on)


def _installed() -> str:
    """A mark that changes when packages come, go or are renewed: platforms' facts are among them.

    The times of the folders that packages are installed into; a stat each, so that a bare command can afford it.
    """
    folders = [place for place in sys.path if place.endswith(("site-packages", "dist-packages"))]
    times = [str(Path(place).stat().st_mtime_ns) for place in folders if Path(place).is_dir()]
    return "-".join(times)
