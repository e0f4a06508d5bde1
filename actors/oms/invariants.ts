/** What must hold as seen from the OMS: no order lost, invented, doubled or altered, and no unit promised that is not there. */
import { Column, Flags } from "../../sim/consistency/columns.ts"
import { invariant } from "../../sim/consistency/invariant.ts"
import { HashCounts } from "../../sim/world/hash-counts.ts"
import { Places } from "../places.ts"
import { parentOf } from "../shapes.ts"
import { SoldContent, TakenContent } from "./order-content.ts"

/** A unit may be neither reserved, nor backordered, nor cancelled for no longer than this, in ms. */
const openMax = 3_600_000
const isChannel = (partner: string): boolean => partner === "storefront" || partner === "marketplace"

const closed = 1
const cancelled = 2

export const noLostOrder = invariant({
  id: "I1",
  name: "no lost order",
  kind: "convergence",
  says: "Every order that a channel confirmed to its buyer is in the OMS exactly once and ends closed, or cancelled and told.",
  state: () => ({
    /** Row of the message that confirmed the order, + 1. */
    confirmedBy: new Column(),
    timesInOms: new Flags(),
    end: new Flags(),
    told: new Flags(),
  }),
  message: {
    "checkout.complete | orders.place": (state, row, { roots }) => {
      if (row.kind !== "response" || row.status < 200 || row.status >= 300) return
      state.confirmedBy.set(roots.rootOf(row.subject), row.row + 1)
    },
    "inbox.orderCancelled": (state, row, { roots }) => {
      if (row.deliveredAt >= 0) state.told.set(roots.rootOf(row.subject))
    },
  },
  transition: {
    order: (state, { partner, from, to, root }) => {
      if (partner !== "oms") return
      if (from === "") state.timesInOms.set(root, state.timesInOms.get(root) + 1)
      if (to === "") state.timesInOms.set(root, state.timesInOms.get(root) - 1)
      state.end.set(root, to === "closed" ? closed : to === "cancelled" ? cancelled : 0)
    },
  },
  quiescence: (state, at, judge) => {
    for (let root = 0; root < state.confirmedBy.length; root++) {
      const message = state.confirmedBy.get(root) - 1
      if (message < 0) continue
      judge.exercised()
      const times = state.timesInOms.get(root)
      const end = state.end.get(root)
      const broken = (says: string): void => judge.broken(at, message, `Order ${judge.roots.textOf(root)} ${says}`)
      if (times === 0) broken("was confirmed to its buyer, but the OMS never got it.")
      else if (times > 1) broken(`is in the OMS ${times} times.`)
      else if (end === 0) broken("has come to no end in the OMS.")
      else if (end === cancelled && !state.told.has(root)) broken("was cancelled, and its buyer was not told.")
    }
  },
})

export const noPhantomOrder = invariant({
  id: "I2",
  name: "no phantom order",
  kind: "safety",
  says: "Every order in the OMS, a warehouse or the ERP goes back to exactly one order of a channel.",
  state: () => ({ sold: new Flags(), inOms: new Flags(), released: new HashCounts() }),
  transition: {
    order: (state, { at, message, partner, id, from, to, root }, judge) => {
      if (to === "" && isChannel(partner)) state.sold.set(root, state.sold.get(root) - 1)
      if (from !== "") return
      if (isChannel(partner)) state.sold.set(root, state.sold.get(root) + 1)
      if (partner !== "oms") return
      judge.exercised()
      const times = state.sold.get(root)
      if (times === 0) judge.broken(at, message, `The OMS has order ${id}, but no channel sold ${parentOf(id)}.`)
      else if (times > 1)
        judge.broken(at, message, `The OMS has order ${id}, but ${times} channels sold ${parentOf(id)}.`)
      state.inOms.set(root)
    },
    shipment: (state, { partner, id, from }) => {
      if (from === "" && partner === "oms") state.released.add(id)
    },
    outboundOrder: (state, { at, message, instance, id, from }, judge) => {
      if (from !== "") return
      judge.exercised()
      if (state.released.get(id) === 0)
        judge.broken(at, message, `${instance} works on shipment ${id}, which the OMS never released.`)
    },
    salesOrder: (state, { at, message, id, from, root }, judge) => {
      if (from !== "") return
      judge.exercised()
      if (!state.inOms.has(root))
        judge.broken(at, message, `The ERP has sales order ${id}, which the OMS does not have.`)
    },
  },
})

