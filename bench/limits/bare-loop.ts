/**
 * The limit for a world: the least that a simulation of messages could do in one thread of this language.
 *
 * It does: one heap over typed arrays, a message object for each message with its body, one table step of an object with a fresh
 * context, a latency keyed by identity, a row in a columnar journal, and one check that is kept up to date (stock below zero).
 * It leaves out: contracts, credentials, idempotency, retries, webhooks, polls, guards and effects, postings and transitions in the
 * journal, text of any kind, indexes, the other invariants, figures, the digest, and the file.
 */
import { mix } from "../../sim/world/hash.ts"

interface Body {
  readonly order: number
  readonly lines: readonly { readonly sku: number; readonly quantity: number }[]
  readonly total: number
}

interface Message {
  readonly order: number
  readonly step: number
  readonly sender: number
  readonly receiver: number
  readonly cause: number
  readonly body: Body
}

interface Kept {
  state: number
  context: Body & { readonly seen: number }
}

const partners = 8
const articles = 4096

/** Sends `perOrder` messages for each of `orders` orders, one minute apart; answers how many messages there were. */
export const bareLoop = (orders: number, perOrder: number): number => {
  const rows = orders * perOrder
  const sentAt = new Float64Array(rows)
  const causes = new Int32Array(rows)
  const subjects = new Int32Array(rows)
  const operations = new Uint16Array(rows)
  const senders = new Uint8Array(rows)
  const receivers = new Uint8Array(rows)
  const statuses = new Uint16Array(rows)
  const table = Array.from({ length: perOrder }, (_, step) => new Map([[step, { next: step + 1 }]]))
  const objects = new Map<number, Kept>()
  const stock = new Int32Array(articles).fill(2_000_000_000)
  const queue = new Heap(1024)
  let placed = 0
  let row = 0
  let oversold = 0
  for (;;) {
    // Orders come in when their instant does, as people do.
    while (placed < orders && (queue.size === 0 || placed * 60_000 <= queue.nextAt)) {
      const lines = [
        { sku: placed & (articles - 1), quantity: 1 },
        { sku: (placed + 1) & (articles - 1), quantity: 2 },
      ]
      const body = { order: placed, lines, total: 4990 }
      queue.push(placed * 60_000, { order: placed, step: 0, sender: 0, receiver: 1, cause: -1, body })
      placed++
    }
    if (queue.size === 0) break
    const now = queue.nextAt
    const message = queue.pop()
    const { order, step, receiver, body } = message
    sentAt[row] = now
    causes[row] = message.cause
    subjects[row] = order
    operations[row] = step
    senders[row] = message.sender
    receivers[row] = receiver
    statuses[row] = 200
    const key = order * partners + receiver
    let kept = objects.get(key)
    if (kept === undefined) {
      kept = { state: step, context: { order, lines: body.lines, total: body.total, seen: 0 } }
      objects.set(key, kept)
    }
    const transition = table[step]?.get(step)
    if (transition === undefined) throw new Error(`No transition for step ${step}.`)
    const { context } = kept
    kept.context = { ...context, seen: context.seen + 1 }
    kept.state = transition.next
    if (step === 7) {
      for (const { sku, quantity } of body.lines) {
        const left = (stock[sku] ?? 0) - quantity
        stock[sku] = left
        if (left < 0) oversold++
      }
    }
    if (transition.next < perOrder) {
      const next = step % 3 === 0 ? { order, lines: context.lines, total: body.total } : body
      const latencyMs = 5 - 50 * Math.log(1 - mix(mix(order, step), 1) / 4294967296)
      queue.push(now + latencyMs, {
        order,
        step: transition.next,
        sender: receiver,
        receiver: (receiver + 1) & (partners - 1),
        cause: row,
        body: next,
      })
    } else for (let partner = 0; partner < partners; partner++) objects.delete(order * partners + partner)
    row++
  }
  if (oversold > 0 || objects.size > 0)
    throw new Error(`The bare loop is wrong: ${oversold} oversold, ${objects.size} left.`)
  return row
}

/** A binary heap by instant alone. */
class Heap {
  #at: Float64Array<ArrayBuffer>
  #items: Message[] = []
  size = 0

  constructor(capacity: number) {
    this.#at = new Float64Array(capacity)
  }

  get nextAt(): number {
    return this.#at[0] ?? Infinity
  }

  push(at: number, item: Message): void {
    if (this.size === this.#at.length) {
      const grown = new Float64Array(this.size * 2)
      grown.set(this.#at)
      this.#at = grown
    }
    const instants = this.#at
    const items = this.#items
    let index = this.size++
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = instants[parent]!
      if (above <= at) break
      instants[index] = above
      items[index] = items[parent]!
      index = parent
    }
    instants[index] = at
    items[index] = item
  }

  pop(): Message {
    const instants = this.#at
    const items = this.#items
    const first = items[0]!
    const size = --this.size
    const at = instants[size]!
    const item = items[size]!
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= size) break
      if (child + 1 < size && instants[child + 1]! < instants[child]!) child++
      if (instants[child]! >= at) break
      instants[index] = instants[child]!
      items[index] = items[child]!
      index = child
    }
    instants[index] = at
    items[index] = item
    return first
  }
}
