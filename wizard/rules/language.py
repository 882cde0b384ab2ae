"""Rules on the words of a design: what they leave to be chosen, what they only stand in for, what they say against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.design import Design
from wizard.facts.calls import calls
from wizard.facts.prose import Kind, Remark, remarks
from wizard.facts.stated import stated
from wizard.facts.words import plain
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, short

OFTEN = 3
"""The same long text in so many fields was copied."""
LEADING = frozenset(("the", "a", "an", "any", "all", "no", "our"))
"""Words before a noun that are not part of what it names."""


def _of_kind(design: Design, kind: Kind) -> Iterator[Remark]:
    return (one for one in remarks(design) if one.kind == kind)


def _where(one: Remark) -> str:
    """The record and the question, as a message begins with them."""
    prompt = one.field.prompt
    if not one.label:
        return prompt
    return f"{short(one.label, OF_SEVERAL)}: {prompt if prompt[:2].isupper() else prompt[:1].lower() + prompt[1:]}"


@rule(
    "adjective-without-number",
    "warning",
    "An adjective stands where builders need a number. Each of them would choose another, and each would be right.",
    "Write the number that it stands for, and where it is measured, or leave the word out.",
    "resilience-and-observability#how-much-fits-through",
)
def _adjective_without_number(design: Design) -> Iterable[Said]:
    for one in _of_kind(design, "vague"):
        yield Said(one.path, f"{_where(one)} says '{one.words.lower()}' without a number")


@rule(
    "placeholder-left",
    "blocker",
    "Words hold the place of an answer that nobody has given. Whoever builds it would have to invent it.",
    "Write the answer; if nobody knows it yet, list it as an open question with an owner.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
def _placeholder_left(design: Design) -> Iterable[Said]:
    for one in _of_kind(design, "placeholder"):
        yield Said(one.path, f"{_where(one)} holds '{short(one.words)}'", "blocker" if one.is_needed else "warning")


@rule(
    "nothing-without-reason",
    "blocker",
    "The answer says that there is nothing, and not why. Nobody can tell whether that was decided or skipped.",
    "Say why it does not apply here, or what holds instead.",
    "standards-baseline#how-does-a-citation-look-that-can-be-checked",
)
def _nothing_without_reason(design: Design) -> Iterable[Said]:
    for one in _of_kind(design, "nothing"):
        yield Said(one.path, f"{_where(one)} is '{one.words.strip()}', without a reason")


@rule(
    "question-repeated",
    "warning",
    "The answer repeats the question, so it says nothing that was not known before.",
    "Answer it.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
def _question_repeated(design: Design) -> Iterable[Said]:
    for one in _of_kind(design, "question"):
        yield Said(one.path, f"{_where(one)} is answered with '{short(one.words)}', which is the question")


@rule(
    "nobody-does-it",
    "advice",
    "Something is to happen and nothing says who or what does it, so it happens when somebody thinks of it.",
    "Name the part or the person that does it, and say it as a fact.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
def _nobody_does_it(design: Design) -> Iterable[Said]:
    for one in _of_kind(design, "ownerless"):
        yield Said(one.path, f"{_where(one)} says '{one.words.lower()}' and not who does it")


@rule(
    "text-pasted",
    "advice",
    "One long text answers several questions. Either it fits only the first of them, or the next change is made in one place only.",
    "Answer each in its own words, or keep the text in one place and name that.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
def _text_pasted(design: Design) -> Iterable[Said]:
    first: dict[str, Remark] = {}
    count: dict[str, int] = {}
    for one in _of_kind(design, "long"):
        first.setdefault(one.words, one)
        count[one.words] = count.get(one.words, 0) + 1
    for words, number in count.items():
        if number >= OFTEN:
            one = first[words]
            yield Said(one.path, f"{_where(one)} stands word for word in {number} places: '{short(words, OF_SEVERAL)}'")


@rule(
    "goal-against-scope",
    "warning",
    "The goal speaks of what is left to others. Readers of either sentence will expect something else.",
    "Take it out of the goal, or out of the list of what is left to others.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
def _goal_against_scope(design: Design) -> Iterable[Said]:
    goal = design.scope.goal
    for line in design.scope.out_of_scope if goal else ():
        for phrase in _phrases(line):
            if len(phrase.split()) > 1 and stated(goal, phrase):
                yield Said(("scope", "out_of_scope"), f"Out of scope: '{short(phrase)}' is part of the goal")


def _phrases(line: str) -> Iterator[str]:
    """What a line names as left to others: the words before a colon, where several are joined each of them."""
    head = line.partition(":")[0].replace(",", " and ").replace(";", " and ").replace("/", " and ")
    for part in head.split(" and "):
        words = plain(part).split()
        while words and words[0] in LEADING:
            words = words[1:]
        if words:
            yield " ".join(words)


@rule(
    "built-out-of-scope",
    "warning",
    "The same words stand in the list of what is left to others, and on something that this design builds.",
    "Take the line out, or what it names.",
    "domain-modelling#what-has-to-be-said-before-anything-is-modelled",
)
def _built_out_of_scope(design: Design) -> Iterable[Said]:
    left_out = {plain(line.partition(":")[0]): line for line in design.scope.out_of_scope}
    if not left_out:
        return
    built = {plain(workflow.name): workflow.name for workflow in design.scope.workflows if workflow.name}
    for call in calls(design):
        said = getattr(call, "summary", "") or call.label
        if said:
            built.setdefault(plain(said), said)
    for words, line in left_out.items():
        if words.strip() and words in built:
            yield Said(
                ("scope", "out_of_scope"),
                f"Out of scope: '{short(line, OF_SEVERAL)}' is also what {short(built[words], OF_SEVERAL)} does",
            )
