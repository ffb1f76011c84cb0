#!/usr/bin/env python3
"""Regenerate the three tables of the scenario `mediterranean` (January 2014).

    python3 mediterranean_tables.py REFERENCE_DIR [OUTPUT_DIR]

REFERENCE_DIR holds covariates.csv, stock_undesa_rev2020.csv, stock_undesa_datatype.csv,
unhcr_refugees_yearly.csv and frontex_monthly_by_route.csv. Every figure taken from them is
rounded; every figure that is judged or stated from public statistics is a literal below.
The columns, their sources and the rounding rules are described in scenarios/tables/README.md.
Prints the season profiles, the checks and the totals.
"""
import csv
import math
import sys
from collections import defaultdict
from pathlib import Path

WORLD_POPULATION = 7.30e9  # UN WPP, between mid-2013 and mid-2014, rounded

# id | name | life expectancy | share 0-14 | share 65+ | tertiary | workforce growth |
# WGI government effectiveness 2013 | languages | colonial ties | regions
COUNTRIES = """
SYR|Syria|65|.38|.04|.08|.020|-1.3|ara|FRA|Levant;MiddleEast
LBN|Lebanon|78|.27|.07|.20|.010|-.4|ara;fra|FRA|Levant;MiddleEast
JOR|Jordan|74.5|.36|.03|.22|.030|-.1|ara|GBR|Levant;MiddleEast
ISR|Israel|82|.28|.11|.46|.017|1.2|heb;ara|GBR|Levant;MiddleEast
PSE|Palestine|73|.41|.03|.21|.033|-.8|ara|GBR|Levant;MiddleEast
IRQ|Iraq|69|.41|.03|.13|.035|-1.1|ara;kur|GBR|MiddleEast
TUR|Turkey|76.5|.26|.07|.14|.016|.4|tur;kur||MiddleEast
IRN|Iran|75|.24|.055|.19|.012|-.7|fas||MiddleEast
AFG|Afghanistan|62|.47|.025|.05|.037|-1.4|fas;pus||SouthAsia
PAK|Pakistan|65|.40|.04|.08|.024|-.8|urd;eng;pus|GBR|SouthAsia
BGD|Bangladesh|70|.31|.05|.08|.018|-.8|ben|GBR|SouthAsia
EGY|Egypt|70|.34|.045|.14|.020|-.9|ara|GBR|NorthAfrica
LBY|Libya|72|.30|.04|.18|.010|-1.5|ara|ITA|NorthAfrica
TUN|Tunisia|75.5|.24|.075|.13|.011|-.1|ara;fra|FRA|NorthAfrica
DZA|Algeria|75.5|.28|.055|.12|.015|-.5|ara;ber;fra|FRA|NorthAfrica
MAR|Morocco|72.5|.28|.065|.10|.014|-.1|ara;ber;fra|FRA;ESP|NorthAfrica
SDN|Sudan|63.5|.43|.035|.08|.030|-1.5|ara;eng|GBR;EGY|Horn
SSD|South Sudan|54.5|.44|.03|.04|.030|-1.7|eng;ara|GBR|Horn
ERI|Eritrea|63.5|.43|.04|.03|.022|-1.5|tir;ara|ITA|Horn
ETH|Ethiopia|63|.43|.03|.03|.033|-.5|amh;som;tir|ITA|Horn
SOM|Somalia|53.5|.48|.025|.03|.033|-2.2|som;ara|ITA;GBR|Horn
NGA|Nigeria|51.5|.445|.03|.12|.028|-1.0|eng;hau|GBR|WestAfrica;ECOWAS
GHA|Ghana|62|.38|.035|.07|.027|-.1|eng|GBR|WestAfrica;ECOWAS
SEN|Senegal|65.5|.44|.03|.05|.030|-.5|fra;wol|FRA|WestAfrica;Sahel;ECOWAS
MLI|Mali|57.5|.48|.025|.03|.033|-.9|fra;bam|FRA|WestAfrica;Sahel;ECOWAS
GMB|Gambia|61.5|.455|.025|.04|.033|-.7|eng;wol|GBR|WestAfrica;Sahel;ECOWAS
CIV|Cote d'Ivoire|56|.43|.025|.06|.028|-.9|fra|FRA|WestAfrica;ECOWAS
GIN|Guinea|57.5|.445|.035|.05|.028|-1.3|fra|FRA|WestAfrica;ECOWAS
NER|Niger|59|.50|.025|.02|.038|-.7|fra;hau|FRA|WestAfrica;Sahel;ECOWAS
TCD|Chad|51|.485|.02|.02|.034|-1.5|fra;ara|FRA|Sahel
BFA|Burkina Faso|58|.46|.025|.02|.032|-.6|fra|FRA|WestAfrica;Sahel;ECOWAS
MRT|Mauritania|63.5|.425|.03|.04|.030|-.9|ara;fra|FRA|WestAfrica;Sahel
GRC|Greece|81|.147|.20|.23|-.010|.5|ell||EU;Schengen
ITA|Italy|82.5|.14|.21|.14|-.003|.4|ita||EU;Schengen
MLT|Malta|82|.145|.175|.16|0|1.3|mlt;eng|GBR|EU;Schengen
ESP|Spain|83|.15|.18|.30|-.007|1.1|spa||EU;Schengen
CYP|Cyprus|80|.17|.125|.34|.008|1.4|ell;tur|GBR|EU
BGR|Bulgaria|74.5|.137|.195|.23|-.015|.2|bul||EU
ROU|Romania|75|.156|.165|.14|-.011|-.1|ron||EU
HUN|Hungary|75.5|.145|.175|.19|-.008|.7|hun||EU;Schengen
HRV|Croatia|77|.149|.185|.18|-.006|.7|hbs||EU;Balkans
SVN|Slovenia|80|.146|.175|.24|-.006|1.0|slv||EU;Schengen
AUT|Austria|81|.143|.183|.20|.004|1.6|deu||EU;Schengen
DEU|Germany|80.5|.132|.21|.25|-.001|1.5|deu||EU;Schengen
FRA|France|82|.183|.18|.28|0|1.5|fra||EU;Schengen
BEL|Belgium|80.5|.17|.178|.32|.003|1.6|nld;fra;deu||EU;Schengen
NLD|Netherlands|81.5|.17|.172|.30|0|1.8|nld||EU;Schengen
GBR|United Kingdom|81|.176|.173|.37|.003|1.5|eng||EU
SWE|Sweden|82|.171|.194|.34|.004|1.9|swe||EU;Schengen
DNK|Denmark|80.5|.172|.182|.32|.001|2.0|dan||EU;Schengen
FIN|Finland|81|.164|.194|.35|-.004|2.2|fin;swe||EU;Schengen
POL|Poland|77|.15|.148|.23|-.006|.7|pol||EU;Schengen
CZE|Czechia|78|.15|.172|.18|-.009|.9|ces;slk||EU;Schengen
SVK|Slovakia|76.5|.153|.135|.17|-.005|.8|slk;ces||EU;Schengen
PRT|Portugal|81|.147|.197|.17|-.008|1.2|por||EU;Schengen
IRL|Ireland|81|.216|.124|.38|.002|1.5|eng|GBR|EU
CHE|Switzerland|83|.149|.176|.34|.008|1.8|deu;fra;ita||EFTA;Schengen
NOR|Norway|82|.183|.159|.36|.009|1.9|nor||EFTA;Schengen
MKD|North Macedonia|75.5|.171|.125|.17|.001|-.1|mkd;sqi||Balkans
SRB|Serbia|75|.16|.165|.18|-.010|-.1|hbs||Balkans
ALB|Albania|78.5|.195|.12|.12|.003|-.3|sqi||Balkans
BIH|Bosnia and Herzegovina|77|.155|.15|.12|-.007|-.4|hbs||Balkans
MNE|Montenegro|76|.187|.132|.19|0|.2|hbs||Balkans
XKX|Kosovo|76|.27|.07|.14|.012|-.4|sqi;hbs||Balkans
RUS|Russia|71|.16|.13|.50|-.009|-.4|rus||EasternEurope
UKR|Ukraine|71|.145|.155|.45|-.010|-.7|ukr;rus|RUS|EasternEurope
ROW|Rest of the world|72|.255|.085|.13|.011|0|eng;spa;por;zho;hin|GBR;FRA;PRT;NLD;BEL|Other
"""

