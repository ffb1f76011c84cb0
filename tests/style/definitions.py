"""What a C++ program defines twice: a class or function of one name with two bodies is undefined
behaviour that no compiler and no linker reports, and a name of two types misleads. Found twice, in the sources and in the objects."""

import collections
import re
import subprocess

RAW_STRING = re.compile(r'R"([^(\s]*)\((.*?)\)\1"', re.S)
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
LITERAL = re.compile(r'"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'')
DIRECTIVE = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.M)
TOKEN = re.compile(r"[A-Za-z_]\w*|::|->|\[\[|\]\]|[{}();<>=,:\[\]&*~]|\d[\w'.]*|\S")
CLASS_KEYS = {"class", "struct", "union", "enum"}
NAME = re.compile(r"[A-Za-z_]\w*$")

Definition = collections.namedtuple("Definition", "name where")


def _blank(pattern, text):
    """The text with every match replaced by its line ends, so that lines keep their numbers."""
    return pattern.sub(lambda match: ("''" if match[0][0] in "\"'R" else " ") +
                       "\n" * match[0].count("\n"), text)


def tokens_of(text):
    """(token, line) of C++ code without comments, literals and directives."""
    # Strings may hold what looks like a comment, and comments what looks like a string.
    either = re.compile("|".join(p.pattern if p is not RAW_STRING
                                 else r'R"(?P<d>[^(\s]*)\(.*?\)(?P=d)"'
                                 for p in (RAW_STRING, COMMENT, LITERAL)), re.S)
    text = _blank(DIRECTIVE, _blank(either, text))
    line = 1
    last = 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        yield match[0], line


def _outside_angles(words):
    """The words that stand in no template's angle brackets."""
    depth = 0
    for word in words:
        depth += word == "<"
        if depth == 0:
            yield word
        depth -= word == ">" and depth > 0


def _without_attributes(words):
    depth = 0
    for word in words:
        depth += word == "[["
        if depth == 0:
            yield word
        depth -= word == "]]"


def _without_template(words):
    """The words after `template <...>`, if they begin so."""
    depth = 0
    for i, word in enumerate(words[1:] if words[:1] == ["template"] else [], 1):
        depth += (word == "<") - (word == ">")
        if depth == 0:
            return words[i + 1:]
    return words


def _type_name(words):
    """The class that a statement before a `{` defines; None for anything else."""
    words = _without_template(list(_without_attributes(words)))
    for i, word in enumerate(words):
        if word == "(":
            return None
        if word in CLASS_KEYS:
            rest = [w for w in words[i + 1:] if w not in CLASS_KEYS]
            if not rest or not NAME.match(rest[0]) or rest[1:2] == ["<"]:
                return None  # without a name, or a specialisation
            if rest[1:2] and rest[1] not in (":", "final"):
                return None  # a function or a variable that has this type
            return rest[0]
    return None


def _alias(words):
    """The name that `using name = type` gives; None for anything else."""
    words = _without_template(list(_without_attributes(words)))
    if words[:1] == ["using"] and words[2:3] == ["="] and NAME.match(words[1]):
        return words[1]
    return None


def _parameters(words):
    """A list of parameters' types, as text; names and defaults left out."""
    parameters, current, depth = [], [], 0
    for word in words + [","]:
        if word == "," and depth == 0:
            if "=" in current:
                current = current[:current.index("=")]
            if len(current) > 1 and NAME.match(current[-1]) and current[-2] not in ("::", "const"):
                current = current[:-1]
            parameters.append(" ".join(current))
            current = []
            continue
        depth += (word in "<([") - (word in ">)]")
        current.append(word)
    return ", ".join(parameters)


def _function(words):
    """The name with parameters of the function that a statement before a `{` defines; None for
    anything else and for what is local to its file."""
    words = list(_without_attributes(words))
    if "static" in words or "(" not in words or words[:3] == ["template", "<", ">"]:
        return None
    prefix = "template " if words[:1] == ["template"] else ""
    opening, depth = None, 0
    for i, word in enumerate(words):
        depth += (word == "<") - (word == ">" and depth > 0)
        if word == "=" and depth == 0:
            return None
        if word == "operator":
            return None  # its name is no word; the objects tell
        if word == "(" and depth == 0:
            opening = i
            break
    if not opening or not NAME.match(words[opening - 1]):
        return None
    begin = opening - 1
    while begin >= 2 and words[begin - 1] in ("::", "~"):
        begin -= 2 if words[begin - 1] == "::" else 1
    depth, closing = 0, None
    for i in range(opening, len(words)):
        depth += (words[i] == "(") - (words[i] == ")")
        if depth == 0:
            closing = i
            break
    if closing is None:
        return None
    name = "".join(words[begin:opening])
    after = " const" if words[closing + 1:closing + 2] == ["const"] else ""
    return f"{prefix}{name}({_parameters(words[opening + 1:closing])}){after}"


