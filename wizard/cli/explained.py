"""What a code stands for: a kind of finding, an item of the checklist, or a rule that suggests answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from wizard.ask import DEPTHS
from wizard.checklist.applicable import DEPTH_WORDS, KINDS, SCOPES, SURFACES, SYSTEMS
from wizard.checklist.checklist import predicates
from wizard.errors import WizardError
from wizard.export.faults import FAULTS
from wizard.export.words import words
from wizard.knowledge.guide import guide
from wizard.knowledge.library import item_by_id
from wizard.knowledge.page import Item
from wizard.knowledge.shelf import titles
from wizard.rules.checks import kinds
from wizard.rules.rule import Code, Rule
from wizard.suggestions.suggest import advisors
from wizard.suggestions.suggestion import Advisor

NO_SEVERITY = "none"
"""Of what keeps no design from being ready."""


class NoSuchCode(WizardError):
    """Nothing has that code."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is to be said of a code; what does not apply to its kind is empty."""

    code: str
    kind: str
    severity: str
    meaning: str
    fix: str
    reference: str = ""
    """As `page` or `page#anchor`."""
    section: str = ""
    source: str = ""
    counts_for: str = ""
    settled_by: str = ""
    why_not: str = ""
    """What tells for a draft which answers were read; that is not known without one."""

    @property
    def command(self) -> str:
        """What prints the reference."""
        return f"backend-design references {self.reference}" if self.reference else ""

    @property
    def read_on(self) -> str:
        """The page, and the heading on it, in words."""
        name, _, anchor = self.reference.partition("#")
        if not name:
            return ""
        page = titles()[name]
        heading = next((heading.words for heading in page.headings if heading.anchor == anchor), "")
        return f"{page.title} > {heading}" if heading else page.title

    def to_data(self) -> dict[str, Any]:
        """The same for machines."""
        return asdict(self) | {"command": self.command, "read_on": self.read_on}


def explained(code: str) -> Explanation:
    """What stands behind a code. `NoSuchCode` names those that are near."""
    known = _known()
    found = known.get(code)
    if found is None:
        raise NoSuchCode(f"There is no code {code}.{near(code, known)}")
    if isinstance(found, Item):
        return _item(found)
    return _advisor(found) if isinstance(found, Advisor) else _finding(found)


def codes() -> tuple[str, ...]:
    """Every code of the program itself: findings first, then checklist items, then suggestions."""
    return (*(kind.code for kind in (*kinds(), *FAULTS)), *item_by_id(), *advisors())


def _known() -> dict[str, Code | Rule | Item | Advisor]:
    """Everything that has a code; findings come before what is called like one in the team's own guide."""
    findings: dict[str, Code | Rule] = {kind.code: kind for kind in (*kinds(), *FAULTS)}
    return {item.id: item for item in guide().items} | advisors() | item_by_id() | findings


def _finding(kind: Code | Rule) -> Explanation:
    what = "finding in a document" if kind in FAULTS else "finding"
    why_not = "" if kind in FAULTS else f"backend-design check --why-not {kind.code} DRAFT"
    return Explanation(kind.code, what, kind.severity, kind.meaning, kind.fix, kind.reference, why_not=why_not)


def _item(item: Item) -> Explanation:
    is_settled = item.id in predicates()
    fix = "Answer the questions that it speaks of" if is_settled else "Hold the design against it"
    return Explanation(
        item.id,
        "checklist item",
        NO_SEVERITY,
        item.statement,
        f"{fix}, or tick it by hand in the checklist, with a reason if it does not apply.",
        item.page,
        item.section,
        item.source,
        said_of(item.when),
        "the answers, as far as they tell; else a person" if is_settled else "a person",
    )


def _advisor(rule: Advisor) -> Explanation:
    fix = "Take the suggestion where it is offered, or answer something else; nothing is filled in by itself."
    return Explanation(rule.code, "suggestion", NO_SEVERITY, rule.title, fix, rule.reference)


def said_of(when: Iterable[Iterable[str]]) -> str:
    """The designs that are meant by the words of a page and of an item on it."""
    groups = [frozenset(group) for group in when]
    parts = []
    for kind in KINDS:
        wanted = [group & kind for group in groups if group & kind]
        if wanted:
            parts.append(_alternatives(kind, frozenset.intersection(*wanted) or wanted[-1]))
    return f"designs {'; '.join(parts)}" if parts else "every design"


def _alternatives(kind: frozenset[str], wanted: frozenset[str]) -> str:
    if kind == DEPTH_WORDS:
        least = next(depth for depth in DEPTHS if depth in wanted)
        return f"of depth {least}{'' if least == DEPTHS[-1] else ' or deeper'}"
    before, topic = {SYSTEMS: ("with", "system"), SURFACES: ("with", "surface"), SCOPES: ("under", "regime")}[kind]
    if wanted == SCOPES:
        return "under any compliance scope"
    *others, last = (words(topic, name) for name in sorted(wanted))
    return f"{before} {', '.join(others)}{' or ' if others else ''}{last}"


def near(code: str, known: Mapping[str, object]) -> str:
    """The codes that were perhaps meant, in a sentence; if none is near, where codes are found."""
    from difflib import get_close_matches  # only a mistyped code needs it

    near = [*get_close_matches(code, known, n=3, cutoff=0.6), *_holding(code, known)]
    found = list(dict.fromkeys(near))[:3]
    return (
        f" Did you mean {' or '.join(found)}?"
        if found
        else " 'backend-design check --format json' gives the codes of findings."
    )


def _holding(code: str, known: Iterable[str]) -> Iterator[str]:
    """Codes of which a part was given."""
    return (name for name in known if len(code) > 2 and code in name)
