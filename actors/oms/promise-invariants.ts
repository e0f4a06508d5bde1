/** What must hold as seen from whoever waits for goods or money: each is made whole once, and each promise is kept or taken back once. */
import { Column, Flags } from "../../sim/consistency/columns.ts"
import { invariant } from "../../sim/consistency/invariant.ts"
import { HashCounts } from "../../sim/world/hash-counts.ts"
import { inbox } from "../buyer/contract.ts"
import { parentOf } from "../shapes.ts"

const dayMs = 86_400_000
/** What came back, or will never come, is settled within so many days; money that is due has gone back within so many more. */
const settledWithinDays = 45
const paidWithinDays = 14

const returnEnds: ReadonlySet<string> = new Set(["refunded", "replaced", "refused", "rejected"])
const arrivals: ReadonlySet<string> = new Set(["arrived", "shelved.closed"])

interface Open {
  readonly since: Map<string, number>
  readonly message: Map<string, number>
}

const opens = (state: Open, name: string, at: number, message: number): void => {
  state.since.set(name, at)
  state.message.set(name, message)
}

export const madeWhole = invariant({
  id: "I13",
  name: "made whole once",
  kind: "convergence",
  says: "Whoever cancelled, sent back or never got something has money or goods for it, in time and once.",
  state: () => ({
    cancelled: new Flags(),
    taken: new Column(),
    owed: new Column(),
    owedAt: new Column(),
    credited: new Column(),
    paid: new Column(),
    /** What went back as goodwill or was lost in a dispute: nobody owed it. */
    writtenOff: new Column(),
    /** When a bank that held money of the order last let go of it: nobody could pay that back before. */
    freedAt: new Column(),
    /** Returns that have come and parcels that will not, by name: since when, and by which message. */
    since: new Map<string, number>(),
    message: new Map<string, number>(),
    /** How often a return or a parcel was made good. */
    ends: new HashCounts(),
  }),
  transition: {
    order: (state, { partner, root, to }) => {
      if (partner === "oms" && to === "cancelled") state.cancelled.set(root)
    },
    returnReceipt: (state, { at, message, id, from, to }) => {
      if (from === "announced" && arrivals.has(to)) opens(state, id, at, message)
    },
    label: (state, { at, message, id, from, to }) => {
      if ((to === "lost" || to === "damaged") && to !== from) opens(state, parentOf(id), at, message)
    },
    return: (state, { at, message, partner, root, id, from, to }, judge) => {
      if (partner !== "oms" || to === from || !returnEnds.has(to)) return
      judge.exercised()
      // A parcel that never reached anybody has one end, whether it is lost or comes back.
      const parcel = parentOf(id)
      const matter = parcel.includes("/") ? parcel : id
      if (state.ends.add(matter) > 1)
        judge.broken(at, message, `${matter} was made good twice, the second time as ${id}.`)
      for (const name of [id, parcel]) {
        const since = state.since.get(name)
        if (since === undefined) continue
        state.since.delete(name)
        state.message.delete(name)
        const days = Math.floor((at - Math.max(since, state.freedAt.get(root))) / dayMs)
        if (days > settledWithinDays)
          judge.broken(at, message, `${name}: it took ${days} days until its buyer was made whole.`)
      }
    },
  },
  posting: {
    "memo/refund.due": (state, { at, root, amount }) => {
      state.owed.add(root, amount)
      state.owedAt.set(root, at)
    },
    "memo/refund.paid": (state, { root, amount }) => {
      state.paid.add(root, amount)
    },
    "money/refundsPayable | money/marketplaceReceivable": (state, { rule, root, amount }) => {
      if (rule === "creditNote") state.credited.add(root, -amount)
    },
    "money/salesAllowances | money/chargebackLoss": (state, { root, amount }) => {
      state.writtenOff.add(root, amount)
    },
    "money/disputed": (state, { at, partner, root, amount }) => {
      if (partner === "payment" && amount < 0) state.freedAt.set(root, at)
    },
    "money/shopper": (state, { at, message, partner, root, amount, isTakenBack }, judge) => {
      if (partner !== "payment") return
      state.taken.add(root, -amount)
      // Of a refund that the provider has forgotten the buyer has nothing.
      if (isTakenBack && amount < 0) state.paid.add(root, amount)
      if (amount < 0 || isTakenBack) return
      // Once all that is owed has gone back, what else goes back is nothing that was due: a bank takes it, or goodwill gives it.
      const isDue = state.paid.get(root) - state.writtenOff.get(root) < state.owed.get(root)
      state.paid.add(root, amount)
      const since = Math.max(state.owedAt.get(root), state.freedAt.get(root))
      const days = isDue ? Math.floor((at - since) / dayMs) : 0
      if (days > paidWithinDays)
        judge.broken(at, message, `${judge.roots.textOf(root)}: money that was due went back after ${days} days.`)
    },
  },
  quiescence: (state, at, judge) => {
    for (const [name, message] of state.message)
      judge.broken(at, message, `${name} came back or was lost, and its buyer has neither money nor goods for it.`)
    for (let root = 0; root < state.owed.length; root++) {
      const owed = state.owed.get(root)
      if (owed === 0) continue
      judge.exercised()
      const paid = state.paid.get(root) - state.writtenOff.get(root)
      // Money may also go back for other reasons; then there is a credit note for it.
      const most = Math.max(owed, state.credited.get(root))
      const name = judge.roots.textOf(root)
      if (paid < owed) judge.broken(at, -1, `${name}: ${owed} minor units are owed to the buyer, ${paid} went back.`)
      else if (paid > most) judge.broken(at, -1, `${name}: ${paid} minor units went back, only ${most} were owed.`)
    }
    for (let root = 0; root < state.cancelled.length; root++) {
      if (!state.cancelled.has(root)) continue
      judge.exercised()
      const kept = state.taken.get(root)
      if (kept !== 0)
        judge.broken(at, -1, `${judge.roots.textOf(root)} is cancelled, and ${kept} minor units of it were kept.`)
    }
  },
})

