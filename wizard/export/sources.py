"""The tables of where the answers come from: how many from where, and which of them nobody confirmed."""

from __future__ import annotations

from wizard.export.markdown import Markdown
from wizard.export.tables import rows
from wizard.review import Review, fields_of, owner_of
from wizard.tally import Provenance, asked_of
from wizard.workflow import STEP_BY_KEY

MEANINGS = {
    "typed": "answered by the authors",
    "accepted": "taken from a suggestion, and what it follows from still holds",
    "imported": "taken over from another document",
    "assumed": "the authors were not sure",
    "stale": "taken from a suggestion, and what it followed from has changed",
}


def answers_by_source(review: Review) -> Markdown:
    """How many answers come from where."""
    held = review.provenance
    counts = [(source, getattr(held, source), MEANINGS[source]) for source in Provenance._fields]
    return rows(["Source", "Answers", "Which means"], [row for row in counts if row[1]])


def unconfirmed_answers(review: Review) -> Markdown:
    """The assumed and stale answers by name, in the order of the workflow."""
    found = [
        (path, origin.word)
        for path, origin in asked_of(review.reading, review.origins).items()
        if origin.is_stale or origin.source == "assumed"
    ]
    found.sort(key=lambda one: _place(one[0]))
    return rows(["Step", "Question", "Record", "Source"], [(*_named(review, path), source) for path, source in found])


def _place(path: tuple[str, ...]) -> tuple[int, int]:
    step = STEP_BY_KEY[path[0]]
    return step.number, list(step.fields).index(path[1])


def _named(review: Review, path: tuple[str, ...]) -> tuple[str, str, str]:
    """Step, question and record; the question of a whole record is that of its list."""
    is_record = len(path) % 2 == 1
    record = owner_of(review.reading, (*path, "") if is_record else path)
    return STEP_BY_KEY[path[0]].title, fields_of(path[:-1] if is_record else path).prompt, record
