"""What applying the declared loans did, in one sentence: for commands, and for a notice at the screens' start."""

from duewatch.desk.declared.result import Applied
from duewatch.model.text import Text, text


def applied_words(applied: Applied, file: str) -> Text:
    """How many loans are new, changed, taken over or no longer there; the first problem, where there is one."""
    if applied.problems:
        return text("The loans of {file} were not applied: {problem}", file=file, problem=applied.problems[0][1].what)
    return text(
        "{file}: {new} new, {changed} changed, {gone} no longer declared, {same} as before.",
        file=file,
        new=applied.count("new"),
        changed=applied.count("changed") + applied.count("adopted"),
        gone=applied.count("gone"),
        same=applied.count("same"),
    )