const kept = 1
const cancelledOrder = 2

/** `A-1/shipment-1/shipped` of the message `A-1/shipment-1/shipped-1`: its version may rise. */
const withoutVersion = (message: string): string => message.slice(0, message.lastIndexOf("-"))
const everyMail = Object.values(inbox)
  .map(({ name }) => name)
  .join(" | ")
const templateOf = (operation: string): string => operation.slice("inbox.".length)

export const promiseKeptOnce = invariant({
  id: "I19",
  name: "promise kept once",
  kind: "convergence",
  says: "Each order leaves by its promise or its buyer is told once that it does not; nothing is written twice.",
  state: () => ({
    /** Instant by order, + 1. */
    promiseAt: new Column(),
    /** Orders whose buyers we write to. */
    ours: new Flags(),
    end: new Flags(),
    endAt: new Column(),
    /** When the last of its shipments left, before it came to its end. */
    leftAt: new Column(),
    delays: new Column(),
    /** By reference and template: how often it was sent, and how often somebody got it. */
    sent: new HashCounts(),
    got: new HashCounts(),
  }),
  transition: {
    order: (state, { at, partner, root, to }) => {
      if (partner !== "oms" || state.end.has(root)) return
      if (to === "shipped" || to === "delivered" || to === "ended" || to === "closed") state.end.set(root, kept)
      else if (to === "cancelled") state.end.set(root, cancelledOrder)
      else return
      // What left while a change was being asked for had left, though the order shows it only when that is decided.
      const leftAt = to === "cancelled" ? 0 : state.leftAt.get(root)
      state.endAt.set(root, leftAt === 0 ? at : leftAt)
    },
    shipment: (state, { at, root, from, to }) => {
      if (to.startsWith("shipped") && !from.startsWith("shipped") && !state.end.has(root)) state.leftAt.set(root, at)
    },
    message: (state, { partner, id, from, to }) => {
      if (partner === "notification" && to === "sent" && from !== to) state.sent.add(withoutVersion(id))
    },
  },
  posting: {
    "memo/promise.at": (state, { root, quantity }) => state.promiseAt.set(root, quantity + 1),
    "memo/ordered.total": (state, { partner, root }) => {
      if (partner === "storefront") state.ours.set(root)
    },
  },
  message: {
    [everyMail]: (state, { row, kind, operation, subject, attempt, copy, sentAt }, judge) => {
      // What the mail system itself repeats is not written twice.
      if (kind !== "handover" || attempt !== 1 || copy !== 0) return
      if (operation === "inbox.orderDelayed") state.delays.add(judge.roots.rootOf(subject), 1)
      const what = `${subject}/${templateOf(operation)}`
      const sent = state.sent.get(what)
      if (sent === 0) return
      judge.exercised()
      if (state.got.add(what) > sent)
        judge.broken(
          sentAt,
          row,
          `The buyer got ${templateOf(operation)} about ${subject} more often than it was meant.`,
        )
    },
  },
  quiescence: (state, at, judge) => {
    for (let root = 0; root < state.promiseAt.length; root++) {
      const promiseAt = state.promiseAt.get(root) - 1
      if (promiseAt < 0 || promiseAt > at) continue
      judge.exercised()
      const told = state.delays.get(root)
      const isLate = !state.end.has(root) || state.endAt.get(root) > promiseAt
      const name = judge.roots.textOf(root)
      if (told > 1) judge.broken(at, -1, `The buyer of ${name} was told ${told} times that it is late.`)
      else if (isLate && told === 0 && state.ours.has(root))
        judge.broken(at, -1, `${name} did not leave by its promise, and its buyer was not told.`)
    }
  },
})
