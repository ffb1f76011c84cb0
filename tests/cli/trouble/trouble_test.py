#!/usr/bin/python3
"""What goes wrong is told: cut-off runs, damaged files, killed workers, limits, paths that lead elsewhere.

usage: trouble_test.py SOJOURN
"""

import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time

import h5py

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from command import Tests, await_that, call, scratch

HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIOS = os.path.join(HERE, "..", "..", "..", "scenarios")
TWO = os.path.join(SCENARIOS, "two_countries.toml")
tests = Tests()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def content(path):
    with open(path, "rb") as file:
        return file.read()


def world(title="trouble", **tables):
    rows = "".join(f"{key} = {value}\n" for key, value in tables.items())
    return (f'format_version = 1\ntitle = {json.dumps(title)}\nrun = {{ ticks = 2 }}\n[world]\n{rows}'
            '[[country]]\nid = "AAA"\npopulation = 1000\ngdp_per_capita = 5000\n'
            '[[country]]\nid = "BBB"\npopulation = 2000\ngdp_per_capita = 20000\n')


def ticks_of(sojourn, path):
    """How many the head of `info` says there are of how many."""
    found = re.search(r"unfinished: (\d+) of (\d+) ticks", call(sojourn, "info", path).stdout)
    return (int(found[1]), int(found[2])) if found else None


def test_unfinished(sojourn, folder):
    """A run that was cut off says so, whoever reads it."""
    out, whole = os.path.join(folder, "cut.h5"), os.path.join(folder, "whole.h5")
    words = [sojourn, "run", TWO, "--set", "run.tick=day", "--ticks", "20000", "--quiet", "--out", out]
    with subprocess.Popen(words, stderr=subprocess.PIPE) as process:
        await_that(lambda: os.path.exists(out + ".part") and os.path.getsize(out + ".part") > 100_000, process)
        looked = call(sojourn, "info", out + ".part")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=120)
    tests.check(looked.returncode == 2 or "of 20000 ticks" in looked.stdout, f"while it goes on: {looked.stdout[:300]}")
    done = ticks_of(sojourn, out)
    tests.check(done is not None and 0 < done[0] < done[1] == 20000, f"info: {done}")
    text = f"unfinished: {done[0]} of 20000 ticks" if done else "unfinished"
    state = json.loads(call(sojourn, "info", out, "--format", "json").stdout)
    tests.check(state.get("state") == text and state["attributes"]["complete"] == 0, f"JSON: {state.get('state')}")
    call(sojourn, "run", TWO, "--ticks", "2", "--quiet", "--out", whole)
    tests.check(ticks_of(sojourn, whole) is None, "a whole run says nothing of the kind")
    for other in ((sojourn, "export", out, "--table", "births"), (sojourn, "diff", out, whole),
                  (sojourn, "report", out, "--out", os.path.join(folder, "cut.html"))):
        told = call(*other)
        if "built without the report page" not in told.stderr:
            tests.check(text in told.stderr, f"{other[1]}: {told.stderr}")
    page = os.path.join(folder, "cut.html")
    tests.check(not os.path.exists(page) or text.encode() in content(page), "the page says it")
    table = call(sojourn, "export", out, "--table", "births").stdout
    tests.check(f"# {text}\n" in table, f"the table says it: {table[:200]}")


def test_damaged(sojourn, folder):
    """200 damages of run files and comparisons: refused in a sentence, or nothing differs."""
    whole, damaged = os.path.join(folder, "whole.h5"), os.path.join(folder, "damaged.h5")
    call(sojourn, "run", TWO, "--ticks", "6", "--quiet", "--out", whole)
    data = content(whole)
    right = {words: call(sojourn, *words, whole).stdout for words in (("info", "--format", "json"), ("export",))}
    chance = random.Random(3)
    n_refused = 0
    for k in range(200):
        bytes_ = bytearray(data)
        if k % 4 == 0:
            del bytes_[chance.randrange(1, len(bytes_)):]
        elif k % 4 == 1:
            at = chance.randrange(len(bytes_))
            bytes_[at:at + 4096] = bytes(min(4096, len(bytes_) - at))
        else:
            for _ in range(chance.choice((1, 4, 30))):
                bytes_[chance.randrange(min(len(bytes_), 40_000 if k % 4 == 2 else len(bytes_)))] ^= chance.randrange(1, 256)
        with open(damaged, "wb") as file:
            file.write(bytes_)
        words = (("info", "--format", "json"), ("export",))[k % 2]
        done = call(sojourn, *words, damaged, timeout=10)
        same = done.returncode == 0 and done.stdout.replace("damaged.h5", "whole.h5") == right[words]
        n_refused += done.returncode == 2
        tests.check(same or (done.returncode == 2 and done.stderr.count("\n") == 1 and damaged in done.stderr),
                    f"damage {k}: {done.returncode} {done.stderr[:200]}")
    tests.check(n_refused > 150, f"{n_refused} of 200 were refused")
    pair = os.path.join(folder, "pair")
    words = (sojourn, "compare", TWO, "--ticks", "12", "--regime", "a=", "--replicates", "3", "--quiet", "--out", pair)
    call(*words)
    before = call(sojourn, "export", os.path.join(pair, "compare.h5"), "--table", "outcomes").stdout
    runs = sorted(name for name in os.listdir(os.path.join(pair, "runs")) if name.endswith(".h5"))
    at = os.path.join(pair, "runs", runs[0])
    with open(at, "r+b") as file:
        file.seek(2000)
        file.write(bytes(500))
    done = call(*words)
    after = call(sojourn, "export", os.path.join(pair, "compare.h5"), "--table", "outcomes").stdout
    tests.check(done.returncode == 0 and "damaged" in done.stderr and before == after, f"made again: {done.stderr}")


