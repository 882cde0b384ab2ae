"""What leaves the house: a review of the design in which secrets and personal data are placeholders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from wizard.design import Path
from wizard.redact import Redactor, redacted_tree
from wizard.review import Review, fields_of
from wizard.review import review as reviewed
from wizard.secrecy import TakenOut, digest_of, shown_in


def outgoing(review: Review, *, redact: bool = True) -> Review:
    """The review that documents are made of. What is taken out here is in no export; nothing of the draft is changed."""
    if not redact:
        return review.as_exported(review.answers, None)
    return _redacted(review) if review.delicate else review


@lru_cache(maxsize=1)
def _redacted(review: Review) -> Review:
    """The same with placeholders. Kept for the last review, as a preview and an export of it ask for it several times."""
    delicate = review.delicate
    shown = shown_in(review.answers)
    redactor = Redactor(lambda text: digest_of(text) in shown)
    answers = redacted_tree(review.answers, redactor)
    assert isinstance(answers, dict)  # noqa: S101  (a tree of a mapping is a mapping)
    taken = tuple(
        dict.fromkeys(TakenOut(redactor.name_of(one.text), one.kind, _question(one.path)) for one in delicate)
    )
    return reviewed(answers, review.answers).as_exported(review.answers, taken)


def _question(path: Path) -> str:
    try:
        return fields_of(path).prompt
    except (KeyError, IndexError):
        return ".".join(path)


def words_of(taken: Sequence[TakenOut]) -> str:
    """How many things were taken out, in a sentence; empty if none were."""
    count = len({one.placeholder for one in taken})
    return f"{count} secret{'s' if count > 1 else ''} or personal data were taken out." if count else ""
