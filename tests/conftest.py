"""Generated cases are the same in every run, so that a red run can be made again.

``pytest --hypothesis-profile search`` looks for new ones. Tests with sound devices run in real time, so nothing may run
beside them: they are marked, and ``scripts/test`` runs them last, one at a time.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

_DEVICES = [Path(__file__).parent / "integration" / room for room in ("sound", "voice")]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use sound devices."""
    for item in items:
        if any(item.path.is_relative_to(room) for room in _DEVICES):
            item.add_marker(pytest.mark.device)


settings.register_profile("same", derandomize=True)
settings.register_profile("search")
settings.load_profile("same")
