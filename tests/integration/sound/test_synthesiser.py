"""The real voice: quick, private, and back on its feet after any fault."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from voice_guide.errors import DeviceError
from voice_guide.speaking.joining import trimmed
from voice_guide.speaking.pyttsx3_synthesiser import Pyttsx3Synthesiser
from voice_guide.speaking.scratch import PREFIX

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "linux" and shutil.which("espeak-ng") is None, reason="needs espeak-ng"),
]

VOICE = "gmw/en-gb-x-rp"
SENTENCE = "What has brought us to where we are today?"
CANARY = "zanzibar"


@pytest.fixture
def synthesiser(tmp_path: Path) -> Iterator[Pyttsx3Synthesiser]:
    made = Pyttsx3Synthesiser(scratch_parent=tmp_path)
    yield made
    made.close()


def seconds(synthesiser: Pyttsx3Synthesiser, rate_wpm: int) -> float:
    return trimmed(synthesiser.render(SENTENCE, voice=VOICE, rate_wpm=rate_wpm)).seconds


def test_a_sentence_is_spoken(synthesiser: Pyttsx3Synthesiser) -> None:
    sound = synthesiser.render(SENTENCE, voice=VOICE, rate_wpm=150)
    assert 1.5 < trimmed(sound).seconds < 4.0
    assert np.abs(sound.samples).max() > 0.2
    assert sound.samples.dtype == np.float32


def test_every_rate_is_really_used_whatever_the_rate_before(synthesiser: Pyttsx3Synthesiser) -> None:
    """pyttsx3 alone loses the rate in one render of five."""
    expected = {rate: seconds(synthesiser, rate) for rate in (100, 150, 300)}
    assert expected[100] > expected[150] > expected[300]
    for rate in np.random.default_rng(1).choice([100, 150, 300], 60):
        assert seconds(synthesiser, int(rate)) == pytest.approx(expected[int(rate)], abs=0.05)


def test_it_is_quick_enough_to_render_ahead(synthesiser: Pyttsx3Synthesiser) -> None:
    """Printed, not asserted: a machine may be busy."""
    took = []
    for _ in range(50):
        began = time.perf_counter()
        seconds(synthesiser, 150)
        took.append(time.perf_counter() - began)
    print(
        f"a sentence: median {1000 * np.median(took):.0f} ms, 95 of 100 within {1000 * np.percentile(took, 95):.0f} ms"
    )


def test_a_missing_voice_is_told_once_and_the_nearest_speaks(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    synthesiser = Pyttsx3Synthesiser(
        on_voice_replaced=lambda wanted, used: told.append((wanted, used)), scratch_parent=tmp_path
    )
    try:
        for _ in range(2):
            assert synthesiser.render("Hello.", voice="gmw/en-gb-x-nobody", rate_wpm=150).seconds > 0
    finally:
        synthesiser.close()
    assert len(told) == 1
    assert told[0][0] == "gmw/en-gb-x-nobody"
    assert "en" in told[0][1]


def test_a_language_that_nobody_speaks_is_an_error(synthesiser: Pyttsx3Synthesiser) -> None:
    with pytest.raises(DeviceError) as caught:
        synthesiser.render("Hello.", voice="xx-nowhere", rate_wpm=150)
    assert caught.value.key == "voice_language_missing"


def test_a_killed_child_is_replaced(synthesiser: Pyttsx3Synthesiser) -> None:
    synthesiser.render("Hello.", voice=VOICE, rate_wpm=150)
    first = synthesiser.process_id
    os.kill(first, signal.SIGKILL)
    assert synthesiser.render("Hello again.", voice=VOICE, rate_wpm=150).seconds > 0
    assert synthesiser.process_id != first


def test_a_hanging_child_is_replaced(synthesiser: Pyttsx3Synthesiser) -> None:
    synthesiser.render("Hello.", voice=VOICE, rate_wpm=150)
    os.kill(synthesiser.process_id, signal.SIGSTOP)
    assert synthesiser.render("Hello again.", voice=VOICE, rate_wpm=150).seconds > 0


def test_nothing_is_left_after_a_render_or_after_close(tmp_path: Path) -> None:
    synthesiser = Pyttsx3Synthesiser(scratch_parent=tmp_path)
    synthesiser.render("Hello.", voice=VOICE, rate_wpm=150)
    assert list(tmp_path.rglob("*.wav")) == []
    synthesiser.close()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(DeviceError):
        synthesiser.render("Hello.", voice=VOICE, rate_wpm=150)


def test_the_words_are_in_no_argument_and_no_environment(synthesiser: Pyttsx3Synthesiser) -> None:
    synthesiser.render(f"My name is {CANARY}.", voice=VOICE, rate_wpm=150)
    process = Path(f"/proc/{synthesiser.process_id}")
    if not process.exists():
        pytest.skip("needs /proc")
    for name in ("cmdline", "environ"):
        assert CANARY.encode() not in (process / name).read_bytes()


PARENT = """
import pathlib, sys
from voice_guide.speaking.pyttsx3_synthesiser import Pyttsx3Synthesiser
synthesiser = Pyttsx3Synthesiser(scratch_parent=pathlib.Path(sys.argv[1]))
synthesiser.render("Hello.", voice=sys.argv[2], rate_wpm=150)
print(synthesiser.process_id, flush=True)
while True:
    synthesiser.render("What was just said stays between us.", voice=sys.argv[2], rate_wpm=150)
"""


def test_after_a_killed_parent_the_child_ends_and_the_next_start_removes_what_is_left(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path), VOICE], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert list(tmp_path.glob(f"{PREFIX}*"))  # the fault is real
    until_gone(child)
    Pyttsx3Synthesiser(scratch_parent=tmp_path).close()
    assert list(tmp_path.iterdir()) == []


def until_gone(process_id: int) -> None:
    """Wait until a process that isn't ours has ended (or is a zombie that its new parent has not fetched)."""
    for _ in range(500):
        try:
            state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return
        if state == "Z":
            return
        time.sleep(0.01)
    raise AssertionError("the child outlived its parent")


def test_a_machine_without_the_speech_library_is_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child's own loader fails, as it does where libespeak-ng is not installed."""
    broken = tmp_path / "site"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import ctypes\n"
        "def absent(name, *rest, **more):\n"
        "    raise OSError(name)\n"
        "ctypes.CDLL.__init__ = lambda self, name, *rest, **more: absent(name)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(broken))
    synthesiser = Pyttsx3Synthesiser(scratch_parent=tmp_path)
    try:
        with pytest.raises(DeviceError) as caught:
            synthesiser.render("Hello.", voice=VOICE, rate_wpm=150)
    finally:
        synthesiser.close()
    assert caught.value.key == "voice_engine_missing"
