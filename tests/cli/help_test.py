#!/usr/bin/python3
"""What the command says of itself: help, faults of a line, completion by real shells, the manual.

usage: help_test.py SOJOURN
"""

import os
import re
import shutil
import subprocess
import sys

from command import Tests, call, scratch

TWO = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scenarios",
                   "two_countries.toml")
tests = Tests()


def options_in(help_text):
    """Every name that a help begins a line with: "-o,--out FILE"."""
    names = set()
    for line in re.findall(r"^  (-\S*)", help_text, re.MULTILINE):
        names.update(line.split(","))
    return names


def subcommands_of(sojourn):
    text = call(sojourn, "help").stdout
    return re.findall(r"^  (\w+)  ", text.partition("Subcommands:")[2].partition("Examples:")[0], re.MULTILINE)


def test_help(sojourn):
    alone = call(sojourn)
    tests.check(alone.returncode == 2 and not alone.stdout, f"alone: {alone.returncode} {alone.stdout}")
    tests.check("Usage: sojourn" in alone.stderr and "Examples:\n  sojourn " in alone.stderr, alone.stderr)
    tests.check(alone.stderr == call(sojourn, "help").stdout == call(sojourn, "--help").stdout, "one help")
    names = subcommands_of(sojourn)
    tests.check({"run", "new", "compare", "subworld", "import", "help", "completion"} <= set(names), f"{names}")
    for name in names:
        own = call(sojourn, name, "--help")
        tests.check(own.returncode == 0 and own.stdout == call(sojourn, "help", name).stdout, f"help {name}")
        tests.check(f"\nUsage: sojourn {name} " in own.stdout, own.stdout)
    both = call(sojourn, "help", "run", "check").stdout
    tests.check("Usage: sojourn run" in both and "Usage: sojourn check" in both, "help of two")
    bare = call(sojourn, "run")
    tests.check(bare.returncode == 2 and "Examples:" in bare.stderr and "SCENARIO is required" in bare.stderr,
                f"a subcommand alone: {bare.stderr}")


def test_defaults(sojourn):
    run = call(sojourn, "run", "--help").stdout
    for wanted in (r"--replicates N +.*\(default: 1\)", r"--threads N +0: every core \(default: 0\)"):
        tests.check(re.search(wanted, run), f"{wanted} in {run}")
    tests.check(re.search(r"--format csv\|json +.*\(default: csv\)", call(sojourn, "export", "--help").stdout),
                "default of a choice")
    tests.check(not re.search(r"--samples .*default", run), "no default where there is none")


def test_faults(sojourn, folder):
    """Each line with what its message must say; status 2, nothing printed, nothing written."""
    cases = [
        (("rnu", TWO), 'no subcommand is called "rnu", nearest known: "run"'),
        (("sens",), 'nearest known: "sensitivity"'),
        (("fly",), 'no subcommand is called "fly"\n'),
        (("--quiet",), 'no option is called "--quiet"'),
        (("help", "expotr"), 'nearest known: "export"'),
        (("run", TWO, "--replicate", "3"), 'no option is called "--replicate", nearest known: "--replicates"'),
        (("run", TWO, "--sede=3"), 'no option is called "--sede", nearest known: "--seed"'),
        (("run", "--wings"), 'no option is called "--wings"'),
        (("check", TWO, TWO), "was not expected"),
        (("run", TWO, "--out=", "--quiet"), '"--out=" expects a value'),
        (("run", TWO, "--out", "", "--quiet"), "--out: expected a value, found nothing"),
        (("run", TWO, "--seed", ""), "--seed: expected a value, found nothing"),
        (("run", TWO, "--out", "--quiet"), '--out: expected a value, found the option "--quiet"'),
        (("run", TWO, "--threads", "5000"), '--threads: expected a whole number in [0, 4096], found "5000"'),
        (("run", TWO, "--threads", "2.5"), 'found "2.5"'),
        (("run", TWO, "--threads", "010"), 'found "010"'),
        (("info", "x.h5", "--format", "jsn"), 'expected text or json, found "jsn", nearest known: "json"'),
        (("completion", "tcsh"), "expected bash or fish or zsh"),
        (("run", TWO, "--" + "x" * 500), '"--' + "x" * 58 + '..."'),
        (("describe", "y" * 5000), '"' + "y" * 60 + '..."'),
        (("check", TWO, "--set", "run." + "z" * 5000 + "=1"), "..."),
    ]
    for words, wanted in cases:
        done = call(sojourn, *words, cwd=folder)
        shown = [word[:40] for word in words]
        tests.check(done.returncode == 2 and not done.stdout, f"{shown}: {done.returncode} {done.stdout}")
        tests.check(wanted in done.stderr, f"{shown}: {wanted!r} in {done.stderr[:600]!r}")
        tests.check(len(done.stderr) < 2000 or "Examples:" in done.stderr, f"{shown}: a long message")
        tests.check(os.listdir(folder) == [], f"{shown}: wrote {os.listdir(folder)}")


def bash_offers(script, folder, *words):
    """What bash completes the last word to."""
    line = " ".join(f"'{word}'" for word in words)
    code = (f"source {script}; COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); "
            "_sojourn; printf '%s\\n' \"${COMPREPLY[@]}\"")
    done = subprocess.run(["bash", "--norc", "-c", code], capture_output=True, text=True, cwd=folder, check=False)
    tests.check(done.stderr == "", f"bash: {done.stderr}")
    return set(done.stdout.split("\n")) - {""}


