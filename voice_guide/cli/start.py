"""``voice-guide start``: a conversation by voice, by keyboard, or, where there is neither, a rehearsal."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_guide.cli.talk import Talk

INTERRUPTED = 130


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "start",
        help="hold a conversation",
        epilog="example:\n  voice-guide start short --people Jo,Kai --patience 6",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("guide", nargs="?", metavar="GUIDE", help="which guide; voice-guide guide list shows them")
    add_place_options(parser)
    parser.add_argument("--resume", metavar="ID", help="carry on a session; latest is the newest unfinished one")
    parser.set_defaults(run=run)


def add_place_options(parser: argparse.ArgumentParser) -> None:
    """Who is here and what they talk through: the same for every conversation."""
    parser.add_argument("--keyboard", action="store_true", help="read and type instead of hearing and speaking")
    parser.add_argument("--people", metavar="A,B", help="who is here, so that nobody is asked for names")
    parser.add_argument(
        "--supporters", metavar="C,D", help="who is here too and answers nothing: a supporter, an interpreter, a worker"
    )
    parser.add_argument("--patience", type=float, metavar="SECONDS", help="quiet that ends an open answer, 2 to 15")
    parser.add_argument(
        "--language", metavar="CODE", help="the language that is spoken, such as ko (settings.toml unless said)"
    )
    parser.add_argument("--input", metavar="DEV", help="microphone: a number or a part of its name")
    parser.add_argument("--output", metavar="DEV", help="loudspeaker: a number or a part of its name")


def run(arguments: argparse.Namespace) -> int:
    """Hold the conversation. Exit status: 0 the closing was reached, 130 ended earlier and resumable."""
    arguments.reviewed = None
    return hold(arguments)


def hold(arguments: argparse.Namespace) -> int:
    """Hold what the arguments ask for. Exit status as ``run``."""
    from voice_guide.cli.talk import Talk

    talk = Talk.prepare(arguments)
    try:
        closed = _hold(talk)
    finally:
        talk.close()
    return 0 if closed else INTERRUPTED


def _hold(talk: Talk) -> bool:
    if talk.rehearses:
        from voice_guide.cli.made_up import rehearse_here

        return rehearse_here(talk.language, talk.settings)
    from voice_guide.cli.output import flush_or_drop

    closed = talk.hold()
    flush_or_drop()  # the status tells of the conversation, not of who watched it
    return closed