# Capital or population centre, degrees.
PLACE = dict(SYR=(33.5, 36.3), LBN=(33.9, 35.5), JOR=(31.9, 35.9), ISR=(32.1, 34.8), PSE=(31.9, 35.2), IRQ=(33.3, 44.4),
             TUR=(39.9, 32.9), IRN=(35.7, 51.4), AFG=(34.5, 69.2), PAK=(33.7, 73.1), BGD=(23.7, 90.4), EGY=(30.1, 31.2),
             LBY=(32.9, 13.2), TUN=(36.8, 10.2), DZA=(36.8, 3.1), MAR=(34.0, -6.8), SDN=(15.6, 32.5), SSD=(4.9, 31.6),
             ERI=(15.3, 38.9), ETH=(9.0, 38.8), SOM=(2.0, 45.3), NGA=(9.1, 7.5), GHA=(5.6, -.2), SEN=(14.7, -17.4),
             MLI=(12.6, -8.0), GMB=(13.5, -16.6), CIV=(5.3, -4.0), GIN=(9.5, -13.7), NER=(13.5, 2.1), TCD=(12.1, 15.0),
             BFA=(12.4, -1.5), MRT=(18.1, -16.0), GRC=(38.0, 23.7), ITA=(41.9, 12.5), MLT=(35.9, 14.5), ESP=(40.4, -3.7),
             CYP=(35.2, 33.4), BGR=(42.7, 23.3), ROU=(44.4, 26.1), HUN=(47.5, 19.1), HRV=(45.8, 16.0), SVN=(46.1, 14.5),
             AUT=(48.2, 16.4), DEU=(52.5, 13.4), FRA=(48.9, 2.3), BEL=(50.8, 4.4), NLD=(52.4, 4.9), GBR=(51.5, -.1),
             SWE=(59.3, 18.1), DNK=(55.7, 12.6), FIN=(60.2, 24.9), POL=(52.2, 21.0), CZE=(50.1, 14.4), SVK=(48.1, 17.1),
             PRT=(38.7, -9.1), IRL=(53.3, -6.3), CHE=(46.9, 7.4), NOR=(59.9, 10.8), MKD=(42.0, 21.4), SRB=(44.8, 20.5),
             ALB=(41.3, 19.8), BIH=(43.9, 18.4), MNE=(42.4, 19.3), XKX=(42.7, 21.2), RUS=(55.8, 37.6), UKR=(50.5, 30.5),
             ROW=(25.0, 95.0))

