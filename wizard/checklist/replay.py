"""Repeats of tool calls: request ids, windows, stored results, and the errors that answer them."""

from __future__ import annotations

import re

from wizard.checklist.texts import affirms, says
from wizard.checklist.told import Told, every, met, settles, silent, unmet
from wizard.checklist.tools import TOOLS, every_tool
from wizard.design import Design
from wizard.facts.schemas import required
from wizard.facts.words import affirmed, cut, spans
from wizard.steps.api_records import ErrorCode, McpTool

REPLAY = "operations.replay_protection"
REUSED = r"reused|other (?:arguments|input|body|request)|different (?:arguments|input|body|payload|request)|mismatch|another request"
RUNNING = r"still.?runn|in.?progress|in.?flight|being processed|not finished|unfinished"
FIRST = r"\brequest id\b|\bsame (?:key|id|request|call)\b|\bfirst (?:call|request|one)\b|\brepeat|\bkey\b"


def writing(design: Design) -> tuple[McpTool, ...]:
    """The tools that are not marked read-only."""
    return tuple(tool for tool in design.api.mcp_tools if not tool.read_only)


def only_reads(design: Design) -> Told | None:
    """Met where every tool listed is read-only, as then nothing can be repeated."""
    tools = design.api.mcp_tools
    return met((("api", "mcp_tools"), "every tool is read-only")) if tools and not writing(design) else None


@settles("mcpreplay-id-required")
def request_id_is_required(design: Design) -> Told:
    """The input schema of every writing tool requires `request_id`."""
    return only_reads(design) or every_tool(
        design,
        "input_schema",
        lambda tool: tool.read_only or "request_id" in required(tool.input_schema),
        "does not require request_id",
    )


@settles("mcpreplay-window-per-tool")
def each_tool_has_a_window(design: Design) -> Told:
    """Every writing tool states a window with a unit."""
    return only_reads(design) or every(
        writing(design),
        TOOLS,
        lambda tool: spans(tool.dedupe_window),
        lambda tool: "no length of time" if tool.dedupe_window else "no dedupe window",
        field="dedupe_window",
    )


@settles("mcpreplay-window-not-shorter")
def windows_are_not_shorter(design: Design) -> Told:
    """No window of a tool is shorter than that of step 7, unless replay protection speaks of it."""
    if (reads := only_reads(design)) is not None:
        return reads
    general = spans(design.operations.idempotency_window)
    if not general:
        return silent((("operations", "idempotency_window"), "gives no length of time"))
    explained = affirmed(r"shorter|longer|because|enough|suffic", design.operations.replay_protection) is not None

    def is_fine(tool: McpTool) -> bool:
        own = spans(tool.dedupe_window)
        return bool(own) and own[0] >= general[0]

    return every(
        writing(design),
        TOOLS,
        is_fine,
        lambda tool: f"{cut(tool.dedupe_window)}; the window of step 7 is longer",
        field="dedupe_window",
        is_open=lambda tool: explained or not spans(tool.dedupe_window),
        doubt=lambda tool: (
            "shorter; does replay protection say why?" if spans(tool.dedupe_window) else "no dedupe window"
        ),
    )


@settles("mcpreplay-key-has-caller")
def key_has_caller_and_tool(design: Design) -> Told:
    """Replay protection names the three parts."""
    wanted = {
        "the caller": r"\bcaller|\buser\b|\bperson\b|\bsubject\b|\bclient\b|principal",
        "the tool": r"\btool\b",
        "request_id": r"request[_ ]id",
    }
    return says(design, REPLAY, wanted)


@settles("mcpreplay-no-protocol-id")
def no_protocol_id_is_a_key(design: Design) -> Told:
    """Replay protection goes by `request_id`, and no answer goes by the id of the protocol or the session."""
    protocol = r"JSON-?RPC[ -]id|\b(?:by|per|from|uses?) (?:the )?(?:MCP )?session|session[ _-]id"
    for field in ("replay_protection", "idempotency_key_source"):
        if affirmed(protocol, getattr(design.operations, field)):
            return unmet((("operations", field), cut(getattr(design.operations, field))))
    return says(design, REPLAY, {"request_id": r"request[_ ]id"})


@settles("mcpreplay-other-arguments-refused")
def other_arguments_are_refused(design: Design) -> Told:
    """A code says that the id was used for something else, and every writing tool lists one such."""
    codes = [code for code in design.api.error_codes if _tells(code, REUSED)]
    if (reads := only_reads(design)) is not None:
        return reads
    if not codes:
        return silent((("api", "error_codes"), "none speaks of a request id with other arguments"))
    known = {code.code for code in codes}
    return every_tool(
        design, "errors", lambda tool: tool.read_only or known & set(tool.errors), f"does not list {codes[0].code}"
    )


