"""Designs that trip the rules on the file plan and its paths, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.designs import small
from core.varied import more_of, varied

PLANNED = small()["file_plan"]["files"]


def _files(*files: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return varied(file_plan__files=list(files), **fields)


def _without(word: str) -> dict[str, Any]:
    return _files(*(file for file in PLANNED if word not in file["path"]))


def _path(*paths: str) -> dict[str, Any]:
    return _files(*({"path": path, "purpose": f"purpose {n}"} for n, path in enumerate(paths)))


DRIVER = {"path": "src/print.py", "purpose": "prints the day list"}

TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "module-without-file": [(_without("notify"), "notify: no file is planned for this module")],
    "file-without-module": [(_files(DRIVER), "src/print.py: belongs to no module")],
    "file-in-wrong-layer": [
        (
            _files({"path": "src/adapters/rules.py", "purpose": "the overlap rule", "layer": "domain"}),
            "src/adapters/rules.py: of layer domain, in the folder adapters",
        ),
        (
            _files({"path": "src/domain/postgres.py", "purpose": "rows", "layer": "Infrastructure"}),
            "src/domain/postgres.py: of layer Infrastructure, in the folder domain",
        ),
    ],
    "file-purpose-repeated": [
        (_files(DRIVER, {**DRIVER, "path": "src/day.py"}), "src/day.py: has the same purpose as src/print.py")
    ],
    "no-test-file": [(_without("test"), "Files: none is a test")],
    "no-migration-file": [(_without("migrations"), "Files: there are tables, and none makes or changes them")],
    "no-api-description-file": [(_without("openapi"), "Files: none describes the API to its clients")],
    "language-missing": [(varied(file_plan__language=""), "Language: files are planned, and it is not said in which")],
    "file-outside": [
        (_path("/etc/passwd"), "/etc/passwd: begins at the root of the machine"),
        (_path("src/../../x.py"), "src/../../x.py: leads out of the repository"),
        (_path("~/x.py"), "~/x.py: lies in somebody's home folder"),
        (_path("C:/x.py"), "C:/x.py: names a drive"),
        (_path("src\\..\\x.py"), "src\\..\\x.py: leads out of the repository"),
        (_path("src/\uff0e\uff0e/x.py"), "src/\uff0e\uff0e/x.py: leads out of the repository"),
        (_path("src/\u2025/x.py"), "src/\u2025/x.py: leads out of the repository"),
        (_path("\uff0fetc/x"), "\uff0fetc/x: begins at the root of the machine"),
    ],
    "file-unportable": [
        (
            _path("src\\x.py"),
            "src\\x.py: has a backslash, which is a letter on some systems and a border on others",
        ),
        (_path("src/aux.py"), "src/aux.py: aux.py is the name of a device on Windows"),
        (_path("src/COM1"), "src/COM1: COM1 is the name of a device on Windows"),
        (_path("src/rules./x.py"), "src/rules./x.py: ends a name with a dot or a blank, which Windows drops"),
        (_path("src/rules /x.py"), "src/rules /x.py: ends a name with a dot or a blank, which Windows drops"),
        (_path("src/who?.py"), "src/who?.py: has a character that Windows does not allow"),
        (_path("src/\uff23on/x.py"), "src/\uff23on/x.py: Con is the name of a device on Windows"),
        (_path("src/a\u200bb.py"), "src/a\\u200bb.py: has a character that can not be seen"),
    ],
    "file-path-twice": [
        (_path("src/Rules.py", "src/rules.py"), "src/rules.py: the same file as src/Rules.py"),
        (_path("src/rules/", "./src//rules"), "./src//rules: the same file as src/rules/"),
        (_path("src/caf\u00e9.py", "src/cafe\u0301.py"), "src/cafe\u0301.py: the same file as src/caf\u00e9.py"),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "module-without-file": [varied(), _files()],
    "file-without-module": [
        varied(),
        _files(
            *({"path": path, "purpose": path} for path in ("docs/a.md", "Makefile", "tests/a.py", "db/", ".ci/run"))
        ),
        _files(DRIVER, pattern__modules=[]),
    ],
    "file-in-wrong-layer": [
        varied(),
        _files({"path": "src/domain/rules.py", "purpose": "a rule", "layer": "domain"}),
        _files({"path": "src/adapters/x/rules.py", "purpose": "a rule", "layer": "domain"}),
        _files({"path": "src/http/rules.py", "purpose": "a rule", "layer": "domain"}, pattern__pattern=None),
    ],
    "file-purpose-repeated": [varied(), _files(DRIVER, {**DRIVER, "path": "src/day.py", "purpose": "the day list"})],
    "no-test-file": [varied(), _files(), _path("src/booking_test.go"), _path("spec/booking.rb")],
    "no-migration-file": [varied(), _files(), varied(data__tables=[], file_plan__files=PLANNED[:1])],
    "no-api-description-file": [varied(), _files(), _path("schema.graphql")],
    "language-missing": [varied(), varied(file_plan__language="", file_plan__files=[])],
    "file-outside": [varied(), _path("src/..hidden", "src/a..b.py", "a~b/c", "src/~cache")],
    "file-unportable": [
        varied(),
        _path("src/auxiliary.py", "src/.env", "src/console.log", "src/x/", "src/über.py", "../x."),
    ],
    "file-path-twice": [
        varied(),
        _path("src/rules.py", "src/rule.py"),
        _path("src/rules.py", "src/rules.py"),
        more_of("file_plan", "files", DRIVER),
    ],
}
"""Designs that come close to a rule and do not trip it."""