# Where the reference data lack a value: stated from public statistics or judged.
FILL = {("ERI", "gdp"): 1800, ("SSD", "gdp"): 2000, ("SOM", "hdi"): .36, ("XKX", "hdi"): .74, ("XKX", "unemployment"): .30}

# MIPEX overall score / 100: 2014 (edition of 2015), and 2019 (edition of 2020) for ALB ISR JOR MKD RUS SRB UKR.
MIPEX = dict(SWE=.78, PRT=.75, FIN=.69, NOR=.69, BEL=.67, DEU=.61, NLD=.60, ESP=.60, DNK=.59, ITA=.59, GBR=.57, FRA=.54,
             IRL=.52, AUT=.50, CHE=.49, CZE=.45, HUN=.45, ROU=.45, GRC=.44, SVN=.44, HRV=.43, BGR=.42, POL=.41, MLT=.40,
             SVK=.37, CYP=.35, TUR=.25, ALB=.43, ISR=.49, JOR=.21, MKD=.42, RUS=.31, SRB=.50, UKR=.39)
RIGHTS_PER_RULE_OF_LAW = .5  # elsewhere
# .3 elsewhere. Most of the many countries of ROW take few people from here; Egypt asks visas of Syrians
# from July 2013; Turkey gives temporary protection.
OPENNESS = {"ROW": .02, "EGY": .05, "TUR": .6}

