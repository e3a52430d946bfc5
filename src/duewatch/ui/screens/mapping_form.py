"""Say which column of a table is which, see what its first row then says, and keep that under a name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.widget import Widget

from duewatch.config.adding import NAME_LIMIT
from duewatch.model.problem import InputProblem
from duewatch.model.text import Literal, Text, text
from duewatch.ui.screens.base import WatchScreen
from duewatch.ui.screens.form import FormScreen
from duewatch.ui.widgets.fields import Choice, ChoiceField, Field, TypedField
from duewatch.ui.widgets.import_sources import Source

if TYPE_CHECKING:
    from duewatch.desk.desk import Desk
    from duewatch.model.plugin import TableOutline

_NONE = ""
_EVERY_ROW = "every row"
"""Not a column: one platform for all rows. A column of this very name is shown like any other and cannot clash, for
columns are offered by their place."""


class MappingForm(FormScreen):
    """A choice of columns for each field. source: what is being imported. path: of the config file; None: there is
    none, or this is the demo, and the mapping is used until the program ends."""

    def __init__(self, outline: "TableOutline", source: Source, path: Path | None) -> None:
        super().__init__()
        self._outline = outline
        self._source = source
        self._path = path
        self.saved = False

    def title_words(self) -> Text:
        """What it is for."""
        return text("Which column is which?")

    def lead_words(self) -> Text:
        """How."""
        return text("← → chooses a column; beside it is what the first row says. Nothing is stored yet.")

    def fields(self) -> Iterable[Widget]:
        """A choice for each field, the platform's own word, the name."""
        none = (_NONE, text("(none)"))
        kinds = [
            ("=还款", text("every row: payment")),
            ("=账单", text("every row: bill")),
            ("=放款", text("every row: lent")),
            ("=退款", text("every row: refund")),
        ]
        columns = [(str(place), Literal(name, name)) for place, name in enumerate(self._outline.header)]
        one = (_EVERY_ROW, text("one for every row"))
        yield self._choice("date", text("Date"), columns)
        yield self._choice("amount", text("Amount"), columns)
        yield self._choice("platform", text("Platform"), [one, *columns])
        yield TypedField(
            "word", text("Platform's name"), str, hint=text("such as 花呗"), required=text("Which platform?")
        )
        yield self._choice("what", text("What it is"), [*kinds, *columns])
        yield self._choice("due", text("Due day"), [none, *columns])
        yield self._choice("minimum", text("Minimum payment"), [none, *columns])
        yield self._choice("tail", text("Last digits"), [none, *columns])
        yield self._choice("currency", text("Currency"), [none, *columns])
        yield self._choice("text", text("Remark"), [none, *columns])
        yield self._choice("id", text("Row's number"), [none, *columns])
        yield TypedField(
            "name",
            text("Keep as"),
            _name,
            initial=self._first_name(),
            hint=text("a name of your choice"),
            required=text("Under which name?"),
        )

    def _choice(self, field: str, label: Text, options: Sequence[tuple[str, Text]]) -> ChoiceField:
        guess = dict(self._outline.guess).get(field)
        chosen = options[0][0] if guess is None else str(self._outline.header.index(guess))
        return ChoiceField(field, label, options, chosen, self._says(chosen))

    def _says(self, chosen: str) -> Text:
        """What the first row says in that column."""
        cell = self._outline.sample[int(chosen)] if chosen.isdecimal() else ""
        return Literal(cell, cell)

    def _first_name(self) -> str:
        paths = self._source.paths
        return paths[0].stem[:NAME_LIMIT] if paths else "pasted"

    def begin(self) -> None:
        """The platform's own word is asked for only where no column says it."""
        self._show_word()
        super().begin()

    @on(Choice.Changed)
    def _turned(self, event: Choice.Changed) -> None:
        for field in self.query(ChoiceField):
            if field.choice is event.choice:
                field.advise(self._says(event.choice.chosen))
        self._show_word()

    def _show_word(self) -> None:
        platform = self.query_one("#field-platform", ChoiceField)
        self.query_one("#field-word", Field).display = platform.choice.chosen == _EVERY_ROW

    def _columns(self, values: Mapping[str, Any]) -> dict[str, str]:
        """As the config has them."""
        columns: dict[str, str] = {}
        for field, value in values.items():
            if field in {"name", "word"} or value == _NONE:
                continue
            if value == _EVERY_ROW:
                columns[field] = values["word"]
            else:
                columns[field] = value[1:] if value.startswith("=") else self._outline.header[int(value)]
        return columns

    def submit(self, values: Mapping[str, Any]) -> None:
        """Try it on the whole file; keep it only if something can be read by it."""
        columns, name, source, path, now = (
            self._columns(values),
            values["name"],
            self._source,
            self._path,
            self.program.now(),
        )

        def work(desk: "Desk") -> None:
            result = desk.preview(source.paths, now, pasted=source.pasted, passwords=source.passwords, columns=columns)
            if not any(file.understood for file in result.files):
                why = next((row.why for row in result.rows), text("There is no row in it."))
                raise InputProblem(text("By these columns no row can be read: {why}", why=why))
            desk.save_mapping(path, name, columns)

        self.write(work, self._kept)

    def _kept(self, _: None) -> None:
        path = self._path
        self.program.tell(
            text("Kept until you quit; no config file is in use here.")
            if path is None
            else text("Kept in {file}.", file=path.name)
        )
        self.program.config_written()
        self.saved = True
        self.dismiss()


def ask_columns(screen: WatchScreen[None], source: Source, again: Callable[[], None]) -> None:
    """Open the form over a screen. again: called once the mapping is kept, to read the source anew."""

    def show(outline: "TableOutline | None") -> None:
        if outline is not None:
            form = MappingForm(outline, source, screen.program.config_path)

            def left(_: None) -> None:
                if form.saved:
                    again()

            screen.program.push_screen(form, left)

    screen.call(
        lambda desk: desk.outline(source.paths, pasted=source.pasted, passwords=source.passwords), show, group="columns"
    )


def _name(words: str) -> str:
    return words[:NAME_LIMIT]
