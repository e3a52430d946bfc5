"""A table whose words follow the language and the hiding of the moment."""

from typing import TYPE_CHECKING, TypeVar, cast

from duewatch.ui.widgets.table import Table

if TYPE_CHECKING:
    from duewatch.ui.program import Program
    from duewatch.wording import Wording

R = TypeVar("R")


class SpokenTable(Table[R]):
    """A table that knows the application."""

    @property
    def program(self) -> "Program":
        """The application."""
        return cast("Program", self.app)

    @property
    def words(self) -> "Wording":
        """The words of now."""
        return self.program.words
