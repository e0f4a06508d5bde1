/** What must hold of promises as seen from the OMS: every reservation ends, and every channel shows what can be sold. */
import { Column, Flags } from "../../sim/consistency/columns.ts"
import { invariant } from "../../sim/consistency/invariant.ts"
import { Places } from "../places.ts"

/** Places of one order by number: more SKUs at sites than this no world has. */
const placesMax = 4_194_304
/** How far units that are set aside have come. */
const stages = ["oms.reserved", "oms.released", "oms.packed"] as const

export const reservationLifecycle = invariant({
  id: "I8",
  name: "reservation lifecycle",
  kind: "convergence",
  says: "Units that are set aside for an order are used or given back exactly once, and none is left when the order has ended.",
  state: () => ({
    places: new Places(),
    /** Orders that have ended. */
    ended: new Flags(),
    /** Units set aside and not yet gone, by order, place and stage. */
    held: new Map<number, number>(),
  }),
  transition: {
    order: ({ ended }, { partner, to, root }) => {
      if (partner === "oms" && (to === "closed" || to === "cancelled")) ended.set(root)
    },
  },
  posting: {
    "stock/oms.reserved | stock/oms.released | stock/oms.packed": ({ places, held }, row, judge) => {
      if (row.partner !== "oms") return
      if (row.quantity > 0) judge.exercised()
      const stage = stages.findIndex((account) => account === row.account)
      const key = (row.root * placesMax + places.of(row)) * stages.length + stage
      const left = (held.get(key) ?? 0) + row.quantity
      if (left === 0) held.delete(key)
      else held.set(key, left)
    },
  },
  quiescence: ({ places, ended, held }, at, judge) => {
    for (const [key, left] of held) {
      const unit = Math.floor(key / stages.length)
      const root = Math.floor(unit / placesMax)
      const stage = stages[key % stages.length]!.slice("oms.".length)
      const what = `${judge.roots.textOf(root)}: ${Math.abs(left)} of ${places.nameOf(unit % placesMax)}`
      if (left < 0) judge.broken(at, -1, `${what} were used or given back once more than they were ${stage}.`)
      else if (ended.has(root)) judge.broken(at, -1, `${what} are still ${stage} though the order has ended.`)
    }
  },
})

export const channelStockBound = invariant({
  id: "I9",
  name: "channel stock bound",
  kind: "convergence",
  says: "In the end each channel shows what all sites can promise beyond safety stock, less the channel's buffer.",
  state: () => ({
    places: new Places(),
    onHand: new Column(),
    promised: new Column(),
    /** Units that a channel shows, by SKU and channel. */
    listings: new Places(),
    shown: new Column(),
    safety: new Map<string, number>(),
    /** Units of an item in an article, by both. */
    kits: new Map<string, number>(),
    buffers: new Map<string, number>(),
  }),
  posting: {
    "memo/withheld.site": ({ safety }, { site, quantity }) => safety.set(site, quantity),
    "memo/withheld.channel": ({ buffers }, { site, quantity }) => buffers.set(site, quantity),
    "memo/kit": ({ kits }, { subject, sku, quantity }) => kits.set(`${subject}\n${sku}`, quantity),
    "memo/shown": ({ listings, shown }, { sku, instance, quantity }) =>
      shown.add(listings.of({ sku, site: instance }), quantity),
    "stock/onHand": ({ places, onHand }, row) => {
      if (row.partner === "wms") onHand.add(places.of(row), row.quantity)
    },
    "stock/oms.reserved | stock/oms.released | stock/oms.packed": ({ places, promised }, row) => {
      if (row.partner === "oms") promised.add(places.of(row), row.quantity)
    },
  },
  quiescence: (state, at, judge) => {
    const { places, safety, buffers, listings, shown } = state
    const free = new Map<string, number>()
    for (let place = 0; place < places.size; place++) {
      const kept = safety.get(places.secondOf(place))
      if (kept === undefined) continue
      const units = state.onHand.get(place) - state.promised.get(place) - kept
      const sku = places.textOf(place)
      free.set(sku, (free.get(sku) ?? 0) + Math.max(0, units))
    }
    const sellables = new Map([...free, ...kitsFrom(state.kits, free)])
    for (const [channel, buffer] of buffers) {
      for (const [sku, units] of sellables) {
        judge.exercised()
        const sellable = Math.max(0, units - buffer)
        const shows = shown.get(listings.of({ sku, site: channel }))
        if (shows !== sellable)
          judge.broken(at, -1, `${channel} shows ${shows} of ${sku}, but ${sellable} can be sold there.`)
      }
    }
  },
})

/** How many of each kit its components make. */
const kitsFrom = (kits: ReadonlyMap<string, number>, free: ReadonlyMap<string, number>): Map<string, number> => {
  const made = new Map<string, number>()
  for (const [key, quantity] of kits) {
    const [product = "", sku = ""] = key.split("\n")
    made.set(product, Math.min(made.get(product) ?? Infinity, Math.floor((free.get(sku) ?? 0) / quantity)))
  }
  return made
}
