// The text of the EPUB: its own documents, one at a time, in a frame that runs no script.

import { refound } from './place.js'

const ROOM = 40 // pixels left free above what is gone to
const READ = 0.35 // how far down the frame the reader's eye is taken to be
const find = id => document.getElementById(id)
const words = block => block.textContent.trim().slice(0, 80)

export class Text {
  #words; #told; #texts = null; #frame = null; #coming = null; #path = ''; #settled = -1; #kept = null; #faults = []

  /** `told.page`: the reader has come to a printed page; `told.key`: a key pressed in the text. */
  constructor(words, told) {
    this.#words = words
    this.#told = told
    find('chapter').onchange = event => {
      this.#load(event.target.value, () => { this.#scroll(0); this.#report() })
    }
    new ResizeObserver(() => { if (this.#kept) this.#goBack(this.#kept) }).observe(find('frames'))
  }

  /** Where the reader is, to be gone back to: a document, the block in view and its height. */
  get place() {
    const blocks = this.#blocks(), at = blocks.findIndex(b => b.getBoundingClientRect().bottom > 0)
    if (at < 0) return { path: this.#path, scroll: this.#frame?.contentWindow.scrollY ?? 0 }
    return { path: this.#path, at, text: words(blocks[at]), top: blocks[at].getBoundingClientRect().top }
  }

  /** Takes another state of the texts and goes to `target` ({path, line}), else to `place`. */
  update(texts, target, place = this.place) {
    this.#texts = texts
    find('chapter').replaceChildren(...texts.chapters.map(one => new Option(one.title, one.path)))
    find('chapter').hidden = false
    const known = texts.chapters.some(one => one.path === place.path)
    const path = known ? place.path : texts.chapters[0].path
    const stays = !target?.path || target.path === path
    this.#load(stays ? path : target.path, () => {
      if (stays && known) this.#goBack(place)
      if (target?.path) this.#showLine(target.line)
    })
  }

  /** Goes to the block of a line. */
  goTo(path, line) { this.#in(path, () => this.#showLine(line, true)) }

  /** Goes to where a printed page begins. */
  goToPage(path, folio) {
    this.#in(path, () => {
      const mark = this.#document.getElementById(`page-${folio}`)
      if (mark) this.#scroll(this.#top(mark) - ROOM)
    })
  }

  /** Marks the blocks that something is said of: [{path, line, severity}]. */
  mark(faults) {
    this.#faults = faults
    if (this.#frame) this.#markFaults()
  }

  get #document() { return this.#frame.contentDocument }

  #blocks() { return this.#frame ? [...this.#document.querySelectorAll('[data-line]')] : [] }

  #block(line) {
    let found = null
    for (const one of this.#document.querySelectorAll(`[data-line="${line}"]`))
      if (!found || found.contains(one)) found = one // the innermost of those that begin there
    return found
  }

  #top(element) { return element.getBoundingClientRect().top + this.#frame.contentWindow.scrollY }

  #scroll(top) {
    this.#frame.contentWindow.scrollTo({ top, behavior: 'instant' })
    this.#settled = this.#frame.contentWindow.scrollY
    this.#kept = this.place
  }

  #goBack(place) {
    const blocks = this.#blocks()
    if (place.at === undefined || !blocks.length) return this.#scroll(place.scroll ?? 0)
    const block = blocks[refound(place, blocks.map(words))]
    this.#scroll(this.#top(block) - place.top)
  }

  /** Shows the block of a line; one that is in view stays where it is, if not `always` moved. */
  #showLine(line, always = false) {
    const block = this.#block(line)
    if (!block) return
    const { top, bottom } = block.getBoundingClientRect(), height = this.#frame.clientHeight
    const inView = top >= 0 && (bottom <= height || top < height * READ)
    if (always || !inView) this.#scroll(this.#top(block) - Math.max(ROOM, height * READ - block.offsetHeight))
    block.setAttribute('data-shown', '')
    setTimeout(() => block.removeAttribute('data-shown'), 2500)
  }

  #markFaults() {
    for (const one of this.#document.querySelectorAll('[data-fault]')) one.removeAttribute('data-fault')
    for (const { path, line, severity } of this.#faults)
      if (path === this.#path) this.#block(line)?.setAttribute('data-fault', severity)
  }

  #in(path, then) {
    if (!this.#texts || !path) return
    if (path === this.#path && !this.#coming) then()
    else this.#load(path, then)
  }

  /** Loads a document beside the one in view, which gives way to it when it is laid out. */
  #load(path, then) {
    this.#coming?.remove()
    const frame = document.createElement('iframe')
    frame.sandbox = 'allow-same-origin'
    frame.title = this.#words.text
    frame.className = 'coming'
    frame.src = `/text/${this.#texts.digest}/${path}`
    frame.onload = async () => {
      if (frame !== this.#coming) return this.#arrived(frame)
      await Promise.race([frame.contentDocument.fonts?.ready, new Promise(done => setTimeout(done, 500))])
      if (frame !== this.#coming) return
      this.#coming = null
      this.#frame = frame
      this.#kept = null
      this.#arrived(frame)
      then()
      frame.className = ''
      for (const old of [...find('frames').children]) if (old !== frame) old.remove()
    }
    this.#coming = frame
    find('frames').append(frame)
  }

  /** A document is there: by us, or by a link of the book. */
  #arrived(frame) {
    if (frame !== this.#frame) return
    const { contentWindow, contentDocument } = frame
    this.#path = decodeURI(contentWindow.location.pathname).split('/').slice(3).join('/')
    find('chapter').value = this.#path
    contentWindow.addEventListener('scroll', () => {
      if (Math.abs(contentWindow.scrollY - this.#settled) > 2) this.#report()
    }, { passive: true })
    contentDocument.addEventListener('keydown', event => this.#told.key(event))
    this.#markFaults()
  }

  /** Tells which printed page the reader has come to. */
  #report() {
    this.#settled = -1
    this.#kept = this.place
    const eye = this.#frame.clientHeight * READ
    const marks = [...this.#document.querySelectorAll('[role="doc-pagebreak"]')]
    const mark = marks.findLast(one => one.getBoundingClientRect().top <= eye) ?? marks[0]
    this.#told.page(mark ? Number(mark.id.replace('page-', '')) : null)
  }
}
