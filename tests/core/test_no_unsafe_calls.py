"""No code of the program takes text for markup, for a program, or for bytes of the machine's own encoding."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for folder in ("wizard", "screens") for path in (ROOT / folder).rglob("*.py"))
SHOWS = ("Static", "Label", "notify")
"""What takes text for markup unless it is told otherwise."""
RUNS = ("eval", "exec", "compile", "__import__", "system", "popen")
READS_MARKUP = ("from_markup", "render_markup", "escape_markup")
LOADS_ANYTHING = ("pickle", "marshal", "shelve", "dill")
SAFE_LOADER = "wizard/yaml_file.py"
"""Has a loader of its own, made from the safe one."""


def faults(source: str, name: str = "") -> list[str]:
    """What is unsafe in a module, with its line."""
    return [f"{name}:{line}: {said}" for line, said in _faults(ast.parse(source), name)]


def _faults(tree: ast.Module, name: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            if any(module.partition(".")[0] in LOADS_ANYTHING for module in modules):
                yield node.lineno, "loads objects from bytes"
            if isinstance(node, ast.ImportFrom) and any(alias.name in READS_MARKUP for alias in node.names):
                yield node.lineno, "reads markup"
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, said) for said in _of_call(node, name))


def _of_call(call: ast.Call, name: str) -> Iterator[str]:
    owner, called = _named(call.func)
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    if called in SHOWS and not _is(given.get("markup"), value=False):
        yield f"{called} without markup=False"
    if called in READS_MARKUP:
        yield f"{called} reads markup"
    if called == "print" and owner.endswith("console") and not all(isinstance(arg, ast.Constant) for arg in call.args):
        yield "console.print reads markup"
    if called in RUNS and owner in ("", "os", "builtins"):
        yield f"{called} runs text"
    if owner == "yaml" and called in ("load", "load_all", "unsafe_load", "full_load") and name != SAFE_LOADER:
        yield f"yaml.{called} makes objects"
    if _is(given.get("shell"), value=True):
        yield "a shell reads text"
    if _opens_text(call, owner, called) and "encoding" not in given:
        yield f"{called} without encoding"


def _named(called: ast.expr) -> tuple[str, str]:
    """The name before the last dot, and the one after it."""
    if isinstance(called, ast.Attribute):
        return ast.unparse(called.value), called.attr
    return "", called.id if isinstance(called, ast.Name) else ""


def _is(given: ast.expr | None, *, value: bool) -> bool:
    return isinstance(given, ast.Constant) and given.value is value


def _opens_text(call: ast.Call, owner: str, called: str) -> bool:
    """Whether a call turns bytes into text or back; methods of our own that are called `open` take no mode."""
    if called in ("read_text", "write_text"):
        return len(call.args) < (1 if called == "read_text" else 2)
    if called not in ("open", "fdopen") or (called == "open" and owner in ("os", "webbrowser")):
        return False
    said = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    words = [arg.value for arg in said if isinstance(arg, ast.Constant)]
    modes = [mode for mode in words if isinstance(mode, str) and set(mode) <= set("rwaxbt+")]
    if modes:
        return not any("b" in mode for mode in modes)
    return owner == "" and called == "open"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_makes_no_unsafe_call(path: Path) -> None:
    assert faults(path.read_text("utf-8"), path.relative_to(ROOT).as_posix()) == []


@pytest.mark.parametrize(
    "unsafe",
    [
        "Static(words)",
        "Static('words', id='x')",
        "Static(f'[b]{words}[/]', markup=True)",
        "Label(words)",
        "self.notify(words)",
        "app.notify(f'{words}', severity='error')",
        "Content.from_markup(words)",
        "from rich.markup import render_markup",
        "console.print(words)",
        "self.console.print(f'{words}')",
        "open(path)",
        "open(path, 'w')",
        "path.open('r')",
        "path.open(mode='a')",
        "os.fdopen(1, 'w')",
        "path.read_text()",
        "path.write_text(words)",
        "yaml.load(words, Loader)",
        "yaml.unsafe_load(words)",
        "eval(words)",
        "exec(words)",
        "import pickle",
        "from pickle import loads",
        "import os, marshal",
        "subprocess.run(words, shell=True)",
        "os.system(words)",
    ],
)
def test_an_unsafe_call_is_found(unsafe: str) -> None:
    assert len(faults(unsafe)) == 1


@pytest.mark.parametrize(
    "safe",
    [
        "Static(words, markup=False)",
        "self.notify(words, markup=False)",
        "Content(words)",
        "console.print('plain')",
        "open(path, 'rb')",
        "open(path, encoding='utf-8')",
        "path.open('wb')",
        "self._form.open(field, words)",
        "os.open(path, flags)",
        "path.read_text('utf-8')",
        "path.write_text(words, encoding='utf-8')",
        "yaml.safe_load(words)",
        "re.compile(words)",
        "subprocess.run([name, words])",
    ],
)
def test_a_safe_call_is_let_pass(safe: str) -> None:
    assert faults(safe) == []
