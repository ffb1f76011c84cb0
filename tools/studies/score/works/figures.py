"""Rows of the scoreboard: what each arm's runs came to, with intervals."""

import re
import tomllib

import numpy as np

from policies import paired_runs

from . import arms, crossings, institutions, people, reference_years, texts

COLUMNS = ("id", "target", "source", "published", "figure", "low", "high", "runs", "lacks")
RESAMPLED = 2000


def known(values):
    values = np.asarray(values, dtype=float)
    return values[~np.isnan(values)]


def row(name, values, lacks="no run goes so far"):
    """Mean over runs with its 95% interval; `values` one a run, NaN where a run has none."""
    values = known(values)
    if len(values) == 0:
        return {name: blank(name, lacks)}
    mean, half = values.mean(), float(paired_runs.half_width(values))
    ends = ("", "") if np.isnan(half) else (f"{mean - half:.6g}", f"{mean + half:.6g}")
    return {name: blank(name, "") | {"figure": f"{mean:.6g}", "low": ends[0], "high": ends[1], "runs": len(values)}}


def blank(name, lacks):
    return dict.fromkeys(COLUMNS, "") | {"id": name, "lacks": lacks}


def resampled(name, measure, n, runs):
    """A figure of all runs together, its interval by the bootstrap over states. measure(states)."""
    luck = np.random.default_rng(1)
    draws = known([measure(luck.integers(0, n, n)) for _ in range(RESAMPLED)])
    low, high = np.quantile(draws, (0.025, 0.975))
    figure = measure(np.arange(n))
    return {name: blank(name, "") | {"figure": f"{figure:.6g}", "low": f"{low:.6g}", "high": f"{high:.6g}", "runs": runs}}


def each(files, measures):
    """{id: measure of a run file} as rows."""
    found = {}
    for name, measure in measures.items():
        found |= row(name, [measure(file) for file in files])
    return found


def all_of(files, measure):
    """Rows of a measure that gives many figures of a run, by id."""
    found, by_run = {}, [measure(file) for file in files]
    for name in by_run[0]:
        found |= row(name, [one[name] for one in by_run])
    return found


def world(files, reference):
    found = each(files, {"up_the_ladder": people.up_the_ladder, "distinct_origins": people.distinct_origins,
                         "denials": people.denials, "refugees": people.refugees})
    if reference:
        found |= row("south_south", [people.south_south(reference, file) for file in files])
    return found


def world_1990(files, reference):
    return all_of(files, lambda file: reference_years.figures(reference, file)) if reference else {}


def compact(files, _):
    said = {name: [sum(vote == name for vote in texts.votes(file).values()) for file in files]
            for name in ("yes", "no", "abstain")}
    found = {}
    for name, counted in said.items():
        found |= row(f"compact_{name}", counted)
    real = texts.really_not_for(texts.states(files[0]))
    guessed = np.array([texts.not_for(file) for file in files])
    score = guessed.mean(axis=0)
    area = lambda chosen: texts.area_under_curve(score[chosen], real[chosen])
    right = (guessed * real).sum(axis=1)
    with np.errstate(invalid="ignore"):
        precise = right / guessed.sum(axis=1)
    return (found | resampled("compact_auc", area, len(real), len(files)) | row("compact_recall", right / real.sum())
            | row("compact_precision", precise, "nobody votes no or abstains in any run"))


NO_TEXT = "no run adopts a text and goes on for so long"


def text(prefix, files, reference, file_name, keep, adopted, within):
    """Parties, who they are and when they joined, of one convention."""
    runs = [texts.joined(file, within) for file in files]
    found = row(f"{prefix}_parties", [texts.parties(one, within) for one in runs], NO_TEXT)
    if not reference:
        return found
    of = texts.states(files[0])
    real = texts.real_delay(reference.folder, file_name, keep, adopted, of)
    if all(one is None for one in runs):
        return found | {f"{prefix}_{what}": blank(f"{prefix}_{what}", NO_TEXT) for what in ("auc", "dates")}
    return found | who_and_when(prefix, runs, real, within)


