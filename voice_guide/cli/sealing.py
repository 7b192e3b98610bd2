"""A paper in an encrypted file: the passphrase is typed, or comes as a line through a pipe; it never is an argument.

content, form = sealed_paper(content, "md", name="paper", language=language)
"""

from __future__ import annotations

import sys
from pathlib import Path

from voice_guide.cli.terminal import Stdin, stdin_kind, typed
from voice_guide.errors import UsageError
from voice_guide.languages import Language
from voice_guide.session.screen import BLANK

SEALED_ENDING = ".zip"
_LONGEST_LINE = 1000


def check_sealed_name(out: Path | None) -> None:
    """Before anything is asked: an encrypted paper goes to a file, and one whose name says what it is.

    Raises UsageError ``sealed_needs_out`` or ``sealed_name``.
    """
    if out is None:
        raise UsageError("sealed_needs_out")
    if out.suffix.lower() != SEALED_ENDING and not out.is_dir():
        right = f"{str(out).removesuffix(out.suffix)}{SEALED_ENDING}"
        raise UsageError("sealed_name", file=str(out), right=right)


def sealed_paper(content: bytes, form: str, *, name: str, language: Language) -> tuple[bytes, str]:
    """The paper in an encrypted file, and the form of that: ``md`` is then ``md.zip``. Asks for the passphrase.

    ``name`` is what the paper is called inside, without its ending. Raises UsageError as ``check_passphrase``, or
    ``sealed_no_passphrase``.
    """
    from voice_guide.record.sealed import seal

    return seal(content, new_passphrase(language), name=f"{name}.{form}"), f"{form}{SEALED_ENDING}"


def new_passphrase(language: Language) -> str:
    """A passphrase for a file, typed twice; Enter alone makes one up and shows it, this once."""
    from voice_guide.record.sealed import check_passphrase, made_up_passphrase

    if stdin_kind() is not Stdin.TERMINAL:
        passphrase = _line()
        check_passphrase(passphrase)
        return passphrase
    while True:
        passphrase = _typed(language.message("sealed_ask"))
        if not passphrase:
            passphrase = made_up_passphrase()
            _show(passphrase, language)
            return passphrase
        check_passphrase(passphrase)
        if _typed(language.message("sealed_again")) == passphrase:
            return passphrase
        print(language.message("passphrase_differs"), file=sys.stderr)


def passphrase_of(language: Language) -> str:
    """The passphrase of a file that is there. Raises UsageError ``sealed_no_passphrase``."""
    return _typed(language.message("sealed_open")) if stdin_kind() is Stdin.TERMINAL else _line()


def _line() -> str:
    line = sys.stdin.readline(_LONGEST_LINE) if sys.stdin is not None else ""
    if not line.strip():
        raise UsageError("sealed_no_passphrase")
    return line.rstrip("\r\n")


def _show(passphrase: str, language: Language) -> None:
    """Show it until it is written down; then the screen is cleared of it, as far as the terminal allows."""
    print(language.message("sealed_made_up", passphrase=passphrase), file=sys.stderr, flush=True)
    try:
        _typed(language.message("sealed_written"))
    finally:
        if sys.stderr.isatty():
            print(BLANK, end="", file=sys.stderr, flush=True)


def _typed(prompt: str) -> str:
    try:
        return typed(prompt)
    except EOFError:
        raise KeyboardInterrupt from None
