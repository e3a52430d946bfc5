"""Nothing at all, until a key: for the moment when somebody steps behind the chair."""

from textual import events
from textual.screen import ModalScreen


class BlankScreen(ModalScreen[None]):
    """An empty screen. Any key or click takes it away; no notice is drawn over it."""

    CSS_PATH = "../styles/blank.tcss"

    def on_key(self, event: events.Key) -> None:
        """Any key, and it does nothing else."""
        event.stop()
        self.dismiss()

    def on_click(self) -> None:
        """The mouse too."""
        self.dismiss()
