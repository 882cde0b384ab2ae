"""Command lines and desktop shells: modes, exit codes, secrets; capabilities, tokens, offline work; the Rust behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wizard.checklist.texts import affirms, answers, says
from wizard.checklist.told import Told, every, is_said, met, settles, silent, some, unmet
from wizard.design import Design
from wizard.facts.commands import SECRET_FLAG, exit_codes
from wizard.facts.words import affirmed, cut, spans
from wizard.steps.file_plan import NextStep


@settles("surface-cli-modes")
def commands_list_their_modes(design: Design) -> Told:
    """Every command lists its modes; whether one without JSON prints data, nobody but a person can tell."""
    commands = design.api.cli_commands
    return every(
        commands,
        "api.cli_commands",
        lambda command: "json" in command.output_modes,
        "lists no output modes",
        field="output_modes",
        is_open=lambda command: command.output_modes,
        doubt="no JSON; does it print data?",
    )


@settles("surface-cli-json-version")
def output_has_a_versioned_schema(design: Design) -> Told:
    """The output answer names the schema and its version."""
    return says(design, "scope.cli_output", {"the schema": r"schema", "its version": r"version|\bv\d|\.v\d"})


@settles("surface-cli-streams")
def output_names_stderr(design: Design) -> Told:
    """The output answer says what goes to stderr."""
    mixed = {"results leave there": r"\b(?:results?|data|JSON)\b[^.;]{0,15}\b(?:on|to) (?:stderr|standard error)"}
    return says(design, "scope.cli_output", {"what goes to stderr": r"stderr|standard error"}, mixed)


@settles("surface-cli-colour")
def output_turns_colour_off(design: Design) -> Told:
    """The output answer names the four cases."""
    wanted = {
        "without a terminal": r"(?:no|without a?|not a|unless a|outside a) ?(?:terminal|tty)|(?:is ?)?atty|piped?",
        "NO_COLOR": r"NO_COLOR",
        "TERM=dumb": r"TERM ?= ?dumb|dumb terminal",
        "its flag": r"--no-colou?r|--colou?r",
    }
    return says(design, "scope.cli_output", wanted)


@settles("surface-cli-exit-codes")
def exit_codes_tell_failures_apart(design: Design) -> Told:
    """0, wrong usage and at least two other numbers are listed."""
    where = ("scope", "cli_exit_codes")
    codes = _codes(design.scope.cli_exit_codes)
    if not codes:
        return silent((where, "none are listed with a number"))
    usage = [number for number, meaning in codes.items() if "usage" in meaning or "argument" in meaning]
    others = [number for number in codes if number != "0" and number not in usage]
    lacking = [
        *(["0"] if "0" not in codes else []),
        *(["wrong usage"] if not usage else []),
        *(["a second kind of failure"] if len(others) < 2 else []),
    ]
    if lacking:
        return unmet((where, f"not listed: {', '.join(lacking)}"))
    return met((where, f"0, {usage[0]} wrong usage, {len(others)} other numbers"))


@settles("surface-cli-exit-codes-agree")
def exit_codes_keep_their_meaning(design: Design) -> Told:
    """No command lists a number again, or it does so in the same words; other words may still mean the same."""
    common = _codes(design.scope.cli_exit_codes)
    if not common:
        return silent((("scope", "cli_exit_codes"), "none are listed with a number"))
    if not design.api.cli_commands:
        return silent((("api", "cli_commands"), "none are listed"))
    for command in design.api.cli_commands:
        for number, meaning in _codes(command.exit_codes).items():
            if common.get(number, meaning) != meaning:
                here = ("api", "cli_commands", command.id, "exit_codes")
                return silent((here, f"{command.label}: {number} is '{meaning}', in step 1 '{common[number]}'"))
    return met((("api", "cli_commands"), "no number of step 1 is listed with other words"))


@settles("surface-cli-secrets")
def secrets_stay_out_of_flags(design: Design) -> Told:
    """The credentials answer names a safe place, and no command lists a flag for a secret."""
    for command in design.api.cli_commands:
        if flag := next((flag for flag in command.flags if SECRET_FLAG.match(flag)), ""):
            return unmet((("api", "cli_commands", command.id, "flags"), f"{command.label}: {flag}"))
    places = r"\bfiles?\b|key ?chain|key ?ring|credential (?:manager|store)|secret (?:manager|service|store)|vault"
    told = says(design, "scope.cli_credentials", {"a file, keychain or secret service": places})
    if told.state != "met" or not design.api.cli_commands:
        return told if told.state != "met" else silent((("api", "cli_commands"), "none are listed"))
    return met(*told.where, (("api", "cli_commands"), "no flag takes a secret"))


@settles("tauri-commands-listed")
def app_manifest_lists_commands(design: Design) -> Told:
    """Commands are listed, and the app manifest is said to list them too."""
    if not design.scope.tauri_commands:
        return silent((("scope", "tauri_commands"), "is not answered"))
    fields = "scope.tauri_capabilities|scope.tauri_commands"
    return says(design, fields, {"that the app manifest lists them": r"app ?manifest|build\.rs"})


@settles("tauri-capability-per-window")
def capabilities_name_windows(design: Design) -> Told:
    """Every line begins with a window; one that begins with all windows contradicts."""
    lines = design.scope.tauri_capabilities
    wide = [line for line in lines if re.match(r"\s*(?:all|every|any|each) windows?\b|\s*\*", line, re.IGNORECASE)]
    if wide:
        return unmet((("scope", "tauri_capabilities"), cut(wide[0])))
    return every(
        lines,
        "scope.tauri_capabilities",
        lambda line: re.match(r"\s*[\w-]+(?: windows?)?\s*:\s*\S", line),
        "",
        is_open=bool,
        doubt="names no window",
        nothing="is not answered",
    )


@settles("tauri-no-v1-allowlist")
def no_allowlist_is_planned(design: Design) -> Told:
    """The capabilities are answered, and no answer on Tauri plans an allowlist."""
    fields = ("tauri_capabilities", "tauri_commands", "tauri_remote", "tauri_auth", "tauri_errors")
    for path, text in answers(design, *(f"scope.{field}" for field in fields)):
        if affirmed(r"allow-?list", text):
            return unmet((path, cut(text)))
    return is_said("scope.tauri_capabilities", design)


@settles("tauri-no-remote-pages")
def no_remote_page_has_a_capability(design: Design) -> Told:
    """The capabilities say that no remote address is admitted."""
    wanted = {
        "that no remote address is admitted": r"\bno remote|bundled (?:files|pages) only|only bundled|without remote"
    }
    return says(design, "scope.tauri_capabilities", wanted)


@settles("tauri-csp-set")
def webview_has_a_csp(design: Design) -> Told:
    """An answer on Tauri states the policy."""
    fields = "scope.tauri_capabilities|scope.tauri_commands|scope.tauri_remote|scope.tauri_auth|scope.tauri_errors"
    return says(design, fields, {"the content security policy": r"\bCSP\b|content.security.policy|default-src"})


@settles("tauri-token-outside-webview")
def tokens_stay_in_the_core(design: Design) -> Told:
    """The auth hand-off names the system browser, PKCE and the keychain."""
    wanted = {
        "the system browser": r"system(?:'s)? browser|browser of the system|default browser",
        "PKCE": r"\bPKCE\b",
        "the keychain": r"key ?chain|credential manager|key ?ring|secret service|stronghold",
    }
    return says(
        design, "scope.tauri_auth", wanted, {"the page can read it": r"local ?storage|in the (?:webview|page)\b"}
    )


@settles("tauri-remote-settled")
def local_and_remote_are_told_apart(design: Design) -> Told:
    """The answer says where commands run, and what happens offline."""
    wanted = {
        "what runs where": r"\blocal|\bremote|\bcore\b|\bAPI\b|\bbackend\b|on the machine",
        "what happens offline": r"offline|without (?:a )?(?:network|connection)",
    }
    return says(design, "scope.tauri_remote", wanted)


@settles("tauri-offline-window")
def window_outlasts_offline_time(design: Design) -> Told:
    """The idempotency window is longer than the one length of time that the local-or-remote answer gives."""
    remote, window = ("scope", "tauri_remote"), ("operations", "idempotency_window")
    offline = spans(design.scope.tauri_remote) if affirmed(r"offline|queue", design.scope.tauri_remote) else []
    remembered = spans(design.operations.idempotency_window)
    if len(offline) != 1:
        return silent((remote, "gives no longest time offline"))
    if not remembered:
        return silent((window, "gives no length of time"))
    tell = met if remembered[0] > offline[0] else unmet
    return tell((window, cut(design.operations.idempotency_window)), (remote, cut(design.scope.tauri_remote)))


@settles("tauri-error-kinds")
def errors_become_one_type(design: Design) -> Told:
    """The answer names the three sources, and the one type."""
    wanted = {
        "backend problems": r"problem|backend|\bAPI\b",
        "network failures": r"network|offline|time-?outs?|unreachable|connection",
        "local errors": r"\blocal|\bcommand|\bcore\b|\bfile",
        "the one type": r"\b(?:one|single|typed|same|closed)\b|\benum\b|\bkind",
    }
    return says(design, "scope.tauri_errors", wanted)


@settles("rust-sqlx-offline-data")
def sqlx_data_is_in_the_files(design: Design) -> Told:
    """Where the stack names sqlx, its offline data is among the files, and something checks it."""
    stack = next(answers_with(design, r"\bsqlx\b"), None)
    if stack is None:
        return silent((("file_plan", "framework"), "sqlx is not named"))
    if not design.file_plan.files:
        return silent((("file_plan", "files"), "none are listed"))
    kept = [file for file in design.file_plan.files if re.search(r"\.sqlx\b|sqlx-data\.json", file.path)]
    if not kept:
        return unmet((("file_plan", "files"), "no .sqlx among them"))
    words = [file.purpose for file in kept] + [step.action for step in design.file_plan.next_steps]
    if not any(re.search(r"\bCI\b|check|stale|prepare", text) for text in words):
        return silent((("file_plan", "files", kept[0].id, "purpose"), "no check in CI is named"))
    return met((("file_plan", "files", kept[0].id), kept[0].path))


def answers_with(design: Design, pattern: str) -> Iterator[str]:
    """What the stack answers say where the pattern is affirmed."""
    stack = ("file_plan.language", "file_plan.framework", "file_plan.layout")
    return (text for _, text in answers(design, *stack) if affirmed(pattern, text))


@settles("rust-stack-versions")
def stack_pins_rust_and_crates(design: Design) -> Told:
    """The language has the version of Rust, and the framework those of its crates."""
    language, framework = design.file_plan.language, design.file_plan.framework
    if not affirmed(r"\brust\b", language):
        return silent((("file_plan", "language"), "Rust is not named"))
    if not re.search(r"\brust\b\D{0,12}\d+\.\d+", language, re.IGNORECASE):
        return unmet((("file_plan", "language"), f"{cut(language)}: without a version of Rust"))
    crates = [part for part in re.split(r"[,;]| and ", framework) if part.strip()]
    if not crates:
        return silent((("file_plan", "framework"), "is not answered"))
    if bare := [crate.strip() for crate in crates if not re.search(r"\d", crate)]:
        return unmet((("file_plan", "framework"), f"without a version: {cut(bare[0])}"))
    return met((("file_plan", "language"), cut(language)), (("file_plan", "framework"), cut(framework)))


@settles("rust-supply-chain")
def dependencies_are_checked(design: Design) -> Told:
    """A next step names the tool, or advisories and licences."""

    def is_fine(step: NextStep) -> bool:
        tool = affirmed(r"cargo[ -](?:deny|audit|vet)", step.action)
        return tool is not None or affirms(step.action, r"advisor|vulnerabilit", r"licen[cs]e")

    lacks = "no step checks advisories and licences"
    return some(design.file_plan.next_steps, "file_plan.next_steps", is_fine, lacks, nothing="none are listed")


def _codes(lines: Iterable[str]) -> dict[str, str]:
    """Meanings by exit code, in small letters."""
    return {str(number): meaning for number, meaning in exit_codes(lines)}
