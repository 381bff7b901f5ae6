"""Workbooks for tests, made without a spreadsheet program: the bytes of an .xlsx or an .ods from plain values.

A cell is None, a str, an int or float, a datetime.date or timedelta, a bool, or a Raw: the XML of the cell itself.
"""
import datetime
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr


class Raw(str):
    """The XML of a cell, with {at} where its place goes (.xlsx)."""


def column_name(number):
    name = ''
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord('A') + rest) + name
    return name


def zipped(files, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', compression) as archive:
        for name, text in files:
            archive.writestr(name, text)
    return out.getvalue()


DATE_STYLE, LENGTH_STYLE = 1, 4
STYLES = ('<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
          '<numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
          '<numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;DA&quot;"/><numFmt numFmtId="166" formatCode="000000"/>'
          '</numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>'
          '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>'
          '<xf numFmtId="46"/></cellXfs>'
          '</styleSheet>')
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


class SharedTexts:
    def __init__(self):
        self.places = {}

    def place(self, text):
        return self.places.setdefault(text, len(self.places))

    def xml(self):
        return f'<sst {MAIN}>' + ''.join(f'<si><t xml:space="preserve">{escape(t)}</t></si>' for t in self.places) + '</sst>'


def xlsx_cell(at, value, shared, date1904):
    if isinstance(value, Raw):
        return value.replace('{at}', at)
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime.timedelta):
        return f'<c r="{at}" s="{LENGTH_STYLE}"><v>{value / datetime.timedelta(days=1)!r}</v></c>'
    if isinstance(value, datetime.date):
        zero = datetime.date(1904, 1, 1) if date1904 else datetime.date(1899, 12, 30)
        return f'<c r="{at}" s="{DATE_STYLE}"><v>{(value - zero).days}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{at}"><v>{value!r}</v></c>'
    return f'<c r="{at}" t="s"><v>{shared.place(value)}</v></c>'


def xlsx_sheet(rows, shared, date1904, merged):
    out = [f'<worksheet {MAIN}><sheetData>']
    for number, row in enumerate(rows, 1):
        cells = ''.join(xlsx_cell(f'{column_name(i)}{number}', value, shared, date1904)
                        for i, value in enumerate(row) if value is not None)
        if cells:
            out.append(f'<row r="{number}">{cells}</row>')
    out.append('</sheetData>')
    if merged:
        out.append(f'<mergeCells count="{len(merged)}">' + ''.join(f'<mergeCell ref="{m}"/>' for m in merged) + '</mergeCells>')
    return ''.join(out) + '</worksheet>'


def xlsx_files(sheets, date1904=False, hidden=(), merged=()):
    """`sheets` is a list of (name, rows)."""
    shared = SharedTexts()
    pages = [xlsx_sheet(rows, shared, date1904, merged) for _, rows in sheets]
    listed = ''.join(f'<sheet name={quoteattr(name)} sheetId="{i}" r:id="rId{i}"'
                     + (' state="hidden"' if name in hidden else '') + '/>' for i, (name, _) in enumerate(sheets, 1))
    relations = ''.join(f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                        for i in range(1, len(sheets) + 1))
    relations += f'<Relationship Id="rIdS" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    relations += f'<Relationship Id="rIdT" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return [('_rels/.rels', f'{start}<Relationships {PACKAGE}><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
                            'Target="xl/workbook.xml"/></Relationships>'),
            ('xl/workbook.xml', f'{start}<workbook {MAIN} xmlns:r="{RELATIONS}">'
                                f'<workbookPr{" date1904=" + chr(34) + "1" + chr(34) if date1904 else ""}/>'
                                f'<sheets>{listed}</sheets></workbook>'),
            ('xl/_rels/workbook.xml.rels', f'{start}<Relationships {PACKAGE}>{relations}</Relationships>'),
            ('xl/styles.xml', start + STYLES),
            ('xl/sharedStrings.xml', start + shared.xml()),
            *((f'xl/worksheets/sheet{i}.xml', start + page) for i, page in enumerate(pages, 1))]


def xlsx(sheets, **options):
    return zipped(xlsx_files(sheets, **options))


ODS_NAMES = ''.join(f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
                    for p, n in (('office', 'office'), ('table', 'table'), ('text', 'text'), ('style', 'style')))


def ods_cell(value):
    if value is None:
        return '<table:table-cell/>'
    if isinstance(value, Raw):
        return value
    if isinstance(value, bool):
        word = str(value).lower()
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{word}"><text:p>{word.upper()}</text:p></table:table-cell>'
    if isinstance(value, datetime.date):
        return (f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
                f'<text:p>{value:%d/%m/%y}</text:p></table:table-cell>')
    if isinstance(value, datetime.timedelta):
        hours, seconds = divmod(int(value.total_seconds()), 3600)
        return (f'<table:table-cell office:value-type="time" office:time-value="PT{hours:02}H{seconds // 60:02}M00S">'
                f'<text:p>{hours} h {seconds // 60}</text:p></table:table-cell>')
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value:.0f}</text:p></table:table-cell>'
    paragraphs = ''.join(f'<text:p>{escape(line)}</text:p>' for line in value.split('\n'))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def ods_content(sheets, hidden=()):
    tables = []
    for name, rows in sheets:
        style = 'hidden' if name in hidden else 'shown'
        body = ''.join(row if isinstance(row, Raw) else
                       '<table:table-row>' + ''.join(map(ods_cell, row)) +
                       '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>' for row in rows)
        tables.append(f'<table:table table:name={quoteattr(name)} table:style-name="{style}">{body}'
                      '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
                      'table:number-columns-repeated="16384"/></table:table-row></table:table>')
    styles = ('<office:automatic-styles><style:style style:name="hidden"><style:table-properties table:display="false"/>'
              '</style:style></office:automatic-styles>')
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content{ODS_NAMES}>{styles}<office:body>'
            f'<office:spreadsheet>{"".join(tables)}</office:spreadsheet></office:body></office:document-content>')


def ods(sheets, hidden=()):
    return zipped([('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'),
                   ('content.xml', ods_content(sheets, hidden))])
