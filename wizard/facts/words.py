"""What can be read safely in an answer of words: what it affirms, names, numbers, dates and spans of time."""

from __future__ import annotations

import re
from functools import lru_cache

MINUTE = 60_000.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR
UNITS: dict[str, float] = {
    **dict.fromkeys(("ms", "millisecond", "milliseconds"), 1.0),
    **dict.fromkeys(("s", "sec", "second", "seconds"), 1000.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hour", "hours"), HOUR),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("week", "weeks"), 7 * DAY),
    **dict.fromkeys(("month", "months"), 30 * DAY),
    **dict.fromkeys(("year", "years"), 365 * DAY),
}
"""Milliseconds of a unit of time, as people write it."""
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

LONGEST = 90
"""A quoted answer is cut after so many characters."""

_NUMBER = rf"(?:\d{{1,3}}(?:[ ,]\d{{3}})+|\d+(?:\.\d+)?|\b(?:an(?= hour)|{'|'.join(NUMBERS)})\b)"
_SPAN = re.compile(
    rf"({_NUMBER})(?: (?:to|or) ({_NUMBER})| ?- ?(\d+))? ?(?:working |bank )?({'|'.join(UNITS)})\b", re.IGNORECASE
)
_PAIR = re.compile(r"\b(\d+) (min|h|d|days?|hours?|minutes?) (\d+) (s|min|h|hours?|minutes?|seconds?)\b", re.IGNORECASE)
_RECURRING = re.compile(
    r"\b(daily|nightly|hourly|weekly|monthly|quarterly|yearly|overnight|"
    r"(each|every|(within|for|over|after) (an?|the)) (\w+ )?(second|minute|hour|day|night|week|month|quarter|year)|"
    r"(same|next) (working |bank )?day|at once|immediately)",
    re.IGNORECASE,
)
_FIGURE = re.compile(rf"\d|\b({'|'.join(NUMBERS)}|twice|double|half|quarter|dozen)\b", re.IGNORECASE)
_PERIOD = re.compile(r"\b(?:days?|weeks?|months?|quarters?|years?|releases?)\b", re.IGNORECASE)
_DATE = re.compile(r"\b\d{4}-\d{2}(-\d{2})?\b")
_BETWEEN = re.compile(r"[^a-z0-9]+")
_NEGATED = re.compile(r"\b(?:no|not|never|without|nor|neither|instead of)\s+(?:\w+\s+)?$", re.IGNORECASE)


def affirmed(pattern: str, text: str) -> re.Match[str] | None:
    """Where the text says it without a negation before it; case does not matter."""
    found = re.finditer(pattern, text, re.IGNORECASE)
    return next((match for match in found if not _NEGATED.search(text, 0, match.start())), None)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The words of a text in lower case with single blanks between and around them, to look for names in."""
    return f" {_BETWEEN.sub(' ', text.lower()).strip()} "


def names(text: str, name: str) -> bool:
    """Whether a text holds a name as whole words, however these are joined."""
    asked = plain(name)
    return bool(asked.strip()) and asked in plain(text)


def has_figure(text: str) -> bool:
    """Whether a text holds a number, in digits or as a word."""
    return _FIGURE.search(text) is not None


def has_period(text: str) -> bool:
    """Whether a text names a length of time by its unit, or by releases."""
    return _PERIOD.search(text) is not None


def has_date(text: str) -> bool:
    """Whether a text holds a date of year and month."""
    return _DATE.search(text) is not None


def spans(text: str) -> list[float]:
    """The spans of time that a text states, in milliseconds, in their order; both ends of a range count."""
    text = _PAIR.sub(lambda pair: f"{_pair(pair)} ms", text)
    found = []
    for one in _SPAN.finditer(text):
        unit = UNITS[one[4].lower()]
        found += [_number(number) * unit for number in (one[1], one[2] or one[3]) if number]
    return found


def has_time(text: str) -> bool:
    """Whether a text states a span of time, or how often something happens."""
    return bool(spans(text)) or _RECURRING.search(text) is not None


def _pair(pair: re.Match[str]) -> int:
    return int(int(pair[1]) * UNITS[pair[2].lower()] + int(pair[3]) * UNITS[pair[4].lower()])


def _number(said: str) -> float:
    word = said.lower()
    if word in NUMBERS:
        return NUMBERS.index(word) + 1.0
    return 1.0 if word == "an" else float(word.replace(" ", "").replace(",", ""))


def cut(text: str) -> str:
    """A text in one line of at most `LONGEST` characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
