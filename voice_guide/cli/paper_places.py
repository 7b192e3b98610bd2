"""Where a paper goes but to a file that was named: a file with a name that tells nothing, the screen, the printer."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from voice_guide.cli.output import tell

if TYPE_CHECKING:
    from voice_guide.cli.making import Making

USUAL_FORM = "pdf"  # unless another was asked for: it looks the same everywhere, and is what is printed
SAVE, PRINT = "save", "print"
_SEEN = ("pdf", "html", "docx")  # what a program shows as it will look; of everything else the text is shown


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    written = parser.add_mutually_exclusive_group()
    written.add_argument("--out", type=Path, metavar="FILE", help="write here, readable by you alone")
    written.add_argument(
        "--save", action="store_true", help="write to your own folder, under a name that tells nothing"
    )
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--preview", action="store_true", help="show it first, then ask: save, print or neither")
    shown.add_argument("--print", action="store_true", help="print it, as PDF")
    shown.add_argument("--encrypt", action="store_true", help="a file that opens with a passphrase alone")
    parser.add_argument("--printer", metavar="P", help="print it on this printer, not the usual one")


def is_placed(arguments: argparse.Namespace) -> bool:
    """Whether it goes to one of these places."""
    return any(getattr(arguments, name, False) for name in ("save", "preview", "print", "printer"))


def place(making: Making, form: str, arguments: argparse.Namespace) -> None:
    """Bring it where it is wanted. Raises as ``write_paper`` and ``print_pdf``."""
    wanted = {SAVE} if arguments.save or arguments.out is not None else set()
    wanted |= {PRINT} if arguments.print or arguments.printer else set()
    if arguments.preview:
        wanted = {_previewed(making, form)}
    if SAVE in wanted:
        out = arguments.out or free_name(making, form)
        making.write(out, form)
        tell(making.language.message("paper_saved", file=out))
    if PRINT in wanted:
        printer = making.print(making.language.message("paper_name", id=making.session), arguments.printer)
        tell(making.language.message("paper_printed", printer=printer or "-"))
    if arguments.preview and not wanted & {SAVE, PRINT}:
        tell(making.language.message("paper_preview_left"))


def free_name(making: Making, form: str) -> Path:
    """A file in the user's own folder that is not there yet. Its name tells neither who nor what."""
    name = making.language.message("paper_name", id=making.session)
    ending = "zip" if making.encrypt else form
    tries = (Path.home() / f"{name}{number}.{ending}" for number in ("", *(f"-{n}" for n in range(2, 10_000))))
    return next(file for file in tries if not os.path.lexists(file))


def _previewed(making: Making, form: str) -> str:
    """Show it, and ask what is to become of it. What was shown lies nowhere when this is over."""
    from voice_guide.cli.typed_choice import typed_choice
    from voice_guide.errors import UsageError

    with _shown(making, form):
        try:
            found = typed_choice(making.language, "preview", ask="paper_preview_ask", again="paper_preview_again")
        except UsageError:  # there is nobody who could choose
            print()
            return ""
    return found or ""


@contextlib.contextmanager
def _shown(making: Making, form: str) -> Iterator[None]:
    """In the program that the system has for it; its text, where there is none, or no screen."""
    from voice_guide.cli.private_file import private_file
    from voice_guide.cli.viewer import opened_in_viewer

    if form in _SEEN:
        content = making.made(form)
        name = f"{making.language.message('paper_name', id=making.session)}.{form}"
        with private_file(content.encode("utf-8") if isinstance(content, str) else content, name) as file:
            if opened_in_viewer(file):
                yield
                return
    _show_text(making)
    yield


def _show_text(making: Making) -> None:
    tell(making.language.message("paper_preview_text"))
    text = making.made("txt")
    assert isinstance(text, str)
    print(text)
