"""The contract document: front matter, three headings, thirteen sections. The same answers always make the same bytes."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from wizard.contract import OUT_OF_SCOPE, SCHEMA_VERSION, SECTIONS, template_of
from wizard.drafts.file import to_toml
from wizard.export import derived, listings, markdown, mermaid, prose, risk_tables, sources, tables
from wizard.export.markdown import Markdown, inline
from wizard.export.words import listed, words
from wizard.knowledge.guide import guide
from wizard.resources import resource_folder
from wizard.review import Review
from wizard.standards import BASELINE
from wizard.workflow import STEPS

if TYPE_CHECKING:
    from jinja2 import Environment

UNTITLED = "Untitled design"
_TOOLS = (
    *(markdown.block, markdown.fence, tables.table, words, listed),
    *(prose.say, prose.either, prose.sentence, prose.para, prose.run_in, prose.headed, prose.intro),
    *(prose.points, prose.numbered, prose.phrase),
    *(risk_tables.risks_derived, risk_tables.decisions_left, risk_tables.waived),
    *(mermaid.entity_relations, mermaid.context, mermaid.critical_path, mermaid.states),
    *(
        derived.regimes,
        derived.openapi,
        derived.advised_instead,
        derived.by_priority,
        derived.unused_roles,
        derived.still_open,
    ),
    *(
        listings.standards_used,
        listings.drivers_weighed,
        listings.alternatives,
        listings.attributes,
        listings.rest_operations,
    ),
    *(listings.traceability, listings.indexes, listings.migration_steps, listings.permission_matrix),
    *(listings.objectives, listings.dependency_policies, listings.targets, listings.capacity, listings.neighbours),
    *(listings.risk_register, listings.owasp, listings.controls, listings.compliance_risks, listings.planned_files),
    *(
        listings.open_questions,
        listings.answered_questions,
        listings.checklist_counts,
        listings.ticked,
        listings.taken_out,
        sources.answers_by_source,
        sources.unconfirmed_answers,
    ),
)
"""What templates may call."""


def document(review: Review) -> str:
    """The whole contract."""
    if review.verdict == "out-of-scope":
        return OUT_OF_SCOPE
    sections = [(name, section(review, name)) for name in SECTIONS]
    body = _render("document.md.j2", review, sections=sections, guide=guide().name)
    return f"{front_matter(review)}\n{prose.tidy(body)}\n"


def section(review: Review, name: str) -> str:
    """One section without its heading, as it would be exported now. `KeyError` if there is none of that name."""
    template = template_of(name)
    reason = derived.not_applicable(review.design, name)
    if reason:
        return Markdown(f"Not applicable: {inline(reason)}")
    missing = open_line(derived.still_open(review, name))
    body = prose.tidy(f"{_render(template, review)}\n\n{missing}")
    return body or Markdown("*Nothing is said about this yet.*")


def open_line(missing: list[str]) -> Markdown:
    """What is needed and not answered yet, in one line in italics; nothing if all is there."""
    return Markdown(f"*Open: {inline('; '.join(missing))}.*") if missing else markdown.NOTHING


def title_of(review: Review) -> str:
    """The title of the design, also while it has none."""
    return review.design.start.title or UNTITLED


def digest(review: Review) -> str:
    """The digest of the draft that a document was made from."""
    return f"sha256:{hashlib.sha256(to_toml(review.source)).hexdigest()}"


def front_matter(review: Review) -> str:
    """YAML that says what the document is; strings are quoted, so that every YAML version reads the same."""
    values: dict[str, Any] = {
        "title": title_of(review),
        "status": review.verdict,
        "standards": BASELINE,
        "digest": digest(review),
    }
    lines = [f"{name}: {_quoted(value)}" for name, value in values.items()]
    lines.append(f"redacted: {'false' if review.taken_out is None else 'true'}")
    return "\n".join(["---", f"schema_version: {SCHEMA_VERSION}", *lines, "---", ""])


def _quoted(text: str) -> str:
    """A double-quoted YAML string in ASCII; beyond the first plane YAML has an escape of its own."""
    inner = (f"\\U{ord(c):08X}" if ord(c) > 0xFFFF else json.dumps(c)[1:-1] for c in text)
    return f'"{"".join(inner)}"'


def _render(template: str, review: Review, **more: Any) -> Markdown:
    design = review.design
    steps = {step.key: getattr(design, step.key) for step in STEPS}
    shared = {"review": review, "design": design, "title": title_of(review)}
    return Markdown(_environment().get_template(template).render(steps | shared | more))


@cache
def _environment() -> Environment:
    """The templates' environment: what is undefined is an error, and what is printed is escaped unless it is safe."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # lazily: 60 ms that only an export needs

    class ContractEnvironment(Environment):
        """An environment in which what a macro made of safe parts is safe."""

        concat = staticmethod(lambda parts: Markdown("".join(parts)))

    environment = ContractEnvironment(
        loader=FileSystemLoader(resource_folder("templates") / "contract"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    environment.globals |= {tool.__name__: tool for tool in (*_TOOLS, open_line)}
    environment.globals["step_titles"] = {step.key: step.title for step in STEPS}
    return environment


def _finalized(value: Any) -> str:
    return value if isinstance(value, Markdown) else inline(tables.shown(value))
