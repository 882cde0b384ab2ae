"""Typed-ahead keys act in the order in which they were typed.

Textual hands printable keys to the focused widget at once, while bound keys travel up to where their binding is; two keys
of one read can therefore overtake each other (Textualize/textual#6605). Here one key is let in at a time: a marker follows
it through the same queues, and when the marker arrives at the app everything that the key caused has happened.
"""

from __future__ import annotations

from collections import deque
from time import monotonic

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer
from textual.widgets import Input, TextArea

from screens.widgets.picker import Picker
from wizard.text import clean

PATIENCE_S = 0.5
"""A marker that was lost with its widget is not waited for longer than this."""
DELETING = ("backspace", "delete", "ctrl+d", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+x")
HEARD = ("ctrl+q",)
"""Keys that mean the same wherever they are pressed, are always taken, and show that somebody sees what is there."""
ROUNDS = 3
"""What a key causes may be said by the control to its form, and by the form to its screen; the marker follows each time."""


class KeysInOrder(App[int]):
    """An app in which one key is dealt with after the other."""

    class KeyDone(Message):
        """Follows a key through the queues that the key went through."""

        def __init__(self, turn: int, target: MessagePump, rounds: int = ROUNDS) -> None:
            super().__init__()
            self.turn, self.target, self.rounds = turn, target, rounds

    def __init__(self) -> None:
        super().__init__()
        self._typed_ahead: deque[events.Key | events.Paste] = deque()
        self._turn = 0
        self._is_busy = False
        self._has_words = False
        self._deaf_s = self._deaf_until = 0.0
        self._key_patience: Timer | None = None

    def expect_words(self, *, are_coming: bool) -> None:
        """Words are given to a control now, or everything that they caused has happened."""

    @property
    def is_typed_ahead(self) -> bool:
        """Whether a key is under way or waits for its turn."""
        return self._is_busy

    def ignore_keys(self, seconds: float) -> None:
        """Take no key for so long, and as long again after each that types: it was meant for what was there before."""
        self._deaf_s, self._deaf_until = seconds, monotonic() + seconds

    def _is_ignored(self, event: events.Key | events.Paste) -> bool:
        if monotonic() >= self._deaf_until:
            return False
        if isinstance(event, events.Key) and event.key in HEARD:
            self._deaf_until = 0.0  # it was pressed for what is there now, and so is what follows
            return False
        if isinstance(event, events.Paste) or event.is_printable:
            self._deaf_until = monotonic() + self._deaf_s
        return True

    async def on_event(self, event: events.Event) -> None:
        """Hold back a key while another is under way; everything else goes on as always.

        What is pasted is cleaned here, on the way to every control that there is; a key types nothing that needs it.
        """
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            if isinstance(event, events.Paste):
                event.text = clean(event.text)
            self._typed_ahead.append(event)
            if not self._is_busy:
                await self._let_next_key_in()
            return
        await super().on_event(event)

    async def _let_next_key_in(self) -> None:
        is_ready = getattr(self.screen, "is_ready", True)
        while is_ready and self._typed_ahead and self._is_ignored(self._typed_ahead[0]):
            self._typed_ahead.popleft()
        self._is_busy = bool(self._typed_ahead)
        if not self._is_busy:
            return
        if not is_ready:
            self.set_timer(0.01, self._let_next_key_in)
            return
        self._turn += 1
        target = self.focused or self.screen
        event = self._typed_ahead.popleft()
        if isinstance(target, Input | TextArea | Picker) and _types(event):
            self._has_words = True
            self.expect_words(are_coming=True)
        await super().on_event(event)
        if self._key_patience is not None:
            self._key_patience.stop()
        self._key_patience = self.set_timer(PATIENCE_S, lambda turn=self._turn: self._key_is_done(turn))
        target.post_message(self.KeyDone(self._turn, target))

    async def on_keys_in_order_key_done(self, message: KeyDone) -> None:
        """Let the next key in, once the marker has made its rounds."""
        message.stop()
        again = self.KeyDone(message.turn, message.target, message.rounds - 1)
        if not (again.rounds and message.target.post_message(again)):
            await self._key_is_done(message.turn)

    async def _key_is_done(self, turn: int) -> None:
        if turn == self._turn and self._is_busy:
            if self._has_words:
                self._has_words = False
                self.expect_words(are_coming=False)
            await self._let_next_key_in()


def _types(event: events.Key | events.Paste) -> bool:
    """Whether a key or paste changes words or a choice, rather than to go somewhere."""
    return isinstance(event, events.Paste) or event.is_printable or event.key in DELETING
