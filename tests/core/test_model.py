"""The model is complete: nine steps whose questions say why they are asked, lead somewhere and have a place of their own.

A step or group that is added without all that belongs to it fails here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_type_hints

import pytest
from core.asked import FIELDS

import wizard
from wizard.ask import DEPTHS, Field, Group, Record
from wizard.cells import answer
from wizard.contract import SECTIONS, template_of
from wizard.convert import convert
from wizard.design import Design
from wizard.resources import resource_folder
from wizard.review import fields_of
from wizard.steps.step import Step
from wizard.workflow import STEP_BY_KEY, STEPS

PACKAGE = Path(wizard.__file__).parent
GROUPS = {f"{step.key}/{group.__name__}": (step, group) for step in STEPS for group in step.groups}


def _walk(prefix: str, fields: Mapping[str, Field]) -> Iterator[tuple[str, Field, type[Record] | None]]:
    for name, field in fields.items():
        yield f"{prefix}.{name}", field, None
        if field.record is not None:
            for key, inner, record in _walk(f"{prefix}.{name}", field.record.fields):
                yield key, inner, record or field.record


KEPT_FOR = {
    "start": "Start",
    "scope": """Goal, Workflows, Guiding questions, Assumptions, External systems, Surfaces, Web client, Storybook, Apps SDK,
        MCP server, Command line, Tauri app, Cloudflare Workers, Auth0, Language models, Typed clients""",
    "pattern": "Drivers, Pattern, Modules, Trade-offs",
    "domain": "Contexts, Entities, Relations, Invariants, Lifecycles, Glossary",
    "api": """Versioning, Operations, GraphQL operations, GraphQL limits, Split, Errors, Paging, Rate limits, MCP tools,
        CLI commands""",
    "data": "Stores, Tables, Consistency, Migration, Retention",
    "access": "Authentication, Auth0 tokens, Authorization, Permissions, Tenancy, Protection, Compliance",
    "operations": """Idempotency, Dependencies, Overload, Rollout and rollback, Service level objectives, Observability,
        Performance targets, Under load""",
    "risks": "Edge cases, Failure modes, Risk register, Compliance risks, OWASP API coverage, Derived risks, Checklist, Waivers",
    "file_plan": "Stack, Files, Next steps, Open questions",
}
"""The groups of each step, in order."""

ALWAYS = {
    "start": "title in_scope system_type compliance reviewers.name",
    "scope": """goal users users.name workflows workflows.name workflows.actor workflows.outcome critical_path
        integrity_constraints trust_entries trust_entries.entry_point trust_entries.who trust_entries.verified_by
        minimal_architecture assumptions.text external_systems.name apps_use_cases apps_ux_principles apps_metadata
        apps_auth apps_state apps_monetization apps_security_privacy tauri_commands tauri_capabilities tauri_remote
        tauri_auth tauri_errors workers_limits workers_streaming workers_secrets workers_state llm_auth
        llm_data_handling llm_retention llm_pinning llm_fallback typed_generator typed_breaking_check
        web_client_generation web_contract_source mcp_authorization cli_output cli_exit_codes auth0_flows""",
    "pattern": """pattern rationale alternatives alternatives.pattern alternatives.why_rejected modules modules.name
        modules.responsibility tradeoffs tradeoffs.decision tradeoffs.optimises tradeoffs.gives_up tradeoffs.because""",
    "domain": """entities entities.name entities.attributes.name entities.attributes.type invariants invariants.statement
        invariants.enforced_by invariants.on_violation contexts.name""",
    "api": """versioning_strategy compatibility_rule deprecation_notice operations.method operations.path
        operations.summary operations.access graphql_operations.name graphql_operations.kind graphql_operations.access
        error_format error_codes error_codes.code error_codes.title rate_classes rate_classes.name rate_classes.limit
        rate_classes.window mcp_tools mcp_tools.name mcp_tools.description mcp_tools.scope cli_commands
        cli_commands.name rest_responsibilities graphql_responsibilities""",
    "data": """stores stores.name tables tables.name tables.table_columns.name tables.table_columns.type boundaries
        boundaries.what boundaries.kind migration_strategy rollback retention.data_set retention.period""",
    "access": """auth_methods authz_model roles roles.name admin_access tenancy_model secrets audit_events audit_integrity
        audit_retention legal_review_needed controls controls.control controls.status object_rules
        auth0_audience auth0_pkce""",
    "operations": """idempotency_key_source idempotency_window idempotency_store dependency_policies.timeout_ms rollback
        slos slos.name slos.target slos.indicator slos.objective slos.window_days log_format log_fields log_redaction
        metrics trace_propagation trace_sampling alerts alerts.name alerts.condition alerts.severity targets
        targets.operation targets.p95_ms targets.peak_per_second n_plus_one""",
    "risks": """edge_cases edge_cases.case edge_cases.expected failure_modes failure_modes.component
        failure_modes.failure failure_modes.effect failure_modes.detection failure_modes.mitigation risks.title
        risks.likelihood risks.impact risks.response owasp_coverage""",
    "file_plan": "files files.path files.purpose next_steps next_steps.action open_questions.question",
}
"""What a design is never ready without, where it is asked at all."""

SOMETIMES = {
    "start": "compliance_none_reason",
    "scope": "workflows.failure_mode",
    "pattern": "parts boundary against_advice",
    "api": "operations operations.idempotency operations.public_reason operations.idempotency_reason graphql_operations",
    "data": "retention",
    "access": "cors_origins tenant_id_source isolation_mechanism token_storage controls.evidence",
    "operations": "dependency_policies dependency_policies.backoff replay_protection alerts.runbook",
    "risks": "compliance_risks risks.owner risks.mitigation owasp_coverage.why_not",
}
"""What a design is not ready without when something else was answered."""

BESIDE_STEPS = {"__init__", "step", "surfaces", "advice", "advice_words"}
"""What the folder of steps holds beside them: what a step is, and what conditions and groups of a step take from."""

OPENED = {
    "scope/WebClient",
    "scope/Storybook",
    "scope/AppsSdk",
    "scope/McpServer",
    "scope/CommandLine",
    "scope/TauriApp",
    "scope/CloudflareWorkers",
    "scope/Auth0",
    "scope/LanguageModels",
    "scope/TypedClients",
    "api/Operations",
    "api/GraphqlOperations",
    "api/GraphqlLimits",
    "api/Split",
    "api/McpTools",
    "api/CliCommands",
    "access/Auth0Tokens",
    "access/Compliance",
    "operations/Dependencies",
    "risks/ComplianceRisks",
}
"""Groups that are passed over until something else opens them."""


def _keys(by_step: Mapping[str, str]) -> list[str]:
    return [f"{step}.{name}" for step, names in by_step.items() for name in names.split()]


def _record_of(target: str) -> type[Record] | None:
    """The records that a reference means."""
    step, field, *inner = target.split(".")
    record = STEP_BY_KEY[step].fields[field].record
    for name in inner:
        record = record.fields[name].record if record else None
    return record


every_group = pytest.mark.parametrize(("step", "group"), GROUPS.values(), ids=GROUPS)
every_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)


def test_there_is_a_start_form_and_nine_numbered_steps() -> None:
    assert [step.number for step in STEPS] == list(range(10))
    assert STEPS[0].key == "start"
    assert len(STEP_BY_KEY) == len(STEPS)


def test_a_design_has_the_answers_of_every_step() -> None:
    assert list(get_type_hints(Design)) == [step.key for step in STEPS]
    assert [type(getattr(Design(), step.key)) for step in STEPS] == [step.answers for step in STEPS]


@every_step
def test_a_step_has_a_module_in_the_core_and_one_among_the_screens(step: Step) -> None:
    assert (PACKAGE / "steps" / f"{step.key}.py").is_file()
    assert (PACKAGE.parent / "screens" / f"{step.key}.py").is_file()


def test_no_module_in_the_folder_of_steps_is_a_step_left_out_of_the_workflow() -> None:
    modules = {path.stem for path in (PACKAGE / "steps").glob("*.py")}
    assert {name for name in modules if not name.endswith("_records")} - BESIDE_STEPS == set(STEP_BY_KEY)


@every_step
def test_a_step_says_its_title_and_its_purpose(step: Step) -> None:
    assert step.title
    assert step.purpose.endswith(".")
    assert step.answers.__doc__


@every_step
def test_every_field_is_in_exactly_one_group_of_its_step(step: Step) -> None:
    held = Counter(name for group in step.groups for name in group.fields)
    assert held == Counter(list(step.fields))
    assert all(name in step.group_of(name).fields for name in step.fields)
    with pytest.raises(KeyError):
        step.group_of("shoe_size")


@every_step
def test_the_groups_of_a_step_are_the_expected_ones_in_order(step: Step) -> None:
    expected = [" ".join(name.split()) for name in KEPT_FOR[step.key].split(",")]
    assert [group.heading for group in step.groups] == expected


@every_group
def test_a_group_says_what_it_is_for_and_has_a_heading(step: Step, group: type[Group]) -> None:
    assert group.heading
    assert group.purpose().endswith((".", "?")), f"{group.__name__} of {step.key}"
    assert len(group.purpose()) <= 90
    assert group.group_depth in DEPTHS
    assert group.fields


def test_no_two_groups_of_a_step_go_by_the_same_key() -> None:
    keys = Counter((step.key, group.group_key()) for step, group in GROUPS.values())
    assert max(keys.values()) == 1


@every_group
def test_a_group_feeds_a_section_of_the_contract(step: Step, group: type[Group]) -> None:
    assert step.section_of(group) in SECTIONS
    assert step.section_of(group) in step.feeds


def test_all_thirteen_sections_are_fed_and_have_a_template() -> None:
    assert len(SECTIONS) == 13
    assert {step.section_of(group) for step, group in GROUPS.values()} == set(SECTIONS)
    assert all((resource_folder("templates") / "contract" / template_of(section)).is_file() for section in SECTIONS)


def test_what_product_and_steps_agree_is_needed_is_needed() -> None:
    assert [key for key in _keys(ALWAYS) if FIELDS[key].need is not True] == []
    assert [key for key in _keys(SOMETIMES) if not callable(FIELDS[key].need)] == []


def test_the_groups_that_wait_for_another_answer_are_the_expected_ones() -> None:
    assert {name for name, (_, group) in GROUPS.items() if group.group_when is not None} == OPENED


def test_what_is_needed_is_asked_at_the_shallowest_depth() -> None:
    assert [key for key, field in FIELDS.items() if field.need and field.depth not in (None, "simple-crud")] == []


def test_every_question_of_a_step_says_why_it_is_asked_or_how_it_is_answered() -> None:
    asked = [field for step in STEPS for field in step.fields.values()]
    assert [field.name for field in asked if not (field.why or field.help)] == []
    assert [key for key, field in FIELDS.items() if not field.prompt.strip()] == []


def test_the_words_of_a_question_are_plain_text_in_one_line() -> None:
    said = {
        f"{key} {part}": words
        for key, field in FIELDS.items()
        for part, words in {"prompt": field.prompt, "help": field.help, "why": field.why, "eg": field.eg}.items()
        if words
    }
    assert [key for key, words in said.items() if words != " ".join(words.split()) or not words.isprintable()] == []


def test_no_two_fields_of_a_group_or_record_have_the_same_prompt() -> None:
    kinds = {field.record for field in FIELDS.values() if field.record} | {group for _, group in GROUPS.values()}
    twice = {
        kind.__name__: [
            prompt for prompt, count in Counter(f.prompt for f in kind.fields.values()).items() if count > 1
        ]
        for kind in kinds
    }
    assert {name: prompts for name, prompts in twice.items() if prompts} == {}


def test_every_reference_leads_to_records() -> None:
    targets = {key: target for key, field in FIELDS.items() for target in field.ref.split("|") if target}
    assert targets
    assert [key for key, target in targets.items() if _record_of(target) is None] == []


def test_a_reference_is_a_field_of_names_and_names_are_only_for_references() -> None:
    assert {field.kind for field in FIELDS.values() if field.ref} == {"ref", "refs"}
    assert [key for key, field in FIELDS.items() if (field.also or field.prefix) and not field.ref] == []


def test_the_columns_and_names_of_a_record_are_fields_of_it() -> None:
    kinds = {field.record for field in FIELDS.values() if field.record is not None}
    wrong = [
        f"{kind.__name__}.{name}"
        for kind in kinds
        for name in {*kind.columns, *kind.aside, *(part for parts in kind.named_by for part in parts)}
        if name not in kind.fields
    ]
    assert wrong == []
    assert [kind.__name__ for kind in kinds if not set(kind.aside) <= set(kind.columns)] == []
    assert [kind.__name__ for kind in kinds if not kind.__doc__ or kind.noun == "record"] == []


def test_a_line_of_a_record_holds_no_records() -> None:
    kinds = {field.record for field in FIELDS.values() if field.record is not None}
    assert [kind.__name__ for kind in kinds for name in kind.columns if kind.fields[name].record] == []


def test_what_a_reference_means_has_a_name_that_is_needed() -> None:
    referred = {_record_of(target) for field in FIELDS.values() for target in field.ref.split("|") if target}
    nameless = [
        kind.__name__
        for kind in referred
        if kind is not None
        and not any(all(kind.fields[part].need is True for part in parts) for parts in kind.named_by)
    ]
    assert nameless == []


def test_records_lie_in_records_one_deep_at_most() -> None:
    """Paths, renames and the writer of the draft count on it."""
    assert [key for key, field in FIELDS.items() if field.kind == "records" and key.count(".") > 2] == []


def test_hints_are_given_for_options_that_exist() -> None:
    wrong = {key: set(f.hints) - {option.value for option in f.options} for key, f in FIELDS.items() if f.hints}
    assert {key: hints for key, hints in wrong.items() if hints} == {}


def test_every_option_can_be_chosen_and_no_two_are_alike() -> None:
    for key, field in FIELDS.items():
        said = [option.value for option in field.options]
        assert len({value.lower() for value in said}) == len(said), key
        for value in said:
            expected = (value,) if field.kind == "choices" else value
            assert convert(field, value.upper()) == (expected, ""), key


def test_bounds_are_for_numbers_and_leave_something_between_them() -> None:
    bounded = {key: field for key, field in FIELDS.items() if field.low is not None or field.high is not None}
    assert {field.kind for field in bounded.values()} == {"number"}
    assert [key for key, field in bounded.items() if (field.low or 0) > (field.high or float("inf"))] == []


def test_every_example_is_a_right_answer_of_its_field() -> None:
    wrong = {key: convert(field, answer(field, field.eg))[1] for key, field in FIELDS.items() if field.eg}
    assert {key: problem for key, problem in wrong.items() if problem} == {}
    assert [key for key, field in FIELDS.items() if field.eg and field.options] == []


def test_a_field_of_a_record_does_not_ask_the_design() -> None:
    """Its conditions are asked of the record itself, an empty one included."""
    for key, field, record in ((k, f, r) for step in STEPS for k, f, r in _walk(step.key, step.fields)):
        owner = record() if record else Design()
        assert isinstance(field.is_needed(owner), bool), key
        assert field.when is None or isinstance(field.when(owner), bool), key


def test_every_key_leads_to_its_field() -> None:
    for key, field in FIELDS.items():
        step, name, *inner = key.split(".")
        path = (step, name, *(part for part in inner for part in ("k3f9", part)))
        assert fields_of(path) is field


@pytest.mark.parametrize("path", [("scope", "shoes"), ("scope", "goal", "k3f9", "name"), ("shoes", "goal")])
def test_a_path_that_leads_nowhere_is_a_key_error(path: tuple[str, ...]) -> None:
    with pytest.raises(KeyError):
        fields_of(path)
