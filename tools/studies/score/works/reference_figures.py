"""The figures of validation_targets.csv, measured of stocks and flows that may be published or simulated."""

from . import shares


def stock_figures(reference, year, table):
    """By id. `table`: people abroad [origin, host]."""
    panel = lambda column: reference.by_place("sim_country_panel", column, year)
    listed, five = shares.lists(reference, table)
    figures = {
        f"W{year}": table.sum() / 1e6,
        f"WS{year}": 100 * table.sum() / reference.everyone(year),
        f"HDI{year}": shares.uphill(table, panel("hdi")),
        f"GDP{year}": shares.uphill(table, panel("gdp_pc_ppp_2021")),
        f"C1_{year}": shares.top_hosts(table, 1),
        f"C10_{year}": shares.top_hosts(table, 10),
        f"CT_{year}": shares.contiguous(reference, table),
        f"MD_{year}": shares.median_distance(reference, table),
        f"IR_{year}": shares.same_region(reference, table),
        f"N50_{year}": shares.half(reference, table),
        f"OV_{year}": shares.overlap(listed, shares.in_common),
        f"JA_{year}": shares.overlap(listed, shares.jaccard),
        f"T5_{year}": five,
        f"GCC{year}": shares.foreign_share(reference, table, shares.GULF, year),
        f"EU{year}": shares.inside(reference, table, members(reference)),
    }
    return figures | {f"{a}{b}{year}": shares.corner(reference, table, a, b) for a in "SN" for b in "SN"}


def members(reference):
    """Countries that have been in the European area of free movement at any time, or its like in Switzerland."""
    return {row["iso3"] for row in reference.rows("free_movement_areas")
            if row["area"] == "EU_EEA"}


def flow_figures(reference, year, table):
    """By id. `table`: people who live elsewhere five years later [from, to]."""
    level = reference.by_place("sim_country_panel", "hdi", year)
    figures = {
        f"FHDI{year}": shares.uphill(table, level),
        f"REC{year}": shares.reciprocity(table),
        f"EFF{year}": shares.effectiveness(table),
        f"FPB{year}": table.sum() / 1e6,
        f"FMC{year}": table.sum() / 1e6,
    }
    return figures | {f"F{a}{b}{year}": shares.corner(reference, table, a, b) for a in "SN" for b in "SN"}
