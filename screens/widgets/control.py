"""What every control of a form says to the form it is in."""

from dataclasses import dataclass
from typing import Any

from textual.message import Message


@dataclass
class Answered(Message):
    """The focused field was given this raw answer."""

    value: Any


@dataclass
class Left(Message):
    """The field is done with: -1 asks for the one before, 1 for the one after; `is_within`: unless that leaves the form."""

    by: int
    is_within: bool = False


@dataclass
class RecordWanted(Message):
    """The form of a record is wanted, by the id of the record."""

    record: str


@dataclass
class LinesGiven(Message):
    """New records were typed or pasted, in the columns' order."""

    text: str


@dataclass
class RecordRemoved(Message):
    """The record with this id is to go."""

    record: str


@dataclass
class RecordMoved(Message):
    """The record with this id is to change places with its neighbour."""

    record: str
    by: int