def who_and_when(prefix, runs, real, within):
    share, delay = texts.chance_and_delay(runs, within)
    did = real <= within
    area = lambda chosen: texts.area_under_curve(share[chosen], did[chosen])
    at = np.flatnonzero(did)
    when = lambda chosen: texts.rank_correlation(delay[at[chosen]], real[at[chosen]])
    return (resampled(f"{prefix}_auc", area, len(real), len(runs))
            | resampled(f"{prefix}_dates", when, len(at), len(runs)))


ICRMW = ("icrmw_status_2022.csv", lambda r: r["state_party"] == "1", 1990)


def conventions(files, reference):
    found = {}
    for name, year in (("icrmw_parties", 2017), *((f"ICR{year}", year) for year in (1995, 2000, 2003, 2005))):
        after = year - 1990
        found |= row(name, [texts.parties(texts.joined(file, after), after) for file in files], NO_TEXT)
    who = text("icrmw", files, reference, *ICRMW, 15)
    who.pop("icrmw_parties")
    return found | who


def labour_conference(files, reference):
    found = {}
    for prefix, name, adopted in (("c97", "C097", 1949), ("c143", "C143", 1975)):
        keep = lambda r, name=name: r["convention"] == name
        found |= text(prefix, files, reference, "ilo_c97_c143.csv", keep, adopted, 42)
    return found


def forums(files, reference):
    found = each(files, {f"processes_{year}": lambda file, year=year: institutions.processes(file, year)
                         for year in (1996, 2006, 2016)})
    found |= each(files, {"processes_date": institutions.processes_date, "processes_size": institutions.processes_size})
    if reference:
        found |= row("processes_members", [institutions.processes_members(reference.folder, file) for file in files])
    return found


def turkey(files, _):
    none = "no agreement in any run"
    found = {}
    for what in ("date", "price", "second"):
        found |= row(f"turkey_{what}", [getattr(institutions, f"turkey_{what}")(file) for file in files], none)
    return found | each(files, {"turkey_alive": institutions.turkey_alive})


def mediterranean(files, _):
    return all_of(files, crossings.figures)


def enlargement(files, _):
    return each(files, {"britain_2004": institutions.britain_2004})


OF_ARMS = {"world": world, "world_1990": world_1990, "compact": compact, "conventions": conventions,
           "labour_conference": labour_conference, "forums": forums, "turkey": turkey, "mediterranean": mediterranean,
           "enlargement": enlargement}


def of_arm(name, files, reference):
    """Rows by id."""
    return OF_ARMS[name](files, reference)


LACKS = {
    r"EFFECT_BLA": "the run makes no agreements on labour",
    r"(TUR|NB)201[23]": "the run begins in 2014",
    r"(?!FPB|FMC|ICR).*1990": "given: the run begins with it",
}


def published():
    """Published figures of the works by id, as of targets.toml."""
    with open(arms.ROOT / "docs/figures/targets.toml", "rb") as file:
        return {one["id"]: one for one in tomllib.load(file)["target"]}


def in_order(found, reference):
    """Rows of the works, then of the reference figures as their file has them; what no run has says why."""
    rows = [found.get(name, blank(name, "not run")) for name in published()]
    targets = reference.targets() if reference else {k: v for k, v in found.items() if k not in published()}
    for name, target in targets.items():
        own = found.get(name) or blank(name, "not run")
        if not own["figure"]:
            own = own | {"lacks": next((why for pattern, why in LACKS.items() if re.fullmatch(pattern, name)), own["lacks"])}
        value = target.get("value") or target["published"]
        label = target["target"] + (f", {target['unit']}" if "unit" in target else "")
        rows.append(own | {"target": label, "published": f"{float(value):.4g}"})
    return rows
