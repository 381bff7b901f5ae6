# Half a year in the workshop. Read by load.sh. The people are invented.

# ---- January
day 2026-01-08 10:20
siyana breakdown open PS-04 --symptom "Alarme batterie faible dès le débranchement" --severity 2 --reported-by "Nadia B."
day 2026-01-11
siyana pm log EAU-01 --plan "Analyse d'eau" --on 2026-01-11 --result pass --by "Yacine M." --note "Bactériologie et endotoxines conformes"
siyana breakdown close PS-04 --cause BATT --action "Batterie remplacée, autonomie vérifiée" --by "Yacine M."
day 2026-01-12
siyana pm log PHOT-01 --kind pm --on 2026-01-12 --result pass --minutes 40 --by "Nadia B." --note "Éclairement mesuré 34 µW/cm²/nm"
day 2026-01-13
siyana pm log AUTO-01 AUTO-02 --kind pm --on 2026-01-13 --result pass --minutes 150 --by "Yacine M."
day 2026-01-15
siyana pm log AUTO-03 AUTO-04 OXY-03 --kind pm --on 2026-01-15 --result pass --by "Karim T." --note "Tournée Salamandre et Bouguirat"
siyana pm log EAU-01 --kind pm --on 2026-01-15 --result pass --by "Yacine M."
day 2026-01-18
siyana pm log TCH-01 TCH-02 --kind pm --on 2026-01-18 --result pass --minutes 45 --by "Nadia B."
day 2026-01-20
siyana pm log ANES-01 ANES-02 --kind pm --on 2026-01-19 --result pass --minutes 140 --by "Yacine M."
siyana pm log ANES-03 --kind pm --on 2026-01-20 --result minor --minutes 170 --by "Yacine M." --note "Joint du circuit remplacé"
siyana pm log ANES-01 ANES-02 ANES-03 --kind safety --on 2026-01-20 --result pass --by "Nadia B."
day 2026-01-21 11:05
siyana breakdown open MON-06 --symptom "Tracé ECG parasité" --severity 1 --reported-by "Nadia B."
day 2026-01-22 09:40
siyana breakdown close MON-06 --cause ACC --action "Câble patient remplacé" --by "Nadia B."
day 2026-01-26
siyana pm log OXY-02 --kind pm --on 2026-01-26 --result pass --by "Karim T." --note "Pureté 94 %"
day 2026-01-28
siyana pm log COUV-01 COUV-02 COUV-04 COUV-05 COUV-06 --kind pm --on 2026-01-27 --result pass --minutes 60 --by "Nadia B."
siyana pm log COUV-03 --kind pm --on 2026-01-27 --result minor --minutes 75 --by "Nadia B." --note "Filtre à air et joint de hublot remplacés"
siyana pm log COUV-01 COUV-02 COUV-03 COUV-04 COUV-05 COUV-06 --kind calibration --on 2026-01-28 --result pass --by "Nadia B."
siyana pm log DEF-01 DEF-02 DEF-03 DEF-04 DEF-05 DEF-06 --plan "Contrôle mensuel" --on 2026-01-28 --result pass --by "Cadres des services"
day 2026-01-29
siyana pm log OXY-01 --kind pm --on 2026-01-29 --result pass --by "Karim T."