EM, CM, WM, WA = "Eastern Mediterranean", "Central Mediterranean", "Western Mediterranean", "Western African"
WB, EB, AG = "Western Balkan", "Eastern Borders", "Circular Albania-Greece"
# from|to|mode|km (blank: 1.2 x great circle)|enforcement|risk|price|season|route|detection. All judgement for January 2014.
EDGES = f"""
# --- the Mediterranean and the Atlantic, into the EU
TUR|GRC|sea|600|.50|.001|1500|aegean|{EM}|1
TUR|GRC|land|950|.80|.0005|1300||{EM}|.9
TUR|BGR|land|600|.85|.0003|900||{EM}|.9
TUR|CYP|sea|600|.35|.0005|1200|aegean|{EM}|.5
SYR|CYP|sea|350|.40|.002|2000|aegean|{EM}|1
LBN|CYP|sea|250|.45|.002|1800|aegean|{EM}|1
TUR|ITA|sea|1700|.50|.002|5500|central|{CM}|1
EGY|GRC|sea|900|.30|.008|2500|central|{EM}|1
EGY|ITA|sea|1500|.50|.012|2500|central|{CM}|1
LBY|ITA|sea|450|.10|.018|1200|central|{CM}|1
LBY|MLT|sea|380|.30|.015|1800|central|{CM}|1
TUN|ITA|sea|250|.35|.005|1200|central|{CM}|1
DZA|ITA|sea|350|.35|.008|1100|central|{CM}|1
DZA|ESP|sea|300|.40|.007|1000|western|{WM}|1
MAR|ESP|sea|200|.65|.006|1200|western|{WM}|1
MAR|ESP|land|600|.80|.0005|700||{WM}|1
MAR|ESP|sea|1100|.65|.015|1300||{WA}|1
MRT|ESP|sea|900|.80|.030|1000||{WA}|1
SEN|ESP|sea|1500|.85|.030|1200||{WA}|1
GRC|TUR|land|950|.02|0|50|||0
BGR|TUR|land|600|.02|0|50|||0
ESP|MAR|sea|200|.01|0|50|||0
CYP|TUR|sea|600|.05|0|100|||0
# --- Levant, Turkey, Iraq
SYR|TUR|land||.05|.0002|100|||0
TUR|SYR|land||.05|.0002|50|||0
SYR|LBN|land|130|.03|.0001|50|||0
LBN|SYR|land|130|.05|.0001|50|||0
SYR|JOR|land|230|.15|.0002|100|||0
JOR|SYR|land|230|.05|.0002|50|||0
SYR|IRQ|land||.15|.0003|150|||0
IRQ|SYR|land||.10|.0003|100|||0
LBN|TUR|sea|900|.02|0|200|||0
TUR|LBN|sea|900|.05|0|200|||0
JOR|EGY|sea|700|.70|0|200|||0
EGY|JOR|sea|700|.20|0|200|||0
JOR|IRQ|land||.10|.0002|150|||0
IRQ|JOR|land||.20|.0002|200|||0
PSE|JOR|land|100|.15|0|100|||0
JOR|PSE|land|100|.50|0|150|||0
PSE|ISR|land|80|.50|.0001|150|||0
ISR|PSE|land|80|.02|0|20|||0
PSE|EGY|land|500|.40|.0001|300|||0
EGY|PSE|land|500|.60|.0001|300|||0
EGY|ISR|land|500|.95|.0030|2500|||0
ISR|EGY|land|500|.10|0|50|||0
ISR|JOR|land|110|.05|0|50|||0
JOR|ISR|land|110|.80|.0001|400|||0
IRQ|TUR|land||.10|.0001|200|||0
TUR|IRQ|land||.05|.0001|50|||0
IRQ|IRN|land||.10|.0001|100|||0
IRN|IRQ|land||.10|.0001|100|||0
IRN|TUR|land||.20|.0005|600|||0
TUR|IRN|land||.03|.0001|50|||0
# --- South Asia
AFG|IRN|land||.25|.0005|450|||0
IRN|AFG|land||.02|.0001|50|||0
AFG|PAK|land||.03|.0001|60|||0
PAK|AFG|land||.03|.0001|50|||0
PAK|IRN|land|2200|.25|.0005|350|||0
IRN|PAK|land|2200|.05|.0001|50|||0
BGD|PAK|land|2500|.20|.0003|900|||0
PAK|BGD|land|2500|.20|.0003|900|||0
# --- Horn, Nile, Sahara
ERI|SDN|land||.25|.0010|500|||0
SDN|ERI|land||.20|.0001|50|||0
ERI|ETH|land||.30|.0010|200|||0
ETH|ERI|land||.40|.0010|200|||0
ETH|SDN|land||.10|.0003|300|||0
SDN|ETH|land||.05|.0001|50|||0
SOM|ETH|land||.05|.0005|150|||0
ETH|SOM|land||.05|.0005|100|||0
SSD|SDN|land||.08|.0005|100|||0
SDN|SSD|land||.05|.0005|100|||0
SSD|ETH|land||.03|.0003|80|||0
ETH|SSD|land||.05|.0003|80|||0
SDN|EGY|land||.12|.0020|300|||0
EGY|SDN|land||.05|.0010|100|||0
SDN|LBY|land||.10|.0040|500|||0
LBY|SDN|land||.05|.0030|200|||0
SDN|TCD|land||.05|.0003|100|||0
TCD|SDN|land||.05|.0003|100|||0
TCD|LBY|land||.10|.0040|350|||0
LBY|TCD|land||.05|.0030|200|||0
NER|LBY|land||.08|.0040|300|||0
LBY|NER|land||.05|.0030|150|||0
NER|DZA|land||.20|.0030|250|||0
DZA|NER|land||.05|.0020|100|||0
MLI|DZA|land||.20|.0030|300|||0
DZA|MLI|land||.05|.0020|100|||0
MRT|DZA|land||.25|.0030|300|||0
DZA|MRT|land||.10|.0020|150|||0
MRT|MAR|land||.30|.0020|250|||0
MAR|MRT|land||.05|.0010|100|||0
EGY|LBY|land||.10|.0010|200|||0
LBY|EGY|land||.15|.0010|150|||0
TUN|LBY|land||.05|.0002|100|||0
LBY|TUN|land||.15|.0002|150|||0
DZA|LBY|land||.15|.0010|250|||0
LBY|DZA|land||.25|.0010|250|||0
DZA|TUN|land||.10|.0001|100|||0
TUN|DZA|land||.10|.0001|100|||0
DZA|MAR|land||.15|.0002|200|||0
MAR|DZA|land||.15|.0002|150|||0
# --- the Balkans
ALB|GRC|land||.25|.0001|150||{AG}|.5
GRC|ALB|land||.15|.0001|150|||0
GRC|MKD|land||.25|.0001|200|||0
MKD|GRC|land||.20|.0001|150||{WB}|.5
BGR|MKD|land||.20|.0001|150|||0
MKD|BGR|land||.30|.0001|200||{WB}|.5
MKD|SRB|land||.20|.0001|200|||0
SRB|MKD|land||.10|.0001|100|||0
BGR|SRB|land||.20|.0001|250|||0
SRB|BGR|land||.25|.0001|150||{WB}|.5
SRB|HUN|land||.35|.0001|400||{WB}|.9
HUN|SRB|land||.05|.0001|100|||0
SRB|HRV|land||.40|.0001|400||{WB}|.9
HRV|SRB|land||.05|.0001|100|||0
SRB|ROU|land||.40|.0001|350||{WB}|.8
ROU|SRB|land||.10|.0001|150|||0
BIH|HRV|land||.40|.0001|400||{WB}|.8
HRV|BIH|land||.05|.0001|100|||0
MNE|HRV|land||.40|.0001|400||{WB}|.8
HRV|MNE|land||.05|.0001|100|||0
"""
# One line per neighbour pair, both directions alike: a|b|mode|km|enforcement|risk|price
PAIRS = """
# --- West Africa (free movement of persons in ECOWAS; checkpoints, informal payments)
NGA|NER|land||.02|.0002|60
NGA|TCD|land||.05|.0003|80
NGA|GHA|land||.03|.0001|60
TCD|NER|land||.05|.0005|100
MLI|NER|land||.03|.0003|70
BFA|NER|land||.02|.0001|50
MLI|BFA|land||.02|.0001|50
GHA|BFA|land||.02|.0001|50
CIV|BFA|land||.02|.0001|50
CIV|MLI|land||.02|.0001|50
CIV|GHA|land||.02|.0001|40
CIV|GIN|land||.03|.0001|50
GIN|MLI|land||.02|.0001|50
GIN|SEN|land||.02|.0001|50
SEN|MLI|land||.02|.0001|50
GMB|SEN|land||.01|.0001|20
SEN|MRT|land||.08|.0001|60
MLI|MRT|land||.06|.0003|80
# --- the Balkans, inner borders
MKD|XKX|land||.12|.0001|100
MKD|ALB|land||.12|.0001|100
ALB|XKX|land||.05|.0001|50
ALB|MNE|land||.12|.0001|100
XKX|MNE|land||.12|.0001|100
XKX|SRB|land||.12|.0001|100
MNE|SRB|land||.10|.0001|100
MNE|BIH|land||.10|.0001|100
BIH|SRB|land||.10|.0001|100
# --- EU borders outside Schengen in 2014
GRC|BGR|land||.15|.0001|150
BGR|ROU|land||.12|.0001|150
ROU|HUN|land||.20|.0001|250
HRV|SVN|land||.20|.0001|250
HRV|HUN|land||.20|.0001|250
FRA|GBR|sea|480|.50|.0005|1500
BEL|GBR|sea|450|.60|.0003|1700
NLD|GBR|sea|500|.65|.0002|1800
IRL|GBR|land|550|.05|0|100
CYP|GRC|sea|1100|.50|.0002|2000
# --- inside Schengen
HUN|AUT|land||.02|0|100
HUN|SVK|land||.01|0|60
HUN|SVN|land||.01|0|80
SVN|AUT|land||.02|0|100
SVN|ITA|land||.02|0|100
AUT|ITA|land||.02|0|100
AUT|DEU|land||.02|0|100
AUT|CZE|land||.01|0|60
AUT|SVK|land||.01|0|40
AUT|CHE|land||.02|0|100
DEU|CZE|land||.01|0|60
DEU|POL|land||.01|0|60
DEU|DNK|land||.01|0|60
DEU|NLD|land||0|0|60
DEU|BEL|land||0|0|60
DEU|FRA|land||.01|0|80
DEU|CHE|land||.02|0|80
DEU|SWE|sea|800|.02|0|150
FRA|BEL|land||0|0|40
FRA|CHE|land||.02|0|80
FRA|ITA|land||.02|0|100
FRA|ESP|land||.01|0|80
ITA|CHE|land||.02|0|80
ITA|MLT|sea|800|.10|0|200
GRC|ITA|sea|1100|.40|.0005|2500
NLD|BEL|land||0|0|30
ESP|PRT|land||0|0|40
POL|CZE|land||.01|0|60
POL|SVK|land||.01|0|60
CZE|SVK|land||.01|0|40
SWE|DNK|sea|620|.01|0|60
SWE|NOR|land||.01|0|60
SWE|FIN|sea|450|.01|0|80
FIN|NOR|land|1400|.01|0|100
DNK|NOR|sea|600|.02|0|100
# --- eastern neighbours and the rest of the world
RUS|UKR|land||.05|.0001|80
ROW|RUS|land|4000|.10|.0001|300
ROW|IRN|land|3500|.20|.0003|600
ROW|PAK|land|3000|.20|.0002|300
ROW|BGD|land|2500|.15|.0002|200
ROW|ETH|land|3500|.10|.0005|300
ROW|NGA|land|3000|.08|.0003|200
"""
GUARDED_ONE_WAY = {("FRA", "GBR"), ("BEL", "GBR"), ("NLD", "GBR"), ("GRC", "ITA")}  # back: e .02, no risk, price 100
EAST = [("UKR", "POL", "", .40, .0001, 800, .6), ("UKR", "SVK", "", .45, .0002, 900, .7), ("UKR", "HUN", "", .45, .0002, 900, .7),
        ("UKR", "ROU", "", .45, .0002, 700, .6), ("RUS", "POL", "", .35, .0001, 600, .15), ("RUS", "FIN", "", .75, .0001, 900, .7),
        ("RUS", "NOR", 2000, .70, .0001, 900, .7)]

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


