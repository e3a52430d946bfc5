"""[keys] of the config against the table of actions: whether there is such an action, such a key, and no clash."""

import re
from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches

from duewatch.model.problem import InputProblem
from duewatch.model.text import text
from duewatch.ui import keys

MOVING = frozenset({"up", "down", "pageup", "pagedown", "home", "end", "tab", "shift+tab", "backspace", "delete"})
"""Lists, forms and lines to type in need them."""
_NAMED = frozenset({
    "enter", "escape", "space", "left", "right", "insert", "slash", "question_mark", "fullwidth_question_mark",
    "equals_sign", "comma", "full_stop", "minus", "plus", "semicolon", "apostrophe",
})  # fmt: skip
_KEY = re.compile(r"(?:(?:ctrl|alt)\+)?(?:[a-z0-9]|f[1-9]|f1[0-9]|f2[0-4])")


def shortcut_problems(shortcuts: Mapping[str, tuple[str, ...]]) -> list[tuple[str, InputProblem]]:
    """Everything wrong with the keys of the config, each with its dotted key."""
    found: list[tuple[str, InputProblem]] = []
    for action, given in shortcuts.items():
        where = f"keys.{action}"
        if action not in keys.BY_ID:
            near = get_close_matches(action, keys.BY_ID, 1)
            mend = (
                text("Did you mean “{near}”?", near=near[0]) if near else text("docs/configuration.md lists them all.")
            )
            found.append((where, InputProblem(text("{key}: there is no such action.", key=where), mend)))
            continue
        for key in given:
            if key in MOVING:
                what = text("{key}: “{given}” is needed to move about.", key=where, given=key)
                found.append((where, InputProblem(what, text("Choose another key."))))
            elif key not in _NAMED and not _KEY.fullmatch(key):
                what = text("{key}: “{given}” is no key.", key=where, given=key)
                mend = text("Write a small letter, a digit, f1 to f24, ctrl+ and a letter, or a name such as slash.")
                found.append((where, InputProblem(what, mend)))
    known = {action: given for action, given in shortcuts.items() if action in keys.BY_ID}
    table = keys.with_shortcuts(known)
    uses = Counter(key for action in table.values() for key in dict.fromkeys(action.keys))
    for action, given in known.items():
        for key in given:
            others = [each.id for each in table.values() if key in each.keys and each.id != action]
            if uses[key] > 1 and others:
                where = f"keys.{action}"
                what = text("{key}: “{given}” is the key of “{other}” too.", key=where, given=key, other=others[0])
                mend = text("Choose another one, or give “{other}” another key as well.", other=others[0])
                found.append((where, InputProblem(what, mend)))
    return found
