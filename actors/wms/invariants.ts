/** What must hold as seen from the warehouses: units neither appear nor vanish, and each parcel has one label. */
import { invariant } from "../../sim/consistency/invariant.ts"
import { parentOf } from "../shapes.ts"

const add = (sums: Map<string, number>, key: string, by: number): number => {
  const sum = (sums.get(key) ?? 0) + by
  sums.set(key, sum)
  return sum
}

export const stockConservation = invariant({
  id: "I5",
  name: "stock conservation",
  kind: "safety",
  says: "Every stock entry balances, nothing on hand is negative, and warehouse, ERP, suppliers and shipments agree in the end.",
  state: () => ({
    entry: -1,
    legs: new Map<string, number>(),
    onHand: new Map<string, number>(),
    erp: new Map<string, number>(),
    flow: new Map<string, number>(),
  }),
  posting: (state, row, judge) => {
    if (row.book !== "stock") return
    if (row.entry !== state.entry) {
      for (const [sku, sum] of state.legs)
        if (sum !== 0)
          judge.broken(row.at, row.message, `A stock entry before this moves ${sum} of ${sku} from nowhere.`)
      state.entry = row.entry
      state.legs.clear()
    }
    const { account, quantity } = row
    add(state.legs, row.sku, quantity)
    const place = `${row.sku} at ${row.site}`
    if (account === "onHand") {
      judge.exercised()
      const left = add(state.onHand, place, quantity)
      if (left < 0) judge.broken(row.at, row.message, `${place}: ${left} on hand after ${row.rule} of ${row.subject}.`)
    } else if (account === "erp.inventory") add(state.erp, place, quantity)
    else if (account === "supplier.shipped" || (account === "inspection" && row.partner === "wms" && quantity < 0)) {
      // Scrapped units leave the inspection without coming back on hand; their other leg says so below.
      add(state.flow, place, Math.abs(quantity))
    } else if (account === "oms.shipped" || (account === "scrap" && row.partner === "wms"))
      add(state.flow, place, -quantity)
  },
  quiescence: (state, at, judge) => {
    for (const place of new Set([...state.onHand.keys(), ...state.erp.keys(), ...state.flow.keys()])) {
      judge.exercised()
      const onHand = state.onHand.get(place) ?? 0
      const erp = state.erp.get(place) ?? 0
      const flow = state.flow.get(place) ?? 0
      if (onHand !== erp) judge.broken(at, -1, `${place}: ${onHand} on hand in the warehouse, ${erp} in the ERP.`)
      else if (onHand !== flow)
        judge.broken(at, -1, `${place}: ${onHand} on hand, but delivered less shipped plus returned is ${flow}.`)
    }
  },
})

export const oneLabelPerParcel = invariant({
  id: "I17",
  name: "one label per parcel",
  kind: "convergence",
  says: "Each parcel that ships has exactly one outbound label that was not given back.",
  state: () => ({ live: new Map<string, number>(), shipped: new Map<string, number>() }),
  transition: (state, row, judge) => {
    const { object } = row
    if (object === "label") {
      if (row.to === "voided") add(state.live, parentOf(row.id), -1)
      if (row.from !== "") return
      judge.exercised()
      const live = add(state.live, parentOf(row.id), 1)
      if (live > 1)
        judge.broken(
          row.at,
          row.message,
          `Parcel ${parentOf(row.id)} has ${live} labels that are paid for, the last ${row.id}.`,
        )
    } else if (object === "parcel" && row.to === "shipped") state.shipped.set(row.id, row.message)
  },
  quiescence: (state, at, judge) => {
    for (const [parcel, message] of state.shipped) {
      judge.exercised()
      const live = state.live.get(parcel) ?? 0
      if (live !== 1) judge.broken(at, message, `Parcel ${parcel} was shipped with ${live} labels.`)
    }
    for (const [parcel, live] of state.live)
      if (live > 0 && !state.shipped.has(parcel))
        judge.broken(at, -1, `A label for parcel ${parcel} was bought, and it never shipped.`)
  },
})
