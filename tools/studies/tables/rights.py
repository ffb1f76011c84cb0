"""Rights of migrants where an index has measured them, and what stands for it elsewhere."""

# MIPEX overall score / 100: 2014 (edition of 2015), and 2019 (edition of 2020) for ALB ISR JOR MKD RUS SRB UKR.
MIPEX = dict(SWE=.78, PRT=.75, FIN=.69, NOR=.69, BEL=.67, DEU=.61, NLD=.60, ESP=.60, DNK=.59, ITA=.59, GBR=.57, FRA=.54,
             IRL=.52, AUT=.50, CHE=.49, CZE=.45, HUN=.45, ROU=.45, GRC=.44, SVN=.44, HRV=.43, BGR=.42, POL=.41, MLT=.40,
             SVK=.37, CYP=.35, TUR=.25, ALB=.43, ISR=.49, JOR=.21, MKD=.42, RUS=.31, SRB=.50, UKR=.39)
# MIPEX overall score / 100, edition of 2015 (year 2014), of countries that are in the world's table alone.
MIPEX_FAR = dict(CAN=.68, NZL=.70, AUS=.66, USA=.63, LUX=.57, KOR=.53, JPN=.44, EST=.46, ISL=.45, LTU=.37, LVA=.31)
RIGHTS_PER_RULE_OF_LAW = .5  # elsewhere
