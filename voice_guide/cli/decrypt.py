"""``voice-guide decrypt``: read a paper that was written with ``--encrypt``. Other ZIP programs can do so, too."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_guide.languages import Language

_TRIES = 3


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "decrypt",
        help="read a file that was written with --encrypt",
        epilog="example:\n  voice-guide decrypt reminders.zip --out reminders.ics",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the encrypted file; its passphrase is asked for")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write here, readable by you alone")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print or write what is in the file."""
    from voice_guide.cli.output import put
    from voice_guide.errors import UsageError
    from voice_guide.journal.harden import harden_process
    from voice_guide.languages import Language
    from voice_guide.record.sealed import MOST_BYTES
    from voice_guide.settings import load_settings, settings_path
    from voice_guide.small_file import read_small

    harden_process()
    language = Language.load(load_settings(settings_path()).language)
    try:
        sealed = read_small(arguments.file, MOST_BYTES)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise UsageError("sealed_unreadable", file=str(arguments.file), reason=reason) from error
    content = _opened(sealed, language)
    if arguments.out is not None:
        _write(arguments.out, content)
    elif sys.stdout.isatty():
        _show(content)
    else:
        put(content)
    return 0


def _opened(sealed: bytes, language: Language) -> bytes:
    """What is in it; in a terminal somebody may type the passphrase again."""
    from voice_guide.cli.output import tell
    from voice_guide.cli.sealing import passphrase_of
    from voice_guide.cli.terminal import Stdin, stdin_kind
    from voice_guide.errors import VoiceGuideError
    from voice_guide.record.sealed import unseal

    for left in reversed(range(_TRIES if stdin_kind() is Stdin.TERMINAL else 1)):
        try:
            return unseal(sealed, passphrase_of(language))
        except VoiceGuideError as error:
            if error.key != "sealed_wrong_passphrase" or left == 0:
                raise
            tell(language.message("passphrase_try_again"))
    raise AssertionError("the last try ends in the loop")


def _show(content: bytes) -> None:
    """Print text for somebody to read. Raises UsageError ``sealed_no_text``."""
    from voice_guide.errors import UsageError
    from voice_guide.shown import one_line

    try:
        lines = content.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError("sealed_no_text") from error
    sys.stdout.write("".join(f"{one_line(line)}\n" for line in lines))


def _write(path: Path, content: bytes) -> None:
    """Write the whole file or none. Raises VoiceGuideError ``sealed_not_written``."""
    from voice_guide.errors import StorageError, VoiceGuideError
    from voice_guide.journal.files import replace_private

    place = path.resolve()
    if place.exists() and not place.is_file():
        raise VoiceGuideError("sealed_not_written", file=str(path))
    try:
        replace_private(place, content)
    except StorageError as error:
        raise VoiceGuideError("sealed_not_written", file=str(path)) from error