# ---- February
day 2026-02-02
siyana pm log SCAN-01 --plan "Visite contractuelle" --on 2026-02-02 --result pass --minutes 300 --by "Technicien du fournisseur"
day 2026-02-03 14:10
siyana breakdown open ECHO-02 --symptom "Image sombre d'un côté avec la sonde convexe" --severity 2 --reported-by "Karim T."
day 2026-02-10
siyana pm log FRIG-01 FRIG-02 FRIG-03 --kind pm --on 2026-02-10 --result pass --by "Karim T."
siyana pm log FRIG-01 FRIG-02 FRIG-03 --plan "Cartographie thermique" --on 2026-02-10 --result pass --by "Karim T."
siyana pm log EAU-01 --plan "Analyse d'eau" --on 2026-02-10 --result pass --by "Yacine M."
day 2026-02-12
siyana pm log VENT-01 VENT-02 VENT-03 --kind pm --on 2026-02-12 --result pass --minutes 90 --by "Yacine M."
siyana pm attempt VENT-05 --kind pm --because in-use --on 2026-02-12 --by "Yacine M."
day 2026-02-15
siyana pm log VENT-04 VENT-06 --kind pm --on 2026-02-15 --result pass --minutes 90 --by "Yacine M."
day 2026-02-16
siyana pm log LAV-01 --kind pm --on 2026-02-16 --result pass --minutes 120 --by "Yacine M."
day 2026-02-17 12:00
siyana breakdown close ECHO-02 --cause ACC --action "Sonde échangée par le fournisseur" --by "Technicien du fournisseur"
day 2026-02-19
siyana pm log CTG-01 CTG-02 --kind pm --on 2026-02-18 --result pass --by "Nadia B."
siyana pm log CTG-03 --kind pm --on 2026-02-19 --result minor --by "Nadia B." --note "Sangle et papier remplacés"
day 2026-02-22
siyana pm log VENT-05 --kind pm --on 2026-02-22 --result pass --minutes 95 --by "Yacine M."
siyana pm log HD-05 HD-06 HD-07 --kind pm --on 2026-02-22 --result pass --minutes 110 --by "Yacine M."
day 2026-02-24 11:30
siyana pm log ASP-01 ASP-02 --kind pm --on 2026-02-24 --result pass --by "Karim T."
siyana pm log ASP-03 --kind pm --on 2026-02-24 --result fail --by "Karim T." --note "Dépression insuffisante, 38 kPa au lieu de 60"
day 2026-02-26
siyana pm log DEF-01 DEF-02 DEF-03 DEF-04 DEF-05 DEF-06 --plan "Contrôle mensuel" --on 2026-02-26 --result pass --by "Cadres des services"

# ---- March
day 2026-03-03
siyana pm log BIST-01 BIST-02 BIST-03 --kind pm --on 2026-03-03 --result pass --minutes 70 --by "Nadia B."
siyana pm log BIST-01 BIST-02 BIST-03 --kind safety --on 2026-03-03 --result pass --by "Nadia B."
day 2026-03-09
siyana pm log RTR-01 RTR-02 --kind pm --on 2026-03-09 --result pass --minutes 80 --by "Yacine M."
siyana pm log RTR-01 RTR-02 --kind safety --on 2026-03-09 --result pass --by "Yacine M."
day 2026-03-11
siyana pm log EAU-01 --plan "Analyse d'eau" --on 2026-03-11 --result pass --by "Yacine M."
day 2026-03-12 08:15
siyana breakdown open RX-01 --symptom "Ne s'allume plus après une coupure de courant" --severity 2 --reported-by "Karim T."
siyana breakdown wait RX-01 --for part --until 2026-03-18
day 2026-03-15
siyana pm log BAL-01 BAL-02 BAL-03 BAL-04 --kind calibration --on 2026-03-15 --result pass --by "فاطمة ز." --note "كتل عيارية 500 و 2000 غ"
day 2026-03-17
siyana pm log RXM-01 --kind pm --on 2026-03-17 --result pass --by "Karim T."
day 2026-03-18 16:20
siyana breakdown close RX-01 --cause ENV --action "Carte d'alimentation remplacée, parasurtenseur posé" --by "Technicien du fournisseur"
day 2026-03-22
siyana device add MON-15 --type "Moniteur multiparamétrique" --manufacturer Mindray --model uMEC12 --serial KN-60718834 --department "Réanimation" --room "Box 7" --in-service 2026-03-22 --warranty-until 2028-03-22 --cost 431500 --supplier "SARL Oran Médical (exemple)"
day 2026-03-25
siyana pm log PERF-001 PERF-002 PERF-003 PERF-005 PERF-006 PERF-007 PERF-008 PERF-009 PERF-010 PERF-011 PERF-012 --kind pm --on 2026-03-24 --result pass --minutes 30 --by "Nadia B."
siyana pm log PERF-004 --kind pm --on 2026-03-24 --result minor --minutes 45 --by "Nadia B." --note "Batterie remplacée"
siyana pm log PERF-001 PERF-002 PERF-003 PERF-004 PERF-005 PERF-006 PERF-007 PERF-008 PERF-010 PERF-011 PERF-012 --kind safety --on 2026-03-25 --result pass --by "Nadia B."
siyana pm log PERF-009 --kind safety --on 2026-03-25 --result fail --by "Nadia B." --note "Courant de fuite 640 µA, fissure du boîtier"
day 2026-03-30
siyana pm log AUTO-01 AUTO-02 AUTO-03 --plan "Épreuve réglementaire" --on 2026-03-29 --result pass --by "Organisme de contrôle"
siyana pm log DEF-01 DEF-02 DEF-03 DEF-04 DEF-05 DEF-06 --plan "Contrôle mensuel" --on 2026-03-30 --result pass --by "Cadres des services"
day 2026-03-31
siyana pm attempt AUTO-04 --plan "Épreuve réglementaire" --because not-available --on 2026-03-31 --by "Organisme de contrôle" --note "Salle de soins fermée"

