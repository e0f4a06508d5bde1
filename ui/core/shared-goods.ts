/** Messages of other orders that moved the very goods which a message moved: two who were promised the same last piece. */
import type { PostingRow } from "./object-rows.ts"
import { orderOf } from "./order-index.ts"
import type { RunModel } from "./run-model.ts"

/** So many batches are looked into, from the message's own backwards. */
const batchesMax = 6

/** The last few such messages before an instant, the nearest first. */
export const sharedWith = async (model: RunModel, row: number, until: number, most = 2): Promise<readonly number[]> => {
  const own = (await model.postingsOfMessage(row)).filter(({ book, sku }) => book !== "money" && sku !== "")
  if (own.length === 0) return []
  const keys = new Set(own.map(keyOf))
  const order = orderOf(model, row)
  const found: number[] = []
  const last = model.index.withMessage(row).at(-1) ?? -1
  for (let index = last; index >= 0 && index > last - batchesMax && found.length < most; index--) {
    for (const posting of (await model.postingsIn(index)).toReversed()) {
      const { message } = posting
      if (message < 0 || posting.at > until || !keys.has(keyOf(posting)) || found.includes(message)) continue
      if (orderOf(model, message) === order || model.subjectOf(message) === "") continue
      found.push(message)
      if (found.length === most) break
    }
  }
  return found
}

const keyOf = ({ instance, account, sku, site }: PostingRow): string => `${instance}\n${account}\n${sku}\n${site}`
