"""``voice-guide transcript`` and ``voice-guide sheet``: papers made from the journal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from voice_guide.cli import paper_places, transcript_options

if TYPE_CHECKING:
    from voice_guide.cli.making import Make
    from voice_guide.guide.numbers import HelpNumber
    from voice_guide.journal.kept import Kept
    from voice_guide.journal.vault import Vault
    from voice_guide.languages import Language
    from voice_guide.record.document import Papers
    from voice_guide.record.paper import Block, Paper
    from voice_guide.record.pictures import Pictures as PictureSet

_ENDINGS = {"markdown": "md", "text": "txt", "htm": "html"}
LAYOUTS = ("standard", "easy-read", "large-print")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands."""
    for name, told, formats, run in (
        ("transcript", "what was said in a session", "md, txt, html, pdf, docx, json or vtt", run_transcript),
        ("sheet", "the ways forward of a session", "md, txt, html, pdf or docx", run_sheet),
    ):
        parser = commands.add_parser(
            name,
            help=told,
            epilog="examples:\n"
            f"  voice-guide {name} latest --preview --layout large-print\n"
            f"  voice-guide {name} latest --out {name}.docx",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.add_argument("session", metavar="ID", help="a session's ID, or latest")
        parser.add_argument("--format", metavar="F", help=f"{formats} (the file's ending, else md)")
        parser.add_argument(
            "--layout", default=LAYOUTS[0], choices=LAYOUTS, help="of html, pdf, docx (standard unless said)"
        )
        parser.add_argument("--template", type=Path, metavar="FILE", help="with this logo, contact and colours")
        paper_places.add(parser)
        if name == "transcript":
            transcript_options.add(parser)
        if name == "sheet":
            parser.add_argument("--numbers", action="store_true", help="with the help numbers")
            parser.add_argument("--no-sign", action="store_true", help="without a place to sign")
            parser.add_argument("--with-transcript", action="store_true", help="with all that was said after it")
        parser.set_defaults(run=run)


def run_transcript(arguments: argparse.Namespace) -> int:
    """Print or write the transcript."""
    from voice_guide.cli.own_template import look_of
    from voice_guide.record.pictured import without

    form = form_of(arguments, (*_forms(), "json", "vtt"))
    look = look_of(arguments.layout, arguments.template)

    def made(
        vault: Vault, language: Language, session: str, form: str
    ) -> tuple[str | bytes, frozenset[str], str | None]:
        told = transcript_options.told_of(arguments, vault, language, session)
        pictures = pictures_of(told.papers).of_slot if look.picture_mm else without
        return (*told.made(form, look, pictures), told.person)

    return write(arguments, "transcript" if arguments.person is None else "person", form, made)


def run_sheet(arguments: argparse.Namespace) -> int:
    """Print or write the sheet."""
    from dataclasses import replace

    from voice_guide.record import easy_read, sheet, transcript

    def both(papers: Papers, pictures: PictureSet | None) -> Paper:
        numbers = _numbers(papers) if arguments.numbers else ()
        with_sign = not arguments.no_sign
        if pictures is None:
            paper = sheet.paper(papers, sign=with_sign, numbers=numbers)
        else:
            paper = easy_read.paper(papers, pictures, sign=with_sign, numbers=numbers)
        more = transcript.paper(papers).blocks if arguments.with_transcript else ()
        return replace(paper, blocks=(*paper.blocks, *(lower(block) for block in more)))

    form = form_of(arguments, _forms())
    return write(arguments, "sheet", form, _made(arguments, both))


def lower(block: Block) -> Block:
    """A block of one paper inside another: its title is no title there."""
    from dataclasses import replace

    from voice_guide.record.paper import Heading

    return replace(block, level=2) if isinstance(block, Heading) and block.level == 1 else block


def _numbers(papers: Papers) -> tuple[HelpNumber, ...]:
    from voice_guide.cli.wiring import help_numbers
    from voice_guide.languages import Language
    from voice_guide.settings import load_settings, settings_path

    return help_numbers(Language.load(papers.view.language), load_settings(settings_path()))


def _forms() -> tuple[str, ...]:
    from voice_guide.record.forms import FORMS

    return tuple(FORMS)


def _made(arguments: argparse.Namespace, paper: Callable[[Papers, PictureSet | None], Paper]) -> Make:
    """What makes a paper in a form, with pictures where its layout has them."""
    from voice_guide.cli.own_template import look_of
    from voice_guide.record.forms import make
    from voice_guide.record.pictured import without

    look = look_of(arguments.layout, arguments.template)

    def made(vault: Vault, language: Language, session: str, form: str) -> tuple[str | bytes, frozenset[str], None]:
        papers = papers_of(vault, language, session)
        pictures = pictures_of(papers) if look.picture_mm else None
        found = make(paper(papers, pictures), form, look, without if pictures is None else pictures.of_slot)
        return found.content, found.missing, None

    return made


def pictures_of(papers: Papers) -> PictureSet:
    from voice_guide.cli.own_pictures import pictures_for
    from voice_guide.languages import Language
    from voice_guide.settings import load_settings, settings_path

    return pictures_for(Language.load(papers.view.language), load_settings(settings_path()))


def write(arguments: argparse.Namespace, what: str, form: str, make: Make) -> int:
    """Print a paper of a session, write it to its file, or bring it where else it is wanted."""
    from voice_guide.cli.making import Making
    from voice_guide.cli.opening import opened
    from voice_guide.cli.output import put

    content: str | bytes | None = None
    with opened() as (vault, language):
        making = Making(vault, language, vault.find_session(arguments.session), what, make, arguments.encrypt)
        if paper_places.is_placed(arguments):
            paper_places.place(making, form, arguments)
        elif arguments.out is not None:
            making.write(arguments.out, form)
        else:
            content = making.made(form)
    if isinstance(content, str):
        sys.stdout.write(content)
    elif content is not None:
        put(content)
    return 0


def form_of(arguments: argparse.Namespace, known: Collection[str]) -> str:
    """The form that --format names, or the file's ending; where neither does, md, or what is printed.

    Raises UsageError where there is no such form here, or where it is no text and a terminal would show it.
    """
    from voice_guide.errors import UsageError
    from voice_guide.record.forms import BINARY

    ending = arguments.out.suffix.lower().removeprefix(".") if arguments.out is not None else ""
    if getattr(arguments, "encrypt", False):
        from voice_guide.cli.sealing import check_sealed_name

        if not arguments.save:
            check_sealed_name(arguments.out)
        ending = paper_places.USUAL_FORM
    placed = paper_places.is_placed(arguments)
    given = (arguments.format or ending or (paper_places.USUAL_FORM if placed else "md")).lower()
    wanted = _ENDINGS.get(given, given)
    if wanted not in known:
        if arguments.format is None:
            return "md"
        raise UsageError("unknown_format", format=given, known=", ".join(known))
    if wanted in BINARY and arguments.out is None and not placed and sys.stdout.isatty():
        raise UsageError("needs_a_file", format=wanted)
    return wanted


def papers_of(vault: Kept, language: Language, session_id: str) -> Papers:
    """Everything a paper of this session is made from."""
    from voice_guide.cli.wiring import guide_of, plan_for
    from voice_guide.dialogue.meaning import Meaning
    from voice_guide.dialogue.strengths import Strengths
    from voice_guide.journal.projections import session_view
    from voice_guide.languages import Language as Languages
    from voice_guide.record.document import Papers as Made

    view = session_view(vault.facts(session_id))
    spoken = language if view.language == language.code else Languages.load(view.language)
    guide = guide_of(vault, session_id)
    meaning = Meaning(spoken, at_once=False)
    return Made(
        view,
        guide,
        plan_for(guide, spoken),
        spoken,
        say_day=meaning.say_day,
        strength=Strengths(meaning).of,
        zone=lambda at: at.astimezone(),
    )
