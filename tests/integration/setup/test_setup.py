"""scripts/setup in a small checkout of its own: made from nothing, quick when done, mended when broken.

The checkout needs no library, so that these tests need no network: its lists are empty, and it builds itself.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow

# A build backend of a dozen lines, in place of hatchling: an editable install is one .pth file in a wheel.
BACKEND = """
import os, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "small-1-py3-none-any.whl"
    files = {
        "small.pth": os.getcwd() + "\\n",
        "small-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: small\\nVersion: 1\\n",
        "small-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        "small-1.dist-info/RECORD": "",
    }
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name

build_wheel = build_editable
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "small"
version = "1"
"""


class Checkout:
    """A folder with the project's scripts and nothing to fetch."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(PROJECT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        (root / "requirements").mkdir()
        for name in ("runtime.txt", "dev.txt", "uv.txt"):
            (root / "requirements" / name).write_text("# nothing\n")
        (root / "pyproject.toml").write_text(PYPROJECT)
        (root / "backend.py").write_text(BACKEND)
        command = root / "voice_guide" / "cli"
        command.mkdir(parents=True)
        (command / "main.py").write_text(
            "import sys; print('told:', *sys.argv[1:]); print('typed:', sys.stdin.read())\n"
        )

    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "HOME": str(self.root), "PIP_NO_INDEX": "1"}

    def run(self, script: str, *options: str, **changed: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.root / "scripts" / script, *options],
            cwd="/",
            env=self.environment() | changed,
            input="my words\n",
            capture_output=True,
            text=True,
            timeout=120,
        )

    def stamp(self) -> str:
        return (self.root / ".setup" / "done").read_text()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root = tmp_path / "a checkout with spaces"
    root.mkdir()
    return Checkout(root)


def test_from_nothing_then_quick_then_mended(checkout: Checkout) -> None:
    first = checkout.run("setup")
    assert first.returncode == 0, first.stderr
    assert "Making a Python environment" in first.stderr
    assert first.stdout == ""
    python = checkout.root / ".venv" / "bin" / "python"
    assert subprocess.run([python, "-P", "-c", "import backend"], cwd="/", check=False).returncode == 0

    assert "Making" not in checkout.run("setup").stderr
    assert checkout.run("setup", "--quiet").stderr == ""

    shutil.rmtree(checkout.root / ".venv" / "bin")
    mended = checkout.run("setup", "--quiet")
    assert mended.returncode == 0, mended.stderr
    assert python.exists()

    stamp = checkout.stamp()
    (checkout.root / "requirements" / "runtime.txt").write_text("# still nothing\n")
    assert checkout.run("setup").returncode == 0
    assert checkout.stamp() != stamp

    assert checkout.run("setup", "--dev").returncode == 0
    assert checkout.stamp().startswith("dev\n")
    assert "Making" not in checkout.run("setup").stderr
    assert checkout.stamp().startswith("dev\n")


def test_start_passes_options_and_input_on(checkout: Checkout) -> None:
    started = checkout.run("start", "restorative", "--people", "A, B")

    assert started.returncode == 0, started.stderr
    assert started.stdout == "told: start restorative --people A, B\ntyped: my words\n\n"


@pytest.mark.parametrize("after_seconds", [0.05, 0.5, 1.5, 3.0])
def test_killed_at_any_point_it_is_picked_up(checkout: Checkout, after_seconds: float) -> None:
    killed = subprocess.Popen(
        [checkout.root / "scripts" / "setup"],
        env=checkout.environment(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(after_seconds)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()

    again = checkout.run("setup")

    assert again.returncode == 0, again.stderr
    assert (checkout.root / ".venv" / "bin" / "python").exists()


def test_two_at_once_both_end_well(checkout: Checkout) -> None:
    both = [
        subprocess.Popen(
            [checkout.root / "scripts" / "setup"],
            env=checkout.environment(),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    told = [one.communicate(timeout=120)[1] for one in both]

    assert [one.returncode for one in both] == [0, 0], told
    assert sum("Making a Python environment" in text for text in told) == 1


def test_a_moved_checkout_is_set_up_again(checkout: Checkout) -> None:
    assert checkout.run("setup").returncode == 0
    checkout.root = checkout.root.rename(checkout.root.with_name("elsewhere"))

    assert "Making a Python environment" in checkout.run("setup").stderr
    assert str(checkout.root) in checkout.stamp()


def test_without_a_python_that_is_new_enough_it_says_so(checkout: Checkout, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("bash", "dirname", "cat", "sha256sum", "readlink", "mkdir", "date", "id", "tail", "sed", "flock"):
        (tools / name).symlink_to(shutil.which(name) or "/missing")

    told = checkout.run("setup", PATH=str(tools))

    assert told.returncode == 1
    assert "Python 3.11 or newer" in told.stderr
    assert not (checkout.root / ".venv").exists()


def test_an_unknown_option_is_a_wrong_use(checkout: Checkout) -> None:
    assert checkout.run("setup", "--fast").returncode == 2
    assert checkout.run("test", "--dev").returncode == 2
