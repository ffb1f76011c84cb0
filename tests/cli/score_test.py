#!/usr/bin/python3
"""`sojourn score` against numpy on the same run file and tables, and what it says of bad input.

usage: score_test.py SOJOURN
"""

import csv
import json
import os
import resource
import signal
import sys

import h5py
import numpy as np

from command import Tests, call, scratch

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
REFERENCE = os.path.join(ROOT, "..", "shared", "data")
PLACES = {"AAA": (0, 0), "BBB": (10, 20), "CCC": (-30, 60), "DDD": (45, 100), "EEE": (50, -90)}
YEARS = (1998, 2000, 2002, 2004)
tests = Tests()


def scenario(places, start, n_months, period):
    """Countries of unequal incomes; the first two share a language, the last was the third's colony."""
    lines = ["format_version = 1", f'run = {{ start = "{start}-01", ticks = {n_months}, persons_per_agent = 100 }}',
             "[modules.transitions]", f"period = {period}", "[modules.intention]", "h0 = 5e-3"]
    names = list(places)
    for number, (name, (latitude, longitude)) in enumerate(places.items()):
        lines += ["[[country]]", f'id = "{name}"', f"population = {1_000_000 * (1 + number)}",
                  f"gdp_per_capita = {2000 * 2 ** number}", f"latitude = {latitude}", f"longitude = {longitude}",
                  f'languages = "{"x;y" if number < 2 else "abcdefgh"[number]}"']
        lines += [f'colonial_ties = "{names[2]}"'] if number == len(names) - 1 else []
    return "\n".join(lines) + "\n"


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def table(rows, head):
    return "\n".join([head] + [",".join(str(cell) for cell in row) for row in rows]) + "\n"


# --- the scores, by numpy -------------------------------------------------------------------------


def off_diagonal(flows):
    return flows[~np.eye(len(flows), dtype=bool)]


def common(a, b):
    return 2 * np.minimum(a, b).sum() / (a.sum() + b.sum())


def ranks(x):
    return np.array([(x < v).sum() + ((x == v).sum() + 1) / 2 for v in x])


def correlation(a, b):
    return np.corrcoef(a, b)[0, 1] if len(a) > 2 and np.ptp(a) > 0 and np.ptp(b) > 0 else None


def fitted(guess, known):
    for _ in range(20000):
        for axis in (1, 0):
            found = guess.sum(axis=axis, keepdims=True)
            guess = guess * np.divide(known.sum(axis=axis, keepdims=True), found, out=np.ones_like(found),
                                      where=found > 0)
    return guess


def pair_scores(guess, known):
    a, b = off_diagonal(guess), off_diagonal(known)
    top = lambda x: set(np.argsort(-x, kind="stable")[:100])
    large = b > 1000
    return {"common part": common(a, b), "r of ranks": correlation(ranks(a), ranks(b)),
            "r of logs": correlation(np.log1p(a), np.log1p(b)), "MAE": np.abs(a - b).mean(),
            "RMSE": np.sqrt(((a - b) ** 2).mean()),
            "MAPE": (np.abs(a - b) / np.where(b, b, 1))[large].mean() if large.any() else None,
            "top 100": len(top(a) & top(b)), "ARD": np.abs(a - b).sum() / b.sum(), "total": a.sum() / b.sum()}


def margin_scores(guess, known):
    net = lambda x: np.sign(x.sum(axis=0) - x.sum(axis=1))
    moved = net(known) != 0
    return {"origins": common(guess.sum(axis=1), known.sum(axis=1)),
            "destinations": common(guess.sum(axis=0), known.sum(axis=0)),
            "pattern": common(fitted(guess, known), known), "net sign": (net(guess) == net(known))[moved].mean()}


def change_of(before, guess, known_before, known):
    a, b, c, d = map(off_diagonal, (before, guess, known_before, known))
    counts = (c >= 1000) & (d >= 1000)
    return correlation(np.log((1 + b) / (1 + a))[counts], np.log((1 + d) / (1 + c))[counts])


