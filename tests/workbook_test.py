"""Workbooks give the register that the same table gives as CSV; what is no good workbook gets a sentence."""
import csv
import datetime
import io
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from workbooks import Raw, ods, ods_content, xlsx, xlsx_files, zipped  # noqa: E402

SIYANA = os.environ['SIYANA']
SOURCE = pathlib.Path(os.environ['SOURCE'])
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix='siyana-workbooks-'))
ENVIRONMENT = {'PATH': os.environ['PATH'], 'HOME': str(FOLDER), 'TZ': 'UTC', 'LC_ALL': 'C.UTF-8',
               'SIYANA_NOW': '2026-07-15T09:00:00+01:00'}
failures = []


def run(store, *words, input=None):
    return subprocess.run([SIYANA, '--db', store, *words], env=ENVIRONMENT, input=input, capture_output=True)


def check(what, holds, told=''):
    if not holds:
        failures.append(what)
        print(f'FAILED: {what}\n{told}', file=sys.stderr)


def fresh(name):
    store = str(FOLDER / (name + '.db'))
    pathlib.Path(store).unlink(missing_ok=True)
    made = run(store, 'init', '--facility', 'MOS', '--name', 'EHS Mostaganem', '--country', 'DZ')
    assert made.returncode == 0, made.stderr
    return store


def written(name, content):
    path = FOLDER / name
    path.write_bytes(content)
    return str(path)


def register(store):
    return run(store, 'device', 'list', '--format', 'csv').stdout


def imported(name, content, *options):
    """The register after an import into an empty one, and what was said."""
    store = fresh(name.replace('.', '-'))
    done = run(store, 'import', 'devices', written(name, content), *options)
    check(f'{name} is imported', done.returncode == 0, done.stderr.decode())
    check(f'{name} leaves a sound store', run(store, 'check').returncode == 0)
    return register(store).decode(), done.stderr.decode()


def refused(name, content, sentence, status=5, options=()):
    done = run(fresh(name.replace('.', '-')), 'import', 'devices', written(name, content), *options)
    told = done.stderr.decode()
    check(f'{name} is refused with {sentence!r}', done.returncode == status and sentence in told and told.count('\n') == 1,
          f'{done.returncode}: {told}')


def typed(heading, text):
    """A cell of the example's CSV as a person types it into a spreadsheet."""
    if not text:
        return None
    if heading.startswith(('Date', 'Fin')):
        return datetime.datetime.strptime(text, '%d/%m/%Y').date()
    if heading.startswith('Prix'):
        return float(text.replace(' ', '').replace(',', '.'))
    return text


def the_example_hospital_is_the_same_from_each_kind_of_file():
    content = (SOURCE / 'examples/hospital/devices.csv').read_bytes()
    rows = [row for row in csv.reader(io.StringIO(content.decode()), delimiter=';')]
    rows = [rows[0]] + [row for row in rows[1:] if row[5] == 'MOS']  # the store has that facility alone
    plain = io.StringIO()
    csv.writer(plain, delimiter=';').writerows(rows)
    cells = [rows[0]] + [[typed(h, t) for h, t in zip(rows[0], row)] for row in rows[1:]]
    expected, _ = imported('hospital.csv', plain.getvalue().encode())
    check('the example has devices', expected.count('\n') > 100)
    for name, book in (('hospital.xlsx', xlsx([('Parc', cells)])), ('hospital.ods', ods([('Parc', cells)])),
                       ('hospital-1904.xlsx', xlsx([('Parc', cells)], date1904=True))):
        found, _ = imported(name, book)
        check(f'{name} gives the register of hospital.csv', found == expected)
    piped = run(fresh('piped'), 'import', 'devices', '-', input=xlsx([('Parc', cells)]))
    check('a workbook is read from standard input', piped.returncode == 0, piped.stderr.decode())


HEADINGS = ['Tag', 'Type', 'Serial', 'Date de mise en service', 'Cost']


