"""Five-year transitions by pair, with bands by the errors that the law made on earlier periods."""
import numpy as np

from learning.recorded_flows import YEARS, by_law, common_part

from .bands import CountErrors, coverage, widening
from .central import EQUAL, by_law_on, effect, mixed, pooled
from .readings import mean

FIRST_FLOWS = 1990
EDGES = (0.5, 5, 20, 100, 500, 2000, 10_000, 50_000, 200_000)  # persons; classes of error
SMALL = 5  # persons that both sides of an error are added
STEPS = 3  # periods ahead for which there are errors
SHOWN = 1  # persons that a pair's median is at least


def law_of(recorded, method, start):
    """Of the five years from `start`: [kind, origin, destination]."""
    return by_law(recorded.flows(method, start - YEARS), *recorded.growth(start))


def off_diagonal(table):
    return table[~np.eye(table.shape[-1], dtype=bool)]


def errors(recorded, method, step, last):
    """Of the law `step` periods ahead, over all periods that end by `last`."""
    said, seen = [], []
    for start in range(FIRST_FLOWS + YEARS, last - YEARS * step + 1, YEARS):
        said.append(off_diagonal(law_of(recorded, method, start).sum(axis=0)))
        seen.append(off_diagonal(recorded.flows(method, start + YEARS * (step - 1)).sum(axis=0)))
    return CountErrors(np.concatenate(said), np.concatenate(seen), EDGES, SMALL)


def centrals(first, runs, agents, weight=EQUAL):
    """{"unconditional", "conditional"}: [period, origin, destination], as many periods as runs of it have; what histories change
    comes on top of the mix."""
    plain, told = (mean(runs[name]) for name in ("unconditional", "conditional"))
    n = len(runs["unconditional"])
    law = by_law_on(first, plain)
    said = mixed(law, pooled(law, plain.transitions, agents, n), weight).sum(axis=1)
    length = len(told.transitions)
    change = effect(told.transitions.sum(axis=1), plain.transitions[:length].sum(axis=1), agents, n)
    return {"unconditional": said, "conditional": np.maximum(said[:length] + change, 0)}


def quantiles(laws, step, said, factor):
    """[..., level] of a period `step` ahead; beyond the last that has errors, the spread grows as the root of time."""
    known = min(step, len(laws))
    return laws[known - 1].quantiles(said, factor * np.sqrt(step / known))


def check(recorded, method, runs, agents, start, weight=EQUAL):
    """The forecast of the five years from `start`, scored: figures by name, and the factor that makes 90% of 90% bands."""
    first = law_of(recorded, method, start)
    seen = recorded.flows(method, start).sum(axis=0)
    simulated = {name: mean(r).transitions[0].sum(axis=0) for name, r in runs.items()}
    said = centrals(first, runs, agents, weight)
    figures = {
        "persistence": common_part(recorded.flows(method, start - YEARS).sum(axis=0), seen),
        "law": common_part(first.sum(axis=0), seen),
        "simulation": common_part(simulated["unconditional"], seen),
        "simulation, conditional": common_part(simulated["conditional"], seen),
        "mix": common_part(said["unconditional"][0], seen),
        "mix, conditional": common_part(said["conditional"][0], seen),
        "total of the mix over recorded": said["unconditional"][0].sum() / seen.sum(),
    }
    figures["simulation drawn to the law"] = common_part(centrals(first, runs, agents, 0)["unconditional"][0], seen)
    before = errors(recorded, method, 1, start)
    out, then = off_diagonal(said["unconditional"][0]), off_diagonal(seen)
    shown = out >= SHOWN
    factor = widening(lambda f: before.quantiles(out[shown], f), then[shown])
    figures["coverage before widening"] = coverage(before.quantiles(out[shown]), then[shown])
    figures["widening"] = factor
    wide = before.quantiles(out, factor)
    figures["coverage of pairs shown"] = coverage(wide[shown], then[shown])
    figures["coverage of all pairs"] = coverage(wide, then)
    for least in (1000, 10_000):
        figures[f"coverage of pairs from {least:,} persons"] = coverage(wide[out >= least], then[out >= least])
    return figures, factor
