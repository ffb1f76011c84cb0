"""R reads every table that a run file has, and its dates. Skipped where R is absent."""

import csv
import io
import math
import shutil
import subprocess
import unittest

import h5py
import sample
import sojourn

# For each column of each table: its name, and per column the number of rows, of cells that are no
# date of one format where there is one, and the sum of the numbers or of the letters.
SUMMARY = """
told <- function(table, columns) for (name in names(columns)) {
  cells <- columns[[name]]
  is_text <- is.character(cells)
  is_date <- is_text && any(grepl("^[0-9]{4}-", cells))
  wrong <- if (is_date) sum(is.na(as.Date(cells[cells != ""], format = "%Y-%m-%d"))) else 0
  total <- if (is_text) sum(nchar(cells, "bytes")) else sum(as.numeric(cells), na.rm = TRUE)
  cat(table, name, length(cells), wrong, format(total, digits = 15), sep = ",")
  cat("\\n")
}
"""
BY_EXPORT = SUMMARY + """
for (file in commandArgs(TRUE)) {
  cells <- read.csv(file, comment.char = "#", na.strings = "", check.names = FALSE)
  texts <- sapply(cells, is.character)
  cells[texts] <- lapply(cells[texts], function(text) ifelse(is.na(text), "", text))
  empty <- sapply(cells, is.logical)
  cells[empty] <- lapply(cells[empty], function(text) ifelse(is.na(text), "", text))
  told(sub("[.]csv$", "", basename(file)), cells)
}
"""
BY_HDF5 = SUMMARY + """
suppressMessages(library(hdf5r))
file <- H5File$new(commandArgs(TRUE)[1], "r")
for (table in setdiff(names(file), "provenance")) {
  if (!inherits(file[[table]], "H5Group")) next
  names <- setdiff(names(file[[table]]), "row")
  told(table, sapply(names, function(name) {
    cells <- file[[table]][[name]][]
    if (is.character(cells)) cells else as.numeric(cells)
  }, simplify = FALSE))
}
"""
TABLES = {"events", "lives", "forums", "instruments", "acts", "coverage"}


def tables():
    """Path of a run with every table, some of whose texts R might take for something else."""
    country = [{"id": id, "name": name, "population": 9000, "gdp_per_capita": income,
                "regions": "all"}
               for id, name, income in (("A#1", 'The "First"', 3000), ("NA", "Nowhere", 30_000),
                                        ("T", "It's true, so\tit is", 40_000))]
    modules = {
        "forums": {}, "forum_politics": {}, "instruments": {}, "conventions": {},
        "compact": {"vote": "2017-01"},
        "war": {"type": "conflict", "target": ["A#1"], "start": "2015-02-10"},
    }
    return sample.made("tables", {
        "run": {"start": "2015-01", "ticks": 40, "persons_per_agent": 10, "life_histories": 50},
        "country": country, "corridor": [{"from": "A#1", "to": "T"}], "modules": modules,
        "forums": {"All": {"region": "*"}}})


def expected(path):
    """What R should tell, by an independent reader."""
    with h5py.File(path) as file:
        for table, group in file.items():
            if not isinstance(group, h5py.Group) or table == "provenance":
                continue
            for name, column in group.items():
                if name == "row":
                    continue
                is_text = h5py.check_string_dtype(column.dtype) is not None
                cells = column.asstr()[()] if is_text else column[()]
                total = sum(len(cell.encode()) for cell in cells) if is_text else sum(map(float, cells))
                yield (table, name), (len(cells), 0, total)


@unittest.skipUnless(shutil.which("Rscript"), "R is not installed")
class R(unittest.TestCase):
    def told(self, script, *arguments):
        done = subprocess.run(["Rscript", "-e", script, *map(str, arguments)], capture_output=True,
                              text=True, check=False, env=None)
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = csv.reader(io.StringIO(done.stdout))
        return {(table, name): (int(n), int(wrong), float(total))
                for table, name, n, wrong, total in rows}

    def compared(self, told):
        true = dict(expected(tables()))
        self.assertEqual({table for table, _ in true}, TABLES)
        self.assertEqual(set(told), set(true))
        for column, (n, wrong, total) in true.items():
            with self.subTest(column):
                self.assertEqual(told[column][:2], (n, wrong))
                if n and not math.isnan(total):
                    self.assertAlmostEqual(told[column][2] / (total or 1), total / (total or 1), 12)
        self.assertGreater(true["events", "date"][0], 0)

    def test_exported_tables(self):
        folder = sample.FOLDER / "exported"
        sojourn.program.call([sample.command(), "export", str(tables()), "--out", str(folder)])
        self.compared(self.told(BY_EXPORT, *(folder / f"{name}.csv" for name in sorted(TABLES))))

    def test_tables_of_the_file_itself(self):
        if "FALSE" in subprocess.run(["Rscript", "-e", "cat(requireNamespace('hdf5r'))"],
                                     capture_output=True, text=True, check=False).stdout:
            self.skipTest("hdf5r is not installed")
        self.compared(self.told(BY_HDF5, tables()))


if __name__ == "__main__":
    unittest.main()
