"""``voice-guide guide rehearse``: a guide from its welcome to its end, read aloud with made-up answers."""

from __future__ import annotations

import argparse
from pathlib import Path

INTERRUPTED = 130


def add(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the ``guide`` group."""
    parser = actions.add_parser(
        "rehearse",
        help="read a guide aloud from beginning to end, with made-up answers",
        description="Read a guide aloud from beginning to end, with made-up answers. Nothing of it is kept.",
        epilog="example:\n  voice-guide guide rehearse our-talk",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help="the guide's .toml file, or its name")
    parser.add_argument("--silent", action="store_true", help="show the words, and speak none of them")
    parser.add_argument("--answers", type=Path, metavar="FILE.json", help="your own made-up answers")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write both sides' sound and report.json here instead")
    parser.add_argument("--output", metavar="DEV", help="loudspeaker: a number or a part of its name")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hold it. Exit status as ``rehearse``: 0 the closing was reached, 130 ended earlier."""
    from voice_guide.cli.guide_rehearsing import GuideRehearsal
    from voice_guide.guide.loader import load_guide
    from voice_guide.guide.shelf import Shelf
    from voice_guide.journal.harden import harden_process
    from voice_guide.languages import Language
    from voice_guide.session.answer_file import read_answers
    from voice_guide.session.fitted_answers import fitted
    from voice_guide.settings import load_settings, settings_path

    harden_process()
    settings = load_settings(settings_path())
    language = Language.load(settings.language)
    guide = load_guide(Shelf.of(language).path(arguments.file))
    own: Path | None = arguments.answers
    made_up = read_answers(own or language.folder / "made_up_any.json", language)
    answers = made_up if own is not None else fitted(made_up, guide)
    rehearsal = GuideRehearsal(arguments.file, guide, answers, settings, language)
    if arguments.out is not None:
        closed = rehearsal.to_files(arguments.out)
    elif arguments.silent:
        closed = rehearsal.shown()
    else:
        closed = rehearsal.aloud(arguments.output or settings.output)
    return 0 if closed else INTERRUPTED
