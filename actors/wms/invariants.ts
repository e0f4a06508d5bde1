/** What must hold as seen from the warehouses: units neither appear nor vanish, and each parcel has one label. */
import { Column, Flags } from "../../sim/consistency/columns.ts"
import { EntrySums } from "../../sim/consistency/entry-sums.ts"
import { invariant } from "../../sim/consistency/invariant.ts"
import { HashCounts } from "../../sim/world/hash-counts.ts"
import { Places } from "../places.ts"
import { parentOf } from "../shapes.ts"

interface Flow {
  readonly places: Places
  /** Places of which somebody has a number to compare. */
  readonly compared: Flags
  readonly flow: Column
}

/** Units that came to a place, or left it, by what others say. */
const flows = ({ places, compared, flow }: Flow, row: { sku: string; site: string }, quantity: number): void => {
  const place = places.of(row)
  compared.set(place)
  flow.add(place, quantity)
}

export const stockConservation = invariant({
  id: "I5",
  name: "stock conservation",
  kind: "safety",
  says: "Every stock entry balances, nothing on hand is negative, and warehouse, ERP, suppliers and shipments agree in the end.",
  state: () => ({
    /** Units by SKU of the entry that is being written. */
    legs: new EntrySums(),
    places: new Places(),
    compared: new Flags(),
    onHand: new Column(),
    erp: new Column(),
    flow: new Column(),
    /** Nobody has said that it was taken: only a person can tell whether the site has it. */
    stranded: new Column(),
  }),
  posting: {
    "stock/*": ({ legs }, row, judge) => {
      if (row.entry !== legs.entry)
        for (const [sku, sum] of legs.begin(row.entry))
          judge.broken(row.at, row.message, `A stock entry before this moves ${sum} of ${sku} from nowhere.`)
      legs.add(row.sku, row.quantity)
    },
    "stock/onHand": (state, row, judge) => {
      judge.exercised()
      const place = state.places.of(row)
      state.compared.set(place)
      const left = state.onHand.add(place, row.quantity)
      if (left < 0)
        judge.broken(
          row.at,
          row.message,
          `${state.places.nameOf(place)}: ${left} on hand after ${row.rule} of ${row.subject}.`,
        )
    },
    "stock/erp.inventory": (state, row) => {
      const place = state.places.of(row)
      state.compared.set(place)
      state.erp.add(place, row.quantity)
    },
    "stock/supplier.shipped": (state, row) => flows(state, row, row.quantity),
    "stock/supplier.stranded": (state, row) => void state.stranded.add(state.places.of(row), row.quantity),
    "stock/oms.shipped": (state, row) => flows(state, row, -row.quantity),
    // Scrapped units leave the inspection without coming back on hand; their other leg says so.
    "stock/inspection": (state, row) => {
      if (row.partner === "wms" && row.quantity < 0) flows(state, row, -row.quantity)
    },
    // What a count finds came from nowhere, or has gone there; the other leg says which.
    "stock/opening | stock/count | stock/shortPick": (state, row) => {
      if (row.partner === "wms") flows(state, row, -row.quantity)
    },
    "stock/scrap": (state, row) => {
      if (row.partner === "wms") flows(state, row, -row.quantity)
    },
  },
  quiescence: ({ legs, places, compared, ...state }, at, judge) => {
    for (const [sku, sum] of legs.begin(-1))
      judge.broken(at, -1, `The last stock entry moves ${sum} of ${sku} from nowhere.`)
    for (let place = 0; place < compared.length; place++) {
      if (!compared.has(place)) continue
      judge.exercised()
      const onHand = state.onHand.get(place)
      const erp = state.erp.get(place)
      const flow = state.flow.get(place)
      const stranded = state.stranded.get(place)
      const name = places.nameOf(place)
      if (onHand !== erp) judge.broken(at, -1, `${name}: ${onHand} on hand in the warehouse, ${erp} in the ERP.`)
      else if (onHand < flow || onHand > flow + stranded)
        judge.broken(at, -1, `${name}: ${onHand} on hand, but delivered less shipped plus returned is ${flow}.`)
    }
  },
})

