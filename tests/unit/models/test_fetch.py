"""Fetching: from a server on this machine that has faults to order, from folders and from ZIP files."""

import errno
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.unit.models.made_up import FILES, NAME, MadeUp, write_folder, write_zip
from tests.unit.models.server import serving
from voice_guide.errors import ModelError, StorageError, UsageError
from voice_guide.models import State, look
from voice_guide.models.download import Unreachable
from voice_guide.models.fetch import fetch, fetch_from, wanted_by_default
from voice_guide.models.manifest import known_models


def state(made_up: MadeUp) -> State:
    return look(made_up.model, thorough=True).state


def left_over(place: Path) -> list[str]:
    """What lies in the models folder besides the model and the lock."""
    return sorted(path.name for path in place.iterdir() if path.name not in (NAME, ".lock"))


def nobody_answers() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/model.zip"


def test_the_makers_file_is_fetched_checked_and_recorded(made_up: MadeUp, place: Path) -> None:
    heard: list[tuple[int, int]] = []
    with serving(made_up.zip_file.read_bytes()) as maker:
        done = fetch(NAME, manifest=made_up.at(maker.address), progress=lambda done, total: heard.append((done, total)))

    assert (done.folder, done.already) == (place / NAME, False)
    assert state(made_up) is State.GOOD
    assert heard[-1] == (made_up.archive.size_bytes, made_up.archive.size_bytes)
    assert left_over(place) == []
    assert all(path.stat().st_mode & 0o077 == 0 for path in (place, *place.rglob("*")))


def test_a_whole_one_is_left_alone(made_up: MadeUp, place: Path) -> None:
    with serving(made_up.zip_file.read_bytes()) as maker:
        fetch(NAME, manifest=made_up.at(maker.address))
        again = fetch(NAME, manifest=made_up.at(maker.address))

    assert again.already
    assert len(maker.asked) == 1


def test_a_later_change_of_one_byte_is_found_and_mended(made_up: MadeUp, place: Path) -> None:
    with serving(made_up.zip_file.read_bytes()) as maker:
        fetch(NAME, manifest=made_up.at(maker.address))
        file = place / NAME / "am" / "final.mdl"
        file.write_bytes(b"A" + file.read_bytes()[1:])
        found = look(made_up.model, thorough=True)
        assert (found.state, found.wrong) == (State.ALTERED, ("am/final.mdl",))

        fetch(NAME, manifest=made_up.at(maker.address))

    assert state(made_up) is State.GOOD
    assert left_over(place) == []


@pytest.mark.parametrize("ranges", [True, False], ids=["server goes on", "server begins again"])
def test_a_cut_line_is_told_and_the_next_try_goes_on(made_up: MadeUp, place: Path, ranges: bool) -> None:
    with serving(made_up.zip_file.read_bytes(), cut_after=20_000, ranges=ranges) as maker:
        with pytest.raises(Unreachable):
            fetch(NAME, manifest=made_up.at(maker.address))
        assert state(made_up) is State.ABSENT

        fetch(NAME, manifest=made_up.at(maker.address))

    assert maker.asked == [None, "bytes=20000-"]
    assert state(made_up) is State.GOOD
    assert left_over(place) == []


def test_a_part_of_another_file_is_thrown_away_and_fetched_whole(made_up: MadeUp, place: Path) -> None:
    place.mkdir()
    (place / f".partial-{NAME}.zip").write_bytes(b"another file" * 100)
    with serving(made_up.zip_file.read_bytes()) as maker:
        fetch(NAME, manifest=made_up.at(maker.address))

    assert maker.asked == ["bytes=1200-", None]
    assert state(made_up) is State.GOOD


def altered(content: bytes) -> bytes:
    return content[:5_000] + b"?" + content[5_001:]


def shorter(content: bytes) -> bytes:
    return content[:-1]


def longer(content: bytes) -> bytes:
    return b"?" + content


@pytest.mark.parametrize("spoil", [altered, shorter, longer])
def test_a_wrong_file_is_never_used(made_up: MadeUp, place: Path, spoil: Callable[[bytes], bytes]) -> None:
    with serving(spoil(made_up.zip_file.read_bytes())) as maker, pytest.raises(ModelError):
        fetch(NAME, manifest=made_up.at(maker.address))

    assert state(made_up) is State.ABSENT


def test_the_next_address_is_tried(made_up: MadeUp) -> None:
    content = made_up.zip_file.read_bytes()
    with serving(altered(content)) as bad, serving(content, status=404) as gone, serving(content) as good:
        fetch(NAME, manifest=made_up.at(nobody_answers(), bad.address, gone.address, good.address))

    assert state(made_up) is State.GOOD


