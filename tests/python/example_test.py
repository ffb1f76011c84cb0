"""The example runs as it is and leaves its figures."""

import os
import pathlib
import subprocess
import sys
import tempfile

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "tools/python/examples/bargaining.py"
FIGURES = {"events.png", "stocks.png", "routes.png", "arrivals.png"}

with tempfile.TemporaryDirectory() as folder:
    done = subprocess.run([sys.executable, "-B", EXAMPLE, folder], capture_output=True, text=True,
                          check=False)
    print(done.stdout, done.stderr)
    made = {name for name in os.listdir(folder) if name.endswith(".png")}
    small = [name for name in made if os.path.getsize(os.path.join(folder, name)) < 10_000]
sys.exit(done.returncode or made != FIGURES or bool(small) or
         "RECV-" not in done.stdout)
