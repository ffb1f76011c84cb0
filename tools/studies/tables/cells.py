"""How figures of the scenario tables are rounded and written."""
import math


def figures(x, n):
    """x rounded to n significant digits, as an integer."""
    x = float(x)
    if x <= 0:
        return 0
    k = n - 1 - int(math.floor(math.log10(x)))
    return int(round(round(x, k)))


def plain(x, digits):
    s = f"{float(x):.{digits}f}".rstrip("0").rstrip(".") if digits else str(int(round(float(x))))
    return "0" if s in ("-0", "") else s


def unit(wgi):
    return min(1.0, max(0.0, .5 + float(wgi) / 5))