export const noDuplicateOrder = invariant({
  id: "I3",
  name: "no duplicate order",
  kind: "safety",
  says: "A channel's order has at most one living order in the OMS, however often it was delivered.",
  state: () => ({ living: new Column() }),
  transition: {
    order: (state, { at, message, partner, id, from, to, root }, judge) => {
      if (partner !== "oms") return
      if (to === "cancelled" && from !== "cancelled") state.living.add(root, -1)
      if (to === "" && from !== "cancelled") state.living.add(root, -1)
      if (from === "cancelled" && to !== "" && to !== "cancelled") state.living.add(root, 1)
      if (from !== "") return
      judge.exercised()
      const living = state.living.add(root, 1)
      if (living > 1)
        judge.broken(at, message, `Order ${parentOf(id)} is alive ${living} times in the OMS, the last as ${id}.`)
    },
  },
})

/** A version that an edit made bears the edit's name; the order as it was placed bears its own. */
const editIn = (subject: string): string => (parentOf(subject) === "" ? "" : subject)

const kitKey = (article: string, sku: string, quantity: number): string => `${article}\n${sku}\n${quantity}`

export const contentIntegrity = invariant({
  id: "I4",
  name: "content integrity",
  kind: "safety",
  says: "SKUs, quantities and amounts in the OMS and the ERP are those of one version that the channel sold; kits are packed as somebody has said; no warehouse gets more, and the units on the OMS's books are those of the latest version that it accepted.",
  state: () => ({
    sold: new SoldContent(),
    taken: new TakenContent(),
    timesAccepted: new Flags(),
    /** Orders that the OMS has been through with, of which it has therefore accepted a version. */
    closed: new Flags(),
    /** Whatever anybody has ever said that articles are packed as: article, component, units of it in one. */
    kits: new Set<string>(),
    /** The article whose components come next, and how many of it. */
    article: "",
    articles: 0,
  }),
  transition: {
    order: ({ timesAccepted, closed }, { partner, root, to }) => {
      if (partner !== "oms") return
      if (to === "closed") closed.set(root)
      if (to !== "") return
      // What an old backup does not hold was never there.
      closed.set(root, 0)
      if (timesAccepted.has(root)) timesAccepted.set(root, timesAccepted.get(root) - 1)
    },
  },
  posting: {
    "memo/ordered": ({ sold }, { root, subject, sku, quantity, amount }) => {
      const edit = editIn(subject)
      if (edit === "") return sold.add(root, sku, quantity, amount)
      const { quantities, amounts } = sold.version(edit)
      quantities.set(sku, (quantities.get(sku) ?? 0) + quantity)
      amounts.set(sku, (amounts.get(sku) ?? 0) + amount)
    },
    "memo/ordered.total": ({ sold }, { root, subject, amount }) => {
      const edit = editIn(subject)
      if (edit === "") sold.addTotal(root, amount)
      else sold.version(edit).total += amount
    },
    "memo/accepted | memo/salesOrder": ({ taken }, { entry, sku, quantity, amount }) =>
      taken.add(entry, sku, quantity, amount),
    // The total is an entry's last leg: now all is there to be compared.
    "memo/accepted.total | memo/salesOrder.total": ({ sold, taken, timesAccepted }, row, judge) => {
      judge.exercised()
      const edit = editIn(row.subject)
      for (const { what, is, shouldBe } of sold.differences(row.root, taken.finish(row.entry, row.amount), edit))
        judge.broken(
          row.at,
          row.message,
          `Order ${row.subject}: ${what} is ${is} at ${row.instance}, but ${shouldBe} at its channel.`,
        )
      if (row.partner !== "oms") return
      if (edit === "") timesAccepted.set(row.root, timesAccepted.get(row.root) + 1)
      else sold.accept(row.root, edit)
    },
    // What is owed instead of other goods is not what was sold: warehouses may be asked for it, and it is on the books beside that.
    "memo/instead": ({ sold }, { root, sku, quantity }) => {
      sold.owe(root, sku, quantity)
    },
    "memo/kit": ({ kits }, { subject, sku, quantity }) => kits.add(kitKey(subject, sku, quantity)),
    // Its components are on the books instead of the kit, and warehouses may be asked for them.
    "memo/kit.sold": (state, { root, sku, quantity }) => {
      state.article = sku
      state.articles = quantity
      state.sold.owe(root, sku, -quantity)
    },
    "memo/kit.components": ({ sold, kits, article, articles }, { at, message, root, sku, quantity }, judge) => {
      sold.owe(root, sku, quantity)
      if (!kits.has(kitKey(article, sku, quantity / articles)))
        judge.broken(
          at,
          message,
          `Order ${judge.roots.textOf(root)}: nobody has said that ${articles} of ${article} are packed as ${quantity} of ${sku}.`,
        )
    },
    "memo/outbound": ({ sold }, row, judge) => {
      judge.exercised()
      const { asked, owed } = sold.ask(row.root, row.sku, row.quantity)
      if (row.quantity > 0 && asked > owed)
        judge.broken(
          row.at,
          row.message,
          `Warehouses were asked for ${asked} of ${row.sku} for order ${parentOf(row.subject)}, which has ${owed}.`,
        )
    },
    "stock/oms.ordered": ({ sold }, { partner, root, sku, quantity }) => {
      if (partner === "oms") sold.book(root, sku, -quantity)
    },
  },
  quiescence: ({ sold, timesAccepted, closed }, at, judge) => {
    for (let root = 0; root < closed.length; root++)
      if (closed.has(root) && !timesAccepted.has(root))
        judge.broken(
          at,
          -1,
          `Order ${judge.roots.textOf(root)} is through, and nobody knows what the OMS accepted of it.`,
        )
    for (let root = 0; root < timesAccepted.length; root++) {
      // An order that is there twice is another invariant's matter.
      if (timesAccepted.get(root) !== 1) continue
      for (const { what, is, shouldBe } of sold.misbooked(root))
        judge.broken(
          at,
          -1,
          `Order ${judge.roots.textOf(root)}: the OMS has ${is} of ${what} on its books, the version that it accepted last ${shouldBe}.`,
        )
    }
  },
})