def cells_are_read_as_they_stand():
    string = '<c r="{at}" t="%s">%s</c>'
    rows = [['Parc 2026'], ['Établi par le service biomédical'], HEADINGS,
            [Raw(string % ('inlineStr', '<is><t>A-1</t></is>')), 'Pump', 120214000123, datetime.date(2024, 2, 29), 4.5],
            ['A-2', Raw(string % ('inlineStr', '<is><r><t>Pu</t></r><r><rPr><b/></rPr><t>mp</t></r></is>')),
             Raw('<c r="{at}" s="3"><v>123</v></c>'), Raw('<c r="{at}" s="1"><f>B1+1</f><v>45352</v></c>'),
             Raw('<c r="{at}"><v>1234.5999999999999</v></c>')],
            ['A-3', 'Pump', Raw('<c r="{at}"><v>1.2345678901234568E+16</v></c>'),
             Raw('<c r="{at}" t="e"><v>#N/A</v></c>'), Raw('<c r="{at}" s="2"><v>1234.5</v></c>')],
            ['A-4', Raw('<c r="{at}" t="str"><f>"Pu"&amp;"mp"</f><v>Pump</v></c>'), 'SN_x0041_',
             Raw('<c r="{at}" s="1"><v>45352.354166666664</v></c>'), None],
            ['A-5', 'Pump', Raw('<c r="{at}"><f>C4+1</f></c>'), None, None]]
    found, said = imported('cells.xlsx', xlsx([('Parc', rows)], merged=['A1:E1', 'A2:E2']))
    devices = {row['tag']: row for row in csv.DictReader(io.StringIO(found))}
    check('a number keeps its digits', devices['A-1']['serial'] == '120214000123', found)
    check('a day is a day', devices['A-1']['in_service_on'] == '2024-02-29', found)
    check('rich text is one text', devices['A-2']['type'] == 'Pump', found)
    check('zeros that the format shows are kept', devices['A-2']['serial'] == '000123', found)
    check('the value of a formula is its last', devices['A-2']['in_service_on'] == '2024-03-01', found)
    check('an error that means nothing is empty', devices['A-3']['in_service_on'] == '', found)
    check('a time of day is passed over', devices['A-4']['in_service_on'] == '2024-03-01', found)
    check('escaped characters are read', devices['A-4']['serial'] == 'SNA', found)
    check('a damaged number is said', '1.2345678901234568E+16 of A-3 was damaged' in said, said)
    check('title rows are said', 'line 1 is passed over, above the headings: Parc 2026' in said, said)
    check('a formula without a value is said', '1 formula was saved without its value' in said, said)
    shown = run(str(FOLDER / 'cells-xlsx.db'), 'device', 'show', 'A-3', '--format', 'json').stdout.decode()
    check('the currency of the format is kept', '"cost":"1234.5","currency":"DZD"' in shown, shown)


def a_length_of_more_than_a_day_is_read_as_work():
    hour = datetime.timedelta(hours=1)
    rows = [['Tag', 'Date', 'Durée'], ['A-1', datetime.date(2026, 3, 1), 26.5 * hour],
            ['A-1', datetime.date(2026, 3, 2), 1.5 * hour]]
    for name, book in (('lengths.xlsx', xlsx([('Log', rows)])), ('lengths.ods', ods([('Log', rows)]))):
        store = fresh(name.replace('.', '-'))
        run(store, 'device', 'add', 'A-1')
        done = run(store, 'import', 'log', written(name, book))
        found = run(store, 'pm', 'list', '--format', 'csv').stdout.decode()
        minutes = sorted(row['minutes'] for row in csv.DictReader(io.StringIO(found)))
        check(f'{name} gives the minutes of its lengths', minutes == ['1590', '90'], found + done.stderr.decode())


