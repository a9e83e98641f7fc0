// On a wide screen, sets each note level with the block that calls it, below the note before it.
// Without this script the text makes room for its notes instead (web.css).
(() => {
  const section = document.querySelector('main > section')
  const besides = [...document.querySelectorAll('main > section > .beside')]
  const gap = 12

  const place = () => {
    const top = section.getBoundingClientRect().top
    let bottom = 0
    for (const beside of besides) {
      const block = beside.previousElementSibling.getBoundingClientRect().top - top
      beside.style.top = `${Math.max(block, bottom)}px`
      bottom = Math.max(block, bottom) + beside.offsetHeight + gap
    }
    section.style.minHeight = `${bottom}px`
  }

  if (!besides.length) return
  document.documentElement.classList.add('placing')
  new ResizeObserver(place).observe(section)
  document.fonts?.ready.then(place)
  place()
})()
