"""Every diagram that can come out of a design is one for the parser that draws it, whatever was typed."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from core.designs import full, small
from core.long import examples
from core.test_mermaid import NASTY
from hypothesis import given, settings

from wizard.export.document import document
from wizard.export.mermaid import context, critical_path, entity_relations, states
from wizard.review import review
from wizard.steps.domain import Attribute, DomainModel, Entity, Lifecycle, Relation, Transition
from wizard.steps.scope import ExternalSystem, Scope, User, Workflow
from wizard.text import clean

HERE = Path(__file__).parent
NODE = shutil.which("node")
INSTALL = "npm install --no-package-lock --prefix tests/mermaid"
DIAGRAM = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KINDS = {
    "erDiagram": "er",
    "flowchart": "flowchart-v2",
    "sequenceDiagram": "sequence",
    "stateDiagram-v2": "stateDiagram",
}

pytestmark = [
    pytest.mark.mermaid,
    pytest.mark.skipif(NODE is None, reason="node is not installed"),
    pytest.mark.skipif(not (HERE / "node_modules" / "mermaid").exists(), reason=f"mermaid is not installed: {INSTALL}"),
]


def diagrams_in(text: str) -> list[str]:
    return DIAGRAM.findall(text)


def assert_all_parse(diagrams: list[str]) -> None:
    assert NODE is not None
    done = subprocess.run(
        [NODE, HERE / "parse.mjs"],
        input=json.dumps(diagrams), capture_output=True, encoding="utf-8", timeout=1200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    wrong = [(diagram, answer) for diagram, answer in zip(diagrams, said, strict=True) if "wrong" in answer]
    assert not wrong, f"{len(wrong)} of {len(diagrams)}, the first:\n{wrong[0][0]}\n{wrong[0][1]['wrong']}"
    assert [answer["kind"] for answer in said] == [KINDS[re.split(r"[\s]", diagram)[0]] for diagram in diagrams]


def test_the_parser_says_no_to_what_is_no_diagram() -> None:
    with pytest.raises(AssertionError, match="1 of 1"):
        assert_all_parse(["flowchart LR\n    a[b"])


def test_the_diagrams_of_designs_parse() -> None:
    drawn = [
        diagram
        for answers in (small(), full("Words"), full("end"))
        for diagram in diagrams_in(document(review(answers)))
    ]
    assert len(drawn) >= 8
    assert_all_parse(drawn)


def drawn_with(first: str, second: str) -> list[str]:
    """One diagram of each kind, with these words in every place that has words."""
    workflow = Workflow(name=first, actor=second, trigger=first, steps=(second, f"{first} again"), outcome=second)
    systems = (
        ExternalSystem(name=second, protocol=first, direction="both"),
        ExternalSystem(name=first, direction="in"),
    )
    scope = Scope(users=(User(name=first),), critical_path=first, workflows=(workflow,), external_systems=systems)
    domain = DomainModel(
        entities=(Entity(name=first, attributes=(Attribute(name=second, type=first, unique=True),)),),
        relations=(Relation(source=first, target=second, verb=second),),
    )
    changes = Lifecycle(states=(first, second), transitions=(Transition(source=first, target=second, on=second),))
    made = (context(scope, second), critical_path(scope, first), entity_relations(domain), states(changes))
    return [diagram for text in made for diagram in diagrams_in(text)]


def test_hostile_words_in_every_place_parse() -> None:
    drawn: list[str] = []

    @given(NASTY, NASTY)
    @settings(max_examples=examples(150, 3_000), deadline=None, database=None)
    def draw(first: str, second: str) -> None:
        drawn.extend(drawn_with(clean(first), clean(second)))

    draw()
    assert len(drawn) > 300
    assert_all_parse(drawn)