def a_row_is_known_again_when_a_spreadsheet_has_made_days_of_its_dates():
    headings, options = ['Type', 'Mise en service'], ('--tag-format', 'T-{n}')
    plain = 'Type,Mise en service\nLamp,12/03/2024\nLamp,13/03/2024\n'.encode()
    _, _ = imported('days.csv', plain, *options)
    rows = [headings, ['Lamp', datetime.date(2024, 3, 12)], ['Lamp', datetime.date(2024, 3, 13)]]
    for name, book in (('days.xlsx', xlsx([('Parc', rows)])), ('days.ods', ods([('Parc', rows)]))):
        done = run(str(FOLDER / 'days-csv.db'), 'import', 'devices', written(name, book), *options)
        check(f'{name} brings no device twice', b'2 unchanged' in done.stderr, done.stderr.decode())


def an_error_of_a_formula_is_no_value():
    rows = [HEADINGS, ['A-1', 'Pump', Raw('<c r="{at}" t="e"><v>#REF!</v></c>'), None, None]]
    store = fresh('errors')
    done = run(store, 'import', 'devices', written('errors.xlsx', xlsx([('P', rows)])))
    check('an error of a formula is refused', done.returncode == 5 and b'#REF!' in done.stderr, done.stderr.decode())


def merged_cells_are_read_in_each_row():
    rows = [['Tag', 'Type', 'Department'], ['A-1', 'Pump', 'Urgences'], ['A-2', 'Pump', None], ['A-3', 'Pump', None],
            ['A-4', 'Pump', 'Bloc']]
    found, said = imported('merged.xlsx', xlsx([('P', rows)], merged=['C2:C4']))
    check('merged cells fill their rows', found.count('Urgences') == 3 and found.count('Bloc') == 1, found)
    check('merged cells are said', '1 merged cell is read in each of its rows' in said, said)
    spanned = Raw('<table:table-cell table:number-rows-spanned="3" office:value-type="string"><text:p>Urgences</text:p>'
                  '</table:table-cell>')
    covered = Raw('<table:covered-table-cell/>')
    rows[1][2], rows[2][2], rows[3][2] = spanned, covered, covered
    found, _ = imported('merged.ods', ods([('P', rows)]))
    check('merged cells of an .ods fill their rows', found.count('Urgences') == 3 and found.count('Bloc') == 1, found)


def a_title_merged_across_the_table_is_no_device():
    rows = [['Type', 'Manufacturer', 'Serial', 'Tag'], ['Salle 2', None, None, None], ['Pump', 'Fresenius', 'S1', 'A-1']]
    found, said = imported('across.xlsx', xlsx([('P', rows)], merged=['A2:D2']))
    check('a merged title of an .xlsx is passed over', found.count('\n') == 2 and 'line 2, Salle 2' in said, found + said)
    rows[1] = [Raw('<table:table-cell table:number-columns-spanned="4" office:value-type="string"><text:p>Salle 2</text:p>'
                   '</table:table-cell>')] + [Raw('<table:covered-table-cell/>')] * 3
    found, said = imported('across.ods', ods([('P', rows)]))
    check('a merged title of an .ods is passed over', found.count('\n') == 2 and 'line 2, Salle 2' in said, found + said)


def headings_of_two_rows_are_read_from_the_fuller():
    rows = [['Tag', 'Type', 'Dates', None], [None, None, 'Mise en service', 'Warranty until'],
            ['A-1', 'Pump', datetime.date(2024, 1, 2), datetime.date(2025, 1, 2)]]
    found, _ = imported('two-rows.xlsx', xlsx([('P', rows)], merged=['A1:A2', 'B1:B2', 'C1:D1']))
    check('headings of two rows', found.count('\n') == 2 and '2024-01-02' in found, found)


