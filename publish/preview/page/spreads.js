// The spreads of the PDF: two pictures side by side, drawn for the screen's own pixels.

import { spreadOf } from './place.js'

const DRAWN_AFTER = 120 // milliseconds without a change of size
/** A length of whole pixels of the screen: pictures that begin between two are blurred. */
const whole = length => Math.round(length * devicePixelRatio) / devicePixelRatio
const find = id => document.getElementById(id)

export class Spreads {
  #words; #turned; #pages = null; #page = 1; #shown = ''; #timer = 0

  /** `turned` is told the spread when the reader turns it. */
  constructor(words, turned) {
    this.#words = words
    this.#turned = turned
    find('previous').onclick = () => this.turn(-1)
    find('next').onclick = () => this.turn(1)
    find('slider').oninput = event => this.#go(Number(event.target.value))
    new ResizeObserver(() => {
      this.#measure()
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#draw(), DRAWN_AFTER)
    }).observe(find('desk'))
  }

  get page() { return this.#page }

  /** Takes other pages; the place is kept. */
  update(pages) {
    this.#pages = pages
    find('turning').hidden = false
    find('slider').max = pages.count
    this.show(this.#page)
  }

  /** Shows the spread of a page. */
  show(page) {
    this.#page = Math.max(1, Math.min(page, this.#pages?.count ?? page))
    this.#draw()
  }

  /** Turns so many spreads, as the reader does. */
  turn(steps) {
    const [left] = spreadOf(this.#page)
    if (this.#pages) this.#go(steps < 0 ? left - 1 : Math.min(left + 2, this.#pages.count))
  }

  /** Goes to the first or the last page, as the reader does. */
  end(last) { if (this.#pages) this.#go(last ? this.#pages.count : 1) }

  #go(page) {
    this.show(page)
    this.#turned(spreadOf(this.#page))
  }

  /** The width of a page in CSS pixels: as large as the desk takes, whole pixels of the screen. */
  #width() {
    const desk = find('desk'), style = getComputedStyle(desk)
    const wide = desk.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
    const high = desk.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)
    const width = Math.min(wide / 2, high * this.#pages.width / this.#pages.height)
    return Math.max(1, Math.floor(width * devicePixelRatio)) / devicePixelRatio
  }

  #measure() {
    if (!this.#pages || !find('spread')) return
    const width = this.#width(), height = width * this.#pages.height / this.#pages.width
    const { style } = find('spread'), desk = find('desk').getBoundingClientRect()
    style.setProperty('--width', `${width}px`)
    style.setProperty('--height', `${height}px`)
    style.left = `${whole(desk.left + desk.width / 2 - width) - desk.left}px`
    style.top = `${whole(desk.top + (desk.height - height) / 2) - desk.top}px`
  }

  async #draw() {
    if (!this.#pages) return
    const { digest, count } = this.#pages, spread = spreadOf(this.#page)
    if (!find('spread')) {
      find('desk').innerHTML = '<div id="spread"><div class="leaf"></div><div class="leaf"></div></div>'
    }
    this.#measure()
    this.#tell(spread.filter(page => page > 0 && page <= count), count)
    const pixels = Math.min(4000, Math.round(this.#width() * devicePixelRatio))
    const shown = `${digest} ${spread} ${pixels}`
    if (shown === this.#shown) return
    this.#shown = shown
    const pictures = await Promise.all(spread.map(page => this.#picture(digest, page, count, pixels)))
    if (this.#shown !== shown) return // turned on meanwhile
    find('spread').querySelectorAll('.leaf').forEach((leaf, n) => {
      leaf.replaceChildren(...(pictures[n] ? [pictures[n]] : []))
    })
    for (const page of [spread[1] + 1, spread[1] + 2, spread[0] - 1, spread[0] - 2])
      this.#picture(digest, page, count, pixels) // the neighbours, to be turned to at once
  }

  /** A page's picture, ready to be shown; null beyond the book's ends. */
  async #picture(digest, page, count, pixels) {
    if (page < 1 || page > count) return null
    const picture = new Image()
    picture.src = `/pages/${digest}/${page}/${pixels}.png`
    picture.alt = this.#words.page.replace('{page}', page)
    await picture.decode().catch(() => {})
    return picture
  }

  #tell(pages, count) {
    const [left, right] = pages
    const said = right ? this.#words.spread.replace('{left}', left).replace('{right}', right)
      : this.#words.page.replace('{page}', left)
    find('folios').textContent = `${said} / ${count}`
    find('slider').value = this.#page
    find('slider').setAttribute('aria-valuetext', said)
    find('previous').disabled = left === 1
    find('next').disabled = pages.at(-1) === count
  }
}
