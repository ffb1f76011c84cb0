"""Figures that papers need. Each draws on one matplotlib Axes and returns it.

All take `ax`; without it they make a figure of print size, to be saved with
`ax.figure.savefig("figure.pdf")`. All take `title`; without it they say what is shown. Figures of
your own look alike after `matplotlib.pyplot.rcParams.update(sojourn.plots.STYLE)`. Colours can be
told apart by colour-blind readers and in print (Okabe, Ito 2008; cividis).
"""

from .choropleth import choropleth
from .event_timeline import event_timeline
from .flow_matrix import flow_matrix
from .regime_comparison import regime_comparison
from .route_map import route_map
from .stock_series import stock_series
from .style import COLOURS, STYLE

__all__ = [
    "COLOURS",
    "STYLE",
    "choropleth",
    "event_timeline",
    "flow_matrix",
    "regime_comparison",
    "route_map",
    "stock_series",
]