def figures(x, n):
    """x rounded to n significant digits, as an integer."""
    x = float(x)
    if x <= 0:
        return 0
    k = n - 1 - int(math.floor(math.log10(x)))
    return int(round(round(x, k)))


def rows(path):
    with open(path, encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)


def write(path, header, table):
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(header)
        w.writerows(table)


def plain(x, digits):
    s = f"{float(x):.{digits}f}".rstrip("0").rstrip(".") if digits else str(int(round(float(x))))
    return "0" if s in ("-0", "") else s


def great_circle(a, b):
    p, q = math.radians(a[0]), math.radians(b[0])
    c = math.sin(p) * math.sin(q) + math.cos(p) * math.cos(q) * math.cos(math.radians(a[1] - b[1]))
    return 6371.0 * math.acos(max(-1.0, min(1.0, c)))


def unit(wgi):
    return min(1.0, max(0.0, .5 + float(wgi) / 5))


def statements():
    for line in COUNTRIES.strip().splitlines():
        yield line.split("|")


def make_countries(ref):
    stated = {f[0]: f for f in statements()}
    now, nxt = {}, {}
    for r in rows(ref / "covariates.csv"):
        if r["year"] == "2013":
            now[r["iso3"]] = r
        elif r["year"] == "2014":
            nxt[r["iso3"]] = r

    rest = [r for i, r in now.items() if i not in stated and r["pop"]]

    def mean_of_rest(column):
        s = [(float(r["pop"]), float(r[column])) for r in rest if r[column]]
        return sum(p * v for p, v in s) / sum(p for p, _ in s)

    table, listed = [], 0
    for i, f in stated.items():
        _, name, life, young, old, tertiary, growth, effectiveness, languages, ties, regions = f
        if i == "ROW":
            get, population = mean_of_rest, figures(WORLD_POPULATION - listed, 3)
        else:
            r = now[i]
            get = r.__getitem__
            population = figures(math.sqrt(float(r["pop"]) * float(nxt[i]["pop"])), 3)
            listed += population

        def value(key, column, scale=1.0):
            return FILL[i, key] if (i, key) in FILL else float(get(column)) * scale

        law = round(unit(get("wgi_rule_of_law")), 2)
        rights = MIPEX.get(i, RIGHTS_PER_RULE_OF_LAW * law)
        table.append([i, name, population, int(round(value("gdp", "gdp_pc_ppp_2021"), -2)), plain(value("hdi", "hdi"), 2),
                      plain(value("unemployment", "unemployment_pct", .01), 2), plain(unit(get("wgi_political_stability")), 2),
                      plain(law, 2), plain(unit(effectiveness), 2), plain(rights, 2), plain(OPENNESS.get(i, 0.3), 2),
                      plain(round(2 * float(get("birth_rate_per_1000"))) / 2, 1), plain(life, 1), plain(young, 3), plain(old, 3), plain(tertiary, 2),
                      plain(growth, 3), plain(PLACE[i][0], 1), plain(PLACE[i][1], 1), languages, ties, regions])
    return table