def workers_of(process):
    with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="utf-8") as file:
        return [int(word) for word in file.read().split()]


def test_killed_worker(sojourn, folder):
    """Who is killed is named with the signal, the others go on, and the same command runs what is missing."""
    pair = os.path.join(folder, "pair")
    words = [sojourn, "compare", TWO, "--set", "run.tick=day", "--ticks", "2500", "--regime", "a=", "--replicates", "4",
             "--threads", "2", "--quiet", "--out", pair]
    with subprocess.Popen(words, stderr=subprocess.PIPE) as process:
        await_that(lambda: workers_of(process), process)
        os.kill(workers_of(process)[0], signal.SIGKILL)
        error = process.communicate(timeout=200)[1].decode()
    tests.check(process.returncode == 1, f"status {process.returncode}")
    tests.check("a, replicate " in error and "ended by signal 9 (Killed)" in error, f"named: {error}")
    kept = [name for name in os.listdir(os.path.join(pair, "runs")) if name.endswith(".h5")]
    tests.check(len(kept) == 3, f"the others are there: {kept}")
    done = call(*words)
    tests.check(done.returncode == 0 and os.path.exists(os.path.join(pair, "compare.h5")), f"again: {done.stderr}")


def limited(bytes_):
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (bytes_, bytes_))


def expect_early(done, began, text, what):
    tests.check(done.returncode == 2 and text in done.stderr, f"{what}: {done.returncode} {done.stderr[:300]}")
    tests.check(time.process_time() - began < 5, f"{what}: at once")


def test_limits(sojourn, folder):
    """What is too much is refused with little memory: under 200 MB beside the program itself."""
    many = os.path.join(folder, "many.csv")
    with open(many, "w", encoding="utf-8") as file:
        file.write("id,population,gdp_per_capita\n" + "".join(f"C{i},1000,1000\n" for i in range(1_000_000)))
    stocks = os.path.join(folder, "stocks.csv")
    with open(stocks, "w", encoding="utf-8") as file:
        file.write("citizenship,residence,persons\n" + "AAA,BBB,1\n" * 1_000_000)
    for key, text, table in (("countries", "country: at most 250 rows, found 1000002", "many.csv"),
                             ("stocks", "stock: at most 500000 rows, found 1000000", "stocks.csv")):
        path = os.path.join(folder, f"{key}.toml")
        scenario = world(**{key: f'"{table}"'})
        write(path, scenario if key == "stocks" else scenario.partition("[[country]]")[0])
        began = time.process_time()
        done = call(sojourn, "check", path, preexec_fn=limited(400 << 20))
        expected = text.replace("1000002", "1000000")
        expect_early(done, began, expected, key)
    for depth, status in ((60, 0), (5000, 2)):
        for i in range(depth):
            write(os.path.join(folder, f"i{i}.toml"), f'include = "i{i + 1}.toml"\n' if i + 1 < depth else "")
        write(os.path.join(folder, "deep.toml"), 'include = "i0.toml"\n' + world())
        done = call(sojourn, "check", os.path.join(folder, "deep.toml"), preexec_fn=limited(400 << 20))
        tests.check(done.returncode == status, f"{depth} includes deep: {done.returncode} {done.stderr[:300]}")
    tests.check("include: more than 64 files deep" in done.stderr and "i62.toml:1:11" in done.stderr, done.stderr[:300])
    wrong = "".join(f"wrong{i} = 1\n" for i in range(500))
    write(os.path.join(folder, "wrong.toml"), world() + f"[modules.wage]\n{wrong}{'x' * 5000} = 1\n")
    lines = call(sojourn, "check", os.path.join(folder, "wrong.toml")).stderr.splitlines()
    tests.check(len(lines) <= 102 and any("more like this" in line or "more faults" in line for line in lines),
                f"{len(lines)} lines, the last {lines[-1:]}")
    tests.check(max(map(len, lines)) < 400, "long names are cut")


