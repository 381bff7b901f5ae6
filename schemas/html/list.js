// Sorting by a heading and filtering by words, without a network.
const table = document.querySelector('table'), body = table.tBodies[0], rows = [...body.rows];
const fold = text => text.normalize('NFKD').replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, '').toLowerCase();
const key = (row, i) => row.cells[i].dataset.sort ?? row.cells[i].textContent;
[...table.tHead.rows[0].cells].forEach((heading, i) => {
  heading.tabIndex = 0;
  const sort = () => {
    const up = heading.getAttribute('aria-sort') !== 'ascending';
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const order = new Intl.Collator(document.documentElement.lang, {numeric: true});
    rows.sort((a, b) => (up ? 1 : -1) * order.compare(key(a, i), key(b, i)));
    body.append(...rows);
  };
  heading.addEventListener('click', sort);
  heading.addEventListener('keydown', event => { if (event.key === 'Enter') sort(); });
});
document.querySelector('input').addEventListener('input', event => {
  const words = fold(event.target.value).split(/\s+/);
  for (const row of rows) row.hidden = !words.every(word => fold(row.textContent).includes(word));
});
