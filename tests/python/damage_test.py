"""Files that are damaged or unfinished are told, and never read as if they were whole."""

import os
import random
import unittest
import warnings

import h5py
import sample
import sojourn


def written(name, content):
    path = sample.FOLDER / name
    path.write_bytes(content)
    return path


class Damage(unittest.TestCase):
    def test_no_damage_is_read_in_silence(self):
        whole = sample.replicates()[0]
        content = whole.read_bytes()
        with sojourn.open(whole) as run:
            expected = run.load()
        events = sojourn.table(whole, "events")
        chance = random.Random(1)
        n_refused = 0
        for k in range(60):
            damaged = bytearray(content)
            if k % 3 == 0:
                del damaged[chance.randrange(1, len(damaged)):]
            else:
                for _ in range(chance.choice((1, 30))):
                    damaged[chance.randrange(len(damaged) if k % 3 == 1 else 40_000)] ^= chance.randrange(1, 256)
            path = written("damaged.h5", damaged)
            os.utime(path, ns=(k, k))
            try:
                with sojourn.open(path) as run:
                    self.assertTrue(run.load().identical(expected), f"damage {k}")
            except (ValueError, OSError):
                n_refused += 1
            try:
                self.assertTrue(sojourn.table(path, "events").equals(events), f"events, damage {k}")
            except (ValueError, OSError):
                pass
        self.assertGreater(n_refused, 55)

    def test_a_file_that_was_changed_is_read(self):
        path = written("changed.h5", sample.replicates()[0].read_bytes())
        with h5py.File(path, "r+") as file:
            file.attrs["title"] = "another"
        with sojourn.open(path) as run:
            self.assertEqual(run.attrs["title"], "another")


class Unfinished(unittest.TestCase):
    def test_an_unfinished_run_warns(self):
        path = written("unfinished.h5", sample.replicates()[0].read_bytes())
        with h5py.File(path, "r+") as file:
            file.attrs["complete"], n_ticks = 0, len(file["time"])
            file.attrs["ticks"] = n_ticks + 3
        with self.assertWarnsRegex(sojourn.UnfinishedWarning, f"unfinished: {n_ticks} of {n_ticks + 3} ticks"):
            sojourn.open(path).close()

    def test_a_whole_one_does_not(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            sojourn.open(sample.replicates()[0]).close()


class Elsewhere(unittest.TestCase):
    def test_files_outside_need_to_be_allowed(self):
        outside, inside = sample.FOLDER / "outside", sample.FOLDER / "inside"
        for folder in (outside, inside):
            folder.mkdir(exist_ok=True)
        (outside / "over.toml").write_text("run.seed = 4\n", encoding="utf-8")
        scenario = inside / "scenario.toml"
        scenario.write_text('format_version = 1\ninclude = "../outside/over.toml"\n[[country]]\nid = "AAA"\n'
                            "population = 100\ngdp_per_capita = 1000\n", encoding="utf-8")
        with self.assertRaisesRegex(sojourn.InputError, "--allow-files"):
            sojourn.check(scenario)
        sojourn.check(scenario, allow_files=[outside])


if __name__ == "__main__":
    unittest.main()
