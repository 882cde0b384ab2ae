"""The advice on a pattern is what the literature would say of systems that are not in dispute, and adds up for all others."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from core.designs import full, small
from hypothesis import given
from hypothesis import strategies as st

from wizard.ask import DEPTHS
from wizard.design import Answers, Design
from wizard.drafts.file import from_toml
from wizard.export.document import section
from wizard.resources import resource_folder
from wizard.review import review
from wizard.steps.advice import (
    DRIVERS,
    LEAST_ANSWERED,
    LEAST_LEAD,
    LEVELS,
    NOT_ASKED_OF_SIMPLE,
    PRICE,
    START,
    WEIGHTS,
    WORTH,
    Advice,
    PatternName,
    advice_of,
    advise,
    is_against_advice,
)
from wizard.steps.advice_words import COSTS, REASONS, WRONG_SIGNS
from wizard.steps.pattern import Alternative, Drivers

OPEN = None
Answered = Mapping[str, str | None]


class System(NamedTuple):
    """A system as it would be told, the levels of its drivers in their order, and what may be advised for it."""

    name: str
    told: str
    levels: str
    best: tuple[PatternName | None, ...]

    @property
    def drivers(self) -> dict[str, str | None]:
        """The levels by driver; a dash is an open question."""
        said = (None if level == "-" else level for level in self.levels.split())
        return dict(zip(DRIVERS, said, strict=True))


SYSTEMS = (
    # Drivers: external systems, rules, contexts, teams, swapability, framework independence, lifespan, experience.
    System(
        "message gateway",
        "Sends mail, texts and pushes through nine providers, two of which are exchanged each year; it only routes.",
        "high low low low high medium medium medium",
        ("hexagonal",),
    ),
    System(
        "device hub",
        "Speaks with locks, meters and heaters of seven makers, whose gateways must be faked in every test.",
        "high medium low low high low medium medium",
        ("hexagonal",),
    ),
    System(
        "weather collector",
        "Two people merge ten feeds of weather into one; feeds come and go by contract, and nothing is decided.",
        "high low none none high medium medium medium",
        ("hexagonal",),
    ),
    System(
        "shipping labels",
        "Orders labels from eight carriers for one shop team; each carrier can be dropped with a month's notice.",
        "high medium low low high medium high low",
        ("hexagonal",),
    ),
    System(
        "insurance core",
        "Policies, claims, reinsurance and commission each mean their own 'contract', with rules that interact; four teams.",
        "medium high high high low medium high medium",
        ("ddd",),
    ),
    System(
        "cargo shipping",
        "Booking, routing, handling and billing of cargo, told in four languages by experts who are there every week.",
        "low high high medium low medium high high",
        ("ddd",),
    ),
    System(
        "hospital",
        "Wards, pharmacy, theatre and billing each have a 'case' of their own, with states and many rules; three teams.",
        "medium high high medium low medium high medium",
        ("ddd",),
    ),
    System(
        "building permits",
        "Seven offices decide on one application by laws of their own; the national registers it calls are here to stay.",
        "medium high high high none low high medium",
        ("ddd",),
    ),
    System(
        "tax rules",
        "A library of tax rules that a command line, an HTTP service and a nightly batch use, and that auditors read.",
        "none high low low none high high medium",
        ("clean",),
    ),
    System(
        "payroll",
        "Pay slips by law and agreement, from a web service and from a batch; the third framework in twelve years.",
        "low high low low low high high medium",
        ("clean",),
    ),
    System(
        "timetable",
        "Two people solve the timetable of a school, from a command line, a web form and a job at night.",
        "none high low none none high medium high",
        ("clean",),
    ),
    System(
        "tariffs",
        "Prices of energy by tariff, in a service and embedded in meters; how many systems surround it is not known yet.",
        "- high low low low high high -",
        ("clean",),
    ),
    System(
        "bank",
        "Accounts, loans, collateral and limits with rules that interact, and nine rails and bureaus behind contracts; five teams.",
        "high high high high high medium high medium",
        ("hybrid",),
    ),
    System(
        "marketplace",
        "Offers, orders, disputes and payouts each with a language and a team, over a dozen payment and parcel providers.",
        "high high high high high low high medium",
        ("hybrid",),
    ),
    System(
        "trading",
        "Orders, risk and settlement with rules that interact, over ten exchanges and brokers that change, for three teams.",
        "high high high medium high high high high",
        ("hybrid",),
    ),
    System(
        "form for a season",
        "A form over one table, for the sign-up of one summer.",
        "none none none none none none low low",
        (None,),
    ),
    System(
        "equipment list",
        "Lists who holds which laptop, in the framework's own admin pages, for as long as there are laptops.",
        "low none low low none none high high",
        (None,),
    ),
    System(
        "hackathon",
        "Six services tied together over a weekend by people who will never see the code again.",
        "high low none none low none none none",
        (None,),
    ),
    System(
        "plain office system",
        "Some rules, some neighbours, a couple of teams, a few years: everything in the middle.",
        "medium medium medium medium medium medium medium medium",
        (None,),
    ),
    System(
        "rules of a start-up",
        "Two people, one context, rules that interact, and no idea yet what stays.",
        "low high low none low medium low medium",
        (None, "clean"),
    ),
    System(
        "bank of beginners",
        "The bank again, built by five teams of which nobody has kept a context or a port before.",
        "high high high high high medium high none",
        (None, "hexagonal", "ddd", "hybrid"),
    ),
)
NOT_IN_DISPUTE = [system for system in SYSTEMS if system.best != (None,) and len(system.best) == 1]

every_system = pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
levels = st.sampled_from([OPEN, *LEVELS])
answers = st.fixed_dictionaries(dict.fromkeys(DRIVERS, levels))


def score(advice: Advice, pattern: str) -> int:
    """The score of a pattern."""
    return next(opinion.score for opinion in advice.opinions if opinion.pattern == pattern)


@every_system
def test_a_system_that_is_not_in_dispute_is_advised_what_the_literature_says(system: System) -> None:
    assert advise(system.drivers).best in system.best


@pytest.mark.parametrize("system", NOT_IN_DISPUTE, ids=lambda system: system.name)
@pytest.mark.parametrize("driver", DRIVERS)
def test_one_answer_left_open_never_turns_the_advice_to_another_pattern(system: System, driver: str) -> None:
    assert advise({**system.drivers, driver: OPEN}).best in (None, *system.best)


@pytest.mark.parametrize("system", NOT_IN_DISPUTE, ids=lambda system: system.name)
@pytest.mark.parametrize("driver", DRIVERS)
def test_one_answer_a_level_off_never_turns_the_advice_to_another_pattern(system: System, driver: str) -> None:
    said = system.drivers[driver]
    near = [level for level in LEVELS if said and abs(LEVELS.index(level) - LEVELS.index(said)) == 1]
    for level in near:
        assert advise({**system.drivers, driver: level}).best in (None, *system.best), level


@every_system
def test_what_only_stores_and_shows_is_never_advised_structure_for_rules(system: System) -> None:
    advice = advise({**system.drivers, "rule_complexity": "none"})
    assert advice.best not in ("ddd", "clean")


@given(answers)
def test_arguments_and_start_add_up_to_a_score_within_bounds(drivers: Answered) -> None:
    for opinion in advise(drivers).opinions:
        said = (*opinion.arguments_for, *opinion.arguments_against)
        assert opinion.start + sum(argument.points for argument in said) == opinion.score
        assert 0 <= opinion.score <= 100


@given(answers)
def test_an_argument_repeats_the_answer_and_says_why_and_the_strongest_comes_first(drivers: Answered) -> None:
    for opinion in advise(drivers).opinions:
        for arguments, sign in ((opinion.arguments_for, 1), (opinion.arguments_against, -1)):
            weights = [argument.points * sign for argument in arguments]
            assert weights == sorted(weights, reverse=True)
            assert all(weight > 0 for weight in weights)
            assert all(drivers[argument.driver] == argument.level and argument.sentence for argument in arguments)


@given(answers, st.sampled_from(DRIVERS), st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_more_of_a_driver_never_lowers_the_score_of_a_pattern_it_argues_for(
    drivers: Answered, driver: Any, one: Any, other: Any
) -> None:
    less, more = sorted((one, other), key=LEVELS.index)
    lower, higher = advise({**drivers, driver: less}), advise({**drivers, driver: more})
    for pattern, rows in WEIGHTS.items():
        weights = rows.get(driver, (0, 0, 0, 0))
        gain = score(higher, pattern) - score(lower, pattern)
        assert gain >= 0 if weights[-1] >= weights[0] else gain <= 0


@given(answers)
def test_the_opinions_are_in_the_order_of_their_scores_and_the_margin_is_the_lead(drivers: Answered) -> None:
    advice = advise(drivers)
    scores = [opinion.score for opinion in advice.opinions]
    assert scores == sorted(scores, reverse=True)
    assert {opinion.pattern for opinion in advice.opinions} == set(WEIGHTS)
    assert advice.margin == scores[0] - scores[1]
    assert advice.answered == sum(level is not None for level in drivers.values())


@given(answers)
def test_a_pattern_is_advised_only_with_a_lead_with_reasons_and_on_enough_answers(drivers: Answered) -> None:
    advice = advise(drivers)
    if advice.best is not None:
        assert advice.best == advice.opinions[0].pattern
        assert advice.margin >= LEAST_LEAD
        assert advice.answered >= LEAST_ANSWERED
        assert advice.opinions[0].score >= WORTH


@given(answers)
def test_a_hybrid_is_advised_only_where_two_others_are_worth_it_on_their_own(drivers: Answered) -> None:
    advice = advise(drivers)
    if advice.best == "hybrid":
        assert [opinion.score >= WORTH for opinion in advice.opinions[:3]] == [True, True, True]


def test_a_hybrid_that_leads_while_only_one_other_is_worth_it_is_not_advised() -> None:
    advice = advise({**dict.fromkeys(DRIVERS, "high"), "rule_complexity": "none"})
    assert advice.opinions[0].pattern == "hybrid"
    assert advice.margin >= LEAST_LEAD
    assert [opinion.score >= WORTH for opinion in advice.opinions] == [True, True, False, False]
    assert advice.best is None


@given(answers)
def test_advice_is_the_same_for_attributes_and_for_keys_in_any_order(drivers: Answered) -> None:
    assert advise(SimpleNamespace(**drivers)) == advise(dict(reversed(list(drivers.items())))) == advise(drivers)


def test_without_answers_nothing_is_said_and_nothing_advised() -> None:
    for nothing in ({}, dict.fromkeys(DRIVERS), dict.fromkeys(DRIVERS, "much"), Drivers(), object()):
        advice = advise(nothing)
        assert (advice.best, advice.answered) == (None, 0)
        assert {opinion.score for opinion in advice.opinions} == {START, START - PRICE}
        assert not any(opinion.arguments_for or opinion.arguments_against for opinion in advice.opinions)


def test_two_answers_are_too_few_for_advice_and_three_can_be_enough() -> None:
    two = {"external_systems_count": "high", "swapability": "high"}
    assert advise(two).margin >= LEAST_LEAD
    assert advise(two).best is None
    assert advise({**two, "rule_complexity": "low"}).best == "hexagonal"


def test_a_pattern_with_more_against_it_than_for_it_is_not_advised_however_far_it_leads() -> None:
    drivers = {"external_systems_count": "high", "rule_complexity": "none", "framework_independence": "none"}
    assert advise(drivers).margin >= LEAST_LEAD
    assert advise(drivers).best is None


def test_an_answer_counts_for_a_hybrid_at_most_as_for_the_best_of_the_others() -> None:
    for driver, weights in WEIGHTS["hybrid"].items():
        for place, points in enumerate(weights):
            others = [rows.get(driver, (0,) * 4)[place] for pattern, rows in WEIGHTS.items() if pattern != "hybrid"]
            assert points <= max(others), (driver, LEVELS[place])


@pytest.mark.parametrize("driver", ["lifespan", "team_experience"])
def test_a_short_life_and_a_team_of_beginners_cost_the_hybrid_most_and_hexagonal_least(driver: Any) -> None:
    at_none = {pattern: rows[driver][0] for pattern, rows in WEIGHTS.items()}
    assert at_none["hybrid"] < min(at_none["clean"], at_none["ddd"]) <= at_none["hexagonal"] < 0


def test_one_or_two_people_count_against_what_is_cut_along_teams() -> None:
    assert {pattern for pattern, rows in WEIGHTS.items() if rows["team_count"][0] < 0} == {"ddd", "hybrid"}


def test_every_driver_argues_for_a_pattern_and_the_weights_of_each_go_one_way() -> None:
    for pattern, rows in WEIGHTS.items():
        for driver, weights in rows.items():
            assert list(weights) in (sorted(weights), sorted(weights, reverse=True)), (pattern, driver)
            assert any(weights), (pattern, driver)
    assert {driver for rows in WEIGHTS.values() for driver, weights in rows.items() if weights[-1] > 0} == set(DRIVERS)


def test_no_sum_of_weights_leaves_nought_to_a_hundred() -> None:
    for pattern, rows in WEIGHTS.items():
        start = START - (PRICE if pattern == "hybrid" else 0)
        assert start + sum(min(weights) for weights in rows.values()) >= 0, pattern
        assert start + sum(max(weights) for weights in rows.values()) <= 100, pattern


def test_every_weight_has_a_sentence_and_every_sentence_a_weight() -> None:
    assert {pattern: set(rows) for pattern, rows in WEIGHTS.items()} == {
        key: set(rows) for key, rows in REASONS.items()
    }
    for pattern, rows in WEIGHTS.items():
        for driver, weights in rows.items():
            reason = REASONS[pattern][driver]
            assert bool(reason.speaks_for) == (max(weights) > 0), (pattern, driver)
            assert bool(reason.speaks_against) == (min(weights) < 0), (pattern, driver)


def test_the_words_of_the_advice_are_short_sentences_and_none_is_used_twice() -> None:
    reasons = [words for rows in REASONS.values() for reason in rows.values() for words in reason if words]
    said = [*reasons, *(line for lines in (*COSTS.values(), *WRONG_SIGNS.values()) for line in lines)]
    assert [words for words in said if not words.endswith(".") or not words[0].isupper() or len(words) > 90] == []
    assert len(set(said)) == len(said)


def test_every_pattern_has_its_costs_and_the_signs_that_it_is_the_wrong_one() -> None:
    for lines in (COSTS, WRONG_SIGNS):
        assert set(lines) == set(WEIGHTS)
        assert all(2 <= len(of) <= 4 for of in lines.values())
    for opinion in advise({}).opinions:
        assert (opinion.costs, opinion.wrong_signs) == (COSTS[opinion.pattern], WRONG_SIGNS[opinion.pattern])


def test_drivers_levels_and_patterns_are_those_that_step_2_asks() -> None:
    assert tuple(Drivers.fields) == DRIVERS
    assert all([option.value for option in field.options] == list(LEVELS) for field in Drivers.fields.values())
    assert [option.value for option in Alternative.fields["pattern"].options] == list(WEIGHTS)
    hidden = [name for name, field in Drivers.fields.items() if not field.is_deep_enough("simple-crud")]
    assert tuple(hidden) == NOT_ASKED_OF_SIMPLE
    assert all(field.is_deep_enough("standard") for field in Drivers.fields.values())


PROVIDERS = {"external_systems_count": "high", "swapability": "high", "rule_complexity": "low"}
"""Drivers that argue for hexagonal, asked at every depth."""


def drafted(depth: str = "standard", **pattern: Any) -> Answers:
    """Answers that say something of step 2 only."""
    return {"start": {"depth": depth}, "pattern": pattern}


def of(answers: Answers) -> Design:
    """The design of these answers."""
    return review(answers).design


def test_a_design_is_against_the_advice_when_it_chose_another_pattern_than_a_clear_best() -> None:
    assert is_against_advice(of(drafted(pattern="ddd", **PROVIDERS)))
    assert not is_against_advice(of(drafted(pattern="hexagonal", **PROVIDERS)))
    assert not is_against_advice(of(drafted(**PROVIDERS)))
    assert not is_against_advice(of(drafted(pattern="ddd", external_systems_count="high")))
    assert not is_against_advice(Design())


def test_the_advice_to_a_design_is_that_to_its_drivers() -> None:
    assert advice_of(of(drafted(**PROVIDERS))) == advise(PROVIDERS)
    assert advice_of(Design()) == advise({})


def test_a_driver_that_the_depth_does_not_ask_does_not_count_though_it_was_answered() -> None:
    given: dict[str, str] = PROVIDERS | dict.fromkeys(NOT_ASKED_OF_SIMPLE, "high")
    assert advice_of(of(drafted("standard", **given))) == advise(given)
    assert advice_of(of(drafted("simple-crud", **given))) == advise(PROVIDERS)
    assert advice_of(review(drafted("simple-crud", **given)).reading.design).answered == len(PROVIDERS)


@pytest.mark.parametrize("depth", DEPTHS)
def test_a_choice_against_the_advice_is_asked_for_its_reason_and_blocks_without_one(depth: str) -> None:
    against = drafted(depth, pattern="ddd", **PROVIDERS)
    path = ("pattern", "against_advice")
    assert [finding.code for finding in review(against).at(path)] == ["needed"]
    against["pattern"]["against_advice"] = "The experts sit next door."
    assert review(against).at(path) == ()
    assert review(against).design.pattern.against_advice == "The experts sit next door."


def test_a_reason_is_kept_out_of_the_design_once_the_advice_agrees() -> None:
    agreed = drafted(pattern="hexagonal", against_advice="The experts sit next door.", **PROVIDERS)
    assert review(agreed).design.pattern.against_advice == ""
    assert review(agreed).at(("pattern", "against_advice")) == ()


def test_the_contract_says_which_pattern_the_drivers_argue_for_and_why_it_was_not_taken() -> None:
    against = drafted(pattern="ddd", against_advice="The experts sit next door", **PROVIDERS)
    said = section(review(against), "ARCHITECTURE_PATTERN")
    assert "The system follows Domain-Driven Design." in said
    assert "The drivers argue for Hexagonal Architecture instead." in said
    assert "**Why against the drivers:** The experts sit next door." in said


def test_the_contract_says_nothing_of_advice_that_was_taken() -> None:
    assert "argue for" not in section(review(drafted(pattern="hexagonal", **PROVIDERS)), "ARCHITECTURE_PATTERN")
    assert "argue for" not in section(review(small()), "ARCHITECTURE_PATTERN")


def test_the_design_in_which_every_question_is_asked_is_asked_this_one() -> None:
    assert is_against_advice(of(full("words")))


@pytest.mark.parametrize("path", sorted((resource_folder("templates") / "examples").iterdir()), ids=lambda p: p.stem)
def test_no_example_is_against_the_advice(path: Any) -> None:
    assert not is_against_advice(of(from_toml(path.read_bytes())))
