"""``voice-guide template``: an organisation's own template for papers, begun and checked."""

from __future__ import annotations

import argparse
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voice_guide.languages import Language
    from voice_guide.record.template import Template

_START = "paper_template.toml"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "template",
        help="your organisation's logo, contact and colours on papers",
        epilog="examples:\n  voice-guide template new our-papers.toml\n  voice-guide template check our-papers.toml",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    kinds = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, told, run in (
        ("new", "write a file to begin with, full of notes", run_new),
        ("check", "look whether it can be used", run_check),
    ):
        kind = kinds.add_parser(
            name,
            help=told,
            epilog=f"example:\n  voice-guide template {name} our-papers.toml",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        kind.add_argument("file", type=Path, metavar="FILE", help="the template, a TOML file")
        kind.set_defaults(run=run)


def run_new(arguments: argparse.Namespace) -> int:
    """Write the file to begin with. Raises UsageError where one is there already, StorageError."""
    from voice_guide.cli.guide_files import write_new
    from voice_guide.errors import StorageError, UsageError

    language = _language()
    text = (language.folder / _START).read_text(encoding="utf-8")
    file = Path(os.path.abspath(arguments.file))  # noqa: PTH100 - as typed, so that a link stays one
    try:
        write_new(file, text)
    except UsageError as error:
        raise UsageError("template_taken", file=str(file)) from error
    except StorageError as error:
        raise StorageError("template_not_written", file=str(file), reason=error.values["reason"]) from error
    print(language.message("template_new_done", file=file))
    print(language.message("template_new_next", given=shlex.quote(str(arguments.file))))
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Tell what is in it, and how to use it. Raises GuideError for the first thing that is wrong."""
    from voice_guide.record.template import read_template
    from voice_guide.settings import settings_path

    language = _language()
    template = read_template(arguments.file)
    file = arguments.file.resolve()
    print(language.message("template_right", file=file))
    held = [language.message("template_has", what=what) for what in _holds(template, language)]
    print("\n".join(held or [language.message("template_empty")]))
    value = file.name if file.parent == settings_path().parent.resolve() else file.as_posix()
    given = shlex.quote(str(arguments.file))
    print(language.message("template_use", settings=settings_path(), value=value, given=given))
    return 0


def _holds(template: Template, language: Language) -> Iterator[str]:
    if template.logo is not None:
        yield language.message("template_has_logo", alt=template.logo[1])
    if template.footer:
        yield language.message("template_has_footer", words=template.footer)
    if template.contact:
        yield language.message("template_has_contact", words=template.contact)
    if template.colours:
        yield language.message("template_has_colours", names=", ".join(template.colours))


def _language() -> Language:
    from voice_guide.languages import Language
    from voice_guide.settings import load_settings, settings_path

    return Language.load(load_settings(settings_path()).language)
