"""Hashes of what runs come to, by an independent reader: equal wherever and by whatever compiler the program was built."""

import concurrent.futures
import hashlib
import pathlib
import subprocess
import tempfile

import h5py
import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "scenarios"
HASHES = pathlib.Path(__file__).with_name("hashes.txt")
TICKS = 24
LATER = {"two_transits": 60}  # war, deals and what forums do come later
# Persons to an agent: coarse enough for a second or two, fine enough that people move.
SCALES = {"corridor": 10, "two_countries": 1, "two_transits": 50, "gulf_1981": 100, "gulf_contracts_1975": 100,
          "mediterranean": 500, "eu_turkey_2015": 500, "icem_1951": 500, "enlargement_2004": 1000, "brexit_2012": 1000,
          "venezuela_2015": 1000}
COARSE = 50000
OF_THE_PROGRAM = ("provenance", "run")  # who ran it; names of finished runs, by which a program knows its own
COMPARED = "compare two_transits"
DEVELOPED = "south_south+development"  # which no scenario has


def cases():
    """Names of what is hashed: a run of each scenario, one with a module besides, a comparison."""
    return [*sorted(path.stem for path in SCENARIOS.glob("*.toml")), DEVELOPED, COMPARED]


def words_of(case, out):
    """The command's words for a case, from the root of the repository, since a comparison keeps the names of its files;
    and the file that it leaves."""
    if case == COMPARED:
        regimes = [word for name in ("bilateral", "hard_convention")
                   for word in ("--regime", f"{name}=scenarios/regimes/{name}.toml")]
        return ["compare", "scenarios/two_transits.toml", "--set", "run.persons_per_agent=500", "--ticks",
                str(LATER["two_transits"]), *regimes, "--replicates", "3",
                "--out", out / "compared"], out / "compared" / "compare.h5"
    name, _, module = case.partition("+")
    words = ["--set", f"run.persons_per_agent={SCALES.get(name, COARSE)}", "--ticks", str(LATER.get(name, TICKS))]
    words += ["--set", f"modules.{module}.type={module}"] if module else []
    return ["run", f"scenarios/{name}.toml", *words, "--out", out / "run.h5", "--force"], out / "run.h5"


def bytes_of(values):
    """Values as bytes; texts end with a zero."""
    if values.dtype.kind != "O":
        return numpy.ascontiguousarray(values).tobytes()
    return b"".join((text if isinstance(text, bytes) else text.encode()) + b"\0" for text in values.ravel())


def axes_of(dataset):
    """Names of the axes of a dataset, as scales are attached to it."""
    return [[scale.name for scale in axis.values()] for axis in dataset.dims]


def hash_of(path):
    """SHA-256 over the datasets of a file but those of the program: names, types, shapes, axes and values, by name."""
    names = []
    digest = hashlib.sha256()
    with h5py.File(path, "r") as file:
        file.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None)
        for name in sorted(name for name in names if name.split("/")[0] not in OF_THE_PROGRAM):
            data = file[name]
            kind = "text" if data.dtype.kind == "O" else data.dtype.str
            digest.update(f"{name} {kind} {data.shape} {axes_of(data)}\n".encode())
            digest.update(bytes_of(numpy.asarray(data[()])))
    return digest.hexdigest()


def hash_by(command, case):
    """Runs a case in a folder of its own; its hash, or a line of what went wrong."""
    with tempfile.TemporaryDirectory(prefix="sojourn_golden_") as folder:
        words, left = words_of(case, pathlib.Path(folder))
        done = subprocess.run([pathlib.Path(command).resolve(), *words, "--quiet", "--threads", "2"], capture_output=True, text=True, check=False, cwd=ROOT)
        return hash_of(left) if done.returncode == 0 else f"failed: {' '.join(done.stderr.split())}"


def hashes_by(command, names):
    """Case and hash of each, several at a time."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return dict(zip(names, pool.map(lambda case: hash_by(command, case), names)))


def stored():
    """The hashes of the repository by case."""
    lines = HASHES.read_text().splitlines() if HASHES.exists() else []
    return {case: digest for digest, case in (line.split(" ", 1) for line in lines if line[:1] not in ("", "#"))}
