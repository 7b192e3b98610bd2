"""Generated cases are the same in every run, so that a red run can be made again.

``pytest --hypothesis-profile search`` looks for new ones.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("search")
settings.load_profile("same")
