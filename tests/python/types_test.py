"""mypy --strict finds nothing in the package, nor in a user's script that has no configuration of ours.
Exit status 77 (skipped) where mypy is missing.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PACKAGE = pathlib.Path(__file__).resolve().parents[2] / "tools" / "python"
MYPY = ["/usr/bin/mypy", "--cache-dir=/dev/null", "--python-executable", "/usr/bin/python3"]
SCRIPT = """import sojourn

run = sojourn.run("islands.toml", replicates=2)
events = sojourn.table("islands.h5", "events")
compared = sojourn.compare("islands.toml", {"as it is": {}, "closed": {"modules": {}}})
print(run.title, len(events), sojourn.deals("islands.h5"), compared.dims)
page = sojourn.report("islands.h5", force=True)
print(page.name, sojourn.check("islands.toml").warnings)
"""


def users_script():
    """Status of a script in a folder of its own, where the package is on the path alone."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "mine.py").write_text(SCRIPT, encoding="utf-8")
        return subprocess.run([*MYPY, "--strict", "--config-file=", "mine.py"], cwd=folder, check=False,
                              env={**os.environ, "MYPYPATH": str(PACKAGE)}).returncode


if not shutil.which("mypy", path="/usr/bin"):
    print("mypy is not installed; skipped")
    sys.exit(77)
sys.exit(subprocess.run([*MYPY, "sojourn"], cwd=PACKAGE, check=False).returncode or users_script())
