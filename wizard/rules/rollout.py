"""Rules on repeats, overload, rollout and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.resilience import STOPS, window_and_retries
from wizard.facts.stated import is_nothing
from wizard.facts.words import affirmed, has_date, has_figure, has_time, spans
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, claims, short

NO_WAY_BACK = (
    r"\s*((none|no rollback|not possible|impossible|not planned)\s*($|[.,;:])|we (do not|don't|never|can not|cannot) roll back|"
    r"there is (none|no rollback|no way back)|rollback is (not possible|impossible)|(roll|fix|go) forward only|"
    r"forward only|forward fix(es)? only|only forward|we only (roll|fix|go) forward)"
)
"""How an answer begins that says that a release can not be taken back."""
A_WAY_BACK = (
    r"\b(previous|last (version|release|image|build)|old (version|release|image|build|code)|redeploy\w*|revert\w*)\b"
)
"""How the same answer may go on to say that it can, for the most part."""
STATUS = r"\b([45]\d\d|retry-after|[45]xx)\b"
TRIED = r"\b(tried|tested|drill\w*|exercis\w*|rehears\w*|practi[sc]ed|last time|restored? (in|on|within)|game ?days?)\b"
NEVER_TRIED = r"\b(never|not( yet)?|yet to be|un)[ -]?(been )?(tried|tested|drilled|exercised|rehearsed)"
STAYS = r"\b(permanent\w*|review\w*|kill[- ]?switch|ops flag|operational|stays|for good)\b"
BY_DEPLOYMENT = r"\b(deploy(ment|ing|ed|s)?|redeploy\w*|new release|rebuild|new build|rollout of)\b"


@rule(
    "rollback-impossible",
    "blocker",
    "By the answer a release can not be taken back. A bad one would stay until somebody has written another.",
    "Say how the last version comes back and in how many minutes, and only then what can not be taken back.",
    "feature-flagging-rollout#what-is-a-way-back-worth",
)
def _rollback_impossible(design: Design) -> Iterable[Said]:
    text = design.operations.rollback
    if _leaves_no_way_back(text):
        yield Said(("operations", "rollback"), f"Rollback: '{short(text)}' leaves no way back")


def _leaves_no_way_back(text: str) -> bool:
    return bool(re.match(NO_WAY_BACK, text, re.IGNORECASE)) and not re.search(A_WAY_BACK, text, re.IGNORECASE)


@rule(
    "rollback-without-time",
    "advice",
    "How a release is taken back is said, how long that takes is not. It is the time for which the mistake goes on.",
    "Say how many minutes it takes.",
    "feature-flagging-rollout#what-is-a-way-back-worth",
)
def _rollback_without_time(design: Design) -> Iterable[Said]:
    text = design.operations.rollback
    if text and not has_time(text) and not is_nothing(text) and not _leaves_no_way_back(text):
        yield Said(("operations", "rollback"), "Rollback: how long it takes is not said")


@rule(
    "stages-without-number",
    "warning",
    "The stages name neither a share nor a time, so every release would be as wide and as long as somebody feels.",
    "Give each stage its share of callers and the time it is watched.",
    "feature-flagging-rollout#how-are-stages-chosen",
)
def _stages_without_number(design: Design) -> Iterable[Said]:
    stages = design.operations.rollout_stages
    if stages and not any(has_figure(stage) or has_time(stage) for stage in stages):
        yield Said(
            ("operations", "rollout_stages"), f"Rollout stages: {short(stages[0])}, and no number in any of them"
        )


@rule(
    "stages-never-stop",
    "advice",
    "A change goes from stage to stage and nothing says what stops it. Then a stage is a delay, not a test.",
    "Say at which error ratio or latency a stage ends and the change goes back.",
    "feature-flagging-rollout#how-are-stages-chosen",
)
def _stages_never_stop(design: Design) -> Iterable[Said]:
    stages = design.operations.rollout_stages
    if len(stages) > 1 and not any(affirmed(STOPS, stage) for stage in stages):
        yield Said(
            ("operations", "rollout_stages"), f"Rollout stages: {len(stages)} of them, and nothing stops a change"
        )


@rule(
    "flag-without-end",
    "warning",
    "A flag that has no end date stays, and the path behind it is a second program that nobody tests.",
    "Add the date on which it is removed, or say that it is permanent and why.",
    "feature-flagging-rollout#which-kind-of-flag-is-it",
)
def _flag_without_end(design: Design) -> Iterable[Said]:
    for flag in design.operations.flags:
        if not has_date(flag) and not is_nothing(flag) and not re.search(STAYS, flag, re.IGNORECASE):
            name = re.split(r"[,;]", flag)[0]
            yield Said(("operations", "flags"), f"{short(name)}: a flag without an end date")


@rule(
    "kill-switch-is-a-release",
    "warning",
    "What is to be turned off at once is turned off by a deployment. That takes minutes, and fails when the deployment is what broke.",
    "Put the switch where a running process reads it.",
    "feature-flagging-rollout#which-kind-of-flag-is-it",
)
def _kill_switch_is_a_release(design: Design) -> Iterable[Said]:
    if found := claims(BY_DEPLOYMENT, design.operations.kill_switch):
        yield Said(("operations", "kill_switch"), f"Kill switch: works by '{found[0]}'")


@rule(
    "overload-without-answer",
    "warning",
    "Callers are refused when there is too much, and it is not said with which status. They take it for a failure and try again at once.",
    "Name the status or error code, and the Retry-After that goes with it.",
    "resilience-and-observability#how-much-fits-through",
)
def _overload_without_answer(design: Design) -> Iterable[Said]:
    text = design.operations.overload_policy
    if not text or not affirmed(r"\b(refus|shed|reject|turned away|drop|throttl|limit)", text):
        return
    if not re.search(STATUS, text, re.IGNORECASE) and not any(
        error.code and error.code in text for error in design.api.error_codes
    ):
        yield Said(("operations", "overload_policy"), "Overload policy: refuses callers without naming a status")


@rule(
    "restore-untried",
    "advice",
    "How everything comes back is planned, and nothing says that it was tried. A restore that nobody tried is a hope.",
    "Say when it was last tried and how long it took, or plan the first time as a next step.",
    "resilience-and-observability#how-much-fits-through",
)
def _restore_untried(design: Design) -> Iterable[Said]:
    text = design.operations.disaster_recovery
    if not text:
        return
    if never := re.search(NEVER_TRIED, text, re.IGNORECASE):
        yield Said(("operations", "disaster_recovery"), f"Disaster recovery: '{short(never[0])}'", "warning")
    elif not re.search(TRIED, text, re.IGNORECASE):
        yield Said(("operations", "disaster_recovery"), "Disaster recovery: nothing says that it was ever tried")


@rule(
    "window-shorter-than-retries",
    "warning",
    "A repeat is forgotten while somebody still sends it. The repeat after that is carried out a second time.",
    "Remember keys for longer than anyone retries.",
    "api-design-checklist#what-does-a-repeat-do",
)
def _window_shorter_than_retries(design: Design) -> Iterable[Said]:
    answer = design.operations.idempotency_window
    window, retries = window_and_retries(answer)
    if window and retries and max(retries) > min(window):
        yield Said(
            ("operations", "idempotency_window"), f"Idempotency window: shorter than the retries in '{short(answer)}'"
        )


@rule(
    "replay-without-window",
    "warning",
    "Repeats of tool calls are recognised, and it is not said for how long.",
    "Say for how long a request id is remembered, as a number and its unit.",
    "mcp-idempotency-replay#how-long-you-remember",
)
def _replay_without_window(design: Design) -> Iterable[Said]:
    text = design.operations.replay_protection
    if text and not spans(text) and any(tool.read_only is False for tool in design.api.mcp_tools):
        yield Said(
            ("operations", "replay_protection"), "Replay protection: how long a request id is remembered is not said"
        )


@rule(
    "replay-window-differs",
    "warning",
    "The tool remembers repeats for another time than the replay protection says. Whoever builds it has two numbers to choose from.",
    "Make both say the same.",
    "mcp-idempotency-replay#how-long-you-remember",
)
def _replay_window_differs(design: Design) -> Iterable[Said]:
    said = set(spans(design.operations.replay_protection))
    for tool in design.api.mcp_tools if said else ():
        own = spans(tool.dedupe_window)
        if own and not said & set(own):
            yield Said(
                ("api", "mcp_tools", tool.id, "dedupe_window"),
                f"{short(tool.name, OF_SEVERAL)}: remembers for {short(tool.dedupe_window, OF_SEVERAL)}, the replay protection says otherwise",
            )