def make_corridors(ids):
    out = []

    def add(a, b, mode, km, e, risk, price, season, route, detection):
        if km == "":
            km = 1.2 * great_circle(PLACE[a], PLACE[b])
        km = max(50, int(round(float(km) / 10) * 10))
        out.append([a, b, mode, km, plain(e, 2), plain(risk, 4), plain(price, 0), season, route, plain(detection, 2)])

    for line in EDGES.strip().splitlines():
        if not line.startswith("#"):
            a, b, mode, km, e, risk, price, season, route, detection = line.split("|")
            add(a, b, mode, km, e, risk, price, season, route, detection)
    for line in PAIRS.strip().splitlines():
        if not line.startswith("#"):
            a, b, mode, km, e, risk, price = line.split("|")
            add(a, b, mode, km, e, risk, price, "", "", 0)
            if (a, b) in GUARDED_ONE_WAY:
                e, risk, price = .02, 0, 100
            if a != "ROW":  # journeys out of the modelled region are not followed
                add(b, a, mode, km, e, risk, price, "", "", 0)
    for a, b, km, e, risk, price, detection in EAST:
        add(a, b, "land", km, e, risk, price, "", EB, detection)
        add(b, a, "land", km, .05, 0, 100, "", "", 0)
    return out


def make_stocks(ref, regions):
    ids = set(regions)
    fold = lambda i: i if i in ids and i != "ROW" else "ROW"
    adds_refugees = {r["dest"] for r in rows(ref / "stock_undesa_datatype.csv")
                     if r["rev"] == "2020" and r["year"] == "2010" and r["includes_refugees"] == "1"}
    u = {2010: defaultdict(lambda: [0, 0]), 2013: defaultdict(lambda: [0, 0])}
    for r in rows(ref / "unhcr_refugees_yearly.csv"):
        y = int(r["year"])
        if y in u and r["orig"] != r["host"]:
            u[y][r["orig"], r["host"]][0] += int(float(r["refugees"] or 0))
            u[y][r["orig"], r["host"]][1] += int(float(r["asylum_seekers"] or 0))

    def refugees_inside(o, d):  # how many of the 2010 stock are refugees counted elsewhere in this table, or gone
        a, b = sum(u[2010][o, d]), sum(u[2013][o, d])
        return a if d in adds_refugees else min(a, b)

    desa = {(r["orig"], r["dest"]): float(r["stock"]) for r in rows(ref / "stock_undesa_rev2020.csv") if r["year"] == "2010"}
    stock = defaultdict(float)  # (citizenship, residence, status)

    def put(o, d, status, n):
        o, d = fold(o), fold(d)
        if o == d or n <= 0:
            return
        k = KOSOVO_SHARE.get(d, 0) if o == "SRB" else 0
        if k:
            stock["XKX", d, status] += k * n
        stock[o, d, status] += (1 - k) * n

    for (o, d), n in desa.items():
        if d == "LBY":
            continue
        over = refugees_inside(o, d)
        if o == "SSD":  # in 2010 refugees of both Sudans were counted as Sudanese
            over += max(0, refugees_inside("SDN", d) - desa.get(("SDN", d), 0))
        n = max(0.0, n - over) * foreign_share(fold(o), fold(d))
        if o == "PSE" and d in UNRWA_REFUGEES:
            put(o, d, "refugee", n)
        elif (o, d) == ("AFG", "IRN"):
            put(o, d, "irregular", AFGHANS_IRREGULAR_SHARE_IN_IRAN * n)
            put(o, d, "regular", (1 - AFGHANS_IRREGULAR_SHARE_IN_IRAN) * n)
        else:
            put(o, d, "regular", n)

    for (o, d, status), n in list(stock.items()):  # people without papers in Europe
        if status == "regular" and d in IRREGULAR_SHARE and not regions[o] & {"EU", "EFTA"}:
            stock[o, d, "irregular"] += IRREGULAR_SHARE[d] * n
            stock[o, d, status] -= IRREGULAR_SHARE[d] * n
    for status, m in LIBYA.items():
        for o, n in m.items():
            stock[o, "LBY", status] += n
    for (o, d), n in IRREGULAR_ADDED.items():
        stock[o, d, "irregular"] += n

    registered = defaultdict(float)
    keep, stock = stock, registered  # the same folding for the registered
    for (o, d), (n, m) in u[2013].items():
        for status, x in (("refugee", n), ("asylum_applicant", m)):
            oo, dd = fold(o), fold(d)
            if oo == dd or x <= 0:
                continue
            k = KOSOVO_SHARE.get(dd, 0) if oo == "SRB" else 0
            registered["XKX", dd, status] += k * x
            registered[oo, dd, status] += (1 - k) * x

    table = defaultdict(int)
    for (o, d, status), n in keep.items():
        if n >= (500 if status == "regular" else 300):
            table[o, d, status] += figures(n, 2)
    for (o, d, status), n in registered.items():
        if n >= 300:
            table[o, d, status] += figures(n, 3)
    return [[*k, n] for k, n in sorted(table.items())]