def test_bash(sojourn, folder):
    script = os.path.join(folder, "completion.bash")
    with open(script, "w", encoding="utf-8") as file:
        file.write(call(sojourn, "completion", "bash").stdout)
    names = subcommands_of(sojourn)
    tests.check(set(names) <= bash_offers(script, folder, "sojourn", ""), "bash: subcommands")
    tests.check(bash_offers(script, folder, "sojourn", "sen") == {"sensitivity"}, "bash: the rest of a subcommand")
    for name in names:
        offered = bash_offers(script, folder, "sojourn", name, "-")
        wanted = options_in(call(sojourn, name, "--help").stdout) - {"-h"}
        tests.check(offered == wanted, f"bash: options of {name}: {offered ^ wanted}")
    open(os.path.join(folder, "a world.toml"), "w", encoding="utf-8").close()
    os.mkdir(os.path.join(folder, "anywhere"))
    tests.check("a world.toml" in bash_offers(script, folder, "sojourn", "run", "a"), "bash: a scenario")
    tests.check("a world.toml" in bash_offers(script, folder, "sojourn", "run", "x.toml", "--overlay", "a"),
                "bash: a file for an option")
    tests.check(bash_offers(script, folder, "sojourn", "compare", "x.toml", "--out", "a") == {"anywhere"},
                "bash: folders for an option")
    for words in (("--format", ""), ("--format", "="), ("--format", "=", "j")):
        offered = bash_offers(script, folder, "sojourn", "info", "x.h5", *words)
        tests.check("json" in offered and offered <= {"text", "json"}, f"bash: {words}: {offered}")
    tests.check("wage" in bash_offers(script, folder, "sojourn", "describe", "wa"), "bash: modules")
    tests.check("check" in bash_offers(script, folder, "sojourn", "help", "ch"), "bash: subcommands to explain")


def test_fish(sojourn, folder):
    script = os.path.join(folder, "completion.fish")
    text = call(sojourn, "completion", "fish").stdout
    with open(script, "w", encoding="utf-8") as file:
        file.write(text)
    for name in subcommands_of(sojourn):
        of_it = [line for line in text.splitlines() if f"__fish_seen_subcommand_from {name}'" in line]
        offered = {long or "-" + short for line in of_it
                   for long, short in re.findall(r" -l (\S+)| -s (\w)", line)}
        wanted = {word.removeprefix("--") for word in options_in(call(sojourn, name, "--help").stdout)}
        tests.check(offered == wanted - {"version"}, f"fish: options of {name}: {offered ^ wanted}")
    if not shutil.which("fish"):
        return print("fish is not installed: its script was read and not run")
    ask = lambda line: subprocess.run(["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"],
                                      capture_output=True, text=True, check=False, cwd=folder).stdout
    tests.check("sensitivity" in ask("sojourn sen"), "fish: a subcommand")
    tests.check("--replicates" in ask("sojourn run --repl"), "fish: an option")
    return tests.check("json" in ask("sojourn info x.h5 --format "), "fish: a value")


def test_zsh(sojourn, folder):
    script = os.path.join(folder, "_sojourn")
    text = call(sojourn, "completion", "zsh").stdout
    with open(script, "w", encoding="utf-8") as file:
        file.write(text)
    for name in subcommands_of(sojourn):
        block = text.partition(f"\n      {name})\n")[2].partition("\n      ;;\n")[0]
        for option in options_in(call(sojourn, name, "--help").stdout):
            tests.check(re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", block), f"zsh: {name} {option}")
    if not shutil.which("zsh"):
        return print("zsh is not installed: its script was read and not run")
    done = subprocess.run(["zsh", "-f", "-n", script], capture_output=True, text=True, check=False)
    tests.check(done.returncode == 0 and not done.stderr, f"zsh: {done.stderr}")
    code = f"autoload -Uz compinit; compinit -D -u; source {script}; print $_comps[sojourn]"
    done = subprocess.run(["zsh", "-f", "-c", code], capture_output=True, text=True, check=False)
    return tests.check(done.stdout.strip() == "_sojourn", f"zsh: {done.stdout}{done.stderr}")


def test_manual(sojourn, folder):
    page = os.path.join(folder, "sojourn.1")
    with open(page, "w", encoding="utf-8") as file:
        file.write(call(sojourn, "manual").stdout)
    done = call("groff", "-man", "-Tutf8", "-ww", "-P-c", "-P-b", "-P-u", page, env={"LC_ALL": "C.UTF-8"})
    tests.check(done.returncode == 0 and not done.stderr, f"groff: {done.stderr[:500]}")
    text = done.stdout.replace("\u2010", "-").replace("\u2212", "-")
    for name in subcommands_of(sojourn):
        own = text.partition(f"\n   sojourn {name}\n")[2].partition("\n   sojourn ")[0]
        help_text = call(sojourn, name, "--help").stdout
        for option in options_in(help_text) - {"-h", "--help", "--version"}:
            tests.check(re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", own), f"manual: {name} {option}")
        for example in re.findall(r"^  (sojourn .*)", help_text, re.MULTILINE):
            tests.check(example in own, f"manual: {example}")
    for section in ("NAME", "SYNOPSIS", "EXIT STATUS"):
        tests.check(f"\n{section}\n" in text, f"manual: {section}")


def main(sojourn):
    sojourn = os.path.abspath(sojourn)
    test_help(sojourn)
    test_defaults(sojourn)
    for test in (test_faults, test_bash, test_fish, test_zsh, test_manual):
        with scratch() as folder:
            test(sojourn, folder)
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
