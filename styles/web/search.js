// Finds passages: MiniSearch over the list in passages.js, all in the reader's own browser.
(() => {
  const plain = word => word.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/gi, 'oe').replace(/æ/gi, 'ae').toLowerCase()
  const words = text => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean)
  const engine = new MiniSearch({ fields: ['text'], tokenize: words, processTerm: plain })
  engine.addAll(passages)

  const field = document.querySelector('#q')
  const status = document.querySelector('#found')
  const list = document.querySelector('#passages')
  const most = 100
  const around = 120
  const long = 360

  // The passage about its first match, with the words that match marked: never the whole of it.
  const excerpt = (text, terms) => {
    const hits = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].filter(hit => terms.has(plain(hit[0])))
    const from = hits.length ? Math.max(0, hits[0].index - around) : 0
    const start = from && text.indexOf(' ', from) + 1
    const stop = text.length <= start + long ? text.length : text.lastIndexOf(' ', start + long)
    const shown = document.createElement('p')
    let at = start
    if (start) shown.append('… ')
    for (const hit of hits.filter(one => one.index + one[0].length <= stop)) {
      const mark = document.createElement('mark')
      mark.textContent = hit[0]
      shown.append(text.slice(at, hit.index), mark)
      at = hit.index + hit[0].length
    }
    shown.append(text.slice(at, stop) + (stop < text.length ? ' …' : ''))
    return shown
  }

  const search = () => {
    const asked = field.value.trim()
    const found = asked ? engine.search(asked, { combineWith: 'AND', prefix: term => term.length > 3 }) : []
    status.textContent = asked ? status.dataset[found.length > 1 ? 'many' : found.length ? 'one' : 'none'].replace('{n}', found.length) : ''
    list.replaceChildren(...found.slice(0, most).map(({ id, terms }) => {
      const { url, title, text, folio } = passages[id]
      const item = document.createElement('li')
      const link = document.createElement('a')
      const [page, place] = url.split('#')
      link.href = `${page}?q=${encodeURIComponent(asked)}#${place}`
      link.textContent = folio ? `${title}, ${list.dataset.page.replace('{folio}', folio)}` : title
      item.append(link, excerpt(text, new Set(terms)))
      return item
    }))
  }

  field.value = new URLSearchParams(location.search).get('q') ?? ''
  field.form.addEventListener('submit', event => {
    event.preventDefault()
    search()
  })
  search()
})()
