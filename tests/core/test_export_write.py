"""An export writes all or nothing, and only over files that are ours and unchanged."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from core.designs import out_of_scope, small
from core.simulated_disk import FailingDisk, Killed

from wizard.answers import with_value
from wizard.contract import OUT_OF_SCOPE
from wizard.drafts.disk import DISK, Disk
from wizard.errors import ExportFailed, ExportRefused
from wizard.export import turn, write
from wizard.export.document import document
from wizard.export.manifest import MANIFEST
from wizard.export.write import FORMATS, Format, export_to
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


@pytest.mark.parametrize("name", ["SPEC.md", MANIFEST])
def test_a_file_that_is_too_large_to_be_ours_is_not_read(tmp_path: Path, name: str) -> None:
    export_to(READY, tmp_path, ["markdown"])
    os.truncate(tmp_path / name, 1 << 30)
    tracemalloc.start()
    with pytest.raises(ExportRefused, match=r"SPEC\.md was"):
        export_to(OTHER, tmp_path, ["markdown"])
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1 << 27
    assert (tmp_path / name).stat().st_size == 1 << 30


class Protected(Disk):
    """One path may not be written, and everything around it may."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def may_write(self, path: Path) -> bool:
        return path != self._path


@pytest.mark.parametrize("name", ["", "SPEC.md", MANIFEST])
@pytest.mark.parametrize("overwrite", [False, True])
def test_what_is_read_only_is_refused_and_not_replaced(tmp_path: Path, name: str, overwrite: bool) -> None:
    folder = tmp_path / "spec"
    export_to(READY, folder, ["markdown"])
    before = {path: path.stat().st_ino for path in [folder, *folder.iterdir()]}
    with pytest.raises(ExportFailed, match=r"is read-only\. Nothing was written\. Make it writable"):
        export_to(OTHER, folder, ["markdown"], overwrite=overwrite, disk=Protected(folder / name))
    assert {path: path.stat().st_ino for path in [folder, *folder.iterdir()]} == before
    assert names(tmp_path) == {"spec"}


class Edited(Disk):
    """Somebody writes a file at the moment in which the folders change places."""

    def __init__(self, path: Path, times: int = 1) -> None:
        self._path = path
        self._times = times

    def exchange(self, one: Path, other: Path) -> None:
        if self._times:
            self._times -= 1
            self._path.write_text(f"edited {self._times}", "utf-8")
        super().exchange(one, other)


def test_an_edit_in_the_moment_of_an_export_is_told_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    export_to(READY, folder, ["markdown"])
    with pytest.raises(ExportRefused, match=r"SPEC\.md was changed since it was exported"):
        export_to(OTHER, folder, ["markdown"], disk=Edited(folder / "SPEC.md"))
    assert (folder / "SPEC.md").read_text("utf-8") == "edited 0"
    assert names(tmp_path) == {"spec"}


def test_a_new_file_of_somebody_else_is_carried_along(tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    export_to(READY, folder, ["markdown"])
    export_to(OTHER, folder, ["markdown"], disk=Edited(folder / "mine.txt"))
    assert (folder / "SPEC.md").read_text("utf-8") == document(OTHER)
    assert (folder / "mine.txt").read_text("utf-8") == "edited 0"
    assert names(tmp_path) == {"spec"}


def test_a_folder_that_changes_again_and_again_is_not_tried_for_ever(tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    export_to(READY, folder, ["markdown"])
    numbers = iter(range(1000))

    class Restless(Disk):
        def exchange(self, one: Path, other: Path) -> None:
            (folder / f"{next(numbers)}.txt").write_bytes(b"mine")
            super().exchange(one, other)

    with pytest.raises(ExportRefused, match=r"again and again\. Nothing was written"):
        export_to(OTHER, folder, ["markdown"], disk=Restless())
    assert (folder / "SPEC.md").read_text("utf-8") == document(READY)
    assert len(names(folder)) == 2 + next(numbers)


def test_a_folder_that_another_process_stands_in_stays_the_same_folder(tmp_path: Path) -> None:
    folder = tmp_path / "spec"
    export_to(READY, folder, ["markdown"])
    before = folder.stat().st_ino
    with subprocess.Popen([sys.executable, "-c", "print(); input()"], cwd=folder, stdin=-1, stdout=-1) as other:
        assert other.stdout
        other.stdout.readline()
        export_to(OTHER, folder, ["markdown"])
        other.communicate(b"\n")
    assert folder.stat().st_ino == before
    assert names(folder) == {"SPEC.md", MANIFEST}


def test_an_export_waits_until_another_one_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    held = DISK.open_folder(tmp_path)
    DISK.lock(held)

    def wait(seconds: float) -> None:
        waited.append(seconds)
        assert names(tmp_path) == set()
        if len(waited) == 3:
            DISK.close(held)

    monkeypatch.setattr("time.sleep", wait)
    export_to(READY, tmp_path / "deep" / "spec", ["markdown"])
    assert len(waited) == 3
    assert names(tmp_path / "deep") == {"spec"}


def test_whoever_stands_still_with_the_lock_keeps_nobody_from_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "MOST_WAIT_S", 0.05)
    held = DISK.open_folder(tmp_path)
    DISK.lock(held)
    export_to(READY, tmp_path / "spec", ["markdown"])
    DISK.close(held)
    assert names(tmp_path / "spec") == {"SPEC.md", MANIFEST}


def test_what_an_export_that_was_broken_off_could_not_note_is_noted_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "MOST_WAIT_S", 0.001)
    folder = tmp_path / "spec"
    export_to(READY, folder, list(FORMATS))
    (folder / "drawings").mkdir()

    class Dying(FailingDisk):
        def pass_on(self, name: str, *arguments: Any) -> Any:
            self.is_dead = self.is_dead or (name == "replace" and arguments[1].name == MANIFEST)
            return super().pass_on(name, *arguments)

    with pytest.raises(Killed):
        export_to(OTHER, folder, list(FORMATS), disk=Dying(Disk()))
    export_to(READY, folder, ["markdown"])
    for stage in folder.glob(".*.tmp"):
        shutil.rmtree(stage)
    export_to(READY, folder, list(FORMATS))
    assert (folder / "design.json").read_text("utf-8") == FORMATS["json"].render(READY)


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


def test_a_folder_beside_one_that_is_not_there_is_known_again(tmp_path: Path) -> None:
    folder = tmp_path / "nothing" / ".." / "spec"
    for ready in (READY, OTHER):
        written = export_to(ready, folder, ["markdown"])
        assert written == [tmp_path / "spec" / "SPEC.md"]
    assert "# Another title" in written[0].read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "getgroups"), reason="no groups here")
def test_new_files_have_the_group_that_a_shared_folder_gives_them(tmp_path: Path) -> None:
    group = next((number for number in (*os.getgroups(), 60) if number != os.getgid()), os.getgid())
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "README.md").write_text("theirs", encoding="utf-8")
    try:
        os.chown(folder, -1, group)
    except PermissionError:
        pytest.skip("this user is in one group alone")
    folder.chmod(0o2775)
    export_to(READY, folder, ["markdown"])
    assert {path.stat().st_gid for path in folder.iterdir() if path.name != "README.md"} == {group}
    assert folder.stat().st_mode & 0o7777 == 0o2775
