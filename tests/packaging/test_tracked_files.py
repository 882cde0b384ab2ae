"""No file in the repository names a package registry or a place on somebody's machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]

CHECKOUT = Path(__file__).parents[2]
SHORTEST = 5
"""Characters of a path that says something; a checkout in `/` or `/srv` would be found everywhere."""


def tracked() -> list[Path]:
    """The files of the commit and those staged for the next one."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := CHECKOUT / name).is_file()]


def pip(*words: str) -> str:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def registry_hosts() -> set[str]:
    """The registry that pip knows by itself, and those that this machine was told of."""
    known = "from pip._internal.models.index import PyPI, TestPyPI as T; print(PyPI.url, T.url)"
    known += "; print('https://' + PyPI.file_storage_domain)"
    said = subprocess.run([sys.executable, "-c", known], capture_output=True, text=True, check=True).stdout
    said += pip("config", "list") + " ".join(
        value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_"))
    )
    hosts = {urlsplit(url).hostname for url in re.findall(r"https?://[^\s'\"]+", said)}
    return {host for host in hosts if host}


def machine_paths() -> set[str]:
    """Folders that only this machine has."""
    folders = {str(CHECKOUT), str(Path.home()), sys.prefix}
    return {folder.rstrip("/") + "/" for folder in folders if len(folder) >= SHORTEST} | {str(CHECKOUT)}


def places_of(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(CHECKOUT)}: {match[0]}" for match in pattern.finditer(text)]
    return found


def test_no_tracked_file_names_a_package_registry() -> None:
    hosts = registry_hosts()
    assert hosts
    assert not places_of(re.compile("|".join(map(re.escape, sorted(hosts)))))


def test_no_tracked_file_names_a_place_on_a_machine() -> None:
    own = "|".join(map(re.escape, sorted(machine_paths())))
    homes = r"(?<![\w.])/(?:home|Users)/(?!NAME\b|you\b)\w+/|\b[A-Z]:\\+Users\\+\w+"
    assert not places_of(re.compile(f"{own}|{homes}"))


def test_constraints_are_names_with_versions_and_nothing_else() -> None:
    lines = (CHECKOUT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.]+", line)] == []
    assert "backend-design" not in {line.partition("==")[0].lower() for line in lines}


def test_every_dependency_is_pinned() -> None:
    import tomllib

    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    names = {re.split(r"[^A-Za-z0-9_.-]", each)[0].lower().replace("_", "-") for each in wanted}
    pinned = {
        line.partition("==")[0].lower().replace("_", "-")
        for line in (CHECKOUT / "constraints.txt").read_text().splitlines()
    }
    assert names <= pinned
