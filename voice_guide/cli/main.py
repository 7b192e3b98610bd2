"""The ``voice-guide`` command."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Sequence

from voice_guide import __version__
from voice_guide.errors import VoiceGuideError

INTERRUPTED = 130

# Each group adds its own commands; heavy imports wait until a command runs.
GROUPS = ("start", "rehearse", "sessions", "papers", "check", "guide", "models", "understand")

_DESCRIPTION = "Leads a restorative conversation by voice, offline, and keeps people's own words on this computer."
_EPILOG = """examples:
  voice-guide                       hold a conversation
  voice-guide start restorative     hold the long one
  voice-guide check                 look at microphone, loudspeaker, models, voice, disk and vault
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    found = argparse.ArgumentParser(
        prog="voice-guide",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument("--version", action="version", version=f"voice-guide {__version__}")
    commands = found.add_subparsers(metavar="COMMAND")
    for group in GROUPS:
        importlib.import_module(f"voice_guide.cli.{group}").add(commands)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status (design.md, "The command line")."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "start")
    parsed = parser().parse_args(given)
    try:
        return int(parsed.run(parsed))
    except VoiceGuideError as error:
        _explain(error)
        return error.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; there is nobody left to tell.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _explain(error: VoiceGuideError) -> None:
    """Say what happened in plain words on standard error. An error without words is still told by its key."""
    from voice_guide.languages import Language

    try:
        text = Language.load().explain(error)
    except (KeyError, VoiceGuideError):
        text = str(error)
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr)


def run() -> None:
    """The entry point of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())


if __name__ == "__main__":
    run()
