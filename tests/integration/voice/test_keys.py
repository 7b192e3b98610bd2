"""Keys by a terminal, and devices that go away, in a conversation by voice at real devices."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from tests.integration.voice.conftest import Home
from tests.robot.hearing import FRAME, PURE, QUIET_RMS
from tests.robot.robot import Robot, at_the_table
from tests.robot.table import LOUDSPEAKER, MICROPHONE, Table
from tests.virtual_sound import RATE, Samples
from voice_guide.session.answer_file import Item

pytestmark = pytest.mark.slow

STOP_SECONDS = 0.1
MARKER_HERTZ = 3_000.0