@settles("mcpreplay-running-has-answer")
def running_repeats_have_a_code(design: Design) -> Told:
    """A code says that the first still runs, and is marked retryable."""
    codes = [code for code in design.api.error_codes if _tells(code, RUNNING) and _tells(code, FIRST)]
    if not codes:
        return silent((("api", "error_codes"), "none speaks of a first call that still runs"))
    where = ("api", "error_codes", codes[0].id, "retryable")
    if not any(code.retryable for code in codes):
        return unmet((where, f"{codes[0].code}: not marked retryable"))
    return met((where, next(code.code for code in codes if code.retryable)))


@settles("mcpreplay-stored-result")
def repeats_get_the_stored_result(design: Design) -> Told:
    """Replay protection names the stored result, and what is not stored."""
    wanted = {
        "the stored result": r"(?:stored|same|first|recorded|original) (?:result|answer|response)",
        "which results are not stored": r"not (?:be )?(?:stored|kept|recorded)|never (?:stored|kept)|only [^.;]{0,30}(?:stored|kept)|except",
    }
    return says(design, REPLAY, wanted)


@settles("mcpreplay-claim-settled")
def crashed_claims_are_settled(design: Design) -> Told:
    """Replay protection speaks of a crash, and of asking or looking."""
    wanted = {
        "a claim without a result": r"crash|without (?:a )?(?:stored )?result|half-?way|\bdied?s?\b|rolls? back|same transaction",
        "how it is settled": r"\bask|settl|reconcil|looks? up|outcome|rolls? back|same transaction|resum",
    }
    return says(design, REPLAY, wanted)


@settles("mcpreplay-hint-has-reason")
def idempotent_tools_store_results(design: Design) -> Told:
    """Every tool marked idempotent keeps its result for a window; a constraint may do as well."""
    marked = [tool for tool in design.api.mcp_tools if tool.idempotent and not tool.read_only]
    return every(
        marked,
        TOOLS,
        lambda tool: spans(tool.dedupe_window),
        "",
        field="dedupe_window",
        is_open=bool,
        doubt="no stored result; which constraint?",
        nothing="none is marked idempotent",
    )


@settles("mcpreplay-same-wish-new-id")
def destructive_tools_are_bounded(design: Design) -> Told:
    """Where no tool is destructive nothing has to be bounded; which invariant bounds one, a person has to say."""
    tools = design.api.mcp_tools
    if not tools:
        return silent((("api", "mcp_tools"), "none are listed"))
    unsaid = [tool for tool in tools if not tool.read_only and tool.destructive is not False]
    if unsaid:
        return silent(
            (("api", "mcp_tools", unsaid[0].id, "destructive"), f"{unsaid[0].label}: which invariant bounds it?")
        )
    return met((("api", "mcp_tools"), "no tool is destructive"))


@settles("mcpreplay-nonce-when-signed")
def nonces_are_settled(design: Design) -> Told:
    """Replay protection says that no call is signed, or names nonce, skew and memory."""
    text = design.operations.replay_protection
    unsigned = re.search(
        r"\bno (?:tool )?calls? (?:is|are) (?:signed|privileged)|calls are not signed|nothing is signed",
        text,
        re.IGNORECASE,
    )
    if unsigned is not None:
        return met((("operations", "replay_protection"), unsigned.group()))
    wanted = {
        "the nonce": r"\bnonce",
        "the skew": r"\bskew|tolerance|clock",
        "how long nonces are remembered": r"twice|(?:kept|remembered|memory)[^.;]{0,20}\d",
    }
    return says(design, REPLAY, wanted)


@settles("mcpreplay-lost-answer-case")
def lost_answers_are_an_edge_case(design: Design) -> Told:
    """An edge case has a tool call that comes again."""
    caller, again = r"\b(?:tool|assistant|agent|model|MCP)\b", r"\bagain\b|repeat|twice|\blost\b|request_id"
    cases = [case for case in design.risks.edge_cases if affirms(case.case, caller, again)]
    if not cases:
        return silent((("risks", "edge_cases"), "none has a tool call that comes again"))
    told = [case for case in cases if case.expected]
    if not told:
        return unmet((("risks", "edge_cases", cases[0].id, "expected"), f"{cut(cases[0].case)}: nothing is expected"))
    return met((("risks", "edge_cases", told[0].id), cut(told[0].case)))


def _tells(code: ErrorCode, pattern: str) -> bool:
    return affirmed(pattern, f"{code.code} {code.title} {code.cause}".replace("_", " ")) is not None
