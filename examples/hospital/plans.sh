# What is due on which type of device, and how often. Read by load.sh.
# The intervals are customary starting values: the maker's book and your own experience come first.
day 2026-01-05 09:00

# Réanimation, bloc, urgences
siyana plan add --type "Respirateur de réanimation" --kind pm --every 6m --due 2026-02-15
siyana plan add --type "Respirateur de réanimation" --kind safety --every 1y --due 2026-04-20
siyana plan add --type "Transport ventilator" --kind pm --every 6m --due 2026-03-10
siyana plan add --type "Transport ventilator" --kind safety --every 1y --due 2026-03-10
siyana plan add --type "Moniteur multiparamétrique" --kind pm --every 1y --due 2026-05-15
siyana plan add --type "Infusion pump" --kind pm --every 1y --due 2026-03-31
siyana plan add --type "Infusion pump" --kind safety --every 1y --due 2026-03-31
siyana plan add --type "Pousse-seringue électrique" --kind pm --every 1y --due 2026-04-12
siyana plan add --type "Défibrillateur" --kind pm --every 6m --due 2026-06-10
siyana plan add --type "Défibrillateur" --kind user-check --name "Contrôle mensuel" --every 1m --due 2026-01-31
siyana plan add --type "Appareil d'anesthésie" --kind pm --every 6m --due 2026-01-20
siyana plan add --type "Appareil d'anesthésie" --kind safety --every 1y --due 2026-01-20
siyana plan add --type "Electrosurgical unit" --kind pm --every 6m --due 2026-03-05
siyana plan add --type "Electrosurgical unit" --kind safety --every 1y --due 2026-03-05
siyana plan add --type "Scialytique" --kind pm --every 1y --due 2026-09-15
siyana plan add --type "Aspirateur chirurgical" --kind pm --every 6m --due 2026-02-28

# Néonatologie, maternité
siyana plan add --type "Couveuse fermée" --kind pm --every 6m --due 2026-01-31
siyana plan add --type "Couveuse fermée" --kind calibration --every 1y --due 2026-01-31
# These two have no date of their own: a device is first due one interval after it came into service.
siyana plan add --type "Table chauffante de réanimation néonatale" --kind pm --every 6m
siyana plan add --type "Appareil de photothérapie" --kind pm --every 1y
siyana plan add --type "Cardiotocographe" --kind pm --every 1y --due 2026-02-20
siyana plan add --type "ميزان الرضع" --kind calibration --name "المعايرة" --every 1y --due 2026-03-15

# Exploration et imagerie
siyana plan add --type "Échographe" --kind pm --every 1y --due 2026-10-01
siyana plan add --type "جهاز تخطيط القلب" --kind pm --name "الصيانة الوقائية" --every 1y --due 2026-05-31
siyana plan add --type "Pulse oximeter" --kind pm --every 1y --due 2026-11-01
siyana plan add --type "Appareil de radiologie fixe" --kind pm --every 1y --due 2026-04-30
siyana plan add --type "Appareil de radiologie fixe" --kind performance --every 1y --due 2026-04-30
siyana plan add --type "Appareil de radiologie mobile" --kind pm --every 1y --due 2026-03-22
# A contract visit: planned dates, fifteen days either side, on this one device.
siyana plan add SCAN-01 --kind pm --name "Visite contractuelle" --every 4m --basis fixed --due 2026-02-01 --window 15d

# Stérilisation
siyana plan add --type "Autoclave" --kind pm --every 6m --basis fixed --due 2026-01-15
siyana plan add --type "Autoclave" --kind statutory --name "Épreuve réglementaire" --every 1y --due 2026-04-01
siyana plan add --type "Laveur-désinfecteur" --kind pm --every 6m --due 2026-02-15

# Hémodialyse: the model's rule wins over the type's.
siyana plan add --type "Générateur d'hémodialyse" --kind pm --every 6m --due 2026-06-20
siyana plan add --model "Fresenius Medical Care 5008S" --kind pm --every 4m --due 2026-02-22
siyana plan add --type "Générateur d'hémodialyse" --kind safety --every 1y --due 2026-11-15
siyana plan add --type "Traitement d'eau pour dialyse" --kind pm --every 3m --basis fixed --due 2026-01-15
siyana plan add --type "Traitement d'eau pour dialyse" --kind performance --name "Analyse d'eau" --every 1m --basis fixed --due 2026-01-10

# Laboratoire, froid, oxygène, dentaire
siyana plan add --type "Centrifugeuse" --kind pm --every 1y --due 2026-06-01
siyana plan add --type "Centrifugeuse" --kind calibration --every 1y --due 2026-06-01
siyana plan add --type "Biochemistry analyser" --kind pm --every 6m --due 2026-06-25
siyana plan add --type "Haematology analyser" --kind pm --every 6m --due 2026-06-25
siyana plan add --type "Réfrigérateur médical" --kind pm --every 6m --due 2026-02-10
siyana plan add --type "Réfrigérateur médical" --kind calibration --name "Cartographie thermique" --every 1y --due 2026-02-10
siyana plan add --type "Concentrateur d'oxygène" --kind pm --every 3m --due 2026-01-31
siyana plan add --type "Unit dentaire" --kind pm --every 1y --due 2026-06-30
# Operating tables and the microscope have no plan yet: "siyana status" says so.
