"""Results come of fixed operations: sim/, models/ and the command call no function whose last bits a library, a
compiler or a processor decides. sim/base/arithmetic has their like."""

import pathlib
import re
import unittest

import definitions

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("sim", "models", "tools/sojourn")
OWN = "sim/base/arithmetic"
NAMES = {name + suffix for suffix in ("", "f", "l") for name in (
    "exp", "exp2", "exp10", "expm1", "log", "log2", "log10", "log1p", "pow", "sin", "cos", "tan", "asin", "acos", "atan",
    "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "cbrt", "hypot", "erf", "erfc", "lgamma", "tgamma", "fma")}
OF_THE_LIBRARY = NAMES | {"reduce", "transform_reduce", "beta", "shuffle"}
OF_BOOST = re.compile(r"^\s*#\s*include\s*<(boost/math/|execution)", re.M)
KEYWORDS = {"return", "case", "else", "do"}


def unfixed_in(text, own=False):
    """`line: name` of each such function that C++ code names; in the folder that has their like, calls without a
    namespace are meant for it."""
    tokens = [*definitions.tokens_of(text), ("", 0), ("", 0)]
    found = [f"{text.count(chr(10), 0, match.start()) + 1}: {match[1]}" for match in OF_BOOST.finditer(text)]
    for i, (word, line) in enumerate(tokens[:-2]):
        before = tokens[i - 1][0] if i else ""
        called = tokens[i + 1][0] == "("
        if before == "::":
            space = tokens[i - 2][0] if i > 1 else ""
            unfixed = (word in OF_THE_LIBRARY or (space == "std" and word.endswith("_distribution"))) and space != "fixed"
        elif before in (".", "->"):  # of Eigen; a log of events is none
            unfixed = word in NAMES and called and [t for t, _ in tokens[i:i + 5]] != ["log", "(", ")", ".", "add"]
        else:
            declared = tokens[i + 2][0] == ")" or (definitions.NAME.match(before) and before not in KEYWORDS)
            unfixed = word in NAMES and called and not own and not declared
        if unfixed:
            found.append(f"{line}: {word}")
    return found


def sources():
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.[ch]pp"))


class Arithmetic(unittest.TestCase):
    def test_results_come_of_fixed_operations(self):
        found = []
        for path in sources():
            name = path.relative_to(ROOT).as_posix()
            found += [f"{name}:{one}" for one in unfixed_in(path.read_text(), name.startswith(OWN))]
        self.assertEqual(found, [], "sim/base/arithmetic/elementary.hpp has their like")
        self.assertGreater(sum("fixed::" in path.read_text() for path in sources()), 50)

    def test_what_is_not_would_be_noticed(self):
        text = "\n".join(["#include <boost/math/special_functions/beta.hpp>", "double a = std::exp(1.0);",
                          "double b = f(pow(x, 2)) + 2 * log(x);", "auto c = values.log().sum();", "return ::sin(x);",
                          "std::ranges::transform(v, v.begin(), &std::log1p);", "double d = std::reduce(v.begin(), v.end());",
                          "Eigen::ArrayXd e = row.exp();", "auto e = one->pow(2) > erf(x);"])
        self.assertEqual([one.split(":")[0] for one in unfixed_in(text)], list("12334567899"))

    def test_what_only_resembles_it_is_not_reported(self):
        text = "\n".join(["double a = fixed::exp(x) + std::sqrt(x) + std::floor(x);", "news.log().add(1);", "exp_at(x);",
                          "EventLog& log() { return log_; }", "double log = 1; // std::exp(1)", 'text("std::exp(x)");',
                          "void sin(double x);", "std::log_if(x);"])
        self.assertEqual(unfixed_in(text), [])


if __name__ == "__main__":
    unittest.main()
