// Filters the list of documents while someone types.
const startFilter = (box) => {
  const field = box.querySelector('input');
  const said = box.querySelector('[role=status]');
  const parts = [...document.querySelectorAll('.sg-list tbody')];
  const rows = parts.flatMap((part) => [...part.rows]).map((row) => ({ row, words: wordsOf(row.textContent) }));
  let later = 0;
  const show = () => {
    const wanted = wordsOf(field.value).filter((word) => !STOP_WORDS.has(word));
    let left = 0;
    for (const { row, words } of rows) {
      row.hidden = !wanted.every((word) => words.some((one) => one.startsWith(word) || stem(one) === stem(word)));
      if (!row.hidden) left += 1;
    }
    for (const part of parts) part.hidden = [...part.rows].every((row) => row.hidden);
    clearTimeout(later);
    const words = wanted.length === 0 ? '' : `${left} of ${rows.length} documents`;
    later = setTimeout(() => { said.textContent = words; }, QUIET_FOR / 2);
  };
  field.addEventListener('input', show);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      field.value = '';
      show();
    }
  });
  box.hidden = false;
  show();
};

startFilter(document.getElementById('sg-filter'));