def sheets_of_work_and_of_plans_are_no_wards():
    ward = [['N° Inv.', 'Désignation', 'N° de série'], ['U-1', 'Respirateur', 'S1']]
    work = [['Date', 'N° Inv.', 'Nature', 'Résultat', 'Intervenant'], ['15/08/2025', 'U-9', 'Préventive', 'Conforme', 'N. H.']]
    programme = [['Désignation', 'Type de maintenance', 'Périodicité'], ['Respirateur', 'Préventive', '6 mois']]
    for kind, make in (('xlsx', xlsx), ('ods', ods)):
        book = make([('Urgences', ward), ('Interventions', work), ('Programme', programme)])
        found, said = imported('sorts.' + kind, book, '--sheet', 'all')
        check(f'a ward of the {kind} is read, and no other sheet', 'U-1' in found and found.count('\n') == 2, found)
        check(f'a sheet of work of the {kind} is said', 'the sheet Interventions tells of past work' in said, said)
        check(f'a sheet of plans of the {kind} is said', 'the sheet Programme tells of plans' in said, said)
        found, said = imported('only.' + kind, make([('A', work), ('B', [work[0], ['16/08/2025', 'U-8', 'Préventive', 'Conforme', 'N. H.']])]),
                               '--sheet', 'all')
        check(f'sheets of the {kind} that are all of one sort are read', 'tells of' not in said, said)


def sheets_are_chosen():
    urgences = [['Tag', 'Type'], ['U-1', 'Pump']]
    bloc = [['Titre'], ['Type', 'Tag', 'Serial'], ['Monitor', 'B-1', '77']]
    notes = [['à faire'], ['appeler']]
    summary = [['Service', 'Nombre'], ['Urgences', 1], ['Total', 1]]
    for kind, make in (('xlsx', xlsx), ('ods', ods)):
        book = make([('Urgences', urgences), ('Bloc opératoire', bloc), ('Notes', notes), ('Vide', []),
                     ('Récap', summary), ('Vieux', urgences)],
                    hidden=('Vieux',))
        refused('several.' + kind, book, 'has several sheets (Urgences, Bloc opératoire, Notes, Récap): '
                                        'name one with --sheet', 2)
        refused('no-sheet.' + kind, book, 'has no sheet Radio; it has: Urgences, Bloc opératoire, Notes, Vide, Récap, Vieux', 2,
                ('--sheet', 'Radio'))
        found, said = imported('one.' + kind, book, '--sheet', 'bloc operatoire')
        check(f'one sheet of the {kind} is read', 'B-1' in found and 'U-1' not in found, found)
        check(f'one named sheet of the {kind} is a department too', 'Bloc opératoire' in found, found)
        found, said = imported('given.' + kind, book, '--sheet', 'Urgences', '--department', 'UMC')
        check(f'a department that is given wins over the sheet of the {kind}', 'UMC' in found and 'Urgences' not in found, found)
        found, said = imported('all.' + kind, book, '--sheet', 'all')
        departments = {row['tag']: row['department'] for row in csv.DictReader(io.StringIO(found))}
        check(f'a sheet of the {kind} is a department', departments == {'U-1': 'Urgences', 'B-1': 'Bloc opératoire'}, found)
        check(f'a sheet of the {kind} without headings is said', 'the sheet Notes has no known heading' in said, said)
        check(f'a sheet of the {kind} with a heading by chance is said', 'the sheet Récap has one known heading' in said, said)
        check(f'a hidden sheet of the {kind} is said', 'the hidden sheet Vieux is passed over' in said, said)
        single = make([('Feuil1', urgences), ('Feuil2', []), ('Feuil3', [])])
        found, _ = imported('single.' + kind, single)
        check(f'empty sheets of the {kind} do not count', 'U-1' in found, found)
        found, _ = imported('unnamed.' + kind, single, '--sheet', 'all')
        check(f'the name of an unnamed sheet of the {kind} is no department', 'Feuil1' not in found, found)
        for name in ('Feuil1', 'Inventaire 2026', 'Liste des équipements'):
            found, _ = imported('of-no-ward.' + kind, make([(name, urgences), ('Notes', notes)]), '--sheet', name)
            check(f'a sheet {name} of the {kind} is no department', name not in found, found)
        found, _ = imported('alone.' + kind, make([('Urgences', urgences)]), '--sheet', 'Urgences')
        check(f'the only sheet of the {kind} is no department', 'Urgences' not in found, found)
    twice = xlsx([('Urgences', urgences), ('Bloc', urgences)])
    done = run(fresh('twice'), 'import', 'devices', written('twice.xlsx', twice), '--sheet', 'all')
    check('lines name their sheet', b'line Urgences!2' in done.stderr and b'stands on line Bloc!2 too' in done.stderr,
          done.stderr.decode())