export const allocatedOnHand = invariant({
  id: "I6",
  name: "allocated is on hand",
  kind: "safety",
  says: "A warehouse never allocates more than is on hand: what a pick or a count does not find is given up at once.",
  state: () => ({ places: new Places(), onHand: new Column(), allocated: new Column() }),
  posting: {
    "memo/outbound": (state, row, judge) => {
      if (row.partner !== "wms") return
      const place = state.places.of(row)
      const allocated = state.allocated.add(place, row.quantity)
      if (row.quantity <= 0) return
      judge.exercised()
      const onHand = state.onHand.get(place)
      if (allocated > onHand)
        judge.broken(
          row.at,
          row.message,
          `${state.places.nameOf(place)}: ${allocated} are allocated, the last to ${row.subject}, but ${onHand} are on hand.`,
        )
    },
    // Goods issue takes both; its second leg is the allocation's.
    "stock/shipped": (state, row) => {
      if (row.partner === "wms") state.allocated.add(state.places.of(row), -row.quantity)
    },
    "stock/onHand": (state, row, judge) => {
      if (row.partner !== "wms") return
      const place = state.places.of(row)
      const onHand = state.onHand.add(place, row.quantity)
      if (row.rule !== "adjust" || row.quantity >= 0) return
      judge.exercised()
      const allocated = state.allocated.get(place)
      if (allocated > onHand)
        judge.broken(
          row.at,
          row.message,
          `${state.places.nameOf(place)}: ${onHand} are left after ${row.subject}, but ${allocated} are still allocated.`,
        )
    },
  },
})

/** A parcel's count: 1 when it has shipped, and 2 for each label that was bought and not given back. */
const shippedOnce = 1
const oneLabel = 2
const hasShipped = (count: number): boolean => (count & shippedOnce) !== 0
const labelsOf = (count: number): number => count >> 1

interface Parcels {
  readonly parcels: HashCounts
  readonly unsettled: Map<string, number>
}

/** Parcels that have shipped with one label, or not and have none, are settled; the others are kept by name. */
const settle = ({ parcels, unsettled }: Parcels, parcel: string, by: number, message: number): number => {
  const count = parcels.add(parcel, by)
  if (count === shippedOnce + oneLabel || count === 0) unsettled.delete(parcel)
  else unsettled.set(parcel, message)
  return count
}

export const oneLabelPerParcel = invariant({
  id: "I17",
  name: "one label per parcel",
  kind: "convergence",
  says: "Each parcel that ships has exactly one outbound label that was not given back.",
  state: () => ({
    parcels: new HashCounts(),
    shipped: 0,
    /** The last message about each. */
    unsettled: new Map<string, number>(),
  }),
  transition: {
    label: (state, { at, message, id, from, to }, judge) => {
      if (to === "voided" && from !== "voided") settle(state, parentOf(id), -oneLabel, message)
      if (to === "" && from !== "voided") settle(state, parentOf(id), -oneLabel, message)
      if (from !== "") return
      judge.exercised()
      const live = labelsOf(settle(state, parentOf(id), oneLabel, message))
      if (live > 1)
        judge.broken(at, message, `Parcel ${parentOf(id)} has ${live} labels that are paid for, the last ${id}.`)
    },
    parcel: (state, { message, id, from, to }) => {
      if (to !== "shipped" || from === "shipped") return
      if (hasShipped(state.parcels.get(id))) return
      state.shipped++
      settle(state, id, shippedOnce, message)
    },
  },
  quiescence: (state, at, judge) => {
    judge.exercised(state.shipped)
    for (const [parcel, message] of state.unsettled) {
      const count = state.parcels.get(parcel)
      if (hasShipped(count)) judge.broken(at, message, `Parcel ${parcel} was shipped with ${labelsOf(count)} labels.`)
    }
    for (const parcel of state.unsettled.keys()) {
      const count = state.parcels.get(parcel)
      if (!hasShipped(count) && count > 0)
        judge.broken(at, -1, `A label for parcel ${parcel} was bought, and it never shipped.`)
    }
  },
})
