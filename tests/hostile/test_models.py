"""Models that somebody brings: archives that mean harm, altered weights, records that lie. Nothing lands outside its folder."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.hostile.house import cases, snapshot, soon, told
from tests.hostile.nasty import contents, damaged, paths, values
from tests.unit.models.conftest import made_up as made_up
from tests.unit.models.conftest import place as place
from tests.unit.models.made_up import FILES, NAME, MadeUp, write_folder, write_zip
from voice_guide.errors import ModelError, StorageError, VoiceGuideError
from voice_guide.models import State, look
from voice_guide.models.archive import unpack
from voice_guide.models.fetch import fetch_from
from voice_guide.models.manifest import Model
from voice_guide.models.record import RECORD, describe, read_record, write_record

LIMIT = 200_000
MODES = [0, stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK]
WAYS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]

members = st.lists(
    st.tuples(
        st.one_of(
            paths,
            paths.map(lambda path: f"model/{path}"),
            st.sampled_from(["model/a", "model/a/b", "model/A", "model/"]),
        ),
        st.sampled_from(MODES),
        st.sampled_from(WAYS),
        st.sampled_from([b"", b"x", bytes(1_000), bytes(LIMIT + 1)]),
    ),
    max_size=5,
)


def unpacked(content: bytes, folder: Path) -> Path | None:
    """Where an archive was unpacked to, or None where it was refused in words. Nothing else was touched either way."""
    archive, work, beside = folder / "any.zip", folder / "inner" / "work", folder / "inner" / "beside"
    work.mkdir(parents=True)
    beside.write_text("mine")
    archive.write_bytes(content)
    found = None
    with soon():
        try:
            found = unpack(archive, work, model=NAME, limit_bytes=LIMIT)
        except ModelError as error:
            told(error)
    below = {name for name in snapshot(folder) if not name.startswith("inner/work/")}
    assert below == {"any.zip", "inner", "inner/work", "inner/beside"}
    assert beside.read_text() == "mine"
    written = [path for path in work.rglob("*") if path.is_symlink() or path.is_file()]
    assert all(path.is_file() and not path.is_symlink() for path in written)
    assert sum(path.stat().st_size for path in written) <= LIMIT
    return found


FILE, STORED = stat.S_IFREG, zipfile.ZIP_STORED


@cases(150)
@example([("model/a", FILE, STORED, b"x"), ("model/a/b", FILE, STORED, b"x")])
@example([("model/a/b", FILE, STORED, b"x"), ("model/a", FILE, STORED, b"x")])
@example([("model/a", FILE, STORED, b"x"), ("model/A", FILE, STORED, b"x")])
@example([("model/a", FILE, zipfile.ZIP_LZMA, b"x")])
@given(members)
def test_an_archive_of_any_members_is_unpacked_inside_or_refused(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, int, int, bytes]]
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the same name twice
        for name, mode, way, content in entries:
            info = zipfile.ZipInfo(name.encode("utf-8", "replace").decode() or "x")
            info.external_attr = (mode | 0o644) << 16
            info.compress_type = way
            archive.writestr(info, content)
    unpacked(made.getvalue(), tmp_path_factory.mktemp("zip"))


@cases(100)
@given(st.integers(0, 10**9))
def test_a_damaged_archive_is_unpacked_whole_or_refused(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder = tmp_path_factory.mktemp("zip")
    whole = write_zip(folder / "good.zip").read_bytes()
    (folder / "good.zip").unlink()
    top = unpacked(damaged(whole, random.Random(seed)), folder)
    if top is not None:
        for name, content in FILES.items():
            assert not (top / name).exists() or (top / name).read_bytes() == content


@cases(40)
@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.sampled_from([WAYS[0], WAYS[1]]))
def test_sizes_that_lie_are_noticed(
    tmp_path_factory: pytest.TempPathFactory, packed: int, plain: int, way: int
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as archive:
        archive.writestr("model/a", bytes(50_000))
    content = bytearray(made.getvalue())
    directory = content.rindex(b"PK\x01\x02")
    struct.pack_into("<II", content, directory + 20, packed, plain)
    struct.pack_into("<II", content, 18, packed, plain)
    top = unpacked(bytes(content), tmp_path_factory.mktemp("zip"))
    assert top is None or (top / "a").read_bytes() == bytes(50_000)  # by chance they told the truth


def test_a_bomb_within_a_bomb_stays_one_file(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("model/a", bytes(10_000_000))
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("model/inner.zip", inner.getvalue())
    top = unpacked(outer.getvalue(), tmp_path)
    assert top is not None
    assert [path.name for path in top.iterdir()] == ["inner.zip"]


@cases(60)
@given(
    st.one_of(
        values,
        st.dictionaries(
            st.just("files"),
            st.dictionaries(
                paths,
                st.fixed_dictionaries({"size_bytes": st.integers(0, 9) | values, "sha256": st.just("00")}),
                max_size=3,
            ),
        ),
    )
)
def test_a_record_that_lies_names_nothing_outside(tmp_path_factory: pytest.TempPathFactory, record: object) -> None:
    folder = tmp_path_factory.mktemp("model")
    (folder / RECORD).write_text(json.dumps(record))
    with soon():
        for name in read_record(folder) or {}:
            assert folder in (folder / name).resolve().parents


@cases(40)
@given(contents)
def test_a_record_of_any_bytes_is_no_record(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("model")
    (folder / RECORD).write_bytes(content)
    with soon():
        assert read_record(folder) is None


def refuse(source: Path, made_up: MadeUp, place: Path) -> None:
    """A source that is refused in words, and leaves the models folder as it was."""
    before = {name: content for name, content in snapshot(place).items() if name != ".lock"}
    with soon(), pytest.raises(VoiceGuideError) as refused:
        fetch_from(source, [NAME], manifest=made_up.manifest)
    assert isinstance(refused.value, ModelError | StorageError)
    told(refused.value)
    assert {name: content for name, content in snapshot(place).items() if name != ".lock"} == before


def test_a_record_on_a_stick_copies_nothing_outside_the_model(made_up: MadeUp, place: Path, tmp_path: Path) -> None:
    stick = write_folder(tmp_path / "stick" / NAME)
    (tmp_path / "stick" / "evil").write_bytes(b"evil")
    fact = {"size_bytes": 4, "sha256": hashlib.sha256(b"evil").hexdigest()}  # it holds, as the stick's maker sees to
    for name in ("../evil", "/etc/hostname", "..\\evil", "am/../../evil"):
        (stick / RECORD).write_text(json.dumps({"files": {name: fact}}))
        refuse(stick, made_up, place)


@pytest.mark.parametrize("to", ["/etc/passwd", "../../secret", "/proc/self/environ"])
def test_a_link_on_a_stick_brings_nothing_from_outside(made_up: MadeUp, place: Path, tmp_path: Path, to: str) -> None:
    (tmp_path / "secret").write_text("secret")
    stick = write_folder(tmp_path / "stick" / NAME)
    (stick / "README").unlink()
    (stick / "README").symlink_to(to)
    refuse(stick, made_up, place)


def test_a_pipe_or_a_device_is_not_waited_for(made_up: MadeUp, place: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for source in (tmp_path / "pipe", Path("/dev/zero")):
        refuse(source, made_up, place)
    stick = write_folder(tmp_path / "stick" / NAME)
    os.mkfifo(stick / "am" / "pipe")
    fetch_from(stick, [NAME], manifest=made_up.manifest)  # what is no file is left behind
    assert look(made_up.model, thorough=True).state is State.GOOD


@cases(60)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 10**9))
def test_altered_weights_are_noticed(tmp_path_factory: pytest.TempPathFactory, name: str, seed: int) -> None:
    folder = tmp_path_factory.mktemp("models")
    content = FILES[name]
    other = damaged(content, random.Random(seed))
    model = write_folder(folder / NAME)
    write_record(model, model=NAME, source="folder", files=describe(model))
    (model / name).write_bytes(other)
    found = look(Model(NAME, "vosk", "en", "Apache-2.0", optional=False), place=folder, thorough=True)
    assert (found.state is State.GOOD) == (other == content)
    assert found.wrong == (() if other == content else (name,))
