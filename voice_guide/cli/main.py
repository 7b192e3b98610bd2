"""The ``voice-guide`` command."""

from __future__ import annotations

import argparse
import atexit
import contextlib
import importlib
import os
import sys
import threading
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from voice_guide import __version__
from voice_guide.cli.output import drop_output, tell, whole_streams
from voice_guide.errors import VoiceGuideError
from voice_guide.session.interruption import end_if_asked, note_early

if TYPE_CHECKING:
    from voice_guide.languages import Language

INTERRUPTED = 130

# Each group adds its own commands; heavy imports wait until a command runs.
GROUPS = (
    "start",
    "review",
    "rehearse",
    "sessions",
    "papers",
    "paper_wishes",
    "calendar",
    "decrypt",
    "audio_copy",
    "export",
    "service_view",
    "erase",
    "retention",
    "check",
    "guide",
    "models",
    "template",
    "numbers",
    "vault",
    "understand",
)

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
    try:
        parsed = parser().parse_args(given)
        end_if_asked()
        status = int(parsed.run(parsed))
        sys.stdout.flush()
        return status
    except VoiceGuideError as error:
        _explain(error)
        return error.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()  # whoever read it has gone; there is nobody left to tell
        return 1
    except OSError as error:
        drop_output()
        _explain(VoiceGuideError("system_refused", reason=os.strerror(error.errno or 0)))
        return 1
    except Exception as error:
        if os.environ.get("VOICE_GUIDE_TRACEBACK"):
            raise  # for whoever mends the program; it may quote what was said
        _explain(_fault(error))
        return 1


def _fault(error: Exception) -> VoiceGuideError:
    """A fault of the program's own, told by its kind and place alone: its message might quote somebody."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119 - a name, not a path to open
    return VoiceGuideError("program_fault", kind=type(error).__name__, place=place)


def _explain(error: VoiceGuideError) -> None:
    """Say what happened in plain words on standard error. An error without words is still told by its key."""
    try:
        text = _language().explain(error)
    except (KeyError, VoiceGuideError):
        text = str(error)
    tell(text)


def _language() -> Language:
    """The language of the settings, or English where they can't be read."""
    from voice_guide.languages import Language
    from voice_guide.settings import load_settings, settings_path

    try:
        return Language.load(load_settings(settings_path()).language)
    except VoiceGuideError:
        return Language.load()


def _leave(status: int) -> NoReturn:
    """End the process. With a thread still at work, or after a signal, without taking the interpreter apart first.

    A recogniser that is being loaded meanwhile would abort the process then ("terminate called"), and CPython may end
    as if killed by a SIGINT that was dealt with (it came inside an ``exec``). Everything is on disk already.
    """
    if threading.active_count() > 1 or status == INTERRUPTED:
        atexit._run_exitfuncs()  # the terminal as it was
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(status)
    sys.exit(status)


def run() -> None:
    """The entry point of the installed command."""
    note_early()
    whole_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    _leave(main())


if __name__ == "__main__":
    run()
