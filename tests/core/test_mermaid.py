"""Diagrams hold what the user wrote as labels, and nothing of it as syntax."""

import re

import pytest
from core.long import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.export.mermaid import LONGEST_LABEL, context, critical_path, entity_relations, label, states
from wizard.steps.domain import Attribute, DomainModel, Entity, Lifecycle, Relation, Transition
from wizard.steps.scope import ExternalSystem, Scope, User, Workflow

NASTY = st.one_of(
    st.text(min_size=1, max_size=12),
    st.sampled_from(
        [
            " ",
            "\u3000",
            "end",
            "to",
            'a"b',
            "a;b",
            "#35;",
            "%% note",
            "--> x",
            "n1",
            "{",
            "}",
            "a\nb",
            "]",
            "`x`",
            "direction LR",
        ]
    ),
)
LABEL = r"(?:[^\W_]|[ .,_-]|#\d+;)*"


def lines(diagram: str) -> list[str]:
    assert diagram.startswith("```mermaid\n")
    assert diagram.endswith("\n```")
    return [line.strip() for line in diagram.splitlines()[2:-1]]


@given(NASTY)
@settings(max_examples=examples(100, 2_000), deadline=None)
def test_a_label_holds_nothing_that_means_something(text: str) -> None:
    assert re.fullmatch(LABEL, label(text))


def test_a_label_is_readable_where_it_can_be() -> None:
    assert label("Charge the card, once") == "Charge the card, once"
    assert label('say "hi"; go') == "say #34;hi#34;#59; go"
    assert len(re.sub(r"#\d+;", "x", label("x" * 500))) == LONGEST_LABEL


@pytest.mark.parametrize("text", ["direction LR", "new direction TB"])
def test_a_label_is_no_command(text: str) -> None:
    assert "direction#32;" in label(text)


@pytest.mark.parametrize("name", ["PK", "uk"])
def test_an_attribute_is_no_key_word(name: str) -> None:
    domain = DomainModel(
        entities=(Entity(name="A", attributes=(Attribute(name=name, type=name),)),),
        relations=(Relation(source="A", target="B"),),
    )
    assert f"    {name}_ {name}_\n" in entity_relations(domain)


def test_nothing_is_drawn_when_there_is_nothing_to_draw() -> None:
    assert context(Scope(), "T") == ""
    assert critical_path(Scope(critical_path="A", workflows=(Workflow(name="A"),)), "T") == ""
    assert critical_path(Scope(critical_path="B", workflows=(Workflow(name="A", steps=("x",)),)), "T") == ""
    assert entity_relations(DomainModel(entities=(Entity(name="A"),))) == ""
    assert entity_relations(DomainModel(relations=(Relation(source="A"),))) == ""
    assert states(Lifecycle(entity="A")) == ""


@given(NASTY, NASTY)
@settings(max_examples=examples(60, 1_200), deadline=None)
def test_every_line_of_a_context_is_a_node_or_an_edge(name: str, other: str) -> None:
    scope = Scope(
        users=(User(name=name),), external_systems=(ExternalSystem(name=other, protocol=name, direction="both"),)
    )
    for line in lines(context(scope, other)):
        assert re.fullmatch(rf'[nux]\d[\[(]*"{LABEL}"[\])]*|[nux]\d <?-->(\|"{LABEL}"\|)? [nux]\d', line), line


@given(NASTY, NASTY)
@settings(max_examples=examples(60, 1_200), deadline=None)
def test_every_line_of_an_entity_diagram_is_an_entity_an_attribute_or_a_relation(name: str, other: str) -> None:
    domain = DomainModel(
        entities=(Entity(name=name, attributes=(Attribute(name=other, type=name, unique=True),)),),
        relations=(Relation(source=name, target=other, verb=other),),
    )
    word = r"[A-Za-z][A-Za-z0-9_]*"
    for line in lines(entity_relations(domain)):
        assert re.fullmatch(
            rf'n\d\["{LABEL}"\]( \{{)?|\}}|{word} {word} UK|n\d [|}}][|o]--[|o][|{{] n\d : "{LABEL}"', line
        ), line


@given(NASTY, NASTY)
@settings(max_examples=examples(60, 1_200), deadline=None)
def test_every_line_of_a_sequence_is_a_participant_or_a_message(name: str, other: str) -> None:
    workflow = Workflow(name=name, actor=other, steps=(other, f"{name} again"), outcome=other)
    systems = (ExternalSystem(name=other),)
    scope = Scope(critical_path=name, workflows=(workflow,), external_systems=systems)
    for line in lines(critical_path(scope, name)):
        assert re.fullmatch(rf"(actor|participant) n\d as {LABEL}|n\d--?>>n\d: {LABEL}", line), line


@given(NASTY, NASTY)
@settings(max_examples=examples(60, 1_200), deadline=None)
def test_every_line_of_a_lifecycle_is_a_state_or_a_change(name: str, other: str) -> None:
    lifecycle = Lifecycle(states=(name,), transitions=(Transition(source=name, target=other, on=other),))
    for line in lines(states(lifecycle)):
        assert re.fullmatch(rf'state "{LABEL}" as n\d|(\[\*\]|n\d) --> (\[\*\]|n\d)( : {LABEL})?', line), line


def test_a_step_that_names_an_external_system_goes_there() -> None:
    scope = Scope(
        critical_path="Pay",
        workflows=(Workflow(name="Pay", actor="Merchant", steps=("check", "ask the card processor"), outcome="paid"),),
        external_systems=(ExternalSystem(name="Card processor"),),
    )
    assert "n2->>n3: ask the card processor" in critical_path(scope, "API")
    assert "n2->>n2: check" in critical_path(scope, "API")


@pytest.mark.parametrize(
    ("cardinality", "ends"), [("one-to-many", "||--o{"), ("many-to-one", "}o--||"), (None, "}o--o{")]
)
def test_the_ends_of_a_relation_say_how_many(cardinality: str | None, ends: str) -> None:
    domain = DomainModel(relations=(Relation(source="A", target="B", cardinality=cardinality),))
    assert f'n1 {ends} n2 : "is related to"' in entity_relations(domain)


def test_a_state_that_nothing_leaves_is_an_end() -> None:
    drawn = states(Lifecycle(states=("a", "b"), transitions=(Transition(source="a", target="b"),)))
    assert "n2 --> [*]" in drawn
    assert "n1 --> [*]" not in drawn
