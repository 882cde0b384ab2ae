"""The floor: a bare Textual app with one Input. What it costs, no Textual app can go below."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Floor(App[None]):
    """One Input."""

    def compose(self) -> ComposeResult:
        """The input, and words to wait for."""
        yield Input(placeholder="the floor is up")


if __name__ == "__main__":
    Floor().run()
