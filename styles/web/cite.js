// How a passage is cited: who, where, on which printed page, under which address.
(() => {
  const dialog = document.querySelector('#citing')
  if (!dialog?.showModal) return
  const cited = dialog.querySelector('#cited')
  const copy = dialog.querySelector('#copy')
  const named = copy.textContent
  const passages = [...document.querySelectorAll('main [id^="p-"], main h2[id], main h3[id]')]
  const folios = [...document.querySelectorAll('.folio')]

  const folioOf = passage => {
    let folio = ''
    for (const one of folios) {
      const place = passage.compareDocumentPosition(one)
      const opens = passage.contains(one) && !one.previousSibling
      if (place & Node.DOCUMENT_POSITION_PRECEDING && !passage.contains(one) || opens) folio = one.dataset.folio
    }
    return folio
  }

  const cite = passage => {
    const folio = folioOf(passage)
    const address = new URL(location.href)
    address.search = ''
    address.hash = passage.id
    const page = folio && dialog.dataset.page.replace('{folio}', folio)
    cited.textContent = [dialog.dataset.citation, page, address.href].filter(Boolean).join(', ') + '.'
    copy.textContent = named
    dialog.showModal()
  }

  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(cited.textContent)
      copy.textContent = copy.dataset.done
    } catch {
      getSelection().selectAllChildren(cited)
    }
  })

  // One button for the keyboard; beside each passage a sign for the pointer alone.
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'cite'
  button.textContent = dialog.dataset.open
  button.addEventListener('click', () => {
    const chosen = getSelection().anchorNode?.parentElement?.closest('[id^="p-"]')
    const shown = passages.find(one => one.getBoundingClientRect().top >= 0) ?? passages.at(-1)
    const passage = chosen ?? document.querySelector(':target')?.closest('[id]') ?? shown
    if (passage) cite(passage)
  })
  if (passages.length) document.querySelector('body > header > nav').append(button)

  for (const passage of passages) {
    const sign = document.createElement('a')
    sign.href = `#${passage.id}`
    sign.className = 'permalink'
    sign.tabIndex = -1
    sign.ariaHidden = 'true'
    sign.title = dialog.dataset.link
    sign.addEventListener('click', () => cite(passage))
    passage.append(sign)
  }
})()
