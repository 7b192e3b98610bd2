"""``voice-guide transcript`` and ``voice-guide sheet``: papers made from the journal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_guide.journal.kept import Kept
    from voice_guide.languages import Language
    from voice_guide.record.document import Papers

_ENDINGS = {"md": "md", "markdown": "md", "txt": "txt", "text": "txt", "json": "json"}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands."""
    for name, told, formats, run in (
        ("transcript", "what was said in a session", "md, txt or json", run_transcript),
        ("sheet", "the ways forward of a session, on one page", "md", run_sheet),
    ):
        parser = commands.add_parser(
            name,
            help=told,
            epilog=f"example:\n  voice-guide {name} latest --format md --out {name}.md",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.add_argument("session", metavar="ID", help="a session's ID, or latest")
        parser.add_argument("--format", default="md", metavar="F", help=f"{formats} (md unless said)")
        parser.add_argument("--out", type=Path, metavar="FILE", help="write here, readable by you alone")
        parser.set_defaults(run=run)


def run_transcript(arguments: argparse.Namespace) -> int:
    """Print or write the transcript."""
    from voice_guide.record import transcript

    makers = {"md": transcript.as_markdown, "txt": transcript.as_text, "json": transcript.as_json}
    return _run(arguments, "transcript", makers)


def run_sheet(arguments: argparse.Namespace) -> int:
    """Print or write the sheet."""
    from voice_guide.record import sheet

    return _run(arguments, "sheet", {"md": sheet.as_markdown})


def _run(arguments: argparse.Namespace, what: str, makers: Mapping[str, Callable[[Papers], str]]) -> int:
    from voice_guide.cli.opening import opened
    from voice_guide.cli.paper_files import write_paper
    from voice_guide.journal.projections import as_written

    wanted = form_of(arguments.format, makers)
    with opened() as (vault, language):
        session = vault.find_session(arguments.session)
        with as_written(session):
            text = makers[wanted](papers_of(vault, language, session))
        if arguments.out is not None:
            write_paper(vault, session, arguments.out, text, what=what, form=wanted)
            return 0
    sys.stdout.write(text)
    return 0


def form_of(given: str, makers: Mapping[str, object]) -> str:
    """The form that --format names. Raises UsageError where there is no such form here."""
    from voice_guide.errors import UsageError

    wanted = _ENDINGS.get(given.lower())
    if wanted is None or wanted not in makers:
        raise UsageError("unknown_format", format=given, known=", ".join(makers))
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
    meaning = Meaning(spoken)
    return Made(
        view,
        guide,
        plan_for(guide, spoken),
        spoken,
        say_day=meaning.say_day,
        strength=Strengths(meaning).of,
        zone=lambda at: at.astimezone(),
    )
