"""Many drafts are looked at on all cores: in order, each error its file's own, and no process left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from core.designs import small

import wizard
from wizard.answers import with_value
from wizard.cli import many
from wizard.cli.checked import checked
from wizard.cli.many import FEW, Unread, outcomes
from wizard.drafts.file import to_toml
from wizard.errors import DraftUnreadable, WizardError

ROOT = Path(wizard.__file__).parent.parent
MANY = FEW + 4
LINUX = pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="processes are looked up in /proc")


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "cores", lambda: 2)


def drafts(folder: Path, count: int = MANY) -> list[Path]:
    """So many drafts with titles of their own."""
    paths = [folder / f"d{number:03}.design.toml" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(to_toml(with_value(small(), ("start", "title"), f"Title {number}")))
    return paths


def program(*words: str, cwd: Path, **environment: str) -> subprocess.Popen[str]:
    """The program in a group of processes of its own, as a shell starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "wizard", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def group_of(leader: int) -> list[int]:
    """The processes of a group that are still there."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except (OSError, NotADirectoryError):
            continue
        if entry.name.isdigit() and int(fields[2]) == leader and fields[0] != "Z":
            found.append(int(entry.name))
    return found


def wait_until(is_so: Any, patience: float = 20.0) -> None:
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def unlucky(path: Path) -> str:
    """Work that ends in every way there is, by the name of the file."""
    match path.name:
        case "wrong":
            raise DraftUnreadable("this one can not be read")
        case "bug":
            raise RuntimeError("card 4111111111111111")
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
    return f"{path.name} in {os.getpid()}"


def names(count: int, *others: str) -> list[Path | WizardError]:
    return [*(Path(f"f{number}") for number in range(count)), *map(Path, others)]


def test_many_files_make_the_same_as_few_and_in_the_same_order(tmp_path: Path) -> None:
    paths = drafts(tmp_path)
    work = partial(checked, beside="lines")
    assert outcomes(work, paths) == [work(path) for path in paths]


def test_the_work_is_shared_and_none_of_it_is_done_here() -> None:
    done = outcomes(unlucky, names(40))
    assert [str(one).partition(" ")[0] for one in done] == [f"f{number}" for number in range(40)]
    workers = {str(one).rpartition(" ")[2] for one in done}
    assert str(os.getpid()) not in workers
    assert len(workers) <= 2


@pytest.mark.parametrize("count", [1, FEW])
def test_few_files_need_no_other_process(count: int) -> None:
    assert {str(one).rpartition(" ")[2] for one in outcomes(unlucky, names(count))} == {str(os.getpid())}


def test_one_core_needs_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "cores", lambda: 1)
    assert {str(one).rpartition(" ")[2] for one in outcomes(unlucky, names(MANY))} == {str(os.getpid())}


@pytest.mark.parametrize("count", [1, MANY])
def test_what_goes_wrong_with_one_file_is_said_of_that_file_alone(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    paths = [Path("wrong"), DraftUnreadable("no such folder"), *names(count), Path("bug")]
    first, second, *others, last = outcomes(unlucky, paths)
    assert first == Unread("wrong", "draft-unreadable", "this one can not be read")
    assert second == Unread("", "draft-unreadable", "no such folder")
    assert len([one for one in others if isinstance(one, str)]) == count
    assert isinstance(last, Unread)
    assert (last.file, last.code) == ("bug", "internal-error")
    assert last.message.startswith("bug: Something went wrong inside the program: RuntimeError in test_check_many.py")
    assert "4111" not in last.message


def test_a_process_that_is_killed_is_told_and_nothing_waits_for_it() -> None:
    told = outcomes(unlucky, [Path("killed"), *names(MANY)])
    assert isinstance(told[0], Unread)
    assert told[0].code == "worker-ended"
    assert len(told) == MANY + 1


def test_the_program_says_the_same_of_many_drafts_as_of_each(tmp_path: Path) -> None:
    paths = drafts(tmp_path)
    (tmp_path / "d002.design.toml").write_bytes(b"")
    run = program("check", ".", "--format", "json", cwd=tmp_path)
    out, err = run.communicate(timeout=60)
    result = json.loads(out)
    assert run.returncode == 2
    assert [one["file"] for one in result["data"]["checked"]] == [
        path.name for path in paths if path.name != "d002.design.toml"
    ]
    assert [one["title"] for one in result["data"]["checked"]][:3] == ["Title 0", "Title 1", "Title 3"]
    assert err.count("\n") == 1
    assert "d002.design.toml" in err


def test_status_is_shared_too(tmp_path: Path) -> None:
    drafts(tmp_path)
    run = program("status", ".", cwd=tmp_path)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == [f"d{number:03}.design.toml" for number in range(MANY)]


def test_nothing_of_the_folder_is_run_by_any_process(tmp_path: Path) -> None:
    drafts(tmp_path)
    for name in ("multiprocessing", "signal", "pickle", "tomli", "wizard"):
        (tmp_path / f"{name}.py").write_text(f"print('{name} of the folder was run')\nraise SystemExit(7)\n")
    script = f"import sys; sys.path[:] = [path for path in sys.path if path] + [{str(ROOT)!r}]; from wizard.__main__ import main; sys.exit(main(['check', '.']))"
    run = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "of the folder was run" not in run.stdout + run.stderr
    assert f"{MANY} files checked" in run.stdout


@LINUX
@pytest.mark.parametrize("pause", [0.0, 0.15, 0.4])
def test_an_interrupt_ends_all_of_it_quietly(tmp_path: Path, pause: float) -> None:
    drafts(tmp_path, 400)
    run = program("check", ".", cwd=tmp_path)
    wait_until(lambda: len(group_of(run.pid)) > 1)
    time.sleep(pause)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=20)
    assert (run.returncode, out, err) == (130, "", "")
    wait_until(lambda: not group_of(run.pid))


@LINUX
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_one_that_started_it(tmp_path: Path, how: signal.Signals) -> None:
    drafts(tmp_path, 400)
    run = program("check", ".", cwd=tmp_path)
    wait_until(lambda: len(group_of(run.pid)) > 3)
    time.sleep(0.5)
    os.kill(run.pid, how)
    run.communicate(timeout=20)
    wait_until(lambda: not group_of(run.pid))
