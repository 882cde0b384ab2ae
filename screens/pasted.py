"""What a terminal sends when something is pasted: text between two marks, and nothing in between is a key."""

from __future__ import annotations

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

BEGIN, END = "\x1b[200~", "\x1b[201~"
ESCAPE, PICTURE = "\x1b", "\u241b"


class PasteParser(XTermParser):
    """Reads keys and pastes. An escape character in a paste, which tmux and some terminals let through, is text.

    The base class takes it for the beginning of a key: what follows acts as keys, and what stands before it comes last.
    """

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002  (as the base class has it)
        super().__init__(debug)
        self._is_pasting = False
        self._held = ""
        """The end of what was read, if a paste may end there."""
        self._tail = ""
        """The end of what was read, in which a paste may have begun to begin."""

    def feed(self, data: str) -> Iterable[Message]:
        """Read what the terminal sent; nothing is the end of it."""
        text = self._plain(data) if data else ""
        return super().feed(text) if text or not data else ()

    def _plain(self, data: str) -> str:
        """The same with all pastes free of escape characters."""
        made, rest = [], self._held + data
        self._held = ""
        while rest:
            part, rest = self._pasted(rest) if self._is_pasting else self._typed(rest)
            made.append(part)
        return "".join(made)

    def _typed(self, data: str) -> tuple[str, str]:
        """What is read up to the next paste, its mark included, and the rest."""
        seen = self._tail + data
        at = seen.find(BEGIN)
        self._is_pasting = at >= 0
        self._tail = "" if self._is_pasting else seen[1 - len(BEGIN) :]
        end = at + len(BEGIN) - (len(seen) - len(data)) if self._is_pasting else len(data)
        return data[:end], data[end:]

    def _pasted(self, data: str) -> tuple[str, str]:
        """What is pasted, the mark at its end included, and the rest."""
        inside, mark, rest = data.partition(END)
        self._is_pasting = not mark
        if not mark:
            begun = next((n for n in range(len(END) - 1, 0, -1) if inside.endswith(END[:n])), 0)
            inside, self._held = inside[: len(inside) - begun], inside[len(inside) - begun :]
        return inside.replace(ESCAPE, PICTURE) + mark, rest
