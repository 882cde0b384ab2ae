"""What the command line calls a place in the workflow, and a verdict."""

from __future__ import annotations

from wizard.cli.output import plural
from wizard.review import Review
from wizard.workflow import STEP_BY_KEY


def place(step: str, group: str) -> str:
    """A step and group in the words of the screens: `4 API contract > Operations`. Empty for a step there is not."""
    found = STEP_BY_KEY.get(step)
    if found is None:
        return ""
    title = f"{found.number} {found.title}" if found.number else found.title
    heading = next((kind.heading for kind in found.groups if kind.group_key() == group), "")
    return f"{title} > {heading}" if heading and heading != found.title else title


def verdict(review: Review) -> str:
    """The verdict in words, with how much is against it."""
    if review.verdict == "out-of-scope":
        return "out of scope"
    return "ready" if review.verdict == "ready" else f"not ready, {plural(len(review.blockers), 'blocker')}"