def gravity(past, regressors, next_regressors):
    """Dense Newton steps from the means, effects and slopes with a penalty of one."""
    n, n_periods = len(past[0]), len(past)
    mask = ~np.eye(n, dtype=bool)
    row, column = np.nonzero(mask)
    stacked = np.concatenate([np.stack([r[mask] for r in period], axis=1) for period in regressors])
    mean, spread = stacked.mean(axis=0), stacked.std(axis=0)
    spread[spread < 1e-6] = 1

    def design(period, values):
        effects = np.zeros((len(row), n_periods + 2 * n))
        effects[:, period] = 1
        effects[np.arange(len(row)), n_periods + row] = 1
        effects[np.arange(len(row)), n_periods + n + column] = 1
        return np.hstack([effects, (np.stack([r[mask] for r in values], axis=1) - mean) / spread])

    x = np.vstack([design(t, regressors[t]) for t in range(n_periods)])
    y = np.concatenate([flows[mask] for flows in past])
    penalty = np.ones(x.shape[1])
    penalty[:n_periods] = 0
    beta = np.zeros(x.shape[1])
    beta[:n_periods] = [np.log(flows[mask].mean()) for flows in past]
    value = lambda b: y @ (x @ b) - np.exp(x @ b).sum() - (penalty * b * b).sum() / 2
    for _ in range(300):
        mu = np.exp(x @ beta)
        step = np.linalg.solve(x.T @ (mu[:, None] * x) + np.diag(penalty), x.T @ (y - mu) - penalty * beta)
        while np.abs(step).max() > 1e-12 and value(beta + step) < value(beta):
            step = step / 2
        beta = beta + step
    out = np.zeros((n, n))
    out[mask] = np.exp(design(n_periods - 1, next_regressors) @ beta)
    return out


def facts_of(places):
    """Log distances by the law of cosines, a language in common, a tie."""
    n = len(places)
    at = np.radians(np.array(list(places.values()), dtype=float))
    unit = np.stack([np.cos(at[:, 0]) * np.cos(at[:, 1]), np.cos(at[:, 0]) * np.sin(at[:, 1]), np.sin(at[:, 0])], 1)
    with np.errstate(divide="ignore"):
        log_km = np.log(6371 * np.arccos(np.clip(unit @ unit.T, -1, 1)))
    language, tie = np.zeros((n, n)), np.zeros((n, n))
    language[0, 1] = language[1, 0] = tie[2, n - 1] = tie[n - 1, 2] = 1
    return [log_km, language, tie]


def best_weight(persistence, model, known):
    values = [common(off_diagonal(w / 100 * persistence + (1 - w / 100) * model), off_diagonal(known))
              for w in range(101)]
    return max(w / 100 for w in range(101) if values[w] >= max(values) - 1e-12)