def a_row_is_read_and_told_of_under_the_headings_of_its_own_sheet():
    ward = [['Tag', 'Désignation', 'Mise en service', 'Périodicité (mois)'], ['W-1', 'Pompe', '2020-01-05', '6']]
    theatre = [['N° inventaire', 'Appareil', "Date d'installation", 'Intervalle (jours)'],
               ['T-1', 'Bistouri', '2020-01-05', '90'], ['T-2', 'Bistouri ????', '2020-13-45', '90']]
    book = xlsx([('Urgences', ward), ('Bloc', theatre)])
    store = fresh('own-headings')
    name = written('own-headings.xlsx', book)
    done = run(store, 'import', 'devices', name, '--sheet', 'all', '--keep-good', str(FOLDER / 'own-bad.csv'))
    said = done.stderr.decode()
    check('a fault names the heading of its sheet',
          """line Bloc!3, column "Date d'installation": 2020-13-45 is not a date""" in said, said)
    plans = run(store, 'plan', 'list', '--format', 'csv').stdout.decode()
    check('a heading gives its unit to its own sheet', '6m' in plans and '90d' in plans and '90m' not in plans, plans)
    theatre[2][2] = '2020-01-05'
    store = fresh('own-headings-warned')
    name = written('own-warned.xlsx', xlsx([('Urgences', ward), ('Bloc', theatre)]))
    said = run(store, 'import', 'devices', name, '--sheet', 'all').stderr.decode()
    check('a warning names the heading of its sheet',
          'line Bloc!3, column "Appareil": Bistouri ???? has question marks' in said, said)


def what_is_said_of_the_file_of_bad_rows_works_on_it():
    ward = [['Tag', 'Appareil', 'Mise en service'], ['W-1', 'Pompe', '2020-01-05'], ['W-2', 'Pompe', '2020-13-45']]
    theatre = [['Tag', 'Type', 'Gen', 'Mise en service'], ['T-1', 'Bistouri', 'V1', '2020-13-45']]
    store, bad = fresh('told'), str(FOLDER / 'told-bad.csv')
    name = written('told.xlsx', xlsx([('Urgences', ward), ('Bloc', theatre)]))
    told = ('--map', 'Type=type', '--map', 'Gen=room', '--new')
    said = run(store, 'import', 'devices', name, '--sheet', 'all', *told, '--keep-good', bad).stderr.decode()
    check('only what the file of bad rows needs is said', 'import that file with --map Gen=room --new\n' in said, said)
    kept = pathlib.Path(bad).read_text('utf-8').replace('2020-13-45', '2020-12-05')
    done = run(store, 'import', 'devices', '-', '--map', 'Gen=room', '--new', input=kept.encode())
    found = register(store).decode()
    check('and works on it', done.returncode == 0 and 'W-2,MOS,Urgences' in found and 'T-1,MOS,Bloc,V1' in found,
          done.stderr.decode() + found)


def a_list_of_codes_is_a_sheet_of_a_workbook():
    book = xlsx([('Lisez-moi', [['Nomenclature']]), ('Codes', [['Code', 'Nom'], ['P1', 'Pompe']])])
    store, path = fresh('codes'), written('codes.xlsx', book)
    words = ('nomenclature', 'load', path, '--system', 'CNEH')
    check('several sheets want a name', b'name one with --sheet' in run(store, *words).stderr)
    check('all sheets are no list of codes', b'one sheet of' in run(store, *words, '--sheet', 'all').stderr)
    done = run(store, *words, '--sheet', 'codes')
    check('a sheet of codes is loaded', done.returncode == 0 and b'CNEH: 1 term' in done.stderr, done.stderr.decode())


