"""Setting up from a file: checking it further, applying the loans it declares, writing the present set-up out.

Each method imports its use case when it is called, so that a bare command pays only for what it uses.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from duewatch.config.schema import Settings
    from duewatch.desk.declared.result import Applied
    from duewatch.desk.session import Session
    from duewatch.model.plugin import TableOutline
    from duewatch.model.problem import InputProblem
    from duewatch.model.text import Literal


class ConfiguringDoor:
    """A part of the Desk; see there for what holds of every method."""

    session: "Session"

    def use(self, settings: "Settings") -> "Settings":
        """Work by other settings from now on, on the same store; answers those before."""
        before, self.session.settings = self.session.settings, settings
        self.session.close()  # ledger and plugins rest on settings; the next use opens them again
        return before

    def table_problems(self, now: datetime, settings: "Settings | None" = None) -> "list[tuple[str, InputProblem]]":
        """What cannot be in the tables of the config (of other settings: before they are used): plugins' options,
        facts, terms of loans. Each with its dotted key. Opens neither the store nor a channel."""
        from duewatch.desk.config_checking import table_problems

        return table_problems(settings or self.session.settings, now.date(), self.session.data)

    def table_warnings(self) -> "list[tuple[str, InputProblem]]":
        """Secrets that stand in the config file themselves, each with its dotted key."""
        from duewatch.desk.config_checking import table_warnings

        return table_warnings(self.session.settings, self.session.data)

    def secret_keys(self) -> frozenset[str]:
        """Dotted keys of the config whose values are secrets, whatever their name says."""
        from duewatch.desk.config_checking import secret_keys

        return secret_keys(self.session.settings, self.session.data)

    def config_schema(self, actions: Mapping[str, "Literal"]) -> dict[str, object]:
        """The JSON Schema of the config file, with the options of every channel plugin that is here. actions: those of
        the screens, which [keys] may name, with what each does."""
        from duewatch.config.json_schema import json_schema

        return json_schema({kind.id: kind.options for kind in self.session.host.channel_types()}, actions)

    def apply_declared(self, now: datetime, *, adopt: Collection[str] = (), dry_run: bool = False) -> "Applied":
        """Bring the store to the loans that the config declares. adopt: ids of loans entered in the program that the
        file takes over ("all": every one it names). dry_run: only look."""
        from duewatch.desk.declared.applying import apply

        return apply(self.session, now, adopt=adopt, commit=not dry_run)

    def apply_at_start(self, now: datetime, *, meant: bool) -> "Applied | None":
        """The same where the file changed since; None: nothing to do. meant: the person named the file together with
        this store, or neither; otherwise only a store set up from this very file is touched."""
        from duewatch.desk.declared.last_applied import has_news

        return self.apply_declared(now) if has_news(self.session, meant=meant) else None

    def outline(
        self, paths: "Sequence[Path]", *, pasted: bytes | None = None, passwords: "Sequence[str]" = ()
    ) -> "TableOutline | None":
        """The head of a table whose columns nobody has named yet, with what its words tell of them."""
        from duewatch.desk.importing import outline

        return outline(self.session, paths, pasted, passwords)

    def save_mapping(self, path: "Path | None", name: str, columns: Mapping[str, str]) -> None:
        """Keep a column mapping under a name and use it at once. path: of the config file, to whose end it is added;
        None: it is used until the program ends. Raises InputProblem, and the file is as it was."""
        from duewatch.config.adding import add_mapping

        if path is not None:
            add_mapping(path, name, columns)
        settings = self.session.settings
        self.use(settings._replace(mappings={**settings.mappings, name: dict(columns)}))

    def export_config(self, tables: Mapping[str, Any], now: datetime) -> tuple[str, tuple[str, ...]]:
        """The present set-up as a config file, and the dotted keys whose secret stood in the file itself. tables: the
        config file as it is."""
        from duewatch.desk.declared.exporting import export

        return export(self.session, tables, now.date())
