"""Corridors of the Mediterranean as judged for January 2014."""

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