def the_line_of_the_headings_can_be_said():
    rows = [['Tag', 'Type'], ['ancien', 'ancien'], ['Tag', 'Type', 'Serial'], ['A-1', 'Pump', '5']]
    found, _ = imported('header.xlsx', xlsx([('P', rows)]), '--header-row', '3')
    check('the headings stand where it is said', 'A-1' in found and 'ancien' not in found, found)
    refused('header-too-far.xlsx', xlsx([('P', rows)]), 'no headings on line 9', 5, ('--header-row', '9'))


def what_is_repeated_in_an_ods_does_not_blow_up():
    pumps = Raw('<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2" '
                'office:value-type="string"><text:p>Pump</text:p><office:annotation><text:p>note</text:p></office:annotation>'
                '</table:table-cell></table:table-row>')
    content = ods([('P', [['Type', 'Description'], pumps])])
    found, _ = imported('repeated.ods', content, '--tag-format', 'P-{n}')
    check('repeated rows and cells are read', found.count(',Pump,,') >= 3 and found.count('\n') == 4 and 'note' not in found.split('\n', 1)[1], found)
    wide = Raw('<table:table-row><table:table-cell table:number-columns-repeated="20000" office:value-type="string">'
               '<text:p>Pump</text:p></table:table-cell></table:table-row>')
    refused('wide.ods', ods([('P', [['Type', 'Tag'], wide])]), 'more rows, columns or text than a spreadsheet can')
    for times in ('2000000', '18446744073709551615'):
        tall = Raw(f'<table:table-row table:number-rows-repeated="{times}"><table:table-cell office:value-type="string">'
                   '<text:p>Pump</text:p></table:table-cell></table:table-row>')
        refused('tall.ods', ods([('P', [['Type', 'Tag'], tall])]), 'more rows, columns or text than a spreadsheet can')
    text = 'x' * 100_000
    laughs = Raw('<table:table-row table:number-rows-repeated="900000"><table:table-cell office:value-type="string" '
                 f'table:number-columns-repeated="100"><text:p>{text}</text:p></table:table-cell></table:table-row>')
    refused('laughs.ods', ods([('P', [['Type', 'Tag'], laughs])]), 'more rows, columns or text than a spreadsheet can')


