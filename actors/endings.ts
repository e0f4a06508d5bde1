/** What must have come to an end once nothing is left to do: nothing waits for what never comes, and who asked was answered. */
import { invariant } from "../sim/consistency/invariant.ts"
import type { MessageRow, TransitionRow } from "../sim/consistency/rows.ts"

/**
 * States in which something waits for another system, for a worker or for a timer, by partner and object; a word stands for all that
 * is below it. Where people or the other side of the business decide, such as holds and backorders, it may wait for ever.
 */
export const waitingStates: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  order: {
    storefront: ["authorising", "open.cancelling", "open.editing", "open.payingMore"],
    marketplace: ["pending", "unshipped.cancelling", "unshipped.shipping"],
    oms: ["accepted", "fulfilling.gathering", "halted", "revising"],
  },
  purchase: { buyer: ["ordering", "authenticating"] },
  withdrawal: { buyer: ["asking", "onTheWay", "handingIn"] },
  allocation: { oms: ["open"] },
  change: { oms: ["asking", "applied.revising", "applied.booking", "applied.bookingAgain", "parked"] },
  confirmation: { oms: ["sending"] },
  publication: { oms: ["gathering", "publishing", "unanswered"] },
  repayment: { oms: ["checking", "checkingAgain", "paying", "payingAgain"] },
  replacement: { oms: ["releasing", "sourcing"] },
  return: { oms: ["announcing", "refunding"], marketplace: ["requested"] },
  shipment: { oms: ["requested", "unanswered", "clearing"] },
  collection: { oms: ["confirming", "doubtful", "reauthorising"] },
  outboundOrder: {
    wms: ["accepted", "allocated", "waved", "released", "picking", "packing", "labelling", "puttingBack"],
  },
  wave: { wms: ["collecting", "released"] },
  pickTask: { wms: ["ready", "picking"] },
  parcel: { wms: ["quoting", "buying", "packing", "unlabelling"] },
  manifest: { wms: ["closing"] },
  inboundNotice: { wms: ["counting", "storing"] },
  putaway: { wms: ["waiting"] },
  putback: { wms: ["carrying"] },
  cycleCount: { wms: ["counting", "comparing"] },
  pickup: { carrier: ["planned"] },
  label: { carrier: ["inTransit", "outForDelivery", "returning", "handingBack"] },
  payment: { payment: ["confirming"] },
  capture: { payment: ["pending"] },
  refund: { payment: ["pending", "succeeded"] },
  payout: { payment: ["inTransit", "late"], erp: ["reconciling"] },
  dispute: { payment: ["needsResponse", "underReview"], erp: ["open"] },
  settlement: { marketplace: ["closing"], erp: ["reconciling"] },
  creditNote: { erp: ["open"] },
  purchaseOrder: {
    supplier: [
      "accepted",
      "shipped.announcing",
      "shipped.waiting",
      "inTransit",
      "arrived.unloading",
      "arrived.waiting",
      "delivered.waiting",
      "delivered.billing",
      "delivered.retrying",
      "backordered",
    ],
  },
  message: { notification: ["queued", "sent"] },
}

const isBelow = (label: string, word: string): boolean => label === word || label.startsWith(`${word}.`)

type RestState = {
  left: number
  /** Where each is that waits for something. */
  readonly waits: Map<string, string>
}

export const comesToRest = invariant({
  id: "I27",
  name: "everything comes to rest",
  kind: "convergence",
  says: "When nothing is left to do, nothing waits for another system, for a worker or for a timer.",
  state: (): RestState => ({ left: 0, waits: new Map() }),
  transition: Object.fromEntries(
    Object.entries(waitingStates).map(
      ([object, byPartner]): [string, (state: RestState, row: TransitionRow) => void] => [
        object,
        (state, { partner, instance, id, from, to }) => {
          const words = byPartner[partner]
          if (words === undefined || to === from) return
          const key = `${instance} ${object} ${id}`
          if (words.some((word) => isBelow(to, word))) state.waits.set(key, to)
          else if (state.waits.delete(key)) state.left++
        },
      ],
    ),
  ),
  quiescence: ({ left, waits }, at, judge) => {
    judge.exercised(left + waits.size)
    for (const [name, label] of waits) judge.broken(at, -1, `Nothing is left to do, and ${name} still is ${label}.`)
  },
})

/**
 * What is asked, by whom a channel listens to and by what it passes on, and what answers it; all are about the same subject. A return
 * is answered by what people send back, or do not.
 */
const wishes: Readonly<Record<string, { readonly asked: readonly string[]; readonly answered: readonly string[] }>> = {
  "cancellation.requested": {
    asked: ["orders.cancel"],
    answered: ["cancellations.resolve", "orders.cancelBySeller"],
  },
  "edit.requested": { asked: ["orders.edit", "orders.changeAddress"], answered: ["edits.resolve"] },
}
/** A channel will see what can be done. */
const accepted = 202

type WishState = {
  answered: number
  /** Message that asked, by the wish and what it is about. */
  readonly open: Map<string, number>
  /** Wishes that were ever open: who asks once more gets the same answer. */
  readonly known: Set<string>
  /** Messages at which a channel's history was told again: what they cause is no new wish. */
  readonly replays: Set<number>
}

type Look = (state: WishState, row: MessageRow) => void

const asks =
  (wish: string): Look =>
  ({ open, known, replays }, { kind, status, subject, row, cause, attempt, copy }) => {
    const isPassedOn = kind === "webhook" && attempt === 1 && copy === 0 && !replays.has(cause)
    const isTaken = kind === "response" && status === accepted
    const name = `${wish} ${subject}`
    if ((!isPassedOn && !isTaken) || known.has(name)) return
    known.add(name)
    open.set(name, row)
  }

const answers =
  (wish: string): Look =>
  (state, { kind, subject }) => {
    if (kind === "request" && state.open.delete(`${wish} ${subject}`)) state.answered++
  }

export const wishesAnswered = invariant({
  id: "I28",
  name: "wishes are answered",
  kind: "convergence",
  says: "Whoever asks for a cancellation or a change is told what becomes of it.",
  state: (): WishState => ({ answered: 0, open: new Map(), known: new Set(), replays: new Set() }),
  message: Object.fromEntries<Look>([
    ["events.replay", ({ replays }, { row }) => void replays.add(row)],
    ...Object.entries(wishes).flatMap(([wish, { asked, answered }]): readonly (readonly [string, Look])[] => [
      ...[wish, ...asked].map((asking) => [asking, asks(wish)] as const),
      ...answered.map((answer) => [answer, answers(wish)] as const),
    ]),
  ]),
  // A channel that calls the order off has answered by that, also when it does so before it says that it will see.
  transition: {
    order: (state, { partner, id, to }) => {
      if (partner === "oms" || to !== "cancelled") return
      const name = `cancellation.requested ${id}`
      state.known.add(name)
      if (state.open.delete(name)) state.answered++
    },
  },
  quiescence: ({ answered, open }, at, judge) => {
    judge.exercised(answered + open.size)
    for (const [wish, message] of open) judge.broken(at, message, `Nobody has ever answered ${wish}.`)
  },
})