def test_bounds(sojourn, folder):
    """Files name others below their own folders, those of overlays, or where the command line allows it."""
    for name in ("inner/deep", "other"):
        os.makedirs(os.path.join(folder, name))
    table = "id,population,gdp_per_capita\nCCC,100,100\n"
    for name in ("secret.csv", "inner/table.csv", "inner/deep/table.csv", "other/table.csv"):
        write(os.path.join(folder, name), table)
    write(os.path.join(folder, "secret.toml"), "run.seed = 3\n")
    write(os.path.join(folder, "inner/fine.toml"), "run.seed = 3\n")
    os.symlink("../secret.csv", os.path.join(folder, "inner/link.csv"))
    main = os.path.join(folder, "inner/main.toml")
    outside = (f'"{folder}/secret.csv"', '"../secret.csv"', '"deep/../../secret.csv"', '"link.csv"', '"../other/table.csv"')
    for name in outside:
        write(main, world(countries=name))
        for words in (("check", main), ("run", main, "--out", os.path.join(folder, "x.h5"), "--quiet")):
            done = call(sojourn, *words)
            tests.check(not os.path.exists(os.path.join(folder, "x.h5")), f"{name}: nothing is run")
            told = re.match(r"^[^\n]*main.toml:5:13: .*--allow-files", done.stderr)
            tests.check(done.returncode == 2 and told, f"{name}: {done.returncode} {done.stderr}")
        allowed = call(sojourn, "check", main, "--allow-files", folder)
        tests.check(allowed.returncode == 0, f"{name} allowed: {allowed.stderr}")
    for name in ('"table.csv"', '"deep/table.csv"', '"../inner/table.csv"'):
        write(main, world(countries=name))
        tests.check(call(sojourn, "check", main).returncode == 0, f"{name} lies within")
    write(main, f'include = "../secret.toml"\n{world()}')
    done = call(sojourn, "check", main)
    tests.check(done.returncode == 2 and "main.toml:1:11: " in done.stderr, f"an include: {done.stderr}")
    write(main, world())
    write(os.path.join(folder, "other/over.toml"), 'world.countries = "table.csv"\n')
    done = call(sojourn, "check", main, "--overlay", os.path.join(folder, "other/over.toml"))
    tests.check(done.returncode == 0, f"an overlay's own folder: {done.stderr}")
    done = call(sojourn, "check", "main.toml", "--set", "world.countries=../secret.csv", cwd=os.path.dirname(main))
    tests.check(done.returncode == 0, f"who names it on the command line may: {done.stderr}")


def test_threads(sojourn, folder):
    """Fewer threads where they are not to be had."""
    for n, words in ((700 << 20, ("run", TWO, "--ticks", "2", "--threads", "4096", "--out", "t.h5")),
                     (700 << 20, ("compare", TWO, "--ticks", "12", "--threads", "4096", "--regime", "a=", "--replicates", "2",
                                  "--out", "pair"))):
        done = call(sojourn, *words, "--quiet", cwd=folder, preexec_fn=limited(n))
        tests.check(done.returncode == 0 and "; going on with " in done.stderr, f"{words[0]}: {done.stderr}")
    # With all the memory there is, no more than the machine can use: thousands take seconds to make.
    done = call(sojourn, "run", TWO, "--ticks", "2", "--threads", "4096", "--out", "many.h5", "--quiet", cwd=folder)
    used = re.search(r"4096 threads are more than \d+ cores can use; going on with (\d+)", done.stderr)
    tests.check(used and int(used[1]) <= max(64, 4 * os.cpu_count()), f"4096 threads: {done.stderr}")
    with h5py.File(os.path.join(folder, "many.h5"), "r") as file:
        tests.check(file["provenance"].attrs["threads"] == int(used[1]), "the file says so")
    same = call(sojourn, "run", TWO, "--ticks", "2", "--quiet", "--out", "one.h5", "--threads", "1", cwd=folder)
    tests.check(same.returncode == 0 and call(sojourn, "diff", "t.h5", "one.h5", cwd=folder).returncode == 0, "the same run")


