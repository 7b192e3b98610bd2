"""``voice-guide rehearse``: a whole conversation with made-up answers, as fast as the engines run."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_guide.events import Prompt
    from voice_guide.journal.vault import Vault
    from voice_guide.languages import Language

INTERRUPTED = 130


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "rehearse",
        help="hold a conversation with sound files or made-up words as answers",
        epilog="example:\n  voice-guide rehearse short --answers answers.json --out rehearsal",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("guide", nargs="?", metavar="GUIDE", help="which guide (short unless said)")
    parser.add_argument("--review", metavar="ID", help="instead of a guide: the review meeting of a finished session")
    parser.add_argument("--answers", type=Path, required=True, metavar="FILE.json", help="what the participant says")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write report.json and both sides' sound here")
    parser.add_argument("--people", metavar="A,B", help="who takes part (one made-up person unless said)")
    parser.add_argument("--supporters", metavar="C,D", help="who is here too, and answers no questions")
    parser.add_argument("--patience", type=float, metavar="S", help="quiet that ends an open answer, 2 to 15 seconds")
    parser.add_argument(
        "--language", metavar="CODE", help="the language that is spoken, such as ko (settings.toml unless said)"
    )
    parser.add_argument("--real-time", action="store_true", help="take as long as it would for real")
    parser.add_argument("--recogniser", metavar="NAME", help="vosk, whisper, or a model's name")
    parser.add_argument("--progress", action="store_true", help="print each prompt as it is said, on standard error")
    parser.add_argument("--json", action="store_true", help="print the report")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hold the rehearsal. Exit status as ``start``: 0 the closing was reached, 130 ended earlier."""
    import json

    from voice_guide.cli.output import tell
    from voice_guide.cli.rehearsal_files import tell_written
    from voice_guide.cli.rehearsing import RehearsalRequest, hold_rehearsal
    from voice_guide.cli.wiring import in_language, patience_option, people_option
    from voice_guide.errors import UsageError, VoiceGuideError
    from voice_guide.journal.harden import harden_process
    from voice_guide.languages import Language
    from voice_guide.session.answer_file import read_answers
    from voice_guide.session.rehearsal import write_rehearsal
    from voice_guide.settings import load_settings, settings_path

    if arguments.review is not None and arguments.guide is not None:
        raise UsageError("review_and_guide")
    harden_process()
    settings = in_language(load_settings(settings_path()), arguments.language)
    language = Language.load(settings.language)
    folder: Path = arguments.out or Path(tempfile.mkdtemp(prefix="voice-guide-rehearsal-"))
    request = RehearsalRequest(
        guide=arguments.guide or settings.guide,
        answers=read_answers(arguments.answers, language),
        people=people_option(arguments.people),
        supporters=people_option(arguments.supporters),
        patience_seconds=patience_option(arguments.patience) or settings.patience_seconds,
        recogniser=arguments.recogniser or settings.recogniser,
        real_time=arguments.real_time,
        out=folder,
        reviewed=arguments.review,
    )
    with ExitStack() as stack:
        vault = stack.enter_context(_vault(language))
        told = _tell_prompt if arguments.progress else lambda prompt: None
        try:
            done = hold_rehearsal(request, settings, language, vault, on_prompt=told)
            write_rehearsal(folder, done)
            tell_written(vault.session_journal(str(done.report["session"])), folder)
        except OSError as error:
            raise VoiceGuideError("out_not_written", file=str(folder), reason=error.strerror or "") from error
    if arguments.json:
        print(json.dumps(done.report, ensure_ascii=False))
    turns, seconds = len(done.report["turns"]), done.report["clock_seconds"]
    tell(language.message("rehearsal_done", turns=turns, seconds=round(seconds), folder=folder))
    return 0 if done.closed else INTERRUPTED


def _tell_prompt(prompt: Prompt) -> None:
    from voice_guide.cli.output import tell
    from voice_guide.shown import one_line

    tell(f"[{prompt.key}] {one_line(prompt.text)}")


def _vault(language: Language) -> Vault:
    from voice_guide.cli.terminal import open_vault
    from voice_guide.journal.places import vault_folder

    return open_vault(vault_folder(), language, ask=False)
