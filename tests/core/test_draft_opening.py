"""Whatever a file holds, opening it takes little time and memory, and leaves the file as it is."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from core.designs import small

from wizard.drafts.file import to_toml
from wizard.workflow import STEPS

MEMORY = 300 * 1024 * 1024
SECONDS = 4
"""Of the processor, the start of the interpreter included; on a common machine no file takes two."""

OPEN = f"""
import resource, sys
from pathlib import Path
from wizard.drafts.file import from_toml
from wizard.drafts.store import read_bytes
from wizard.errors import DraftUnreadable
from wizard.review import review
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
path = Path(sys.argv[1])
try:
    review(from_toml(read_bytes(path), path.name)).by_path
except DraftUnreadable as refused:
    print(refused)
"""
"""Opens and judges a draft within the limits; says why it did not."""

FULL = 4 * 1024 * 1024 - 100
WHOLE = to_toml(small())


def many(line: str, times: int = 0) -> bytes:
    """A draft that consists of lines; `@` in them is a number."""
    count = times or FULL // len(line)
    body = "".join(line.replace("@", f"{n:x}") for n in range(count))
    return f"schema_version = 1\n{body[:FULL]}\n[end]\ncomplete = true\n".encode()


def one(start: str, inner: str, end: str = "") -> bytes:
    """A draft with one answer, as large as a draft can be."""
    count = (FULL - len(start) - len(end)) // len(inner.encode())
    return f"schema_version = 1\nx = {start}{inner * count}{end}\n[end]\ncomplete = true\n".encode()


LISTS = [(step, name) for step in STEPS for name, field in step.fields.items() if field.record is not None]
EMPTY = "".join(f"{step.key}.{name} = [{'{},' * (29_900 // len(LISTS))}]\n" for step, name in LISTS)
"""Empty records in every list that there is."""

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "ten MiB": (lambda: WHOLE + b"#" * 10 * 1024 * 1024, "10.0 MiB"),
    "NUL bytes": (lambda: b"\0" * FULL, "nothing but NUL bytes"),
    "UTF-16": (lambda: WHOLE.decode().encode("utf-16"), "UTF-16"),
    "dotted keys": (lambda: many("a@." + "a." * 60 + "b = 1\n"), "nested too deeply"),
    "dotted tables": (lambda: many("[a@." + "a." * 60 + "b]\n"), "nested too deeply"),
    "one dotted key": (lambda: many("a." * 2_000_000 + "b = 1\n", 1), "nested too deeply"),
    "quoted dotted keys": (lambda: many('"=" . ' * 600_000 + "b = 1\n", 1), "nested too deeply"),
    "brackets": (lambda: one("", "["), "nested too deeply"),
    "brackets apart": (lambda: one("", "[ "), "too many keys"),
    "braces": (lambda: one("", "{a="), "too many keys"),
    "tables": (lambda: many("[a@]\n"), "too many keys"),
    "records": (lambda: many("[[a]]\n[[a.b]]\n[[a.b.c]]\n"), "too many keys"),
    "keys": (lambda: many("k@=1\n"), "too many keys"),
    "small tables": (lambda: one("[", "{a=1},", "]"), "too many keys"),
    "a long number": (lambda: one("", "9"), "more than 1,000 characters"),
    "a long hexadecimal number": (lambda: one("0x", "f"), "more than 1,000 characters"),
    "a long fraction": (lambda: one("0.", "9"), "more than 1,000 characters"),
    "a long answer": (lambda: one('"', "a", '"'), "characters, and answers have at most"),
    "open strings": (lambda: many("." * 70 + "\n" + '"""\n' + '\\"""\n' * 800_000, 1), "nested too deeply"),
    "as many tables as there may be": (lambda: many("[a@]\n", 199_000), ""),
    "as many keys as there may be": (lambda: many('"@"."b" = 1\n', 79_000), ""),
    "a long list": (lambda: many("[[a]]\n[[a.b]]\n[[a.b.c]]\n", 16_000), "a has 16,000 entries"),
    "many long lists": (lambda: many("k@ = [" + "1," * 9_000 + "]\n", 4), "36,000 entries and lines"),
    "as many records as there may be": (lambda: many("[[a]]\n[[a.b]]\n[[a.b.c]]\n", 9_990), ""),
    "as many empty records as there may be": (lambda: many(EMPTY, 1), ""),
    "as many empty operations as there may be": (lambda: many("[api]\noperations = [" + "{}," * 9_990 + "]\n", 1), ""),
    "as many empty columns as there may be": (
        lambda: many("[[data.tables]]\ntable_columns = [" + "{}," * 9_990 + "]\n", 3),
        "",
    ),
    "as many broken references as there may be": (
        lambda: many("[[api.operations]]\naccess = [" + '"a",' * 99 + "]\n", 299),
        "",
    ),
    "as many nested keys as there may be": (lambda: many("a@." + "a." * 29 + "b = 1\n", 3_100), ""),
    "an answer of many lines": (lambda: many('k@ = "' + "\\n" * 500_000 + '"\n', 4), "500,001 lines"),
    "many answers of many lines": (lambda: many('k@ = "' + "\\u2028" * 9_000 + '"\n', 4), "36,000 entries and lines"),
    "as many lines as there may be": (lambda: many('k@ = "' + "\\n" * 9_999 + '"\n', 3), ""),
    "as long answers as there may be": (lambda: many('k@ = "' + "a " * 500_000 + '"\n', 4), ""),
    "blank lines": (lambda: many("\n"), ""),
    "comments": (lambda: many("#\n"), ""),
}
"""Files by what is odd about them, and what is said of each; nothing of those that are drafts after all."""


@pytest.mark.parametrize("odd", FILES)
def test_a_file_is_opened_or_refused_within_its_limits_and_stays_as_it_is(odd: str, tmp_path: Path) -> None:
    make, said = FILES[odd]
    path = tmp_path / "odd.design.toml"
    path.write_bytes(make())
    path.chmod(0o400)
    before = hashlib.sha256(path.read_bytes()).digest()
    done = subprocess.run([sys.executable, "-c", OPEN, path], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (said in done.stdout) if said else (done.stdout == "")
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["odd.design.toml"]
