"""Sound libraries write nothing on the screen, and our own messages still come."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import os, sys
from voice_guide.session.quiet import quiet_libraries
with quiet_libraries():
    with quiet_libraries():
        os.write(2, b"library 1\\n")
    os.write(2, b"library 2\\n")
    print("ours during", file=sys.stderr)
os.write(2, b"afterwards\\n")
print("ours after", file=sys.stderr)
"""


def test_libraries_are_silent_and_python_is_not() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines() == ["ours during", "afterwards", "ours after"]


def test_a_closed_standard_error_is_no_fault() -> None:
    code = "import os\nos.close(2)\nfrom voice_guide.session.quiet import quiet_libraries\n"
    code += "with quiet_libraries():\n    pass\nprint('well')"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout == "well\n"
