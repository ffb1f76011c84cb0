# %% [markdown]
# # A war, two transit states, and deals that nobody wrote
#
# Runs `scenarios/two_transits.toml` with a few seeds and draws what came of it. Cells begin with
# `# %%`; editors with notebooks run them one by one. As a program it writes the figures into the
# folder that is named: `python3 bargaining.py figures`.

# %%
import pathlib
import sys

import matplotlib.pyplot as plt
import sojourn

folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "figures")
folder.mkdir(exist_ok=True)
scenario = pathlib.Path(__file__).resolve().parents[3] / "scenarios" / "two_transits.toml"
plt.rcParams.update(sojourn.plots.STYLE)

# %% [markdown]
# ## Runs
#
# Coarse agents make it quick; the axis `replicate` holds the seeds.

# %%
run = sojourn.run(
    scenario,
    set={"run.persons_per_agent": 1000},
    replicates=3,
    out=folder / "bargaining.h5",
    force=True,
    progress=False,
)
print(dict(run.sizes))

# %% [markdown]
# ## What states did
#
# Deals are a table with numbers, a row for each time that terms change; every one is an event with its
# reasons, too. Both are those of the first replicate.

# %%
deals = sojourn.deals(folder / "bargaining-1.h5")
print(deals[["deal", "from", "until", "payment", "resettlement"]].to_string(index=False))
events = sojourn.table(folder / "bargaining-1.h5", "events")
ax = sojourn.plots.event_timeline(events, kinds=["conflict", "approach", "deal", "slip", "end"])
ax.figure.savefig(folder / "events.png")

# %% [markdown]
# ## Where people were, and which way they took

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3.0), layout="constrained")
sojourn.plots.stock_series(run, citizenship="SEND", ax=left, title="People from SEND, by residence")
sojourn.plots.stock_series(run, "excess", by="place", ax=right, title="Cost above the usual")
figure.savefig(folder / "stocks.png")
ax = sojourn.plots.route_map(run, period=slice("2018-01", None))
ax.figure.savefig(folder / "routes.png")

# %% [markdown]
# ## Who moved where

# %%
ax = sojourn.plots.flow_matrix(run, title="Arrivals, mean of three replicates")
ax.figure.savefig(folder / "arrivals.png")