interface Stocked {
  readonly places: Places
  readonly promised: Column
}

interface Units {
  readonly sku: string
  readonly site: string
  readonly subject: string
}

/** Units of a SKU at a place that count as promised from now on; answers how many are. */
const promise = ({ places, promised }: Stocked, row: Units, quantity: number): number =>
  promised.add(places.of(row), quantity)

const nameOf = ({ subject, sku, site }: Units): string => `${subject} ${sku} at ${site}`

/** Units at a place that a count has lost, of which no OMS can know yet: it promises what it was last told. */
const unheard = (
  { lost, heard }: { readonly lost: Map<string, number>; readonly heard: ReadonlyMap<string, number> },
  place: number,
  at: number,
): number => {
  let units = 0
  for (const [key, quantity] of lost) {
    const [where, count = ""] = key.split(" ", 2)
    if ((heard.get(count) ?? Infinity) < at) lost.delete(key)
    else if (Number(where) === place) units += quantity
  }
  return units
}

export const noOversell = invariant({
  id: "I7",
  name: "no oversell",
  kind: "safety",
  says: "Every accepted unit is soon reserved, backordered or cancelled; what is reserved is backed by stock; nothing waits for ever.",
  state: () => ({
    places: new Places(),
    promised: new Column(),
    onHand: new Column(),
    /** Units of an order at a place on which nobody has decided, and since when. */
    open: new Map<string, number>(),
    since: new Map<string, number>(),
    /** Units of an order at a place that wait for a receipt. */
    waiting: new Map<string, number>(),
    /** OMS instances; what a count lost, by place and count; and since when an OMS has known of the count. */
    systems: new Set<string>(),
    lost: new Map<string, number>(),
    heard: new Map<string, number>(),
  }),
  transition: {
    order: (state, { partner, instance }) => {
      if (partner === "oms") state.systems.add(instance)
    },
  },
  message: {
    "stock.adjusted": (state, { subject, receiver, deliveredAt }) => {
      if (deliveredAt < 0 || !state.systems.has(receiver)) return
      state.heard.set(subject, Math.min(deliveredAt, state.heard.get(subject) ?? Infinity))
    },
  },
  posting: {
    "stock/onHand": (state, row) => {
      if (row.partner !== "wms") return
      const place = state.places.of(row)
      state.onHand.add(place, row.quantity)
      if (row.rule === "adjust" && row.quantity < 0) state.lost.set(`${place} ${row.subject}`, -row.quantity)
    },
    // A unit that the warehouse has shipped no longer needs backing, though the OMS hears of it a little later.
    "stock/shipped": (state, row) => {
      if (row.partner === "wms") promise(state, row, -row.quantity)
    },
    "stock/oms.shipped | stock/oms.released | stock/oms.packed": (state, row) => {
      if (row.partner === "oms") promise(state, row, row.quantity)
    },
    "stock/oms.reserved": (state, row, judge) => {
      if (row.partner !== "oms") return
      const promised = promise(state, row, row.quantity)
      if (row.quantity < 0) return
      judge.exercised()
      const place = state.places.of(row)
      const onHand = state.onHand.get(place) + unheard(state, place, row.at)
      if (promised > onHand)
        judge.broken(
          row.at,
          row.message,
          `${promised} of ${row.sku} at ${row.site} are promised, but only ${onHand} are on hand; the last to ${row.subject}.`,
        )
    },
    "stock/oms.open": (state, row, judge) => {
      if (row.partner !== "oms") return
      const key = nameOf(row)
      const before = state.open.get(key) ?? 0
      const left = before + row.quantity
      if (left > 0) {
        state.open.set(key, left)
        if (before === 0) state.since.set(key, row.at)
        return
      }
      state.open.delete(key)
      const waited = row.at - (state.since.get(key) ?? row.at)
      state.since.delete(key)
      if (waited > openMax)
        judge.broken(
          row.at,
          row.message,
          `${row.subject}: units of ${row.sku} at ${row.site} were undecided for ${Math.floor(waited / 60_000)} min.`,
        )
    },
    "stock/oms.backordered": (state, row, judge) => {
      if (row.partner !== "oms") return
      if (row.quantity > 0) judge.exercised()
      const key = nameOf(row)
      const left = (state.waiting.get(key) ?? 0) + row.quantity
      if (left === 0) state.waiting.delete(key)
      else state.waiting.set(key, left)
    },
  },
  quiescence: (state, at, judge) => {
    for (const key of state.since.keys())
      judge.broken(at, -1, `${key}: accepted, and neither reserved, nor backordered, nor cancelled.`)
    for (const [key, left] of state.waiting)
      judge.broken(at, -1, `${key}: ${left} still backordered when nothing more will happen.`)
  },
})

