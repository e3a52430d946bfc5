"""What is said when something given to duewatch is wrong: one sentence, what, where, how to mend it."""

from duewatch.model.text import Text, text


class InputProblem(Exception):
    """The input is wrong: usage, config, file, an unknown loan. Ends a command with status 2.

    `what` names the trouble and its place (file, line, field); `mend` says how to put it right.
    """

    def __init__(self, what: Text, mend: Text | None = None) -> None:
        super().__init__(what, mend)
        self.what = what
        self.mend = mend


class PasswordNeeded(InputProblem):
    """A file is encrypted and none of the passwords given opens it. wrong: some were tried."""

    def __init__(self, file: str, *, wrong: bool) -> None:
        what = (
            text("None of the passwords given opens {file}.", file=file)
            if wrong
            else text("{file} is encrypted, and no password was given.", file=file)
        )
        super().__init__(
            what,
            text(
                "Alipay shows the password in its app, WeChat sends it as a message; a bank names it in its app or "
                "message. Give it with --password-file."
            ),
        )
        self.file = file
        self.wrong = wrong


class ReaderUnclear(InputProblem):
    """More than one reader can read a file: the borrower chooses. readers: their ids."""

    def __init__(self, file: str, readers: tuple[str, ...]) -> None:
        super().__init__(
            text("More than one reader can read {file}: {readers}.", file=file, readers=", ".join(readers)),
            text("Choose one with --reader."),
        )
        self.readers = readers


class ColumnsUnnamed(InputProblem):
    """A table whose columns nobody has named yet: the borrower says which is which."""


class StoreProblem(InputProblem):
    """The store cannot be opened or written: locked by another process, read-only, not ours, too new."""


class AskFirst(InputProblem):
    """What is to be noted may start the limitation period of an old debt anew, and it was not said that somebody was
    asked about it first."""

    def __init__(self, what: Text) -> None:
        super().__init__(what, text("Nothing was noted. If you have asked, or it is done already, add --asked-first."))
