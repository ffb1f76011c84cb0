"""Every scenario, and a comparison, come to the stored hash. Argument: the command."""

import pathlib
import sys
import tempfile
import unittest

import h5py
import numpy

import golden

COMMAND = sys.argv[1]


def write_file(path, values, axis="year", more=None):
    """A run file in small: one series with its axis, and provenance."""
    with h5py.File(path, "w") as file:
        file[axis] = numpy.arange(3)
        file[axis].make_scale(axis)
        file["arrivals"] = numpy.array(values)
        file["arrivals"].dims[0].attach_scale(file[axis])
        file["provenance/host"] = more or "here"
    return path


class Hash(unittest.TestCase):
    """What the hash sees and what it does not."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sojourn_golden_")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def hash(self, *values, **options):
        return golden.hash_of(write_file(self.folder / "file.h5", *values, **options))

    def test_provenance_is_left_out(self):
        self.assertEqual(self.hash([1.0, 2, 3]), self.hash([1.0, 2, 3], more="elsewhere"))

    def test_the_last_bit_of_a_value_the_type_and_the_axis_are_seen(self):
        one = self.hash([1.0, 2, 3])
        self.assertNotEqual(self.hash([1.0, 2, numpy.nextafter(3, 4)]), one)
        self.assertNotEqual(self.hash(numpy.array([1, 2, 3])), one)
        self.assertNotEqual(self.hash([1.0, 2, 3], axis="month"), one)


class Golden(unittest.TestCase):
    def test_results_are_the_stored_ones(self):
        stored = golden.stored()
        found = golden.hashes_by(COMMAND, golden.cases())
        self.assertEqual(sorted(stored), sorted(found), "scenarios come or go: tests/golden/make remakes the hashes")
        other = [f"  {case}: {found[case]}" for case in found if found[case] != stored[case]]
        self.assertFalse(other, "other results than tests/golden/hashes.txt has:\n" + "\n".join(other) +
                         "\nWhere this was meant, `tests/golden/make` writes the hashes anew; CHANGELOG.md then has a "
                         "line \"results change\". Where not, a build or a machine computes something else.")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
