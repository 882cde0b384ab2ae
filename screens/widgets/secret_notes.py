"""What a form says of secrets in an answer: that there are some, what becomes of them, and the key that decides it."""

from __future__ import annotations

from textual.content import Content

from screens.drawing import KEY, line, wrap
from wizard.design import Answers, Path

UNSAFE = "$warning"


def told_of_secrets(answers: Answers, path: Path, width: int) -> list[Content]:
    """Which kinds stand in the answer or record at a path, never the words themselves."""
    from wizard.secrecy import Scanner, digest_of, shown_in  # their forms are compiled when something was answered

    found = Scanner().look_at(answers, path)
    if not found:
        return []
    shown = shown_in(answers)
    hidden = [one.words for one in found if digest_of(one.text) not in shown]
    here = "this answer" if len(path) % 2 == 0 else "this line"
    kinds, deed = (hidden, "exports replace") if hidden else ([one.words for one in found], "exports show")
    words = _sentence(kinds, here, deed)
    rows = wrap(f"{words} F10 decides.", width - 2)
    return [line("  ", (row, UNSAFE)) for row in rows[:-1]] + [_last(rows[-1])]


def _sentence(kinds: list[str], here: str, deed: str) -> str:
    """What stands in an answer, and what is done about it."""
    kinds = list(dict.fromkeys(kinds))
    listed = f"{', '.join(kinds[:-1])} and {kinds[-1]}" if len(kinds) > 1 else kinds[0]
    stand, them = ("stand", "them") if len(kinds) > 1 else ("stands", "it")
    return f"{listed[:1].upper()}{listed[1:]} {stand} in {here}; {deed} {them}."


def _last(row: str) -> Content:
    """The line that names the key, with the key as keys look."""
    before, key, after = row.partition("F10")
    return line("  ", (before, UNSAFE), (key, KEY), (after, UNSAFE))
