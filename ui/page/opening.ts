/** A run that was just read opens where it broke, else where its business begins; what a link says stands over both. */
import type { Page } from "./page.ts"

export const openWhereItBroke = (page: Page): void => {
  const model = page.model!
  const index = page.index!
  const { t, m, o } = page.state
  if (m !== null && m >= model.rows) page.hands.say(page.texts["page.noMessage"])
  if (t !== null || m !== null) return
  const { row, at, order } = page.strip
  const business =
    index.asks[index.placeAt(index.asks, (model.header?.businessAt ?? -1) - 1) + 1] ?? index.asks[0] ?? -1
  const shown = row < 0 ? business : index.askOf(row)
  if (shown < 0) return
  const followed = o ?? order ?? (row < 0 ? null : orderBehind(page, shown))
  const sentAt = model.columns.sentAt[shown]!
  page.set({ m: shown, t: { at: row < 0 ? sentAt : (at ?? sentAt), row: shown }, o: followed }, "replace")
}

/** What a message is about, or else what led to it is about. */
const orderBehind = (page: Page, row: number): string | null => {
  for (let at = row; at >= 0; at = page.model!.columns.cause[at]!) {
    const order = page.followable(at)
    if (order !== null) return order
  }
  return null
}
