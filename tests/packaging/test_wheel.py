"""What is in the wheel and the sdist, and what is not."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]

CHECKOUT = Path(__file__).parents[2]
DATA = ("templates", "references")


def files_in(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as wheel:
        return set(wheel.namelist())


def data_files() -> set[str]:
    """The files of templates/ and references/ in the checkout; what an editor left there in between does not count."""
    found = (path for folder in DATA for path in (CHECKOUT / folder).rglob("*") if path.is_file())
    kinds = (".j2", ".toml", ".md", ".yaml", ".json")
    return {path.relative_to(CHECKOUT).as_posix() for path in found if path.suffix in kinds}


def test_the_wheel_has_two_packages_and_nothing_else_at_its_top(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in files_in(wheel)}
    (metadata,) = (top for top in tops if top.endswith(".dist-info"))
    assert tops == {"wizard", "screens", metadata}


def test_every_template_and_reference_of_the_checkout_is_inside_the_wizard_package(wheel: Path) -> None:
    assert len(data_files()) > 10
    assert {f"wizard/{name}" for name in data_files()} <= files_in(wheel)


def test_every_module_and_stylesheet_of_the_checkout_is_in_the_wheel(wheel: Path) -> None:
    sources = {
        path.relative_to(CHECKOUT).as_posix()
        for package in ("wizard", "screens")
        for pattern in ("*.py", "*.tcss")
        for path in (CHECKOUT / package).rglob(pattern)
    }
    assert sources <= files_in(wheel)


def test_the_wheel_has_no_tests_no_caches_and_no_python_among_its_data(wheel: Path) -> None:
    names = files_in(wheel)
    assert not [
        name for name in names if "test" in name.split("/")[0] or "__pycache__" in name or name.endswith(".pyc")
    ]
    inside = tuple(f"wizard/{folder}/" for folder in DATA)
    assert not [name for name in names if name.startswith(inside) and name.endswith(".py")]


def test_the_wheel_carries_the_licence_the_readme_and_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (root,) = {name.partition("/")[0] for name in archive.namelist() if ".dist-info/" in name}
        said = {name: archive.read(f"{root}/{name}").decode() for name in ("METADATA", "entry_points.txt")}
        assert "MIT License" in archive.read(f"{root}/licenses/LICENSE").decode()
    assert "backend-design = wizard.__main__:main" in said["entry_points.txt"]
    assert "# backend-design" in said["METADATA"]
    assert "License-Expression: MIT" in said["METADATA"]


def test_a_wheel_built_straight_from_the_checkout_has_the_same_files(wheel: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(CHECKOUT)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    (straight,) = tmp_path.glob("*.whl")
    assert files_in(straight) == files_in(wheel)


def test_the_sdist_has_what_is_needed_to_build_and_to_test(dist: Path) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "Makefile", "constraints.txt"} <= names
    assert data_files() <= names
    assert "tests/packaging/test_wheel.py" in names
    assert not [name for name in names if name.startswith((".git/", ".venv", "dist/", "demo/"))]