# ---- April
day 2026-04-02 10:00
siyana pm log PERF-009 --kind safety --on 2026-04-02 --result pass --by "Nadia B." --note "Boîtier remplacé"
siyana breakdown close PERF-009 --cause HF --action "Boîtier remplacé, sécurité électrique refaite" --by "Nadia B."
day 2026-04-08
siyana pm log PS-01 PS-02 PS-03 PS-04 PS-05 PS-06 PS-07 PS-08 --kind pm --on 2026-04-08 --result pass --minutes 30 --by "Nadia B."
day 2026-04-12
siyana pm log EAU-01 --plan "Analyse d'eau" --on 2026-04-12 --result pass --by "Yacine M."
day 2026-04-15
siyana pm log EAU-01 OXY-03 --kind pm --on 2026-04-15 --result pass --by "Yacine M."
day 2026-04-19
siyana pm log VENT-01 VENT-02 VENT-03 VENT-04 VENT-05 VENT-06 --kind safety --on 2026-04-19 --result pass --by "Nadia B."
day 2026-04-21 07:50
siyana breakdown open COUV-02 --symptom "Alarme sonde peau permanente" --severity 3 --reported-by "Nadia B."
day 2026-04-23 13:30
siyana breakdown close COUV-02 --cause PPF --action "Sonde peau remplacée" --by "Nadia B."
day 2026-04-26
siyana pm log OXY-01 OXY-02 --kind pm --on 2026-04-26 --result pass --by "Karim T."
day 2026-04-28
siyana pm log RX-01 RX-02 --kind pm --on 2026-04-28 --result pass --minutes 180 --by "Karim T."
siyana pm log RX-01 RX-02 --kind performance --on 2026-04-28 --result pass --by "Karim T."
day 2026-04-29
siyana pm log DEF-01 DEF-02 DEF-03 DEF-04 DEF-05 DEF-06 --plan "Contrôle mensuel" --on 2026-04-29 --result pass --by "Cadres des services"