def test_memory(sojourn, folder):
    """More memory than there is: refused at once, unless it is forced."""
    path = os.path.join(folder, "big.toml")
    write(path, world().replace("population = 2000", "population = 9_000_000_000") +
          '[[stock]]\ncitizenship = "AAA"\nresidence = "BBB"\npersons = 40_000_000\n')
    began = time.monotonic()
    words = ("run", path, "--ticks", "1", "--quiet", "--out", os.path.join(folder, "big.h5"))
    done = call(sojourn, *words, preexec_fn=limited(600 << 20))
    tests.check(done.returncode == 1 and "not enough memory" in done.stderr and "--force" in done.stderr, done.stderr)
    tests.check(time.monotonic() - began < 5 and os.listdir(folder) == ["big.toml"], "before any work")
    tests.check("not enough memory" in call(sojourn, "check", path, preexec_fn=limited(600 << 20)).stdout, "check says so")
    forced = call(sojourn, *words, "--force", preexec_fn=limited(600 << 20))
    tests.check(forced.returncode in (0, 1) and "estimate" not in forced.stderr.partition("\n")[0][:0], "forced: it is tried")
    tests.check(forced.returncode == 0 or forced.stderr.count("\n") == 1, f"forced: one sentence: {forced.stderr}")


def test_escapes(sojourn, folder):
    """Titles turn no terminal, page or spreadsheet into something else."""
    path, out = os.path.join(folder, "odd.toml"), os.path.join(folder, "odd.h5")
    write(path, world("a\u202eb\u001b[31m</script>c").replace('id = "AAA"', 'id = "=cmd|x"'))
    call(sojourn, "run", path, "--out", out, "--quiet")
    for words in (("check", path), ("info", out), ("info", out, "--format", "json"), ("export", out)):
        done = call(sojourn, *words)
        tests.check(done.returncode == 0 and not set("\u202e\u001b") & set(done.stdout), f"{words[0]}: {done.stdout[:200]}")
    state = json.loads(call(sojourn, "info", out, "--format", "json").stdout)
    tests.check(state["attributes"]["title"] == "a\u202eb\u001b[31m</script>c", "JSON holds the text as it is")
    page = os.path.join(folder, "odd.html")
    if call(sojourn, "report", out, "--out", page).returncode == 0:
        text = content(page).decode()
        tests.check(not set("\u202e\u001b") & set(text.partition("<body")[0].rpartition("<title>")[2]), "the page's title")
        tests.check("</script>c" not in text, "the page's data end no script")
    table = next(name for name in ("stocks", "births") if name in call(sojourn, "export", out).stdout)
    plain = call(sojourn, "export", out, "--table", table).stdout
    safe = call(sojourn, "export", out, "--table", table, "--safe-csv").stdout
    tests.check(",=cmd|x" in plain and ",=cmd|x" not in safe and ",'=cmd|x" in safe, f"a formula: {safe[:300]}")
    tests.check(safe.replace("'=cmd|x", "=cmd|x") == plain, "nothing else differs")


def test_pipe(sojourn, folder):
    """Who waits for a pipe says so."""
    pipe = os.path.join(folder, "pipe")
    os.mkfifo(pipe)
    with subprocess.Popen([sojourn, "check", pipe], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(3)
        write(pipe, world())
        out, error = process.communicate(timeout=60)
    tests.check(process.returncode == 0 and b"no fault found" in out, f"it is read: {error}")
    tests.check(b"waiting for somebody to write to the pipe" in error and pipe.encode() in error, f"told: {error}")
    # A scenario and its table are read more often than they are written.
    table, scenario = os.path.join(folder, "countries"), os.path.join(folder, "w.toml")
    os.mkfifo(table)
    countries = "id,population,gdp_per_capita\nAAA,1000,5000\nBBB,2000,20000\n"
    write(scenario, world(countries='"countries"').partition("[[country]]")[0])
    for verb in ("run", "compare"):
        with subprocess.Popen([sojourn, verb, scenario, "--quiet", "--replicates", "2", "--out",
                               os.path.join(folder, verb)], stderr=subprocess.PIPE) as process:
            write(table, countries)
            error = process.communicate(timeout=60)[1]
        tests.check(process.returncode == 0 and not error, f"{verb}: {process.returncode} {error}")


def test_whole_ranges(sojourn, folder):
    """A range of whole numbers has them all, each once."""
    done = call(sojourn, "run", TWO, "--ticks", "1", "--vary", "run.choice_rounds=0..3", "--samples", "16", "--quiet",
                "--out", "v.h5", cwd=folder)
    with open(os.path.join(folder, "v-index.csv"), encoding="utf-8") as file:
        values = [line.strip().rpartition(",")[2] for line in file][1:]
    tests.check(done.returncode == 0 and sorted(values) == sorted("0123"), f"{done.stderr} {values}")


def test_apart(sojourn, folder):
    """A folder of two policies, of two worlds, or of one run twice holds no replicates."""
    shut = os.path.join(folder, "shut.toml")
    write(shut, '[modules.wage]\nb_wage = 2.0\n')
    for name, words in (("policy", ("--overlay", shut)), ("seed", ()), ("scale", ("--set", "run.persons_per_agent=3")),
                        ("late", ("--regime", shut, "--regime-from", "2020-03")), ("fine", ("--seed", "2"))):
        os.mkdir(os.path.join(folder, name))
        for out, more in (("a.h5", ()), ("b.h5", words)):
            call(sojourn, "run", TWO, "--ticks", "6", "--quiet", *more, "--out", os.path.join(folder, name, out))
        done = call(sojourn, "report", os.path.join(folder, name), "--out", os.path.join(folder, name + ".html"))
        if "built without the report page" in done.stderr:
            return
        expected = {"policy": "modules.wage.b_wage: 1", "seed": "the seed is that of", "scale": "run.persons_per_agent",
                    "late": "date of a policy", "fine": ""}[name]
        tests.check(done.returncode == (0 if name == "fine" else 2) and expected in done.stderr, f"{name}: {done.stderr}")


def size_limit(bytes_):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))


