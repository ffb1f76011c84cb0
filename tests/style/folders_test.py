"""No folder of sources is a long floor: what lies in one folder fits on a screen."""

import os
import pathlib
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ("bench", "cmake", "models", "sim", "tests", "tools")
MOST = 24
FOREIGN = {"__pycache__", "node_modules"}  # made by programs


def overfull(root, folders=SOURCES):
    """{folder: number of files} of those with more than MOST, subfolders not counted."""
    found = {}
    for top in folders:
        for folder, below, files in os.walk(root / top):
            below[:] = [name for name in below if name not in FOREIGN and not name.startswith(".")]
            if len(files) > MOST:
                found[pathlib.Path(folder).relative_to(root).as_posix()] = len(files)
    return found


class Folders(unittest.TestCase):
    def test_each_has_room(self):
        self.assertEqual(overfull(ROOT), {}, f"more than {MOST} files: give what belongs together a folder of its own")

    def test_one_too_many_would_be_noticed(self):
        with tempfile.TemporaryDirectory() as name:
            root = pathlib.Path(name)
            for folder, n in (("sim/full", MOST), ("sim/full/deep", MOST + 1), ("sim/node_modules", MOST + 9)):
                (root / folder).mkdir(parents=True)
                for i in range(n):
                    (root / folder / f"{i}.cpp").touch()
            self.assertEqual(overfull(root), {"sim/full/deep": MOST + 1})

    def test_the_sources_are_there(self):
        self.assertTrue(all((ROOT / folder).is_dir() for folder in SOURCES))


if __name__ == "__main__":
    unittest.main()