def what_is_no_good_workbook_gets_a_sentence():
    rows = [HEADINGS, ['A-1', 'Pump', '7', None, None]]
    good = xlsx([('P', rows)])
    files = xlsx_files([('P', rows)])

    def with_file(name, text):
        return zipped([(n, text if n == name else t) for n, t in files])

    sheet = 'xl/worksheets/sheet1.xml'
    ole = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(600)
    refused('old.xls', ole, 'of before 2007 (.xls), or protected by a password')
    refused('web.xls', b'\xef\xbb\xbf <html><table></table></html>', 'is a web page or XML')
    refused('paper.pdf', b'%PDF-1.7\n', 'is a PDF')
    refused('cut.xlsx', good[:len(good) // 2], 'is cut or damaged')
    refused('start.xlsx', good[:4], 'is cut or damaged')
    refused('other.zip', zipped([('a.txt', 'a')]), 'is a zip without a workbook')
    refused('binary.xlsb', zipped([('xl/workbook.bin', 'a')]), 'is a binary workbook')
    refused('entity.xlsx', with_file(sheet, '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
            'holds a DOCTYPE')
    refused('broken.xlsx', with_file(sheet, '<worksheet><sheetData><row>'), 'its XML is broken')
    refused('deep.xlsx', with_file(sheet, '<a>' * 100_000), 'its XML is broken')
    refused('long-tag.xlsx', with_file(sheet, '<a b="' + 'x' * 20_000_000 + '"/>'), 'its XML is broken')
    refused('bomb.xlsx', with_file(sheet, '<a>' + ' ' * 500_000_000), 'unpacks to far more')
    refused('missing.xlsx', zipped([f for f in files if f[0] != sheet]), 'is cut or damaged')
    refused('encrypted.ods', zipped([('META-INF/manifest.xml', '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'),
                                     ('content.xml', 'xx')]), 'is protected by a password')
    refused('options.xlsx', good, 'leave out --encoding', 2, ('--encoding', 'cp1256'))
    refused('sheet.csv', b'Tag\nA-1\n', 'is a text and has no sheets', 2, ('--sheet', 'P'))
    flagged = bytearray(good)
    for mark, offset in ((b'PK\3\4', 6), (b'PK\1\2', 8)):
        at = flagged.find(mark)
        while at >= 0:
            flagged[at + offset] |= 1
            at = flagged.find(mark, at + 4)
    refused('password.xlsx', bytes(flagged), 'is protected by a password')
    flipped = bytearray(zipped(files, zipfile.ZIP_STORED))
    at = flipped.find(b'>Pump<')
    flipped[at + 1] ^= 1
    refused('flipped.xlsx', bytes(flipped), 'is cut or damaged')


def a_great_workbook_is_reported_whole_in_little_memory():
    rows, bad = [['Tag', 'Type', 'Serial', 'Mise en service', 'Department']], []
    for i in range(ROWS):
        day = datetime.date(2020, 1, 1) + datetime.timedelta(days=i % 2000)
        if i % 10 == 7:
            bad.append(i + 2)
            day = '31/02/2024'
        rows.append([f'TAG-{i:06}', f'Type {i % 200}', 90_000_000 + i, day, f'Service {i % 40}'])
    path = written('great.xlsx', xlsx([('Parc', rows)]))
    for words in (('--plan', '--format', 'csv'), ('--keep-good', str(FOLDER / 'bad.csv'))):
        store = fresh('great' + words[0])
        measured = subprocess.run([sys.executable, '-c', MEASURE, SIYANA, '--db', store, 'import', 'devices', path, *words],
                                  env=ENVIRONMENT, capture_output=True, text=True)
        peak = int(measured.stderr.rsplit('\n', 2)[-2])
        check(f'{words[0]} of {ROWS} rows takes {peak} KiB, at most 64 MiB', peak <= LIMIT)
        if words[0] == '--plan':
            found = [int(row['line']) for row in csv.DictReader(io.StringIO(measured.stdout)) if row['action'] == 'refused']
            check('all bad rows are listed in order', found == bad)
        else:
            kept = list(csv.reader(io.StringIO((FOLDER / 'bad.csv').read_text(encoding='utf-8-sig')), delimiter=';'))
            check('all bad rows are kept with their reasons',
                  len(kept) == len(bad) + 1 and all('31/02/2024 is not a date' in row[-1] for row in kept[1:]))


# The sanitizers' own memory says nothing of the program's.
ROWS, LIMIT = (100_000, 64 * 1024) if 'asan' not in SIYANA else (10_000, 1 << 30)
MEASURE = ('import resource, subprocess, sys; done = subprocess.run(sys.argv[1:]); '
           'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)')

for test in (the_example_hospital_is_the_same_from_each_kind_of_file, cells_are_read_as_they_stand,
             a_length_of_more_than_a_day_is_read_as_work,
             a_row_is_known_again_when_a_spreadsheet_has_made_days_of_its_dates,
             an_error_of_a_formula_is_no_value, merged_cells_are_read_in_each_row,
             a_title_merged_across_the_table_is_no_device, headings_of_two_rows_are_read_from_the_fuller,
             sheets_are_chosen, sheets_of_work_and_of_plans_are_no_wards, a_row_is_read_and_told_of_under_the_headings_of_its_own_sheet,
             what_is_said_of_the_file_of_bad_rows_works_on_it, a_list_of_codes_is_a_sheet_of_a_workbook, the_line_of_the_headings_can_be_said,
             what_is_repeated_in_an_ods_does_not_blow_up, what_is_no_good_workbook_gets_a_sentence,
             a_great_workbook_is_reported_whole_in_little_memory):
    test()
subprocess.run(['rm', '-rf', FOLDER])
sys.exit(1 if failures else 0)
