"""docs/LEVERS.md has every field of the products of a tick, and the files it names for one say so."""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRODUCTS = ("Conditions", "Labour", "Stances", "Rules", "Recruitment")


def without_comments(text):
    return re.sub(r"//[^\n]*", "", text)


def fields_of(product, header):
    """Names of the members of a struct that has no functions."""
    body = re.search(rf"^struct {product} \{{\n(.*?)^\}};", header, re.DOTALL | re.M)[1]
    names = []
    for declaration in without_comments(body).split(";"):
        declared = re.search(r"(\w+(?:,\s*\w+)*)\s*(?:=.*)?$", declaration.strip(), re.DOTALL)
        names += re.split(r",\s*", declared[1]) if declared else []
    return names


def rows_of(product, page):
    """Cells of the table under the heading that begins with the product's name."""
    section = re.search(rf"^#+ {product}: [^\n]*\n(.*?)(?=^#|\Z)", page, re.DOTALL | re.M)
    if section is None:
        return []
    return [[cell.strip() for cell in line.strip("|").split("|")]
            for line in section[1].splitlines() if line.startswith("| `")]


def sources(name):
    """Header and source of a file as the page names it."""
    stem = ROOT / name if name.startswith("sim/") else ROOT / "models" / name
    return [path for path in (stem.with_suffix(".hpp"), stem.with_suffix(".cpp")) if path.exists()]


def speaking_of(product, field, code):
    """The files, by name without ending, whose code takes the field from what it calls by the product's name."""
    taken = re.compile(rf"\b{product.lower()}(?:\(\))?(?:\.|->){field}\b")
    return {name for name, text in code.items() if taken.search(text)}


def code_of_all():
    code = {}
    for top in ("models", "sim"):
        for path in sorted((ROOT / top).rglob("*.[ch]pp")):
            name = path.relative_to(ROOT).with_suffix("").as_posix().removeprefix("models/")
            code[name] = code.get(name, "") + without_comments(path.read_text("utf-8"))
    return code


# It begins all rules.
BEGINS = {"sim/foresight/enactment"}


class Levers(unittest.TestCase):
    def setUp(self):
        self.header = (ROOT / "sim/stages/products.hpp").read_text(encoding="utf-8")
        self.page = (ROOT / "docs/LEVERS.md").read_text(encoding="utf-8")

    def test_page_and_header_have_the_same_fields(self):
        for product in PRODUCTS:
            with self.subTest(product):
                fields = fields_of(product, self.header)
                self.assertGreater(len(fields), 2)
                self.assertEqual([row[0].strip("`") for row in rows_of(product, self.page)], fields)

    def test_every_row_says_unit_writer_and_reader(self):
        for product in PRODUCTS:
            for row in rows_of(product, self.page):
                with self.subTest(product, field=row[0]):
                    self.assertEqual(len(row), 4)
                    self.assertTrue(all(row))

    def test_files_named_for_a_field_speak_of_it(self):
        for product in PRODUCTS:
            for row in rows_of(product, self.page):
                field = row[0].strip("`")
                for name in re.findall(r"`([\w/]+/\w+)(?:\.cpp)?`", " ".join(row[2:])):
                    with self.subTest(product, field=field, file=name):
                        found = sources(name)
                        self.assertTrue(found, f"no file {name}")
                        code = "".join(without_comments(path.read_text("utf-8")) for path in found)
                        self.assertRegex(code, rf"(\.|->|::){field}\b|\b{field}\(const Scene"
                                                rf"|\b{field}_(for|factor)\(|\badded_{field.rstrip('s')}\(")

    def test_files_that_speak_of_a_field_are_named(self):
        code, n_found = code_of_all(), 0
        for product in PRODUCTS:
            for row in rows_of(product, self.page):
                field = row[0].strip("`")
                found = speaking_of(product, field, code)
                n_found += len(found)
                named = set(re.findall(r"`([\w/]+/\w+)(?:\.[ch]pp)?`", " ".join(row[2:])))
                with self.subTest(product, field=field):
                    self.assertLessEqual(found - BEGINS, named)
        self.assertGreater(n_found, 100)

    def test_a_reader_that_is_not_named_would_be_noticed(self):
        code = {"a/reader": "x = conditions.price(c);", "a/other": "x = conditions.prices; y = rules().price"}
        self.assertEqual(speaking_of("Conditions", "price", code), {"a/reader"})


if __name__ == "__main__":
    unittest.main()
