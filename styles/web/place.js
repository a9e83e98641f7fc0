// Shows the passage that a link leads to: the words that were looked for are marked in it, and where
// its own first words were edited since, the passage most like them is found.
(() => {
  const plain = word => word.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/gi, 'oe').replace(/æ/gi, 'ae').toLowerCase()
  const words = text => text.match(/[\p{L}\p{M}\p{N}]+/gu)?.map(plain) ?? []

  const likest = name => {
    const wanted = name.replace(/^p-/, '').split('-')
    let best = null, most = 0.5
    for (const passage of document.querySelectorAll('[id^="p-"]')) {
      const held = new Set(words(passage.textContent).slice(0, 40))
      const share = wanted.filter(word => held.has(word)).length / wanted.length
      if (share > most) [best, most] = [passage, share]
    }
    return best
  }

  const mark = (passage, asked) => {
    const wanted = words(asked)
    const hit = word => wanted.some(one => word === one || (one.length > 3 && word.startsWith(one)))
    const texts = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT)
    const nodes = []
    while (texts.nextNode()) nodes.push(texts.currentNode)
    for (const node of nodes) {
      const found = [...node.data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].filter(one => hit(plain(one[0])))
      for (const one of found.reverse()) {
        const range = document.createRange()
        range.setStart(node, one.index)
        range.setEnd(node, one.index + one[0].length)
        range.surroundContents(document.createElement('mark'))
      }
    }
  }

  const show = () => {
    const name = decodeURIComponent(location.hash.slice(1))
    const passage = document.getElementById(name) ?? (name.startsWith('p-') ? likest(name) : null)
    if (!passage) return
    if (passage.id !== name) location.replace(`#${passage.id}`)
    const asked = new URLSearchParams(location.search).get('q')
    if (asked && !passage.querySelector('mark')) mark(passage, asked)
  }
  show()
  addEventListener('hashchange', show)
})()