def season_profiles(ref):
    seen = defaultdict(lambda: defaultdict(lambda: [0.0] * 12))
    for r in rows(ref / "frontex_monthly_by_route.csv"):
        y, m = map(int, r["month"].split("-"))
        seen[r["route"]][y][m - 1] += float(r["detections"])
    out = {}
    for name, route, years in (("aegean", "Eastern Mediterranean Route", (2009, 2010, 2011, 2012, 2013)),
                               ("central", "Central Mediterranean Route", (2009, 2010, 2012, 2013)),
                               ("western", "Western Mediterranean Route", (2009, 2010, 2011, 2012, 2013))):
        share = [sum(seen[route][y][m] / sum(seen[route][y]) for y in years) / len(years) for m in range(12)]
        smooth = [(share[m - 1] + share[m] + share[(m + 1) % 12]) / 3 for m in range(12)]
        out[name] = [round(s / max(smooth), 2) for s in smooth]
    return out


def check(countries, corridors, stocks):
    ids = [c[0] for c in countries]
    assert len(ids) == len(set(ids)), "an id twice"
    for c in countries:
        for v in c[2:19]:
            assert math.isfinite(float(v)), c
        assert all(0 <= float(v) <= 1 for v in c[4:11]), c
        assert all(t in ids for t in c[20].split(";") if t), c
    keys = set()
    for e in corridors:
        assert e[0] in ids and e[1] in ids and e[0] != e[1], e
        assert e[2] in ("land", "sea") and e[7] in ("", "aegean", "central", "western"), e
        assert all(math.isfinite(float(e[k])) and float(e[k]) >= 0 for k in (3, 4, 5, 6, 9)), e
        assert float(e[4]) <= 1 and float(e[5]) <= 1 and float(e[9]) <= 1, e
        key = (e[0], e[1], e[2], e[8])
        assert key not in keys, ("twice", e)
        keys.add(key)
    after, before = defaultdict(set), defaultdict(set)
    for e in corridors:
        after[e[0]].add(e[1])
        before[e[1]].add(e[0])

    def reach(i, graph):
        todo, done = [i], {i}
        while todo:
            for j in graph[todo.pop()] - done:
                done.add(j)
                todo.append(j)
        return done

    for i in ("SYR", "ERI", "NGA", "AFG", "DEU"):
        missing = set(ids) - {"ROW"} - reach(i, after)
        assert not missing, (i, "does not reach", missing)
    missing = set(ids) - reach("DEU", before)
    assert not missing, ("DEU is not reached from", missing)
    size = {c[0]: c[2] for c in countries}
    inside, abroad, seen = defaultdict(int), defaultdict(int), set()
    for o, d, status, n in stocks:
        assert o in ids and d in ids and o != d and n > 0 and (o, d, status) not in seen, (o, d, status, n)
        seen.add((o, d, status))
        inside[d] += n
        abroad[o] += n
    for i in ids:
        assert inside[i] < .6 * size[i], (i, "more foreigners than residents", inside[i], size[i])
    return inside, abroad


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    ref = Path(sys.argv[1])
    out = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).resolve().parents[2] / "scenarios" / "tables"
    countries = make_countries(ref)
    corridors = make_corridors([c[0] for c in countries])
    stocks = make_stocks(ref, {c[0]: set(c[21].split(";")) for c in countries})
    inside, abroad = check(countries, corridors, stocks)
    out.mkdir(parents=True, exist_ok=True)
    write(out / "mediterranean_countries.csv", ("id,name,population,gdp_per_capita,hdi,unemployment,stability,rule_of_law,"
          "capacity,rights,openness,birth_rate,life_expectancy,share_0_14,share_65_plus,tertiary_share,workforce_growth,latitude,"
          "longitude,languages,colonial_ties,regions").split(","), countries)
    write(out / "mediterranean_corridors.csv",
          "from,to,mode,km,enforcement,risk,price,season,route,detection".split(","), corridors)
    write(out / "mediterranean_stocks.csv", "citizenship,residence,status,persons".split(","), stocks)
    for name, p in season_profiles(ref).items():
        print("season", name, p)
    print("places", len(countries), "population", sum(c[2] for c in countries),
          "of which listed", sum(c[2] for c in countries if c[0] != "ROW"))
    print("corridors", len(corridors), "sea", sum(e[2] == "sea" for e in corridors), "with route", sum(e[8] != "" for e in corridors))
    by = defaultdict(int)
    for s in stocks:
        by[s[2]] += s[3]
    print("stocks", len(stocks), "persons", sum(by.values()), dict(by))
    print("from ROW", abroad["ROW"], "to ROW", inside["ROW"], "among the listed",
          sum(s[3] for s in stocks if "ROW" not in s[:2]))
    europe = sum(s[3] for s in stocks if s[2] == "irregular" and s[1] in IRREGULAR_SHARE)
    print("irregular in Europe", europe, "in LBY", sum(s[3] for s in stocks if s[2] == "irregular" and s[1] == "LBY"))
    size = {c[0]: c[2] for c in countries}
    print("largest shares of foreigners", [(i, round(inside[i] / size[i], 2)) for i in sorted(size, key=lambda i: -inside[i] / size[i])[:8]])


if __name__ == "__main__":
    main()
