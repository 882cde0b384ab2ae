"""A typist: types at the speed of hands, watches what the screen calls saved, and is interrupted when nobody expects it."""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any, NamedTuple

from ui.terminal import Terminal, terminal

from wizard.design import Answers
from wizard.drafts.file import from_toml

NARROW = (80, 24)
"""No rail and no side pane: what can be read on the screen is the form."""
HUMAN_S = (0.06, 0.18)
FAST_S = (0.02, 0.03)
"""Between two keys: a practised hand, and a key that repeats."""
WORDS = ("pay", "room", "ledger", "an", "Überweisung", "of", "merchant", "50 €", "日本", "is", "late")


class Chance(Random):
    """What happens by chance, and can be made to happen again: a failing test shows its seed."""

    def __init__(self) -> None:
        self.number = int(os.environ.get("SEED") or Random().randrange(10**6))
        super().__init__(self.number)

    def __repr__(self) -> str:
        return f"SEED={self.number}"


class Stroke(NamedTuple):
    """One key, and what the draft is to say when it has come through."""

    key: str
    after: Any


class Kind(ABC):
    """One way of giving answers: where, by which keys, and how they are read from a draft and from a screen."""

    def __init__(self, group: str, place: str) -> None:
        self.group = group
        """A part of the name of the group that begins with the field."""
        self.place = place
        """What can be read where the field is."""

    @abstractmethod
    def strokes(self, random: Random, before: Any, rows: list[str], /) -> Iterator[Stroke]:
        """Keys without an end, beginning with what is there and can be read."""

    @abstractmethod
    def read(self, answers: Answers) -> Any:
        """What the answers say in this field."""

    @abstractmethod
    def is_shown(self, state: Any, rows: list[str]) -> bool:
        """Whether the field on the screen says that."""

    def is_found(self, state: Any, rows: list[str]) -> bool:
        """Whether the field says that when somebody arrives at it."""
        return not state or self.is_shown(state, rows)


class Words(Kind):
    """Words into a field for words: one line, or many."""

    def __init__(self, group: str, place: str, answer: str, *, lines: bool = False) -> None:
        super().__init__(group, place)
        self._step, self._name = answer.split(".")
        self._lines = lines

    def strokes(self, random: Random, before: str, _rows: list[str], /) -> Iterator[Stroke]:
        said = before
        for number in count(len(before)):
            between = random.choice(["\n", " ", " "]) if self._lines else " "
            for letter in f"{between if said else ''}{random.choice(WORDS)}{number}":
                said += letter
                yield Stroke("<enter>" if letter == "\n" else letter, said)

    def read(self, answers: Answers) -> str:
        return str(answers.get(self._step, {}).get(self._name, ""))

    def is_shown(self, state: str, rows: list[str]) -> bool:
        tail = _plain(state)[-14:].strip()
        return bool(tail) and re.search(rf"{re.escape(tail)}(?=\s|$)", _plain(" ".join(rows))) is not None


class Choices(Kind):
    """Options of which any may be chosen, up and down the list."""

    OPTIONS = (
        "react-web", "apps-sdk", "mcp", "storybook", "cli", "tauri", "cloudflare-workers", "auth0", "ollama-cloud", "frontier-models",
        "typed-clients",
    )  # fmt: skip

    def strokes(self, random: Random, before: frozenset[str], rows: list[str], /) -> Iterator[Stroke]:
        here = next(match[1] for row in rows if (match := re.search(r"▌ [□■] ([\w-]+)", row)))
        chosen, place, by = before, self.OPTIONS.index(here), 1
        while True:
            if random.random() < 0.6:
                chosen ^= {self.OPTIONS[place]}
                yield Stroke(" ", chosen)
            if not 0 <= place + by < len(self.OPTIONS):
                by = -by
            place += by
            yield Stroke("<down>" if by > 0 else "<up>", chosen)

    def read(self, answers: Answers) -> frozenset[str]:
        return frozenset(answers.get("scope", {}).get("surfaces", ()))

    def is_shown(self, state: frozenset[str], rows: list[str]) -> bool:
        marks = {match[2]: match[1] for row in rows if (match := re.search(r"([□■]) ([\w-]+)", row))}
        return set(marks) == set(self.OPTIONS) and state == {name for name, sign in marks.items() if sign == "■"}