def test_when_nobody_answers_the_first_host_is_named(made_up: MadeUp, place: Path) -> None:
    with pytest.raises(Unreachable) as told:
        fetch(NAME, manifest=made_up.at(nobody_answers(), "https://no-such-host.invalid/model.zip"))

    assert told.value.values == {"model": NAME, "host": "127.0.0.1"}
    assert left_over(place) == []


def test_what_a_killed_fetch_left_is_removed(made_up: MadeUp, place: Path) -> None:
    shutil.copytree(write_folder(place / "half"), place / ".unpacking-abc" / NAME)
    shutil.rmtree(place / "half")

    fetch_from(made_up.zip_file, manifest=made_up.manifest)

    assert left_over(place) == []


def test_a_zip_file_is_known_by_its_content_whatever_it_is_called(made_up: MadeUp, place: Path, tmp_path: Path) -> None:
    renamed = made_up.zip_file.rename(tmp_path / "download (1).zip")

    fetch_from(renamed, manifest=made_up.manifest)

    assert state(made_up) is State.GOOD
    assert renamed.is_file()


def test_another_zip_file_is_refused(made_up: MadeUp, tmp_path: Path) -> None:
    other = write_zip(tmp_path / "other.zip", {**FILES, "README": b"changed"})

    with pytest.raises(ModelError, match="model_file_not_known"):
        fetch_from(other, manifest=made_up.manifest)


@pytest.mark.parametrize("what", ["its zip file", "its own folder", "the folder round it"])
def test_a_stick_gives_the_model_in_any_of_three_ways(made_up: MadeUp, tmp_path: Path, place: Path, what: str) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    if what == "its zip file":
        shutil.copy(made_up.zip_file, stick)
        source = stick
    else:
        own = write_folder(stick / NAME)
        source = own if what == "its own folder" else stick

    fetch_from(source, manifest=made_up.manifest)

    assert state(made_up) is State.GOOD
    assert left_over(place) == []


def test_a_recorded_folder_that_no_longer_matches_is_refused(
    made_up: MadeUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    monkeypatch.setenv("VOICE_GUIDE_MODELS", str(stick))
    fetch_from(made_up.zip_file, manifest=made_up.manifest)
    file = stick / NAME / "README"
    file.write_bytes(b"B" + file.read_bytes()[1:])
    monkeypatch.setenv("VOICE_GUIDE_MODELS", str(tmp_path / "models"))

    with pytest.raises(ModelError, match="model_altered"):
        fetch_from(stick, manifest=made_up.manifest)

    assert state(made_up) is State.ABSENT


def test_a_folder_of_another_name_is_taken_when_the_model_is_named(made_up: MadeUp, tmp_path: Path) -> None:
    stick = write_folder(tmp_path / "english")
    shutil.copytree(stick, tmp_path / "two" / "english")

    fetch_from(stick, [NAME], manifest=made_up.manifest)

    assert state(made_up) is State.GOOD


def test_an_empty_folder_and_a_missing_one_are_told(made_up: MadeUp, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="model_not_in_folder"):
        fetch_from(tmp_path / "empty", manifest=made_up.manifest)
    with pytest.raises(UsageError, match="model_source_missing"):
        fetch_from(tmp_path / "missing", manifest=made_up.manifest)


def test_what_comes_with_the_libraries_is_not_fetched(made_up: MadeUp) -> None:
    with pytest.raises(UsageError, match="model_comes_with_libraries"):
        fetch("whisper-tiny-en", manifest=made_up.manifest)


def test_a_place_that_can_not_be_written_is_told(
    made_up: MadeUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("VOICE_GUIDE_MODELS", str(tmp_path / "file" / "models"))

    with pytest.raises(StorageError) as told:
        fetch_from(made_up.zip_file, manifest=made_up.manifest)

    assert told.value.key == "model_folder_unwritable"


@pytest.mark.parametrize("step", ["download", "archive", "install"])
def test_a_full_disk_is_told_and_nothing_half_made_is_used(
    made_up: MadeUp, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(
        f"voice_guide.models.{step}.os",
        SimpleNamespace(fsync=full, name="posix", open=os.open, close=os.close, O_RDONLY=os.O_RDONLY),
    )
    with serving(made_up.zip_file.read_bytes()) as maker, pytest.raises(StorageError) as told:
        fetch(NAME, manifest=made_up.at(maker.address))

    assert told.value.key == "model_no_room"
    assert state(made_up) is State.ABSENT


def test_a_good_model_on_a_read_only_stick_needs_no_writing(made_up: MadeUp, place: Path) -> None:
    fetch_from(made_up.zip_file, manifest=made_up.manifest)
    before = place.stat().st_mtime_ns

    assert fetch(NAME, manifest=made_up.at(nobody_answers())).already
    assert place.stat().st_mtime_ns == before


def test_set_up_wants_only_the_small_model() -> None:
    assert wanted_by_default("en", manifest=known_models()) == ("vosk-model-small-en-us-0.15",)
    assert wanted_by_default("ko") == ()
