"""Where models lie: where VOICE_GUIDE_MODELS says, else a checkout's own folder, else the user's data folder."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from voice_guide.models.manifest import Model

VARIABLE = "VOICE_GUIDE_MODELS"
CHECKOUT = Path(__file__).resolve().parents[2]


def pointed_at() -> Path | None:
    """The folder that VOICE_GUIDE_MODELS names, whether it is there or not."""
    value = os.environ.get(VARIABLE, "").strip()
    return Path(value).expanduser().absolute() if value else None


def models_folder() -> Path:
    """The one folder that is searched and fetched into."""
    pointed = pointed_at()
    if pointed is not None:
        return pointed
    if (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "models" / "README.md").is_file():
        return CHECKOUT / "models"
    import platformdirs  # here, because a checkout can do without

    return Path(platformdirs.user_data_dir("voice-guide", appauthor=False)) / "models"


def folder_of(model: Model, place: Path) -> Path:
    """Where a model's files are or would be. ``place`` may also be the model's own folder, as on a stick."""
    if model.package is not None:
        return _package_folder(model.package.module, place) / model.package.folder
    return place if place.name == model.name else place / model.name


def _package_folder(module: str, place: Path) -> Path:
    spec = importlib.util.find_spec(module)  # looks the package up without running it
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    return Path(folders[0]) if folders else place / module
