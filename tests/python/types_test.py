"""mypy --strict finds nothing in the package. Exit status 77 (skipped) where mypy is missing."""

import pathlib
import shutil
import subprocess
import sys

PACKAGE = pathlib.Path(__file__).resolve().parents[2] / "tools" / "python"

if not shutil.which("mypy", path="/usr/bin"):
    print("mypy is not installed; skipped")
    sys.exit(77)
sys.exit(subprocess.run(
    ["/usr/bin/mypy", "--cache-dir=/dev/null", "--python-executable", "/usr/bin/python3", "sojourn"],
    cwd=PACKAGE, check=False).returncode)
