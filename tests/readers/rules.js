// What a page of a book is asked: nothing cut, nothing laid over another thing, no line that begins
// with a sign that belongs to the line before, ink that can be told from its ground.
window.rules = (doc, view = doc.defaultView) => {
  const found = []
  const tell = (rule, element, more = '') => found.push(`${rule}: ${element.localName}.${element.className} ${more}`)
  const width = doc.documentElement.clientWidth
  const shown = element => element.getClientRects().length && view.getComputedStyle(element).visibility !== 'hidden'
  const heard = element => element.closest('.unseen, .skip, nav[hidden], [hidden], dialog')
    || (element.closest('details:not([open])') && !element.closest('summary'))
  const scrolls = element => element.closest('table, pre, figure.table')
  const paged = doc.documentElement.scrollWidth > width * 1.5 && view.getComputedStyle(doc.documentElement).columnWidth !== 'auto'

  const blocks = [...doc.body.querySelectorAll('p, li, h1, h2, h3, h4, dt, dd, td, th, figcaption, pre, img, .beside')]
    .filter(element => shown(element) && !heard(element))
  for (const block of blocks) {
    for (const box of block.getClientRects()) {
      if (box.width > width + 1 || (!paged && !scrolls(block) && box.right > width + 1)) tell('cut', block, `${Math.round(box.right)}>${width}`)
    }
  }

  // Lines of text of different blocks.
  const texts = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  const lines = []
  const signs = /[»;:!?]/g
  const colours = new Map()
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement
    if (!node.data.trim() || !shown(parent) || heard(parent) || parent.closest('script, style')) continue
    const block = parent.closest('p, li, h1, h2, h3, h4, h5, h6, dt, dd, td, th, figcaption, pre, div, a, summary') ?? parent
    const range = doc.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) lines.push({ box, block, node })
    for (const sign of node.data.matchAll(signs)) {
      const before = node.data.slice(0, sign.index).trimEnd()
      if (!before) continue
      const of = at => { range.setStart(node, at); range.setEnd(node, at + 1); return range.getBoundingClientRect() }
      const [last, own] = [of(before.length - 1), of(sign.index)]
      if (own.top >= last.bottom - 2 && own.height) tell('line begins', parent, node.data.slice(Math.max(0, sign.index - 12), sign.index + 1))
    }
    if (!colours.has(parent)) colours.set(parent, contrast(parent))
  }
  lines.sort((a, b) => a.box.top - b.box.top)
  lines.forEach((one, n) => {
    for (let m = n + 1; m < lines.length && lines[m].box.top < one.box.bottom - 3; m++) {
      const other = lines[m]
      if (one.block === other.block || one.block.contains(other.block) || other.block.contains(one.block)) continue
      const over = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top
      if (over > 2 && down > Math.min(one.box.height, other.box.height) / 2) tell('overlap', one.block, `“${one.node.data.trim().slice(0, 20)}” “${other.node.data.trim().slice(0, 20)}”`)
    }
  })
  for (const [element, ratio] of colours) if (ratio < 4.5) tell('contrast', element, ratio.toFixed(2))

  function parts(colour) {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 1]
    return [red, green, blue, alpha]
  }
  function ground(element) {
    for (let one = element; one; one = one.parentElement) {
      const [red, green, blue, alpha] = parts(view.getComputedStyle(one).backgroundColor)
      if (alpha > 0.9) return [red, green, blue]
    }
    return view.matchMedia('(prefers-color-scheme: dark)').matches && view.getComputedStyle(doc.documentElement).colorScheme.includes('dark') ? [18, 18, 18] : [255, 255, 255]
  }
  function light(colour) {
    const [red, green, blue] = colour.map(value => value / 255).map(value => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  function contrast(element) {
    const [ink, paper] = [light(parts(view.getComputedStyle(element).color)), light(ground(element))]
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)
  }
  return [...new Set(found)]
}
