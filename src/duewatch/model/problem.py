"""What is said when something given to duewatch is wrong: one sentence, what, where, how to mend it."""

from duewatch.model.text import Text


class InputProblem(Exception):
    """The input is wrong: usage, config, file, an unknown loan. Ends a command with status 2.

    `what` names the trouble and its place (file, line, field); `mend` says how to put it right.
    """

    def __init__(self, what: Text, mend: Text | None = None) -> None:
        super().__init__(what, mend)
        self.what = what
        self.mend = mend


class StoreProblem(InputProblem):
    """The store cannot be opened or written: locked by another process, read-only, not ours, too new."""
