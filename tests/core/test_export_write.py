"""An export writes all or nothing, and only over files that are ours and unchanged."""

import hashlib
import json
from pathlib import Path

import pytest
from core.designs import out_of_scope, small

from wizard.answers import with_value
from wizard.contract import OUT_OF_SCOPE
from wizard.errors import ExportRefused
from wizard.export import write
from wizard.export.document import document
from wizard.export.write import FORMATS, MANIFEST, Format, export_to
from wizard.review import Review, review

READY = review(small())
OTHER = review(with_value(small(), ("start", "title"), "Another title"))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_files_and_their_manifest_are_written_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "spec"
    assert export_to(READY, folder, list(FORMATS)) == [folder / kind.file for kind in FORMATS.values()]
    assert names(folder) == {kind.file for kind in FORMATS.values()} | {MANIFEST}
    assert (folder / "SPEC.md").read_text(encoding="utf-8") == document(READY)
    kept = json.loads((folder / MANIFEST).read_bytes())["files"]
    assert kept["SPEC.md"] == hashlib.sha256((folder / "SPEC.md").read_bytes()).hexdigest()


def test_exporting_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    export_to(READY, tmp_path, list(FORMATS))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    export_to(READY, tmp_path, list(FORMATS))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_our_own_unchanged_files_are_replaced(tmp_path: Path) -> None:
    export_to(READY, tmp_path, ["markdown"])
    export_to(OTHER, tmp_path, ["markdown"])
    assert "# Another title" in (tmp_path / "SPEC.md").read_text(encoding="utf-8")


def test_one_format_at_a_time_keeps_the_other_ours(tmp_path: Path) -> None:
    export_to(READY, tmp_path, ["markdown"])
    export_to(READY, tmp_path, ["json"])
    export_to(OTHER, tmp_path, ["markdown", "json"])


def test_a_file_of_somebody_else_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / "design.json").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportRefused, match=r"design\.json was not written by backend-design"):
        export_to(READY, tmp_path, ["markdown", "json"])
    assert names(tmp_path) == {"design.json"}
    assert (tmp_path / "design.json").read_text(encoding="utf-8") == "mine"


def test_a_file_changed_since_is_refused_unless_one_insists(tmp_path: Path) -> None:
    export_to(READY, tmp_path, ["markdown"])
    (tmp_path / "SPEC.md").write_text("edited", encoding="utf-8")
    with pytest.raises(ExportRefused, match=r"SPEC\.md was changed since"):
        export_to(OTHER, tmp_path, ["markdown"])
    export_to(OTHER, tmp_path, ["markdown"], overwrite=True)
    assert (tmp_path / "SPEC.md").read_text(encoding="utf-8") == document(OTHER)


def test_a_symbolic_link_is_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("keep", encoding="utf-8")
    folder = tmp_path / "spec"
    folder.mkdir()
    (folder / "SPEC.md").symlink_to(outside)
    with pytest.raises(ExportRefused, match="symbolic link"):
        export_to(READY, folder, ["markdown"], overwrite=True)
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(ExportRefused, match="symbolic link"):
        export_to(READY, tmp_path / "link", ["json"])
    assert outside.read_text(encoding="utf-8") == "keep"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "spec").write_text("x", encoding="utf-8")
    with pytest.raises(ExportRefused, match="not a folder"):
        export_to(READY, tmp_path / "spec", ["markdown"])


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "SPEC.md").mkdir()
    with pytest.raises(ExportRefused, match="not a regular file"):
        export_to(READY, tmp_path, ["markdown"], overwrite=True)


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"files": 1}', "null", "[" * 5000])
def test_a_broken_manifest_makes_nothing_ours(tmp_path: Path, manifest: str) -> None:
    export_to(READY, tmp_path, ["markdown"])
    (tmp_path / MANIFEST).write_text(manifest, encoding="utf-8")
    with pytest.raises(ExportRefused, match="was not written by"):
        export_to(OTHER, tmp_path, ["markdown"])


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="no format pdf"):
        export_to(READY, tmp_path / "spec", ["markdown", "pdf"])
    assert names(tmp_path) == set()


def test_a_document_with_wrong_headings_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "document", lambda _: document(READY).replace("### RELIABILITY", "### RELIABLE"))
    with pytest.raises(ExportRefused, match="RELIABILITY belongs"):
        export_to(READY, tmp_path / "spec", ["json", "markdown"])
    assert names(tmp_path) == set()


def test_what_is_exported_went_through_redaction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "outgoing", lambda _, **_how: OTHER)
    export_to(READY, tmp_path, list(FORMATS))
    assert "Room booking" not in (tmp_path / "SPEC.md").read_text(encoding="utf-8")
    assert "Room booking" not in (tmp_path / "design.json").read_text(encoding="utf-8")


def test_another_kind_of_file_is_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def title(of: Review) -> str:
        return of.design.start.title

    monkeypatch.setitem(FORMATS, "title", Format("TITLE.txt", "the title", title))
    assert export_to(READY, tmp_path, ["title"]) == [tmp_path / "TITLE.txt"]


def test_an_out_of_scope_request_is_the_block(tmp_path: Path) -> None:
    export_to(review(out_of_scope()), tmp_path, ["markdown"])
    assert (tmp_path / "SPEC.md").read_bytes() == OUT_OF_SCOPE.encode()