def test_together(sojourn, folder):
    """Files that belong together appear together, and the same command succeeds after a fault."""
    run = os.path.join(folder, "run.h5")
    call(sojourn, "run", TWO, "--ticks", "12", "--quiet", "--out", run)
    tables, part = os.path.join(folder, "tables"), os.path.join(folder, "part")
    for words, out in (((sojourn, "export", run, "--out", tables), tables),
                       ((sojourn, "subworld", TWO, "--only", "POOR,RICH", "--years", "0", "--out", part), part)):
        for limit in (20, 200):
            done = call(*words, preexec_fn=size_limit(limit))
            tests.check(done.returncode == 1 and done.stderr.count("\n") == 1 and out in done.stderr, f"{limit}: {done.stderr}")
            tests.check(os.listdir(out) == [], f"{words[1]}, {limit} bytes: nothing is there: {os.listdir(out)[:4]}")
        done = call(*words)
        tests.check(done.returncode == 0 and len(os.listdir(out)) > 1, f"{words[1]} again: {done.stderr}")
        tests.check(not any(name.endswith(".part") for name in os.listdir(out)), "no part is left")


def test_special_outputs(sojourn, folder):
    """Folders, devices and links: a sentence that names them, and nothing is replaced but what a link leads to."""
    run = os.path.join(folder, "run.h5")
    call(sojourn, "run", TWO, "--ticks", "2", "--quiet", "--out", run)
    os.mkdir(os.path.join(folder, "dir"))
    os.symlink("loop", os.path.join(folder, "loop"))
    os.symlink("none/there", os.path.join(folder, "dangling"))
    for out in ("dir", "loop", "dangling", "/dev/full", "/dev/null"):
        for words in (("run", TWO, "--ticks", "2", "--quiet"), ("report", run), ("export", run, "--table", "births")):
            if (words[0], out) == ("export", "dir"):
                continue  # a table into a folder
            done = call(sojourn, *words, "--out", out, "--force", cwd=folder)
            if "built without the report page" in done.stderr:
                continue
            tests.check(done.returncode in (1, 2) and done.stderr.count("\n") == 1, f"{words[0]} to {out}: {done.stderr}")
            named = "none/there" if out == "dangling" else out
            tests.check(named in done.stderr, f"{words[0]} to {out}: {done.stderr}")
    kinds = [os.path.islink(os.path.join(folder, name)) for name in ("loop", "dangling")]
    tests.check(kinds == [True, True] and os.listdir(os.path.join(folder, "dir")) == [], "all is as it was")
    for words in (("report", run), ("compare", TWO, "--regime", "a="), ("sensitivity", TWO, "--vary", "run.seed=0..1")):
        done = call(sojourn, *words, "--out", "-", cwd=folder)
        tests.check(done.returncode in (1, 2) and not os.path.exists(os.path.join(folder, "-")), f"{words[0]} to -: {done.stderr}")


def main(sojourn):
    sojourn = os.path.abspath(sojourn)
    for test in (test_unfinished, test_damaged, test_killed_worker, test_limits, test_bounds, test_threads, test_memory,
                 test_escapes, test_pipe, test_whole_ranges, test_apart, test_together, test_special_outputs):
        with scratch() as folder:
            test(sojourn, folder)
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
