// Keeps the whole edition in the browser, where the reader asks for it, and forgets it again.
(async () => {
  const place = document.querySelector('#offline')
  if (!place || !('serviceWorker' in navigator) || !isSecureContext || !location.protocol.startsWith('http')) return
  const [told, button] = [place.querySelector('span'), place.querySelector('button')]
  const keep = button.textContent
  const scope = new URL('.', location.href).href
  const kept = async () => (await navigator.serviceWorker.getRegistrations()).find(one => one.scope === scope)

  const show = async () => {
    const there = await kept()
    told.textContent = there ? place.dataset.kept : ''
    button.textContent = there ? place.dataset.forget : keep
    place.hidden = false
  }

  button.addEventListener('click', async () => {
    const there = await kept()
    if (there) {
      there.active?.postMessage('forget')
      await there.unregister()
    } else {
      await navigator.serviceWorker.register('sw.js')
    }
    await show()
  })
  await show()
})()