# ---- May
day 2026-05-03
siyana device store PS-08 --on 2026-05-03 --reason "Surnombre au bloc pendant les travaux de la salle 2"
siyana device move ECHO-02 --department "Maternité" --on 2026-05-03
day 2026-05-10
siyana pm log EAU-01 --plan "Analyse d'eau" --on 2026-05-10 --result pass --by "Yacine M."
day 2026-05-13
siyana pm log MON-01 MON-02 MON-03 MON-04 MON-05 MON-06 MON-07 MON-08 MON-09 --kind pm --on 2026-05-12 --result pass --minutes 35 --by "Nadia B."
siyana pm log MON-11 MON-12 MON-14 MON-15 --kind pm --on 2026-05-13 --result pass --minutes 35 --by "Nadia B."
siyana pm attempt MON-10 --because in-use --on 2026-05-13 --by "Nadia B."
siyana pm attempt MON-13 --because not-found --on 2026-05-13 --by "Nadia B."
day 2026-05-17 06:30
siyana breakdown open HD-03 --symptom "Fuite d'eau sous la machine" --severity 2 --reported-by "Yacine M."
day 2026-05-19 15:00
siyana breakdown close HD-03 --cause PPF --action "Joint de pompe remplacé" --by "Yacine M."
day 2026-05-20
siyana breakdown close ASP-03 --cause UPF --action "Pompe usée, réparation non rentable" --without-retest "Appareil proposé à la réforme" --by "Karim T."
siyana device retire ASP-03 --on 2026-05-20 --reason "Réforme"
day 2026-05-24
siyana pm log ECG-01 ECG-02 ECG-03 --kind pm --on 2026-05-24 --result pass --by "فاطمة ز."
day 2026-05-31
siyana pm log CENT-01 CENT-02 --kind pm --on 2026-05-31 --result pass --by "فاطمة ز."
siyana pm log CENT-01 --kind calibration --on 2026-05-31 --result pass --by "فاطمة ز."
siyana pm attempt CENT-02 --kind calibration --because no-part --on 2026-05-31 --by "فاطمة ز." --note "الجهاز المرجعي في المعايرة"
siyana pm log DEF-01 DEF-02 DEF-03 DEF-04 DEF-05 DEF-06 --plan "Contrôle mensuel" --on 2026-05-31 --result pass --by "Cadres des services"

# ---- June
day 2026-06-03
siyana pm log SCAN-01 --plan "Visite contractuelle" --on 2026-06-03 --result pass --minutes 280 --by "Technicien du fournisseur"
siyana pm attempt MON-10 --because in-use --on 2026-06-03 --by "Nadia B."
day 2026-06-10
siyana pm log DEF-01 DEF-02 DEF-04 DEF-05 DEF-06 --kind pm --on 2026-06-10 --result pass --minutes 50 --by "Nadia B."
day 2026-06-11
siyana pm log EAU-01 --plan "Analyse d'eau" --on 2026-06-11 --result pass --by "Yacine M."
day 2026-06-14 14:00
siyana pm log DEF-03 --kind pm --on 2026-06-14 --result fail --by "Nadia B." --note "Énergie délivrée 128 J pour 200 J"
siyana breakdown wait DEF-03 --for part --until 2026-07-20
day 2026-06-16 06:45
siyana breakdown open HD-05 --symptom "Alarme conductivité, dialysat instable" --severity 3 --reported-by "Yacine M."
siyana breakdown wait HD-05 --for part
day 2026-06-17
siyana pm log HD-01 HD-02 HD-03 HD-04 HD-06 HD-07 --kind pm --on 2026-06-17 --result pass --minutes 100 --by "Yacine M."
day 2026-06-21
siyana device store PERF-012 --on 2026-06-21 --reason "Réserve de garde"
siyana pm log ANAB-01 ANAB-02 --kind pm --on 2026-06-21 --result pass --by "Technicien du fournisseur"
day 2026-06-22
siyana device lost SPO-02 --on 2026-06-22 --reason "Introuvable à l'inventaire, trois recherches"
day 2026-06-25
siyana pm attempt ANAH-01 --because vendor-no-show --on 2026-06-25 --by "فاطمة ز."
day 2026-06-28
siyana device return PS-08 --on 2026-06-28 --reason "Réouverture de la salle 2"
siyana pm log DEF-01 DEF-02 DEF-04 DEF-05 --plan "Contrôle mensuel" --on 2026-06-28 --result pass --by "Cadres des services"
day 2026-06-29
siyana pm log DENT-01 DENT-02 --kind pm --on 2026-06-29 --result pass --minutes 90 --by "Karim T."
day 2026-06-30 11:10
siyana pm log AUTO-01 AUTO-02 --kind pm --on 2026-06-30 --result pass --minutes 150 --by "Yacine M."
siyana breakdown open RX-02 --symptom "Collimateur : la lampe ne s'allume pas" --severity 1 --reported-by "Karim T."
