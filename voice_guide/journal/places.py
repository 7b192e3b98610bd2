"""Where a vault lies when nobody says otherwise."""

from __future__ import annotations

import os
from pathlib import Path

APPLICATION = "voice-guide"


def other_folder(folder: Path) -> Path:
    """Where a vault would lie in a folder that stands in for ``XDG_DATA_HOME``."""
    return folder / APPLICATION


def vault_folder() -> Path:
    """The user's vault: ``$XDG_DATA_HOME/voice-guide``, else the place this system keeps a program's data."""
    data_home = os.environ.get("XDG_DATA_HOME", "")
    if data_home and Path(data_home).is_absolute():  # the XDG specification: a relative path is to be ignored
        return Path(data_home) / APPLICATION
    import platformdirs

    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))
