// Places in a book, without a page to show them on.

/** The two pages that lie open together: page 1 is alone on the right, [0, 1]. */
export const spreadOf = page => [page - page % 2, page - page % 2 + 1]

/** Where the text of a spread begins: the chapter and the printed page that has a mark in it. */
export function textOf(spread, chapters) {
  for (const folio of spread)
    for (const chapter of chapters)
      if (chapter.folios.includes(folio)) return { path: chapter.path, folio }
  return null
}

/** The block among `texts` (of blocks) that an anchor stands for: the same words, nearest to where
    it was; else what stands there now. */
export function refound(anchor, texts) {
  let best = -1
  texts.forEach((text, at) => {
    if (text === anchor.text && (best < 0 || Math.abs(at - anchor.at) < Math.abs(best - anchor.at)))
      best = at
  })
  return best < 0 ? Math.min(anchor.at, texts.length - 1) : best
}
