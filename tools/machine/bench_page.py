"""The page of a measurement: three figures, the tables behind them, and what an earlier one says."""

import html
import io

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402, after the backend is chosen

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d2433;
  background: #fff }
h1 { font-size: 1.6rem; margin-bottom: 0 } p.sub { color: #5a6478; margin-top: .2rem }
table { border-collapse: collapse; font-variant-numeric: tabular-nums } td, th { padding: .2rem .8rem; text-align: right;
  border-bottom: 1px solid #dfe3ea } th { color: #5a6478; font-weight: 500 }
.wide { overflow-x: auto } svg { max-width: 100%; height: auto }
@media (prefers-color-scheme: dark) { body { background: #12161f; color: #e4e8f0 } td, th { border-color: #2c3444 }
  figure { background: #fff; border-radius: 6px } }
figure { margin: 1rem 0 }
"""
INK, GREY = "#2f5d8a", "#9aa3b2"


def drawn(draw, title, x, y):
    """A figure as SVG that stands within a page."""
    figure, axes = plt.subplots(figsize=(7, 3.4))
    draw(axes)
    axes.set_title(title, loc="left", fontsize=11)
    axes.set_xlabel(x), axes.set_ylabel(y)
    axes.spines[["top", "right"]].set_visible(False)
    text = io.StringIO()
    figure.tight_layout()
    figure.savefig(text, format="svg", metadata={"Date": None})
    plt.close(figure)
    svg = text.getvalue()
    return f'<figure role="img" aria-label="{html.escape(title)}">{svg[svg.index("<svg"):]}</figure>'


def speed_up(now):
    rows = now["threads"]
    alone = rows[0]["seconds_per_tick"]

    def draw(axes):
        threads = [row["threads"] for row in rows]
        axes.plot(threads, threads, color=GREY, linestyle="--", label="as many times as threads")
        axes.plot(threads, [alone / row["seconds_per_tick"] for row in rows], "o-", color=INK, label="measured")
        axes.set_xticks(threads), axes.set_ylim(bottom=0), axes.legend(frameon=False)
    return drawn(draw, "Threads: ticks a second, times those of one thread", "threads", "times")


def loglog(now, table, key, value, title, x, y):
    def draw(axes):
        axes.loglog([row[key] for row in now[table]], [row[value] for row in now[table]], "o-", color=INK)
    return drawn(draw, title, x, y)


def table_of(rows, columns):
    head = "".join(f"<th>{html.escape(name)}</th>" for name, _, _ in columns)
    body = "".join("<tr>" + "".join(f"<td>{format(row[key], form)}</td>" for _, key, form in columns) + "</tr>"
                   for row in rows)
    return f'<div class="wide"><table><tr>{head}</tr>{body}</table></div>'


COLUMNS = (("threads", "threads", "d"), ("persons", "persons", ",.0f"), ("records", "records", ",.0f"),
           ("events / tick", "events_per_tick", ",.0f"), ("s / tick", "seconds_per_tick", ".4f"),
           ("ns / event", "ns_per_event", ".0f"), ("processor obtained", "processor_obtained", ".2f"))


def compared_part(compared):
    if not compared:
        return ""
    rows = [{"table": table, "at": name, "now": now, "before": was, "ratio": ratio}
            for table, name, now, was, ratio in compared]
    return ("<h2>Beside the earlier measurement</h2><p>Before over now: above 1 is faster now. Threads and residents: "
            "seconds a tick; records: ns an event.</p>"
            + table_of(rows, (("over", "table", "s"), ("at", "at", ",.0f"), ("before", "before", ".4g"),
                              ("now", "now", ".4g"), ("ratio", "ratio", ".2f"))))


def page_of(now, compared, busy=""):
    """@param compared rows of bench.beside, may be empty. @param busy what to say of a busy machine. @return HTML that needs no other file"""
    limit = now["limit"]
    parts = [
        f"<h1>Sojourn on {html.escape(now['processor'])}</h1>",
        f"<p class=sub>{now['cores']} cores; the median of {now['blocks']} ticks each of a made-up world of 40 countries, "
        "all that is compared by turns</p>", f"<p><b>{html.escape(busy)}</b></p>" if busy else "",
        f"<p>An event costs <b>{limit['ratio']:.2f}</b> times the least it can cost: "
        f"{limit['engine_ns_per_event']:.0f} and {limit['kernel_ns_per_event']:.0f} ns.</p>",
        compared_part(compared), "<h2>Over threads</h2>", speed_up(now), table_of(now["threads"], COLUMNS),
        "<h2>Over residents</h2><p>Time follows what happens, not how many live there.</p>",
        loglog(now, "residents", "persons", "seconds_per_tick", "Residents: seconds a tick", "persons", "s / tick"),
        table_of(now["residents"], COLUMNS), "<h2>Over people abroad</h2>",
        loglog(now, "records", "records", "ns_per_event", "People abroad: what an event costs", "records", "ns / event"),
        table_of(now["records"], COLUMNS)]
    return (f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>Sojourn: speed of this machine</title><style>{STYLE}</style>{''.join(parts)}</html>\n")