def _initialises(words):
    """Whether a `{` after these words begins a value, and the statement goes on after its `}`."""
    depth = 0
    for i, word in enumerate(words):
        depth += (word in "([") - (word in ")]")
        if depth == 0 and word == "=" and words[i - 1] != "operator":
            return True
        if depth == 0 and word == ")" and words[i + 1:i + 2] == [":"]:  # members of a constructor
            return words[-1] not in (")", "{}")
    return "(" not in words and _type_name(words) is None


def definitions_in(text, where):
    """The classes, other names of types and functions that a file defines at namespace scope, those
    in unnamed namespaces left out."""
    return [one for one in all_definitions_in(text, where) if UNNAMED not in one.name]


def all_definitions_in(text, where):
    """The same with those of unnamed namespaces, as UNNAMED::name within the enclosing one."""
    scopes, statement, found, inner, first, goes_on = [], [], [], 0, None, False
    for token, line in tokens_of(text):
        if inner:  # a body
            inner += (token == "{") - (token == "}")
            if inner == 0:
                statement = statement + ["{}"] if goes_on else []
            continue
        if token == "{":
            if statement[:1] == ["namespace"] or statement[:2] == ["inline", "namespace"]:
                scopes.append("".join(w for w in statement if w not in ("inline", "namespace")) or UNNAMED)
                statement = []
                continue
            if statement[:1] == ["extern"]:
                scopes.append("extern")
                statement = []
                continue
            goes_on = _initialises(statement)
            name = None if goes_on else _type_name(statement) or _function(statement)
            named = [scope for scope in scopes if scope != "extern"]
            if name:
                found.append(Definition("::".join(named + [name]), f"{where}:{first}"))
            inner = 1
        elif token == "}":
            if scopes:
                scopes.pop()
            statement = []
        elif token == ";":
            name = _alias(statement)
            named = [scope for scope in scopes if scope != "extern"]
            if name:
                found.append(Definition("::".join(named + [name]), f"{where}:{first}"))
            statement = []
        else:
            if not statement:
                first = line
            statement.append(token)
    return found


def defined_twice(definitions):
    """`name: place, place` for each name that several definitions share."""
    places = collections.defaultdict(list)
    for definition in definitions:
        if definition.name.split("(")[0] != "main":
            places[definition.name].append(definition.where)
    return [f"{name}: {', '.join(where)}" for name, where in sorted(places.items())
            if len(where) > 1]


# The storeys: a file of one reads those below as if their names were its own.
STOREYS = ("sojourn", "sojourn::models", "sojourn::command", "sojourn::intake")
UNNAMED = "(unnamed)"


def homonyms(definitions):
    """`name: place, place` for each name that two storeys give to types."""
    places = collections.defaultdict(dict)
    for definition in definitions:
        namespace, _, last = definition.name.rpartition("::")
        if "(" not in definition.name and namespace in STOREYS:
            places[last].setdefault(namespace, definition.where)
    return [f"{name}: {', '.join(where.values())}" for name, where in sorted(places.items())
            if len(where) > 1]


def hidden(definitions):
    """`name: place, place` for each type that a file keeps to itself under the name of one around it."""
    types = {one.name: one.where for one in definitions if "(" not in one.name.replace(UNNAMED, "")}
    found = []
    for name, where in types.items():
        around, unnamed, last = name.partition(f"::{UNNAMED}::")
        while unnamed and around:
            if f"{around}::{last}" in types:
                found.append(f"{last}: {where}, {types[f'{around}::{last}']}")
            around = around.rpartition("::")[0]
    return sorted(found)


SYMBOL = re.compile(r"^(\S+):\s*[0-9a-f]+ ([0-9a-f]+) ([A-Za-z]) (.*)$")


def twice_in_objects(objects):
    """What several of the objects (or archives) define: functions and variables that are not
    inline, and data, such as a class's table of virtual functions, that is shared but of two sizes.
    The size of an inline function says nothing: the optimiser may treat two copies differently."""
    listing = subprocess.run(["nm", "-A", "-C", "-S", "--defined-only", *objects], check=True,
                             text=True, capture_output=True).stdout
    strong, shared = collections.defaultdict(set), collections.defaultdict(lambda: collections.defaultdict(set))
    for line in listing.splitlines():
        match = SYMBOL.match(line)
        if not match:
            continue
        place, size, kind, name = match.groups()
        if kind in "TDBR":
            strong[name].add(place)
        elif kind in "Vu":
            shared[name][place].add(int(size, 16))  # blocks of a function may each have a static of one name
    twice = [f"{name}: {', '.join(sorted(places))}" for name, places in strong.items()
             if len(places) > 1 and name != "main"]
    for name, copies in shared.items():
        if len({frozenset(sizes) for sizes in copies.values()}) > 1:
            twice.append(f"{name}: " + ", ".join(f"{place} ({size} bytes)" for place, sizes in sorted(copies.items())
                                                 for size in sorted(sizes)))
    return sorted(twice)
