"""What is stated of the countries of the Mediterranean, from public statistics or by judgement."""

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
# .3 elsewhere. Most of the many countries of ROW take few people from here; Egypt asks visas of Syrians
# from July 2013; Turkey gives temporary protection.
OPENNESS = {"ROW": .02, "EGY": .05, "TUR": .6}


def statements():
    for line in COUNTRIES.strip().splitlines():
        yield line.split("|")
