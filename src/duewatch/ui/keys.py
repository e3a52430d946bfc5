"""Every action of the screens in one table: its key, its short word for the footer, its full name.

Bindings, footer, key help (f1) and palette (ctrl+p) are all made from it, so that none of them can promise
what another does not know. No key needs Shift: Chinese input methods swallow it on some terminals. Textual is imported
where it is used only: commands check [keys] of the config against this table.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from duewatch.model.text import Sentence, text

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.screen import Screen


_KEY_NAMES = {
    "slash": "/",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "left": "←",
    "right": "→",
    "equals_sign": "=",
    "delete": "Del",
    "ctrl+g": "Ctrl+G",
    "ctrl+n": "Ctrl+N",
    "ctrl+o": "Ctrl+O",
    "ctrl+r": "Ctrl+R",
    "ctrl+t": "Ctrl+T",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
    "ctrl+s": "Ctrl+S",
    "ctrl+p": "Ctrl+P",
}


class Action(NamedTuple):
    """One thing that can be done. id: names the method `action_<id>` of screen or app. keys: the first one is
    shown; without any it stands in the palette only. label: for the footer. name: for palette and help."""

    id: str
    keys: tuple[str, ...]
    label: Sentence
    name: Sentence

    @property
    def shown_key(self) -> str:
        """The first key as people call it."""
        return _KEY_NAMES.get(self.keys[0], self.keys[0]) if self.keys else ""


ACTIONS: tuple[Action, ...] = (
    Action("home", ("1",), text("Today"), text("Go to today's picture")),
    Action("loans", ("2",), text("Loans"), text("Go to all loans")),
    Action("contacts", ("4",), text("Contacts"), text("Go to the contact log and what it shows")),
    Action("reminders", ("6",), text("Reminders"), text("Go to the reminders: agenda, outbox, channels")),
    Action("plugins", ("7",), text("Plugins"), text("Go to the plugins")),
    Action("call", ("c", "f4"), text("Caller"), text("Someone is calling: what to say, note it (F4 in forms too)")),
    # What the screen at hand offers
    Action("open", ("enter",), text("Open"), text("Open what the cursor is on")),
    Action("save", ("ctrl+s",), text("Save"), text("Save the form")),
    Action("back", ("escape",), text("Back"), text("Back to the screen before")),
    Action("previous_tab", ("left",), text("Tab before"), text("Show the tab before")),
    Action("next_tab", ("right",), text("Next tab"), text("Show the next tab")),
    Action("edit", ("e",), text("Edit"), text("Edit the loan's terms, or correct a contact")),
    Action("bill", ("t",), text("Enter bill"), text("Enter a bill's amount")),
    Action("demand", ("d",), text("Note a demand"), text("Note a call, a letter or a court paper")),
    Action("pause", ("0",), text("Pause"), text("Note, correct or end a pause of collecting")),
    Action("party", ("f6",), text("Parties"), text("Note lender, guarantor, creditor or agency")),
    Action("particular", ("f7",), text("Contract"), text("Note what the contract says beyond bills")),
    Action("mute", ("m",), text("Mute"), text("Stop or resume reminders of this loan")),
    Action("close_loan", ("x",), text("Settled"), text("Note the loan as settled")),
    Action("whole_strip", ("w",), text("2/5 years"), text("Show two or five years of the credit record")),
    Action("suppose", ("g",), text("Suppose"), text("Type a supposition for the credit record")),
    Action("filter", ("f",), text("Filter"), text("Filter the list")),
    Action("switch", ("space",), text("Switch"), text("Keep or drop a row, mark a file, switch a plugin on or off")),
    Action("refuse", ("f5",), text("Refuse"), text("Refuse a plugin that waits for your yes")),
    Action("acknowledge", ("o",), text("Seen"), text("Stop reminders of this loan's present bills")),
    Action("snooze", ("z",), text("Later"), text("No reminders of this loan's present bills until a day")),
    Action("other_calculation", ("f3",), text("Other"), text("From offers to the missing value and back")),
    Action("retry", ("f8",), text("Again"), text("Try a delivery that failed again at once")),
    Action("test", ("n",), text("Test"), text("Send a real test message over the channel")),
    Action(
        "confirm_number", ("ctrl+n",), text("Known number"), text("Confirm that the number is in contract, app or card")
    ),
    Action("agree_hours", ("ctrl+t",), text("Hours"), text("Note the hours in which you agreed to be called")),
    Action("sheet", ("ctrl+r",), text("For family"), text("A page for a relative or an employer who was called")),
    Action("own_words", ("ctrl+o",), text("Own words"), text("Copy the words to a file of your own, to change them")),
    Action("verify", ("ctrl+g",), text("Check bundle"), text("Check whether an evidence bundle was changed")),
    Action("withdraw", ("delete",), text("Withdraw"), text("Take the contact back; the chain keeps that it was there")),
    # Everywhere
    Action("demo", ("v",), text("Demo"), text("Look at a made-up borrower")),
    Action("ask", ("slash",), text("Ask"), text("Ask what it means for the credit record")),
    Action("calculator", ("equals_sign",), text("Reckon"), text("Reckon what an offer truly costs")),
    Action("add", ("a",), text("Add"), text("Add a loan")),
    Action("import", ("i",), text("Import"), text("Import exported files or pasted messages")),
    Action("report", ("f9",), text("Report"), text("Compare the credit report that was imported")),
    Action("debits", ("3",), text("Debits"), text("From which accounts loans are debited; can they serve all")),
    Action("pay", ("p",), text("Note payment"), text("Note a payment you made")),
    Action(
        "court",
        ("y", "f12"),
        text("Court"),
        text("Papers from a court, their time limits; enter one (F12 in forms too)"),
    ),
    Action("letters", ("8",), text("Letters"), text("Write a letter about the loan at hand")),
    Action("evidence", ("9",), text("Evidence"), text("Write the evidence bundle, sealed")),
    Action("offers", ("5",), text("Their offers"), text("Offers of the lender side by side; there again: note one")),
    Action("undo", ("u",), text("Undo"), text("Take back what was done last")),
    Action("hide", ("h",), text("Hide"), text("Hide or show amounts and platform names")),
    Action("blank", ("b", "f2"), text("Blank"), text("Blank the whole screen until a key (F2 in forms too)")),
    Action("sort", ("s",), text("Sort"), text("Sort by the next column")),
    Action("reverse", ("r",), text("Turn order"), text("Turn the order of the list round")),
    Action("language", ("l",), text("中文"), text("Switch to Chinese")),
    Action("theme", (), text("Light/dark"), text("Switch between light and dark")),
    Action("help", ("f1", "question_mark", "fullwidth_question_mark"), text("Keys"), text("Keys of this screen")),
    Action("palette", ("ctrl+p",), text("All actions"), text("Find any action by its name")),
    Action("reload", ("f10",), text("Load config"), text("Load the config file anew")),
    Action("leave", ("q", "ctrl+q"), text("Quit"), text("Quit duewatch")),
)
BY_ID = {action.id: action for action in ACTIONS}
GLOBAL = (
    "home", "loans", "contacts", "reminders", "plugins", "debits", "call", "ask", "calculator", "add", "import",
    "report", "pay", "court", "letters", "evidence", "undo", "hide", "blank", "language", "theme", "help", "palette",
    "reload", "leave",
)  # fmt: skip
"""Actions that work on every screen; a screen names its own in BINDINGS."""
OVER_FORMS = "!"
FORM_KEYS = frozenset({"f1", "f2", "f4", "f12", "ctrl+p", "ctrl+q"})
"""Keys of the application that work over a form too. Not ctrl+s: it has to wait its turn behind the keys typed
before it, or a fast typist's 500 would be saved as 50."""


