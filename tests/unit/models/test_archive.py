"""ZIP files that mean harm, or are broken: nothing outside the folder, nothing without end."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.models.made_up import FILES, NAME, write_zip
from voice_guide.errors import ModelError
from voice_guide.models.archive import unpack

LIMIT = 1_000_000
Writer = Callable[[zipfile.ZipFile], None]


def entry(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def write_all(archive: zipfile.ZipFile, names: list[str]) -> None:
    for name in names:
        archive.writestr(entry(name), b"x")


HARM: dict[str, Writer] = {
    "climbs out": lambda z: z.writestr(entry("model/../../escaped"), b"x"),
    "absolute": lambda z: z.writestr(entry("/escaped"), b"x"),
    "backslashes": lambda z: z.writestr(entry("model\\..\\escaped"), b"x"),
    "drive": lambda z: z.writestr(entry("C:escaped"), b"x"),
    "link": lambda z: z.writestr(entry("model/link", stat.S_IFLNK | 0o777), b"/etc/passwd"),
    "device": lambda z: z.writestr(entry("model/device", stat.S_IFCHR | 0o666), b""),
    "two tops": lambda z: write_all(z, ["one/a", "two/b"]),
    "too large": lambda z: z.writestr(entry("model/bomb"), bytes(LIMIT + 1)),
    "too many": lambda z: write_all(z, [f"model/{n}" for n in range(2_001)]),
    "empty": lambda z: write_all(z, []),
}


@pytest.mark.parametrize("writer", HARM.values(), ids=HARM.keys())
def test_harm_is_refused_and_nothing_is_written(tmp_path: Path, writer: Writer) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as archive:
        writer(archive)
    work = tmp_path / "inner" / "work"
    work.mkdir(parents=True)

    with pytest.raises(ModelError) as told:
        unpack(bad, work, model=NAME, limit_bytes=LIMIT)

    assert told.value.key == "model_archive_unsafe"
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path != bad]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_path_that_comes_twice_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("model/a", b"one")
        archive.writestr("model/a", b"two")

    with pytest.raises(ModelError, match="model_archive_unsafe"):
        unpack(bad, tmp_path, model=NAME, limit_bytes=LIMIT)


def test_an_archive_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("model/bomb", bytes(50_000))
    # Both headers, the local and the central one, announce 100 bytes.
    bad.write_bytes(bad.read_bytes().replace((50_000).to_bytes(4, "little"), (100).to_bytes(4, "little")))

    with pytest.raises(ModelError, match="model_archive_broken"):
        unpack(bad, tmp_path / "work", model=NAME, limit_bytes=1_000)

    assert sum(path.stat().st_size for path in (tmp_path / "work").rglob("*") if path.is_file()) <= 1_000


@pytest.mark.parametrize("cut", [0, 10, 500, -1])
def test_a_broken_file_is_told(tmp_path: Path, cut: int) -> None:
    whole = write_zip(tmp_path / "whole.zip")
    whole.write_bytes(whole.read_bytes()[:cut])

    with pytest.raises(ModelError, match="model_archive_broken"):
        unpack(whole, tmp_path / "work", model=NAME, limit_bytes=LIMIT)


def test_one_flipped_bit_is_noticed(tmp_path: Path) -> None:
    whole = write_zip(tmp_path / "whole.zip")
    content = bytearray(whole.read_bytes())
    content[2_000] ^= 1
    whole.write_bytes(content)

    with pytest.raises(ModelError, match="model_archive_broken"):
        unpack(whole, tmp_path / "work", model=NAME, limit_bytes=LIMIT)


def test_a_good_one_is_unpacked_for_its_owner_only(tmp_path: Path) -> None:
    top = unpack(write_zip(tmp_path / "good.zip"), tmp_path / "work", model=NAME, limit_bytes=LIMIT)

    assert top == tmp_path / "work" / NAME
    assert {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()} == set(FILES)
    assert all((top / name).read_bytes() == content for name, content in FILES.items())
    for path in (top, *top.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
