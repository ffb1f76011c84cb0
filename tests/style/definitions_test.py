"""Nothing is defined twice. Arguments: the compiler, then the libraries to look into."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import definitions

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMPILER, LIBRARIES = sys.argv[1], sys.argv[2:]

# Two classes of one name, and two functions.
ONE = """
#include <string>
namespace sojourn {
struct Cell { std::string text; };
struct Shape { virtual ~Shape() = default; };
struct Conflict : Shape { std::string other; };
inline int weight(const Conflict& conflict) { return conflict.other.size(); }
int one() { Conflict c; return weight(c); }
}
"""
OTHER = """
#include <vector>
namespace sojourn {
using Cell = int;
struct Shape { virtual ~Shape() = default; virtual int sides() const { return 0; } };
struct Conflict final : Shape {
  std::vector<double> places; double magnitude = 1;
};
inline int weight(const Conflict& c) { return static_cast<int>(c.places.size()) + 1; }
int other() { Conflict c; return weight(c) + c.sides(); }
int one() { return 1; }
}
"""
ALL_FINE = """
namespace sojourn {
class Place;
enum class Status : char;
namespace { struct Local { int a = 0; }; int helper(int a) { return a; } using Text = int; }
template <class T> struct Traits;
template <> struct Traits<int> { int a; };
template <> struct Traits<long> { int a; };
const char* text = "struct Conflict {";  // struct Conflict {
/* struct Conflict { */
static int local() { return 1; }
struct Outer { struct Inner { int a; }; using Value = int; int size() const { return 0; } };
struct Other { struct Inner { int b; }; using Value = long; int size() const { return 0; } };
using Both = Outer;
template <class T> using Few = Traits<T>;
using std::size_t;
int Outer_size(Outer a) { return a.size(); }
int Outer_size(const Other& a) { return a.size(); }
struct Outer make() { return {}; }
const Outer outer{1}, another{2};
}
"""


def sources():
    folders = ("sim", "models", "tools", "tests", "bench")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.[ch]pp")
                  if "node_modules" not in path.parts)


class Definitions(unittest.TestCase):
    def test_nothing_is_defined_twice_in_the_sources(self):
        found = [definition for path in sources() for definition in
                 definitions.definitions_in(path.read_text(), str(path.relative_to(ROOT)))]
        self.assertGreater(len(found), 1000)
        self.assertEqual(definitions.defined_twice(found), [])

    def test_no_type_of_the_program_has_the_name_of_another(self):
        found = [definition for path in sources() for definition in
                 definitions.definitions_in(path.read_text(), str(path.relative_to(ROOT)))
                 if path.relative_to(ROOT).parts[0] in ("sim", "models", "tools")]
        self.assertGreater(len(found), 1000)
        self.assertEqual(definitions.homonyms(found), [])

    def test_no_type_of_a_file_hides_one_of_the_program(self):
        found = [definition for path in sources() for definition in
                 definitions.all_definitions_in(path.read_text(), str(path.relative_to(ROOT)))
                 if path.relative_to(ROOT).parts[0] in ("sim", "models", "tools")]
        self.assertGreater(sum(definitions.UNNAMED in one.name for one in found), 1000)
        self.assertEqual(definitions.hidden(found), [])

    def test_a_type_that_hides_another_would_be_noticed(self):
        found = (definitions.all_definitions_in("namespace sojourn { struct Cut { int a; }; struct Fit { int a; }; }",
                                                "one.hpp") +
                 definitions.all_definitions_in("namespace sojourn::models { namespace { class Cut { int b; }; } "
                                                "struct Deal { struct Fit { int a; }; }; }", "other.cpp"))
        self.assertEqual(definitions.hidden(found), ["Cut: other.cpp:1, one.hpp:1"])

    def test_a_type_with_the_name_of_another_would_be_noticed(self):
        found = (definitions.definitions_in("namespace sojourn { struct Offer { int a; }; "
                                            "int size(int a) { return a; } }", "one.hpp") +
                 definitions.definitions_in("namespace sojourn::models { using Offer = int; "
                                            "int size(int a) { return a; } }", "other.hpp"))
        self.assertEqual(definitions.homonyms(found), ["Offer: one.hpp:1, other.hpp:1"])

    def test_nothing_is_defined_twice_in_the_libraries(self):
        self.assertEqual(definitions.twice_in_objects(LIBRARIES), [])

    def test_a_second_definition_would_be_noticed_in_the_sources(self):
        found = (definitions.definitions_in(ONE, "one.cpp") +
                 definitions.definitions_in(OTHER, "other.cpp"))
        twice = definitions.defined_twice(found)
        self.assertEqual([line.split(": ")[0] for line in twice],
                         ["sojourn::Cell", "sojourn::Conflict", "sojourn::Shape", "sojourn::one()",
                          "sojourn::weight(const Conflict &)"])
        self.assertIn("one.cpp:4, other.cpp:4", twice[0])

    def test_what_only_resembles_it_is_not_reported(self):
        found = definitions.definitions_in(ALL_FINE, "fine.cpp")
        self.assertEqual(definitions.defined_twice(found), [])
        self.assertEqual([one.name.removeprefix("sojourn::") for one in found],
                         ["Outer", "Other", "Both", "Few", "Outer_size(Outer)",
                          "Outer_size(const Other &)", "make()"])

    def test_a_second_definition_would_be_noticed_in_the_objects(self):
        with tempfile.TemporaryDirectory() as folder:
            objects = []
            for name, text in (("one", ONE), ("other", OTHER)):
                source = pathlib.Path(folder) / f"{name}.cpp"
                source.write_text(text)
                objects.append(str(source.with_suffix(".o")))
                subprocess.run([COMPILER, "-std=c++20", "-O0", "-g1", "-c", source, "-o",
                                objects[-1]], check=True)
            twice = definitions.twice_in_objects(objects)
            self.assertTrue(any(line.startswith("sojourn::one()") for line in twice), twice)
            self.assertTrue(any(line.startswith("vtable for sojourn::Shape") for line in twice),
                            twice)
            # With debug information the linker sees inline functions too: tools/test-builds.
            linked = subprocess.run(
                [COMPILER, "-shared", "-fuse-ld=gold", "-Wl,--detect-odr-violations",
                 "-Wl,--allow-multiple-definition", *objects, "-o", f"{folder}/twins.so"],
                text=True, capture_output=True)
            self.assertIn("sojourn::weight(sojourn::Conflict const&)", linked.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
