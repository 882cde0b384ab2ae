"""Step 1: what is built, for whom, what must never go wrong, and what the system touches."""

from typing import Literal

from wizard.ask import Group, Record, Text, ask
from wizard.steps.step import Step
from wizard.steps.surfaces import (
    AppsSdk,
    Auth0,
    CloudflareWorkers,
    CommandLine,
    LanguageModels,
    McpServer,
    Storybook,
    TauriApp,
    TypedClients,
    WebClient,
)

Surface = Literal[
    "react-web",
    "apps-sdk",
    "mcp",
    "storybook",
    "cli",
    "tauri",
    "cloudflare-workers",
    "auth0",
    "ollama-cloud",
    "frontier-models",
    "typed-clients",
]
DataClass = Literal["none", "internal", "personal", "health", "card", "secret"]


class User(Record, columns=("name", "kind", "needs"), noun="user"):
    """Someone or something that uses the system."""

    name: str = ask(
        "Name",
        "A role, not a person.",
        why="Roles in step 6 take these names. One user called 'user' hides that two of them may do different things.",
        need=True,
        eg="Merchant",
    )
    kind: Literal["person", "service"] | None = ask(
        "Kind",
        why="A service signs in, repeats itself and overloads you in other ways than a person does.",
        depth="simple-crud",
    )
    needs: str = ask(
        "Needs",
        "What they come for, in their words.",
        why="Workflows that answer no need are built, maintained, and used by nobody.",
        depth="simple-crud",
        eg="to be paid on time",
    )


class Workflow(Record, columns=("name", "actor", "outcome", "critical", "failure_mode"), noun="workflow"):
    """Something a user gets done with the system, from trigger to outcome."""

    name: str = ask(
        "Name",
        "A verb and its object.",
        why="Operations, objectives and diagrams refer to it; a noun such as 'payments' hides what has to succeed.",
        need=True,
        eg="Refund a payment",
    )
    actor: str = ask(
        "Actor",
        "The user or service that starts it.",
        why="Access rules start here: an operation without a known actor ends up open to all of them.",
        need=True,
        ref="scope.users",
    )
    trigger: str = ask(
        "Trigger",
        "What sets it off.",
        why="What starts by itself, by a clock or by a message, has nobody watching when it does not start.",
        eg="customer returns the goods",
    )
    outcome: str = ask(
        "Outcome",
        "What is true afterwards.",
        why="Without it nobody can tell done from accepted, and a test has nothing to check.",
        need=True,
        eg="the money is on its way back",
    )
    steps: tuple[str, ...] = ask(
        "Steps",
        "One a line, in order; a diagram is drawn from them for the critical path.",
        why="The order shows where a crash leaves things half done, and which step can not be taken back.",
    )
    critical: bool | None = ask(
        "Critical",
        "Whether the business stops when it does.",
        depth="simple-crud",
        why="What is critical needs a failure mode, an objective and an alert; marking everything marks nothing.",
    )
    failure_mode: str = ask(
        "Failure mode",
        "How it fails when it fails, as the actor sees it.",
        why="Timeouts, alerts and fallbacks are chosen against it; 'it fails' leads to none of them.",
        need=lambda workflow: bool(workflow.critical),
        depth="simple-crud",
        eg="provider times out after the charge",
    )
    fallback: str = ask(
        "Fallback",
        "What the actor can still do then.",
        why="Where nothing is planned, people invent it: a spreadsheet, a second click, a call to support.",
        eg="queued, and retried with the same key",
    )
    deadline_ms: int | None = ask(
        "Deadline, ms",
        "Milliseconds after which whoever waits for the answer has given up.",
        why="Timeouts and retries of everything behind have to fit into it; work done after it is done for nobody.",
        low=1,
        eg="5000",
    )