def coverage(runs, known, level):
    low, high = np.quantile(runs, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return ((low <= known) & (known <= high)).mean()


def crps(runs, known):
    apart = np.abs(runs[:, None, :] - runs[None, :, :]).mean(axis=(0, 1))
    return (np.abs(runs - known).mean(axis=0) - apart / 2).mean()


def pit(runs, known):
    bins = np.zeros(10)
    for x, y in zip(runs.T, known):
        low, high = (x < y).sum() / (len(x) + 1), ((x <= y).sum() + 1) / (len(x) + 1)
        edges = np.clip(np.arange(11) / 10, low, high)
        bins += np.diff(edges) / (high - low) / len(known)
    return bins


# --- the run and the tables -----------------------------------------------------------------------


def transitions(path):
    """By first year: [origin, destination, move]."""
    with h5py.File(path) as file:
        first = file["period"].attrs["units"].split()[-1]
        first = first if isinstance(first, str) else first.decode()
        years = [int(first[:4]) + round(day / 365.25) for day in file["period"][:]]
        return {year: file["transitions"][i].astype(float) for i, year in enumerate(years)}


class Made:
    """Tables that look like the run's own flows, with noise, and one that was never there."""

    def __init__(self, folder, run):
        random = np.random.default_rng(7)
        self.folder, self.names = folder, list(PLACES)
        moved = transitions(run)
        self.kinds, self.stock = {}, {}
        for year in YEARS:
            like = moved[max(2000, year)]
            self.kinds[year] = np.round(like * random.lognormal(0, 0.7, like.shape) + random.integers(0, 9, like.shape))
            self.stock[year] = np.round(like[:, :, 0] * random.lognormal(1, 0.5, like.shape[:2]))
        for cells in (*self.kinds.values(), *self.stock.values()):
            cells[np.eye(len(self.names), dtype=bool)] = 0
        self.flows = {year: kinds.sum(axis=2) for year, kinds in self.kinds.items()}
        pairs = [(i, j) for i in range(len(self.names)) for j in range(len(self.names)) if i != j]
        name = self.names
        rows = [(y, name[i], name[j], self.flows[y][i, j], self.flows[y][j, i] / 2)
                for y in YEARS for i, j in pairs if self.flows[y][i, j] > 3]  # others are zeros
        for y in YEARS:
            self.flows[y][self.flows[y] <= 3] = 0
        self.reference = write(os.path.join(folder, "flows.csv"), table(rows, "year0,orig,dest,all,other"))
        self.kinds_file = write(os.path.join(folder, "kinds.csv"), table(
            [(y, name[i], name[j], *self.kinds[y][i, j]) for y in YEARS for i, j in pairs],
            "year0,orig,dest,out,back,on"))
        self.stock_file = write(os.path.join(folder, "stock.csv"), table(
            [(y, name[i], name[j], self.stock[y][i, j]) for y in YEARS for i, j in pairs], "year,orig,dest,stock"))
        self.stock_with_gap = write(os.path.join(folder, "gap_in_stock.csv"),
                                    "year,orig,dest,stock\n2002,AAA,BBB,5\n2002,BBB,AAA,\n")


def near(found, wanted, what, tolerance=1e-6):
    if wanted is None or found is None:
        return tests.check(found is None and wanted is None, f"{what}: {found}, not {wanted}")
    return tests.check(abs(found - wanted) <= tolerance * max(1, abs(wanted)), f"{what}: {found}, not {wanted}")


def check_forecast(scores, name, guess, before, truth, tolerance=1e-6):
    known, known_before = truth
    for measure, value in pair_scores(guess, known).items():
        near(scores["pairs"][name][measure], value, f"{name}, {measure}", tolerance)
    for measure, value in margin_scores(guess, known).items():
        near(scores["margins and pattern"][name][measure], value, f"{name}, {measure}", max(tolerance, 1e-4))
    near(scores["change"][name]["r of log change"], change_of(before, guess, known_before, known), f"{name}, change",
         tolerance)


def logs(flows):
    return np.log1p(flows)


def opponents(flows, stock, past, scored, facts):
    """Name: forecast, of all others."""
    last = flows[past[-1]]
    with_stock = lambda y: [logs(stock[y]), logs(stock[y].T)]
    found = {"persistence": last, "mean": np.mean([flows[y] for y in past], axis=0),
             "gravity": gravity([flows[y] for y in past], [facts for _ in past], facts)}
    lagged = list(zip(past, past[1:]))
    found["gravity, lag"] = gravity([flows[y] for _, y in lagged], [facts + [logs(flows[b])] for b, _ in lagged],
                                    facts + [logs(last)])
    if stock:
        found["gravity, stock"] = gravity([flows[y] for y in past], [facts + with_stock(y) for y in past],
                                          facts + with_stock(scored))
        found["gravity, stock, lag"] = gravity(
            [flows[y] for _, y in lagged], [facts + with_stock(y) + [logs(flows[b])] for b, y in lagged],
            facts + with_stock(scored) + [logs(last)])
        found["stock held"] = stock[scored] * last.sum() / stock[past[-1]].sum()
    return found


def asked(sojourn, folder, *words):
    out = os.path.join(folder, "scores.json")
    done = call(sojourn, "score", *words, "--json", out, "--csv", os.path.join(folder, "scores.csv"), "--force")
    if not tests.check(done.returncode == 0, f"{words}: {done.returncode} {done.stderr}"):
        return None, done
    with open(out, encoding="utf-8") as file:
        return json.load(file), done


def test_flows(sojourn, runs, made, folder):
    """Every score of every forecast of the last period, three replicates together."""
    found, done = asked(sojourn, folder, *runs, "--reference", made.reference, "--value", "all", "--stock",
                        made.stock_file, "--kinds", made.kinds_file, "--kind-values", "out,back,on")
    scores = found["scores"]
    each = [transitions(run) for run in runs]
    run = {y: sum(one[y] for one in each) / 3 for y in (2000, 2002, 2004)}
    total = {y: sum(one[y].sum(axis=2) for one in each) / 3 for y in run}  # not by kind: thirds break ties
    flows, past = made.flows, [1998, 2000, 2002]
    truth = (flows[2004], flows[2002])
    check_forecast(scores, "run", total[2004], total[2002], truth)
    field = opponents(flows, made.stock, past, 2004, facts_of(PLACES))
    tests.check(set(scores["pairs"]) == {"run", "best mix", *field}, f"{list(scores['pairs'])}")
    for name, guess in field.items():
        check_forecast(scores, name, guess, flows[2002], truth, 1e-5 if "gravity" in name else 1e-6)
    weight = best_weight(flows[2000], total[2002], flows[2002])
    near(scores["mix"]["best mix"]["weight of persistence"], weight, "weight")
    tests.check(scores["mix"]["best mix"]["in sample"] == 0, "the weight is of the period before")
    check_forecast(scores, "best mix", weight * flows[2002] + (1 - weight) * total[2004], flows[2002], truth)
    for k, kind in enumerate(("outward", "return", "onward")):
        for who, guess in (("run", run[2004]), ("persistence", made.kinds[2002])):
            a, b = off_diagonal(guess[:, :, k]), off_diagonal(made.kinds[2004][:, :, k])
            near(scores["kinds"][f"{who}, {kind}"]["common part"], common(a, b), f"{who}, {kind}")
            near(scores["kinds"][f"{who}, {kind}"]["persons"], a.sum(), f"{who}, {kind}, persons")
    test_over_time(scores, total, flows)
    test_bands(scores, np.array([off_diagonal(one[2004].sum(axis=2)) for one in each]), off_diagonal(flows[2004]))
    test_files(found, done, folder)


def test_over_time(scores, run, flows):
    ard = np.mean([np.abs(run[y] - flows[y]).sum() / flows[y].sum() for y in run])
    near(scores["periods together"]["run"]["ARD"], ard, "averaged relative difference")
    a, b = (np.stack([off_diagonal(x[y]) for y in sorted(run)]) for x in (run, flows))
    large = b.mean(axis=0) >= 1000
    within = lambda x: logs(x[:, large]) - logs(x[:, large]).mean(axis=0)
    r2 = 1 - ((within(b) - within(a)) ** 2).sum() / (within(b) ** 2).sum()
    tests.check(large.sum() > 5, f"{large.sum()} large pairs")
    near(scores["periods together"]["run"]["R2 within"], r2, "R2 within corridors")
    for y in run:
        near(scores["over time"][f"{y} to {y + 2}"]["common part"], common(run[y], flows[y]), f"{y}")


def test_bands(scores, runs, known):
    for name, chosen in (("pairs, all", known >= 0), ("pairs, 1000 or more", known >= 1000)):
        found, a, b = scores["bands"][name], runs[:, chosen], known[chosen]
        near(found["50% band"], coverage(a, b, 0.5), f"{name}: 50%")
        near(found["90% band"], coverage(a, b, 0.9), f"{name}: 90%")
        near(found["CRPS"], crps(a, b), f"{name}: CRPS")
        near(found["50% of a right law"], 0.5 * (len(a) - 1) / (len(a) + 1), f"{name}: expected")
        for k, share in enumerate(pit(a, b)):
            near(scores["PIT"][name][f"to {(k + 1) / 10}"], share, f"{name}: bin {k}")


def test_files(found, done, folder):
    """The long table has what the JSON has, and the terminal shows it."""
    with open(os.path.join(folder, "scores.csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    tests.check(len(rows) > 150, f"{len(rows)} rows")
    for row in rows:
        value = found["scores"][row["table"]][row["forecaster"]][row["measure"]]
        tests.check((float(row["value"]) if row["value"] else None) == value, f"{row}")
    lines = done.stdout.splitlines()
    run = next(line.split() for line in lines if line.startswith("  run  "))
    tests.check(run[1] == f"{found['scores']['pairs']['run']['common part']:.3f}", f"{run}")
    tests.check(any(line.split() == ["scored", "2004", "to", "2006"] for line in lines), done.stdout[:300])


def test_choices(sojourn, runs, made, folder):
    """Other periods, fewer to learn from, moves in the place of transitions."""
    found, _ = asked(sojourn, folder, runs[0], "--reference", made.reference, "--value", "all", "--period", "2000")
    near(found["scores"]["pairs"]["persistence"]["common part"], common(made.flows[1998], made.flows[2000]), "2000")
    tests.check(found["scores"]["mix"]["best mix"]["in sample"] == 1 and "in sample" in " ".join(found["notes"]),
                f"one period before: {found['notes']}")
    tests.check("bands" not in found["scores"] and "R2 within" not in found["scores"]["periods together"]["run"],
                "no bands of one run, no change of one period")
    found, _ = asked(sojourn, folder, runs[0], "--reference", made.reference, "--value", "all", "--train", "1998..2000")
    near(found["scores"]["pairs"]["persistence"]["MAE"],
         np.abs(off_diagonal(made.flows[2000] - made.flows[2004])).mean(), "--train")
    near(found["scores"]["pairs"]["mean"]["total"],
         (made.flows[1998] + made.flows[2000]).sum() / 2 / made.flows[2004].sum(), "mean of --train")
    found, _ = asked(sojourn, folder, runs[0], "--reference", made.reference, "--value", "all", "--series",
                     "departures")
    with h5py.File(runs[0]) as file:
        moves = file["departures"][48:72].sum(axis=(0, 3)).astype(float)
    np.fill_diagonal(moves, 0)
    near(found["scores"]["pairs"]["run"]["MAE"], np.abs(off_diagonal(moves - made.flows[2004])).mean(), "departures")
    tests.check("departures are moves" in " ".join(found["notes"]), f"{found['notes']}")
    gaps = write(os.path.join(folder, "gaps.csv"), "year,origin,destination,n\n2002,AAA,BBB,5\n2002,CCC,BBB,7\n"
                 "2004,AAA,BBB,\n2004,BBB,AAA,1\n2004,CCC,BBB,6\n")
    found, _ = asked(sojourn, folder, runs[0], "--reference", gaps)
    tests.check(found["facts"]["pairs"] == "5", f"three countries less a pair of which one number is missing: {found}")
    near(found["scores"]["pairs"]["persistence"]["common part"], 2 * 6 / 14, "without that pair")


def test_observed(sojourn, runs, folder):
    """Series that somebody counted, in the form that reports read."""
    with h5py.File(runs[0]) as file:
        status = [s.decode() for s in file["status"][:]]
        stocks = file["stocks"][:].astype(float)
        arrivals = file["arrivals"][:].astype(float)
    assert "regular" in status
    rows, pairs = [], []
    for place, country in ((1, "BBB"), (4, "EEE")):
        for year in range(2001, 2005):
            tick = 12 * (year - 2000)
            simulated = stocks[tick + 11, place].sum()
            rows.append(("stocks", country, "", year, round(simulated * (0.8 + 0.1 * (year - 2000)) + place)))
            pairs.append((year, place, simulated, rows[-1][-1]))
            rows.append(("arrivals", "", country, year, round(arrivals[tick:tick + 12, :, place].sum() + 7)))
    head = "series,residence,destination,date,value"
    observed = write(os.path.join(folder, "observed.csv"), table(rows, head))
    found, _ = asked(sojourn, folder, runs[0], "--reference", observed)
    scores = found["scores"]
    a, b = np.array([p[2] for p in pairs]), np.array([p[3] for p in pairs], dtype=float)
    near(scores["stocks"]["run"]["MAE"], np.abs(a - b).mean(), "MAE of stocks")
    near(scores["stocks"]["run"]["r of ranks"], correlation(ranks(a), ranks(b)), "ranks of stocks")
    by_year = lambda x, y: np.mean([np.abs(x - y)[[p[0] == year for p in pairs]].sum() /
                                    y[[p[0] == year for p in pairs]].sum() for year in range(2001, 2005)])
    near(scores["stocks"]["run"]["ARD"], by_year(a, b), "averaged relative difference of stocks")
    near(scores["arrivals"]["run"]["MAE"], 7, "arrivals")
    later = [k for k, p in enumerate(pairs) if p[0] > 2001]
    last = np.array([b[k - 1] for k in later])
    near(scores["stocks"]["persistence, those"]["MAE"], np.abs(last - b[later]).mean(), "persistence of stocks")
    large = (b[later] >= 1000) & (last >= 1000)
    tests.check(large.sum() > 2, f"changes of {large.sum()} numbers")
    change = correlation(np.log((1 + a[later]) / (1 + a[[k - 1 for k in later]]))[large],
                         np.log((1 + b[later]) / (1 + last))[large])
    near(scores["stocks, change"]["run"]["r of log change"], change, "change of stocks")
    found, _ = asked(sojourn, folder, runs[0], "--reference", observed, "--period", "2004")
    first_three = np.array([b[:3].mean(), b[4:7].mean()])
    near(found["scores"]["stocks"]["mean, those"]["MAE"], np.abs(first_three - b[[3, 7]]).mean(), "mean before 2004")


FEW = "year,orig,dest,n\n2002,AAA,BBB,5\n2002,BBB,CCC,9\n2004,AAA,BBB,6\n2004,BBB,CCC,2\n"


def test_quiet_period(sojourn, runs, made, folder):
    """A period in which nobody moved has no relative difference, and the mean is of the others."""
    flows = write(os.path.join(folder, "flows.csv"), FEW + "2000,AAA,BBB,0\n")
    found, _ = asked(sojourn, folder, runs[0], "--reference", flows, "--train", "2002..2002")
    moved = transitions(runs[0])
    known = {2002: {(0, 1): 5, (1, 2): 9}, 2004: {(0, 1): 6, (1, 2): 2}}
    off = []
    for year, pairs in known.items():
        guess, truth = moved[year].sum(axis=2)[:3, :3], np.zeros((3, 3))
        for pair, n in pairs.items():
            truth[pair] = n
        off.append(np.abs(off_diagonal(guess - truth)).sum() / truth.sum())
    near(found["scores"]["periods together"]["run"]["ARD"], np.mean(off), "a period in which nobody moved")


def test_left_out(sojourn, runs, made, folder):
    """Rows of other countries are told of each table."""
    flows = write(os.path.join(folder, "flows.csv"), FEW)
    kinds = write(os.path.join(folder, "kinds.csv"), "year,orig,dest,a,b,c\n2004,AAA,BBB,1,2,3\n2004,XXX,BBB,1,2,3\n")
    stock = write(os.path.join(folder, "stock.csv"), "year,orig,dest,stock\n2000,AAA,BBB,9\n2000,YYY,BBB,9\n"
                  "2000,ZZZ,BBB,9\n")
    found, _ = asked(sojourn, folder, runs[0], "--reference", flows, "--kinds", kinds, "--kind-values", "a,b,c",
                     "--stock", stock, "--common")
    for note in ("1 rows of --kinds of countries that the run has not are left out: XXX.",
                 "2 rows of --stock of countries that the run has not are left out: YYY, ZZZ."):
        tests.check(note in found["notes"], f"{note} in {found['notes']}")


def test_no_maximum(sojourn, runs, made, folder):
    """A regression that finds none leaves all other scores as they are."""
    flows = write(os.path.join(folder, "many.csv"), FEW.replace(",5", ",1e200").replace(",9", ",1e200"))
    found, done = asked(sojourn, folder, runs[0], "--reference", flows)
    tests.check("9,223,372" not in done.stdout, f"no number is too large to be told: {done.stdout[:1500]}")
    tests.check(found is not None and set(found["scores"]["pairs"]) == {"run", "persistence", "mean", "best mix"},
                "no gravity without a maximum")
    tests.check(any("gravity: its regression found no maximum" in note for note in found["notes"]), f"{found}")


def full_disk(limit):
    """What a child does before it runs, so that no file of it grows longer."""
    def before():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return before


def test_two_files(sojourn, runs, made, folder):
    """Where the second file cannot be written the first is not there either."""
    counted = [(series, year, 9) for series in ("stocks", "arrivals", "departures") for year in range(2000, 2006)]
    series = write(os.path.join(made.folder, "series.csv"), table(counted, "series,date,value"))
    words = [sojourn, "score", *runs, "--reference", series, "--json",
             os.path.join(folder, "a.json"), "--csv", os.path.join(folder, "b.csv")]
    call(*words)
    sizes = [os.path.getsize(words[at]) for at in (-3, -1)]
    if not tests.check(sizes[1] > sizes[0], f"the table is longer: {sizes}"):
        return
    for at in (-3, -1):
        os.remove(words[at])
    done = call(*words, preexec_fn=full_disk(sizes[0]))
    tests.check(done.returncode == 1 and "b.csv" in done.stderr, f"{done.returncode} {done.stderr}")
    tests.check(os.listdir(folder) == [], f"{os.listdir(folder)}")


def test_faults(sojourn, run, made, folder):
    """Each table or option with what its message must say; status 2, nothing printed or written."""
    head = "year0,orig,dest,all\n"
    good = "2002,AAA,BBB,5\n2004,AAA,BBB,6\n"
    broken = [
        (head + good + "2004,AAB,BBB,1\n", [], 'flows.csv:4:6: row.orig: the run has no country "AAB", nearest known: "AAA"'),
        (head + good + "2004,CCC,BBB,-1\n", [], "flows.csv:4:14: row.all: expected"),
        (head + good + "2004,CCC,BBB,NA\n", [], "flows.csv:4:14"),
        (head + good + "20x4,CCC,BBB,1\n", [], "flows.csv:4:1"),
        (head + good + "2004,AAA,BBB,1\n", [], "AAA to BBB of 2004 is there twice"),
        (head + good, ["--value", "al"], 'the table has no column "al", nearest known: "all"'),
        ("year0,orig,dst,all\n" + good, [], "expected a column dest or destination or residence"),
        ("year0,orig,dest,all,more\n2002,AAA,BBB,1,1\n", [], "--value names one of all, more"),
        (head + "2002,XXX,YYY,5\n2004,XXX,YYY,5\n", ["--common"], "no row of two countries of the run"),
        (head + good, ["--period", "2003"], "--period: the reference has no period from 2003; it has 2002, 2004"),
        (head + "2010,AAA,BBB,5\n2012,AAA,BBB,6\n", [], "the runs do not cover any of its periods"),
        (head + good + "2006,AAA,BBB,6\n", ["--period", "2006"], "the runs do not cover 2006 to 2008: they have"),
        (head + "2004,AAA,BBB,5\n", [], "--years says how long it is"),
        (head + "2002,AAA,BBB,5\n2004,AAA,BBB,0\n", [], "nobody moved between two countries of the run in 2004"),
        (head + good, ["--train", "2004..2004"], "expected periods before 2004"),
        (head + good, ["--train", "2002"], 'expected first years as 1990..2000, found "2002"'),
        (head + good, ["--train", "1990..1995"], "--train: the reference has no period there"),
        (head + good, ["--series", "departure"], 'nearest known: "departures"'),
        (head + good, ["--stock", made.stock_file, "--stock-value", "stok"], 'nearest known: "stock"'),
        (head + good, ["--kinds", made.kinds_file, "--kind-values", "out,back"], "expected the columns of outward"),
        (head + good, ["--stock", made.stock_with_gap], "gap_in_stock.csv:3:1: row.stock: expected"),
        ("series,date,value\nstoks,2004,1\n", [], 'nearest known: "stocks"'),
        ("series,date,value\nstocks,2050,1\n", [], "no number in it is of a date that the runs have"),
        *[("series,date,value\nstocks,2004,1\n", words, f"{words[0]}: ") for words in (
            ["--value", "all"], ["--common"], ["--stock-value", "stock"], ["--kind-values", "out,back,on"])],
        (head + good, ["--stock-value", "stock"], "--stock-value: it names a column of the table of --stock"),
        (head + good, ["--kind-values", "out,back,on"], "--kind-values: it names a column of the table of --kinds"),
        ("", [], "flows.csv"),
    ]
    for text, words, wanted in broken:
        flows = write(os.path.join(folder, "flows.csv"), text)
        out = os.path.join(folder, "out.json")
        done = call(sojourn, "score", run, "--reference", flows, *words, "--json", out)
        what = f"{text[-40:]!r} {words}"
        tests.check(done.returncode == 2 and not done.stdout, f"{what}: {done.returncode} {done.stdout}")
        tests.check(wanted in done.stderr, f"{what}: {wanted!r} in {done.stderr!r}")
        tests.check(os.listdir(folder) == ["flows.csv"], f"{what}: wrote {os.listdir(folder)}")
    flows = write(os.path.join(folder, "flows.csv"), head + good)
    out, here = os.path.join(folder, "out"), os.path.join(folder, ".", "out")
    for words, wanted in ((["/nowhere.h5", "--reference", flows], "/nowhere.h5"),
                          ([folder, "--reference", flows], "no run file in it"),
                          ([run], "--reference"), ([run, "--reference", "/nowhere.csv"], "/nowhere.csv"),
                          ([run, "--reference", flows, "--csv", flows, "--force"], "--csv: "),
                          ([run, "--reference", flows, "--csv", out, "--json", here], "is what --json writes"),
                          ([run, "--reference", flows, "--csv", "-"], "--csv: expected a file"),
                          ([run, "--reference", flows, "--json", run, "--force"], "would replace the input")):
        done = call(sojourn, "score", *words)
        tests.check(done.returncode == 2 and wanted in done.stderr, f"{words}: {done.returncode} {done.stderr}")
    done = call(sojourn, "score", run, "--reference", flows, "--csv", "/dev/full", "--force")
    tests.check(done.returncode == 1 and "/dev/full" in done.stderr, f"full: {done.returncode} {done.stderr}")


def test_replicates(sojourn, runs, made, folder):
    """What is no replicate: the same file twice, other dates, other lengths of periods, another world."""
    others = {"later": (PLACES, 2001, 72, 2), "fewer": (dict(list(PLACES.items())[:4]), 2000, 72, 2),
              "longer": (PLACES, 2000, 72, 6), "long": (PLACES, 2000, 72, 5)}
    series = write(os.path.join(folder, "series.csv"), "series,date,value\nstocks,2004,1\n")
    flows = ["--reference", made.reference, "--value", "all"]
    made_runs = {}
    for name, words in others.items():
        made_runs[name] = os.path.join(folder, f"{name}.h5")
        world = write(os.path.join(folder, f"{name}.toml"), scenario(*words))
        done = call(sojourn, "run", world, "--out", made_runs[name], "--quiet")
        tests.check(done.returncode == 0, done.stderr)
    link = os.path.join(folder, "link.h5")
    os.symlink(runs[0], link)
    for words, wanted in (
            ([runs[0], runs[1], runs[0], *flows], "is there twice"),
            ([os.path.dirname(runs[0]), runs[1], *flows], "is there twice"),
            ([runs[0], link, "--reference", series], "is there twice"),
            ([runs[0], made_runs["later"], *flows], "another axis `period`"),
            ([runs[0], made_runs["later"], "--series", "departures", *flows], "another axis `time`"),
            ([runs[0], made_runs["fewer"], *flows], "another axis `origin`"),
            ([made_runs["long"], made_runs["longer"], *flows], "another axis `period_years`"),
            ([runs[0], made_runs["later"], "--reference", series], "its stocks has another axis `time`")):
        done = call(sojourn, "score", *words)
        tests.check(done.returncode == 2 and wanted in done.stderr, f"{words}: {done.returncode} {done.stderr}")


def test_recorded(sojourn, folder):
    """The published flows of six countries, where the reference data are."""
    flows_file = os.path.join(REFERENCE, "flow_abel_cohen_5yr.csv")
    if not os.path.exists(flows_file):
        return print("no reference data: published flows were not read")
    places = {"AFG": (33, 65), "IND": (22, 79), "MEX": (23, -102), "POL": (52, 20), "DEU": (51, 9), "USA": (38, -97)}
    run = os.path.join(folder, "run.h5")
    call(sojourn, "run", write(os.path.join(folder, "six.toml"), scenario(places, 1990, 240, 5)), "--out", run,
         "--quiet")
    names = list(places)
    flows = {y: np.zeros((6, 6)) for y in (1990, 1995, 2000, 2005)}
    with open(flows_file, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["orig"] in places and row["dest"] in places:
                flows[int(row["year0"])][names.index(row["orig"]), names.index(row["dest"])] = row["da_pb_closed"]
    found, done = asked(sojourn, folder, run, "--reference", flows_file, "--value", "da_pb_closed", "--common")
    tests.check("rows of countries that the run has not are left out" in done.stdout.replace("\n", " "), done.stdout)
    field = opponents(flows, None, [1990, 1995, 2000], 2005, facts_of(places))
    field["run"] = transitions(run)[2005].sum(axis=2)
    for name, guess in field.items():
        for measure, value in pair_scores(guess, flows[2005]).items():
            near(found["scores"]["pairs"][name][measure], value, f"published: {name}, {measure}", 1e-4)
    return None


def main(sojourn):
    sojourn = os.path.abspath(sojourn)
    with scratch() as folder:
        world = write(os.path.join(folder, "five.toml"), scenario(PLACES, 2000, 72, 2))
        runs = [os.path.join(folder, f"{seed}.h5") for seed in (1, 2, 3)]
        for seed, run in enumerate(runs, start=1):
            done = call(sojourn, "run", world, "--seed", seed, "--out", run, "--quiet")
            tests.check(done.returncode == 0, done.stderr)
        with scratch() as other:
            made = Made(other, runs[0])
            for test in (test_flows, test_choices, test_replicates, test_two_files, test_left_out, test_quiet_period,
                         test_no_maximum):
                with scratch() as own:
                    test(sojourn, runs, made, own)
            with scratch() as own:
                test_observed(sojourn, runs, own)
            with scratch() as own:
                test_faults(sojourn, runs[0], made, own)
        together, _ = asked(sojourn, folder, folder, "--reference",
                            write(os.path.join(folder, "f.csv"), "year,orig,dest,n\n2002,AAA,BBB,9\n2004,AAA,BBB,9\n"))
        tests.check(together["facts"]["runs"].startswith("3,"), "a folder of runs")
    with scratch() as folder:
        test_recorded(sojourn, folder)
    tests.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
