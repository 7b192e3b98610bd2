"""``voice-guide review``: a meeting that looks at the last list again, line by line, and makes the next one."""

from __future__ import annotations

import argparse

from voice_guide.cli.start import add_place_options, hold


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "review",
        help="hold a review meeting: what happened with the last list, and the next one",
        epilog="example:\n  voice-guide review latest --people Jo,Kai",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("session", metavar="ID", help="a finished session's ID, or latest")
    add_place_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hold the meeting. Exit status as ``start``: 0 the closing was reached, 130 ended earlier and resumable."""
    arguments.guide = arguments.resume = None
    arguments.reviewed = arguments.session
    return hold(arguments)