class TrustEntry(
    Record, columns=("entry_point", "who", "verified_by"), noun="trust entry", named_by=(("entry_point",),)
):
    """A place where something from outside starts to be believed."""

    entry_point: str = ask(
        "Entry point",
        "Where it comes in.",
        why="A way in that is on no list is also in no threat model, no limit and no log.",
        need=True,
        eg="POST /webhooks/psp",
    )
    who: str = ask(
        "Who",
        "Who claims to be calling.",
        why="The proof has to fit the claim: a partner can sign a message, a person can not.",
        need=True,
        eg="the payment provider",
    )
    verified_by: str = ask(
        "Verified by",
        "What proves it.",
        why="A header or an inside address can be set by anyone who gets that far. Then the claim is all there is.",
        need=True,
        eg="signature over the body, 5 min tolerance",
    )


class Assumption(
    Record, columns=("text", "risk_if_wrong", "how_detected", "owner"), noun="assumption", named_by=(("text",),)
):
    """Something taken as true without proof."""

    text: str = ask(
        "Assumption",
        "A statement that could turn out false.",
        why="Only a statement can turn out false. A worry or a wish can be neither checked nor dropped.",
        need=True,
        eg="one currency per merchant",
    )
    risk_if_wrong: str = ask(
        "Risk if wrong",
        why="It ranks the list: check first what would cost a rebuild, and leave the rest.",
        depth="simple-crud",
        eg="balances can not be added up",
    )
    how_detected: str = ask(
        "How we would notice",
        why="An assumption that nothing watches fails in silence, mostly in the data.",
        eg="a merchant asks for a second currency",
    )
    owner: str = ask(
        "Owner",
        why="Somebody has to be able to say 'that is wrong'. It is seldom the one who wrote it down.",
        eg="Product",
    )


class ExternalSystem(
    Record, columns=("name", "purpose", "direction", "protocol", "criticality", "data_class"), noun="external system"
):
    """A system outside this one that it calls or is called by."""

    name: str = ask(
        "Name",
        why="Dependency policies in step 7 are made by this name; what is not named gets no timeout.",
        need=True,
        eg="Card processor",
    )
    purpose: str = ask(
        "Purpose",
        why="It tells what stops when the system does, and whether something else could do the job.",
        depth="simple-crud",
        eg="charges and refunds cards",
    )
    direction: Literal["in", "out", "both"] | None = ask(
        "Direction",
        why="Calling needs timeouts, being called needs proof of the sender. Both are easily done for one side only.",
        depth="simple-crud",
        hints={"in": "it calls us", "out": "we call it", "both": "each calls the other"},
    )
    protocol: str = ask(
        "Protocol",
        why="It sets what a repeat does, how an outage looks, and how long a replacement takes.",
        eg="HTTPS, JSON",
    )
    criticality: Literal["hard", "soft"] | None = ask(
        "Criticality",
        depth="simple-crud",
        why="A promise can not be better than what its hard dependencies keep.",
        hints={"hard": "we stop when it stops", "soft": "we go on without it"},
    )
    availability: float | None = ask(
        "Availability, %",
        "Percent of its calls that are answered, as promised or as measured over the last months.",
        why="Objectives are held against the product of what all hard dependencies keep; an unknown figure can not be held.",
        low=0,
        high=100,
        eg="99.95",
    )
    data_class: DataClass | None = ask(
        "Most sensitive data exchanged",
        why="Contract, region and encryption with that party follow from the most delicate field, not the usual one.",
        hints={"none": "nothing worth protecting"},
    )


class Goal(Group, heading="Goal"):
    """What is built, for whom, and what it will not do."""

    goal: Text = ask(
        "Goal",
        "What will be true for its users once this exists. Two to four sentences, no technology.",
        why="Every later decision is judged against it. A reviewer who can not repeat the goal can not judge the design.",
        need=True,
        eg="Merchants accept card payments through one API and are paid out daily.",
    )
    users: tuple[User, ...] = ask(
        "Users",
        "People and services that use the system.",
        why="Roles, entry points and objectives are all about someone; these are the someones.",
        need=True,
    )
    out_of_scope: tuple[str, ...] = ask(
        "Out of scope",
        "What this design leaves to others, one a line.",
        why="What is not excluded is expected by somebody.",
        depth="simple-crud",
        eg="Disputes and chargebacks",
    )


