"""``voice-guide guide new``, ``export`` and ``import``: making a guide of one's own, and sharing it as one file."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from voice_guide.cli.guide_check_views import check_lines
from voice_guide.cli.guide_checking import look_at
from voice_guide.errors import StorageError, UsageError
from voice_guide.guide.commented import commented
from voice_guide.guide.loader import load_guide, parse_guide
from voice_guide.guide.names import check_name
from voice_guide.guide.shelf import Shelf
from voice_guide.journal.files import PRIVATE_FILE, make_private_folder, sync_folder
from voice_guide.languages import Language, read_toml
from voice_guide.shown import printable


def new_guide(name: str, copied: str, shelf: Shelf, language: Language) -> None:
    """Copy a guide with notes under a new name, and say where it is. Raises UsageError, GuideError, StorageError."""
    place = shelf.free_place(name)
    notes = read_toml(language.folder / "guide_comments.toml")
    text = commented(shelf.find(copied), notes, name=name, title=name.replace("-", " ").capitalize())
    parse_guide(text, file=printable(str(place)))  # what is written can be used
    _make_folder(shelf.own)
    write_new(place, text)
    print(language.message("guide_new_done", file=place))
    print(language.message("guide_new_next", name=name))


def export_guide(name: str, out: Path | None, shelf: Shelf, language: Language) -> None:
    """Write a guide to one file, as it stands. Raises UsageError, GuideError for a wrong one, StorageError."""
    guide = load_guide(shelf.path(name))
    check_name(guide.id)  # else nobody could import it
    place = out or Path(f"{guide.id}.toml")
    write_new(place, guide.text)
    print(language.message("guide_export_done", file=place.absolute()))
    print(language.message("guide_export_next", name=place.name))


def import_guide(file: Path, shelf: Shelf, language: Language, page: frozenset[str]) -> int:
    """Check a file wholly, then put it among one's own guides under its id. Exit status 1 for faults.

    Raises UsageError for a name that is wrong or taken, StorageError.
    """
    result = look_at(str(file), file, language, page)
    if result.guide is None:
        print("\n".join(check_lines(result, language)))
        return 1
    guide = result.guide
    check_name(guide.id)
    there = shelf.own / f"{guide.id}.toml"
    if there.is_file() and not there.is_symlink() and there.read_bytes() == guide.text.encode("utf-8"):
        print(language.message("guide_import_same", file=there))
        return 0
    place = shelf.free_place(guide.id)
    _make_folder(shelf.own)
    write_new(place, guide.text)
    print("\n".join(check_lines(result, language)[:-1]))
    print(language.message("guide_import_done", name=guide.id, file=place))
    print(language.message("guide_import_next", name=guide.id))
    return 0


def _make_folder(folder: Path) -> None:
    """Raises StorageError ``guide_not_written``."""
    try:
        make_private_folder(folder)
    except StorageError as error:
        raise _not_written(folder, error.__cause__) from error


def _not_written(place: Path, error: BaseException | None) -> StorageError:
    number = error.errno if isinstance(error, OSError) else None
    return StorageError("guide_not_written", file=printable(str(place)), reason=os.strerror(number) if number else "")


def write_new(place: Path, text: str) -> None:
    """Write a file that was not there: whole or not at all, and never over another.

    Raises UsageError ``guide_file_taken``, StorageError ``guide_not_written``.
    """
    draft = place.with_name(f".{place.name}.new")  # no guide's name, so that half of one is never taken for one
    try:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        _give_name(draft, place)
        sync_folder(place.parent)
    except FileExistsError as error:
        raise UsageError("guide_file_taken", file=printable(str(place))) from error
    except OSError as error:
        raise _not_written(place, error) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def _give_name(draft: Path, place: Path) -> None:
    """A second name refuses to be another file's; a file system that has no such thing, as on a stick, is asked first."""
    try:
        os.link(draft, place)
    except FileExistsError:
        raise
    except OSError:
        if place.exists() or place.is_symlink():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        draft.replace(place)