const isBeingCancelled = (state: string): boolean => state.endsWith(".cancelling")

export const cancellationHonoured = invariant({
  id: "I20",
  name: "cancellation honoured",
  kind: "safety",
  says: "Of an order that was cancelled nothing leaves a warehouse, and every buyer who asks for a cancellation gets an answer.",
  state: () => ({
    cancelled: new Flags(),
    shipped: new Flags(),
    /** Orders that their channel cancelled. */
    cancelledByChannel: new Flags(),
    /** Orders whose buyers wait for an answer, with the message by which they asked. */
    asked: new Map<number, number>(),
  }),
  transition: {
    order: (state, { at, message, partner, from, to, root }, judge) => {
      if (isChannel(partner)) {
        if (isBeingCancelled(to)) {
          judge.exercised()
          state.asked.set(root, message)
        } else if (isBeingCancelled(from)) state.asked.delete(root)
        if (to === "cancelled" && isBeingCancelled(from)) state.cancelledByChannel.set(root)
        return
      }
      if (partner !== "oms" || to !== "cancelled" || from === "cancelled") return
      judge.exercised()
      state.cancelled.set(root)
      if (state.shipped.has(root))
        judge.broken(at, message, `Order ${judge.roots.textOf(root)} was cancelled after some of it had left.`)
    },
    outboundOrder: (state, { at, message, instance, id, from, to, root }, judge) => {
      if (to !== "shipped" || from === "shipped") return
      state.shipped.set(root)
      if (state.cancelled.has(root))
        judge.broken(
          at,
          message,
          `${id} left ${instance}, though order ${judge.roots.textOf(root)} had been cancelled.`,
        )
    },
  },
  quiescence: ({ cancelled, cancelledByChannel, asked }, at, judge) => {
    for (const [root, message] of asked)
      judge.broken(at, message, `The buyer of ${judge.roots.textOf(root)} asked to cancel and never got an answer.`)
    for (let root = 0; root < cancelledByChannel.length; root++)
      if (cancelledByChannel.has(root) && !cancelled.has(root))
        judge.broken(at, -1, `Order ${judge.roots.textOf(root)} is cancelled at its channel and goes on in the OMS.`)
  },
})
