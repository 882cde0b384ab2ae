"""Rules on the commands of a CLI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wizard.design import Design, Path
from wizard.facts.commands import SECRET_FLAG, exit_codes
from wizard.rules.api_records import at, named, named_first, short
from wizard.rules.rule import Said, rule

HIGHEST = 255
"""An exit code is one byte on POSIX systems."""
FAILED = r"\b(?:fail\w*|error|refus\w+|denied|not found|no such|invalid|wrong|timed? ?out|unavailable|rejected)\b"
FAILED_NOT = r"\b(?:no|without|not) (?:\w+ )?(?:fail\w*|error|refus\w+)|\bnothing (?:failed|refused)"


def _lists(design: Design) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    """Every list of exit codes: whose it is, where it is, its lines."""
    yield "Exit codes", ("scope", "cli_exit_codes"), design.scope.cli_exit_codes
    for command in design.api.cli_commands:
        yield named(command), at(command, "exit_codes"), command.exit_codes


@rule(
    "exit-code-twice",
    "warning",
    "One number has two meanings in one list, so a script can not tell which it was.",
    "Give each meaning a number of its own.",
    "integration-surfaces#what-is-the-contract-of-a-cli",
)
def _exit_code_twice(design: Design) -> Iterable[Said]:
    for owner, path, lines in _lists(design):
        first: dict[int, str] = {}
        for number, meaning in exit_codes(lines):
            if first.setdefault(number, meaning) != meaning:
                yield Said(path, f"{owner}: {number} is '{short(first[number])}' and '{short(meaning)}'")


@rule(
    "exit-code-not-a-number",
    "warning",
    "A process ends with a number from 0 to 255. Anything else is cut or can not be returned.",
    "Begin each line with a number from 0 to 255, then its meaning.",
    "integration-surfaces#what-is-the-contract-of-a-cli",
)
def _exit_code_not_a_number(design: Design) -> Iterable[Said]:
    for owner, path, lines in _lists(design):
        for line in lines:
            found = exit_codes([line])
            if not found or found[0][0] > HIGHEST:
                yield Said(path, f"{owner}: '{short(line)}' does not begin with a number from 0 to 255")


@rule(
    "exit-zero-fails",
    "warning",
    "0 means that all is well to every shell and pipeline, and here it means a failure. Scripts go on as if nothing had happened.",
    "Give the failure a number of its own.",
    "integration-surfaces#what-is-the-contract-of-a-cli",
)
def _exit_zero_fails(design: Design) -> Iterable[Said]:
    for owner, path, lines in _lists(design):
        for number, meaning in exit_codes(lines):
            is_failure = re.search(FAILED, meaning) and not re.search(FAILED_NOT, meaning)
            if number == 0 and is_failure:
                yield Said(path, f"{owner}: 0 is '{short(meaning)}'")


@rule(
    "no-json-output",
    "warning",
    "No command prints JSON. Scripts then cut columns out of text for people, and its next wording breaks them.",
    "Add the output mode json to commands that print data.",
    "integration-surfaces#what-is-the-contract-of-a-cli",
)
def _no_json_output(design: Design) -> Iterable[Said]:
    commands = design.api.cli_commands
    if any(command.output_modes for command in commands) and not any("json" in one.output_modes for one in commands):
        yield Said(at(commands[0], "output_modes"), f"{named_first(commands)}: no command prints JSON")


@rule(
    "secret-in-flag",
    "blocker",
    "A secret on the command line stands in the list of processes, in the history of the shell and in logs of pipelines.",
    "Take it from a file, standard input or the keychain.",
    "integration-surfaces#what-is-the-contract-of-a-cli",
)
def _secret_in_flag(design: Design) -> Iterable[Said]:
    for command in design.api.cli_commands:
        for flag in command.flags:
            if SECRET_FLAG.match(flag):
                yield Said(at(command, "flags"), f"{named(command)}: {short(flag)} takes a secret")
