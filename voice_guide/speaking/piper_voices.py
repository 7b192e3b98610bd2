"""Which file is the natural voice: one that was named, one in the models folder, or one that a package carries."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from voice_guide.errors import DeviceError
from voice_guide.small_file import is_file, read_small
from voice_guide.speaking.piper_synthesiser import MODULE, is_installed

VOICE_ENDING = ".onnx"
FOLDER = "piper"  # inside the models folder
_DESCRIPTION_BYTES = 1 << 20


def is_natural(voice: str) -> bool:
    """Whether this names a Piper voice: ``piper``, or the path of a voice file."""
    return voice == MODULE or voice.endswith(VOICE_ENDING)


def natural_voice(wanted: str, language: str, *, models: Path, carried: Mapping[str, str]) -> Path:
    """The voice file. ``carried``: the ``module`` that carries a voice of this language, and the ``file`` inside it.

    Raises DeviceError: ``natural_voice_missing`` (no Piper), ``natural_voice_no_file`` (none is where it was said to be),
    ``natural_voice_none`` (none of this language is here).
    """
    if not is_installed():
        raise DeviceError("natural_voice_missing", device=MODULE)
    if wanted != MODULE:
        path = Path(wanted).expanduser().absolute()
        if _description(path) is None:
            raise DeviceError("natural_voice_no_file", device=wanted)
        return path
    found = _in_folder(models / FOLDER, language) or _carried(carried)
    if found is None:
        raise DeviceError("natural_voice_none", device=language, folder=str(models / FOLDER))
    return found


def _in_folder(folder: Path, language: str) -> Path | None:
    """The first voice of this language by name."""
    try:
        files = sorted(folder.glob(f"*{VOICE_ENDING}"))
    except OSError:
        return None
    return next((path for path in files if _language(_description(path)) == language), None)


def _carried(carried: Mapping[str, str]) -> Path | None:
    spec = importlib.util.find_spec(carried["module"]) if carried else None
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    path = Path(folders[0]) / carried["file"] if folders else None
    return path if path is not None and _description(path) is not None else None


def _language(description: Mapping[str, Any] | None) -> str | None:
    """The language of a voice, as in ``en-us``, without its country."""
    spelling = (description or {}).get("espeak")
    named = spelling.get("voice") if isinstance(spelling, dict) else None
    return named.partition("-")[0] if isinstance(named, str) else None


def _description(path: Path) -> dict[str, Any] | None:
    """What stands beside a voice file; None where either is missing or can't be read."""
    try:
        found = json.loads(read_small(path.with_name(f"{path.name}.json"), _DESCRIPTION_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and is_file(path) else None