class Workflows(Group, heading="Workflows"):
    """What users get done, and the one path that must not break."""

    workflows: tuple[Workflow, ...] = ask(
        "Workflows",
        "One line each. The critical ones need a failure mode.",
        why="Operations, objectives and risks point back to these; an operation that serves none has no reason to exist.",
        need=True,
    )
    critical_path: str = ask(
        "Critical path",
        "The one workflow that is saved first when everything burns.",
        why="One, because a priority shared by all is none. Trade-offs are decided in its favour.",
        need=True,
        ref="scope.workflows",
    )


class GuidingQuestions(Group, heading="Guiding questions"):
    """What must never be wrong, where trust begins, and how small this could be."""

    integrity_constraints: tuple[str, ...] = ask(
        "Must never be violated",
        "Statements about the data that hold at every moment, one a line.",
        why="Correctness comes first in every trade-off; these lines say what correct means.",
        need=True,
        eg="Captured never exceeds authorised",
    )
    trust_entries: tuple[TrustEntry, ...] = ask(
        "Where trust enters",
        "Every place where an outside claim is believed, and what proves it.",
        why="Each unverified entry is a way in. Webhooks, queues and admin tools are the ones that are forgotten.",
        need=True,
    )
    minimal_architecture: Text = ask(
        "Smallest architecture that would do",
        "The least that still meets the goals; then say what would force more.",
        why="It is the baseline against which every added part has to earn its place.",
        need=True,
        eg="One service, one PostgreSQL database, one worker for webhooks.",
    )


class Assumptions(Group, heading="Assumptions"):
    """What is taken as true without proof, and what it costs if it is not."""

    assumptions: tuple[Assumption, ...] = ask(
        "Assumptions",
        "Everything that was not confirmed by anyone; 'not sure' answers land here too.",
        why="Printed in the contract's Inputs, so that whoever knows better can say so.",
        depth="simple-crud",
    )


class ExternalSystems(Group, heading="External systems"):
    """What this system calls, and what calls it."""

    external_systems: tuple[ExternalSystem, ...] = ask(
        "External systems",
        "Name what happens when each is gone: hard means that we stop with it.",
        why="Each hard dependency needs a timeout, a retry rule and a fallback in step 7, and bounds what can be promised.",
        depth="simple-crud",
    )


class Surfaces(Group, heading="Surfaces", section="INTEGRATION_SURFACES"):
    """What the backend meets at its edges; each one chosen opens its own questions."""

    surfaces: tuple[Surface, ...] = ask(
        "Integration surfaces",
        "Choose none if clients only speak HTTP.",
        why="Each has limits and duties that shape the contract: scopes for tools, exit codes for a CLI, permissions for a desktop shell.",
        depth="simple-crud",
        hints={
            "react-web": "browser client with React, Vite, TypeScript",
            "apps-sdk": "an app inside ChatGPT",
            "mcp": "tools for language models",
            "storybook": "components developed against mocks",
            "cli": "a command line for people and scripts",
            "tauri": "a desktop app with a Rust core",
            "cloudflare-workers": "runs at the edge, in isolates",
            "auth0": "Auth0 issues the tokens",
            "ollama-cloud": "models served by Ollama",
            "frontier-models": "models of OpenAI, Anthropic, Google",
            "typed-clients": "clients generated from the schema",
        },
    )


class Scope(
    Goal,
    Workflows,
    GuidingQuestions,
    Assumptions,
    ExternalSystems,
    Surfaces,
    WebClient,
    Storybook,
    AppsSdk,
    McpServer,
    CommandLine,
    TauriApp,
    CloudflareWorkers,
    Auth0,
    LanguageModels,
    TypedClients,
):
    """The answers of step 1."""


SCOPE = Step(
    "scope",
    1,
    "Scope",
    "What is built, for whom, and what it touches.",
    Scope,
    ("SYSTEM_CONTEXT", "INTEGRATION_SURFACES", "APPS_SDK_REQUIREMENTS"),
)
