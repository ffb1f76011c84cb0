"""Who of the people counted abroad has no papers, is a refugee, or is a citizen: shares and numbers."""

# Stocks -------------------------------------------------------------------------------------------------------------
UNRWA_REFUGEES = ("LBN", "SYR")  # Palestinians there are refugees without citizenship; in JOR most are citizens
# Share of the people counted with origin Serbia who come from Kosovo.
KOSOVO_SHARE = dict(DEU=.45, CHE=.55, ITA=.40, AUT=.13, SWE=.40, SVN=.30, FRA=.20, BEL=.30, NOR=.50, DNK=.30, FIN=.50,
                    GBR=.50, HUN=.10, NLD=.15, HRV=.05, MKD=.20, MNE=.15, ROW=.15)
# Share of third-country stock without papers (order of magnitude of CLANDESTINO 2008, adjusted to foreign-born stocks).
IRREGULAR_SHARE = dict(GRC=.20, ITA=.08, ESP=.05, FRA=.05, DEU=.03, GBR=.08, NLD=.05, BEL=.07, AUT=.03, SWE=.02, PRT=.05,
                       POL=.05, CZE=.08, HUN=.03, CYP=.10, MLT=.10, IRL=.06, DNK=.02, FIN=.02, CHE=.07, NOR=.03)
LIBYA = dict(regular=dict(EGY=150000, TUN=30000, SDN=30000, MAR=30000, BGD=20000, PAK=10000, ROW=40000, TUR=5000, IRQ=5000,
                          PSE=5000, SYR=5000),
             irregular=dict(EGY=300000, NER=120000, TCD=100000, SDN=100000, NGA=70000, GHA=35000, MLI=30000, SYR=15000,
                            ERI=20000, BGD=20000, TUN=20000, MAR=20000, SEN=15000, GMB=10000, ETH=10000, BFA=10000,
                            SOM=8000, CIV=8000, PAK=5000, DZA=5000, GIN=5000, ROW=30000))
AFGHANS_IRREGULAR_SHARE_IN_IRAN = .75  # of those who are not registered refugees
IRREGULAR_ADDED = {("AFG", "PAK"): 900000,
                   ("MLI", "DZA"): 15000, ("NER", "DZA"): 15000, ("NGA", "DZA"): 5000, ("ROW", "DZA"): 8000,
                   ("SEN", "MAR"): 5000, ("NGA", "MAR"): 3000, ("CIV", "MAR"): 3000, ("MLI", "MAR"): 2500,
                   ("GIN", "MAR"): 2000, ("GHA", "MAR"): 1000, ("ROW", "MAR"): 8000,
                   ("AFG", "GRC"): 30000, ("PAK", "GRC"): 20000, ("BGD", "GRC"): 10000,
                   ("AFG", "TUR"): 40000, ("PAK", "TUR"): 20000, ("IRQ", "TUR"): 20000, ("IRN", "TUR"): 10000,
                   ("BGD", "TUR"): 5000, ("SOM", "TUR"): 3000, ("ROW", "TUR"): 60000,
                   ("ERI", "SDN"): 40000, ("ETH", "SDN"): 50000, ("MLI", "MRT"): 10000, ("SEN", "MRT"): 10000}
# The United Nations count most stocks by birth; the table is by citizenship. Where borders moved, or citizenship comes with
# descent, only this share of the foreign-born is taken to be foreign citizens.
SOVIET, YUGOSLAV = {"RUS", "UKR", "ROW"}, {"SVN", "HRV", "BIH", "SRB", "MNE", "MKD", "XKX"}


def foreign_share(o, d):
    if o in SOVIET and d in SOVIET:
        return .3
    if o in YUGOSLAV and d in YUGOSLAV:
        return .3
    if d == "ISR":
        return .2
    if (o, d) == ("PSE", "JOR"):
        return .2
    if d == "TUR" and o in {"BGR", "GRC", "MKD", "DEU", "SRB", "BIH"}:
        return .2
    return 1.0