def bindings(*ids: str) -> "list[BindingType]":
    """Textual bindings of the named actions. The ids are what a keymap names: keys that work over forms have one of
    their own, for they stay where the config gives the action other keys."""
    from textual.binding import Binding

    return [
        Binding(key, action, show=False, priority=key in FORM_KEYS, id=action + OVER_FORMS * (key in FORM_KEYS))
        for action in ids
        for key in BY_ID[action].keys
    ]


def with_shortcuts(shortcuts: Mapping[str, tuple[str, ...]]) -> dict[str, Action]:
    """The table with the keys of the config in place of its own; those that work over forms stay."""
    return {
        action.id: action._replace(
            keys=(*shortcuts[action.id], *(k for k in action.keys if k in FORM_KEYS and k not in shortcuts[action.id]))
        )
        if action.id in shortcuts
        else action
        for action in ACTIONS
    }


def keymap(shortcuts: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The keys of the config as Textual's keymap."""
    return {action: ",".join(keys) for action, keys in shortcuts.items()}


def offered(screen: "Screen[object]") -> list[Action]:
    """The actions that work on the screen right now, in the order of the table."""
    actions: Mapping[str, Action] = getattr(screen.app, "actions", BY_ID)
    working = {
        (key, active.binding.action) for key, active in screen.active_bindings.items() if active.enabled
    }  # key and action: an Input's own "home" is not ours
    if screen.focused is not None and screen.focused.check_consume_key("slash", "/"):
        working.discard(("slash", "ask"))  # Textual does not know this key's character, so it does not see to it
    return [
        action
        for action in actions.values()
        if any((key, action.id) in working for key in action.keys) or (not action.keys and not screen.is_modal)
    ]
