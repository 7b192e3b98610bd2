"""Speech models: which are known, which are here, which one listens, and how one is fetched and checked.

Fetching is imported from ``voice_guide.models.fetch`` where it is wanted: a session never needs it.
"""

from voice_guide.models.choice import AUTO, ChosenModel, Reason, choose, choose_second, find
from voice_guide.models.manifest import Manifest, Model, known_models
from voice_guide.models.state import Found, State, look

__all__ = [
    "AUTO",
    "ChosenModel",
    "Found",
    "Manifest",
    "Model",
    "Reason",
    "State",
    "choose",
    "choose_second",
    "find",
    "known_models",
    "look",
]