class Records(Kind):
    """Records, a line each, on the disk before they are added; some are taken back, and some of those taken again."""

    def strokes(self, random: Random, before: tuple[str, ...], _rows: list[str], /) -> Iterator[Stroke]:
        held, undone = before, list[tuple[str, ...]]()
        for number in count(len(before)):
            yield Stroke("a", held)
            for row in "xyz"[: random.randint(1, 3)]:
                new = f"{random.randrange(1000)}{row}{number}"
                yield from (Stroke(letter, (*held, new[:place])) for place, letter in enumerate(new, 1))
                held = (*held, new)
                yield Stroke("<enter>", held)
            yield Stroke("<enter>", held)
            while len(held) > len(before) and random.random() < 0.4:
                undone.append(held)
                held = held[:-1]
                yield Stroke("<ctrl+z>", held)
            while undone and random.random() < 0.4:
                held = undone.pop()
                yield Stroke("<ctrl+r>", held)
            undone.clear()

    def read(self, answers: Answers) -> tuple[str, ...]:
        return tuple(record["text"] for record in answers.get("scope", {}).get("assumptions", ()))

    def is_shown(self, state: tuple[str, ...], rows: list[str]) -> bool:
        shown = self._added(rows) | {match[1] for row in rows if (match := re.fullmatch(r" *▌ (\w+) *", row))}
        return shown <= set(state) and (not state or state[-1] in shown)

    def is_found(self, state: tuple[str, ...], rows: list[str]) -> bool:
        # The first rows of the table can be read, with the first of them current.
        return self._added(rows) == set(state[: len(self._added(rows))])

    def _added(self, rows: list[str]) -> set[str]:
        return {match[1] for row in rows if (match := re.match(r"[ ▌]*(\S.*?) +▲ missing", row))}


@dataclass
class Sitting:
    """What was sent to a program, and what it showed as saved."""

    kind: Kind
    before: Any
    sent: list[tuple[float, Stroke]] = field(default_factory=list)
    acknowledged: int = 0
    """So many strokes had been dealt with in a frame that called them saved."""

    def state(self, number: int) -> Any:
        """What the draft is to say after so many strokes."""
        return self.sent[number - 1][1].after if number else self.before

    def look(self, rows: list[str]) -> None:
        """Take note of what can be read in a frame whose first line says that it is saved."""
        if " Saved" in rows[0]:
            shown = (
                n for n in range(self.acknowledged, len(self.sent) + 1) if self.kind.is_shown(self.state(n), rows[1:])
            )
            self.acknowledged = next(shown, self.acknowledged)

    def come_through(self, found: Any) -> int | None:
        """After how many strokes the draft said this, the most that are possible; nothing if it never should have."""
        return next((n for n in range(len(self.sent), -1, -1) if self.state(n) == found), None)


class Loss(NamedTuple):
    """What a kill cost: seconds of typing, counted from the first key that was lost."""

    seconds: float
    keys: int


def interrupted(program: Terminal, kind: Kind, before: Any, random: Random) -> tuple[Sitting, float]:
    """Type until the program is killed, at a moment that nobody chose; when that was."""
    sitting = Sitting(kind, before)
    program.on_frame = lambda: sitting.look(program.rows)
    pace = random.choice([HUMAN_S, FAST_S])
    end = monotonic() + random.uniform(0.05, 2.0)
    hands_off = end - random.choice([0, 0, 0, random.uniform(0, 0.5)])
    strokes = kind.strokes(random, before, program.rows)
    while (now := monotonic()) < hands_off:
        stroke = next(strokes)
        sitting.sent.append((now, stroke))
        program.type(stroke.key)
        program.read_for(min(random.uniform(*pace), end - now))
    program.read_for(end - monotonic())
    return sitting, program.kill()


def loss(sitting: Sitting, killed: float, found: Any) -> Loss:
    """What was lost; fails if it had been called saved, or if the draft says what nobody typed."""
    number = sitting.come_through(found)
    assert number is not None, (
        f"the draft says what was never typed: {found!r}\nnot {sitting.state(len(sitting.sent))!r}"
    )
    assert number >= sitting.acknowledged, (
        f"shown as saved and lost: {sitting.state(sitting.acknowledged)!r}; the draft says {found!r}"
    )
    keys = len(sitting.sent) - number
    return Loss(killed - sitting.sent[number][0] if keys else 0.0, keys)


def kill_again_and_again(kind: Kind, draft: Path, start: bytes, kills: int, random: Random) -> list[Loss]:
    """Work on a draft, killed and opened again so many times; it is begun anew after every fifth."""
    losses: list[Loss] = []
    for number in range(kills):
        if number % 5 == 0:
            draft.write_bytes(start)
        with terminal("open", draft.name, folder=draft.parent, size=NARROW) as program:
            before = kind.read(from_toml(draft.read_bytes()))
            arrive(program, kind, before)
            losses.append(loss(*interrupted(program, kind, before, random), kind.read(from_toml(draft.read_bytes()))))
    return losses


def arrive(program: Terminal, kind: Kind, before: Any) -> None:
    """Go to the field and find there what was said before; nothing asks a question on the way."""
    program.shows("F1 help")
    program.type("<ctrl+g>")
    program.shows("Go to:")
    program.type(f"{kind.group}<enter>")
    program.until(lambda: "Go to:" not in program.text, "the form")
    program.shows(kind.place)
    assert kind.is_found(before, program.rows), f"{before!r} is not there\n{program.text}"


def _plain(text: str) -> str:
    return " ".join(text.replace("▌", " ").split())
