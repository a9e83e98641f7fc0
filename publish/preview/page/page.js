// The page: what the watch tells, told on; the reader's place, kept.

import { textOf } from './place.js'
import { Spreads } from './spreads.js'
import { Text } from './text.js'

const words = JSON.parse(document.getElementById('words').textContent)
const find = id => document.getElementById(id)
const KEPT = 'place'
const TENTHS = { minimumFractionDigits: 1, maximumFractionDigits: 1 }

const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}')
let state = {}, acted = kept.acted

const spreads = new Spreads(words, spread => {
  const place = textOf(spread, state.texts?.chapters ?? [])
  if (place) text.goToPage(place.path, place.folio)
})
const text = new Text(words, { page: page => page && spreads.show(page), key: turnBy })

/** Takes a message of the watch: all that is known now. */
function take(news) {
  const first = !state.phase, old = state
  state = news
  const edited = news.edited && news.edited.serial !== acted ? news.edited : null
  if (edited) acted = edited.serial
  const page = first && !edited ? kept.page : edited?.page
  document.title = news.texts ? `${news.texts.title} – ${words.preview}` : words.preview
  find('title').textContent = news.texts?.title ?? words.preview
  if (news.pages && news.pages.digest !== old.pages?.digest) spreads.update(news.pages)
  if (page) spreads.show(page)
  if (news.texts && news.texts.digest !== old.texts?.digest)
    text.update(news.texts, edited, first && kept.text ? kept.text : undefined)
  else if (edited?.path) text.goTo(edited.path, edited.line)
  if (news.phase !== 'building') tellRemarks(news.diagnostics)
  tellState(news)
  if (news.phase === 'built') {
    tellNothing('frames', 'iframe', words.no_text)
    tellNothing('desk', '#spread', words.no_pages)
  }
}

function tellState({ phase, seconds, texts, pages }) {
  const said = {
    building: words.building,
    built: seconds === null ? words.whole : words.built.replace('{seconds}', seconds?.toLocaleString(words.language, TENTHS)),
    failed: texts || pages ? words.failed : words.failed_first,
    gone: words.gone,
  }
  document.body.dataset.phase = phase
  find('state').textContent = said[phase]
}

function tellNothing(id, what, said) {
  const nothing = find(id).querySelector('.nothing')
  if (nothing && !find(id).querySelector(what)) nothing.textContent = said
}

/** Lists what is said of the book; each remark leads to its place. */
function tellRemarks(diagnostics) {
  find('remarks').hidden = !diagnostics.length
  find('count').textContent = diagnostics.length
  find('list').replaceChildren(...diagnostics.map(remark))
  text.mark(diagnostics.map(({ spot, severity }) => ({ ...spot, severity })))
}

function remark({ severity, label, code, place, message, hint, spot }) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = severity
  for (const [name, said] of [['code', `${label} ${code}`], ['where', place], ['message', message], ['hint', hint]]) {
    if (!said) continue
    const line = document.createElement('span')
    line.className = name
    line.textContent = said
    button.append(line, ' ')
  }
  button.disabled = !spot.path && !spot.page
  button.onclick = () => {
    if (spot.page) spreads.show(spot.page)
    text.goTo(spot.path, spot.line)
  }
  const item = document.createElement('li')
  item.append(button)
  return item
}

function turnBy(event) {
  const field = event.target.closest?.('input, select')
  if (field || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const turn = {
    ArrowLeft: () => spreads.turn(-1),
    ArrowRight: () => spreads.turn(1),
    ...(event.view === window && { Home: () => spreads.end(false), End: () => spreads.end(true) }),
  }[event.key]
  if (!turn) return
  event.preventDefault()
  turn()
}

document.addEventListener('keydown', turnBy)
addEventListener('pagehide', () => {
  sessionStorage.setItem(KEPT, JSON.stringify({ page: spreads.page, text: text.place, acted }))
})

const events = new EventSource('/events')
events.onmessage = event => take(JSON.parse(event.data))
events.onerror = () => tellState({ ...state, phase: 'gone' })
