// Sorts the table of students by a column. The page is whole without it.
for (const table of document.querySelectorAll('table.students')) {
  const bodies = [...table.tBodies], heads = [...table.tHead.rows[0].cells], rows = bodies.flatMap(b => [...b.rows])
  const each = bodies[0].rows.length
  const value = (row, at) => {
    const text = row.cells[at].textContent.trim(), number = Number(text)
    return text !== '' && !Number.isNaN(number) ? number : text
  }
  const compare = (a, b) => typeof a === typeof b
    ? (typeof a === 'number' ? a - b : a.localeCompare(b))
    : (typeof a === 'number' ? 1 : -1)
  heads.forEach((head, at) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending'
      const keyed = rows.map(row => [value(row, at), row])
      keyed.sort((a, b) => down ? compare(b[0], a[0]) : compare(a[0], b[0]))
      heads.forEach(h => h.removeAttribute('aria-sort'))
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending')
      bodies.forEach((b, i) => b.replaceChildren(...keyed.slice(i * each, (i + 1) * each).map(k => k[1])))
    })
  })
}
