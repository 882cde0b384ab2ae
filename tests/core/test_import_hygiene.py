"""The core has no face, and what a command does not need it does not import."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import wizard

ROOT = Path(wizard.__file__).parent.parent
FACES = ("textual", "rich", "screens")

EVERY_MODULE = """
import importlib, pkgutil, sys, wizard
for found in pkgutil.walk_packages(wizard.__path__, "wizard."):
    importlib.import_module(found.name)
print(*sys.modules)
"""


def imported(program: str, *words: str) -> set[str]:
    """The modules that a program leaves imported, in a fresh interpreter; its last line names them."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT / "tests",
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return set(done.stdout.splitlines()[-1].split())


def after(*words: str) -> set[str]:
    """The modules that a command leaves imported."""
    return imported("import sys\nfrom wizard.__main__ import main\nmain(sys.argv[1:])\nprint(*sys.modules)", *words)


def test_no_module_of_the_core_imports_a_face() -> None:
    modules = imported(EVERY_MODULE)
    assert {"wizard.__main__", "wizard.cli.check", "wizard.export.write"} <= modules
    assert not modules & set(FACES)


@pytest.mark.parametrize("words", [[], ["--help"], ["check", "x"], ["open", "x"], ["export", "x"], ["schema"]])
def test_no_command_without_a_terminal_imports_a_face(words: list[str]) -> None:
    assert not after(*words) & set(FACES)


EXAMPLE = ROOT / "templates" / "examples" / "payments.design.toml"


def test_a_check_of_a_draft_imports_nothing_that_only_exports_need() -> None:
    needless = {"pydantic", "jinja2", "markdown_it", "platformdirs", "shtab", "tomli_w", "json", "importlib.metadata"}
    assert not after("check", str(EXAMPLE)) & (
        needless | {"yaml", "wizard.yaml_file", "wizard.rubric", "wizard.by_field"}
    )


def test_a_check_for_people_imports_nothing_that_only_other_formats_or_many_files_need() -> None:
    formats = {"json", "wizard.trace", "wizard.drafts.lines", "wizard.checklist.checklist"}
    commands = {f"wizard.cli.{name}" for name in ("judgement", "github", "sarif", "why_not", "documents")}
    assert not after("check", *[str(EXAMPLE)] * 12) & (formats | commands | {"multiprocessing", "concurrent.futures"})


def test_annotations_import_no_rubric_and_no_checklist() -> None:
    assert not after("check", str(EXAMPLE), "--format", "github") & {"json", "wizard.rubric", "wizard.trace", "yaml"}


def test_help_imports_no_question() -> None:
    assert not {name for name in after("--help") if name.startswith(("wizard.steps", "wizard.design"))}
