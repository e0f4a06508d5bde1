/** What becomes of goods: units that are not where they should be, shelves that are counted, parcels that meet another fate. */
import type { Add } from "../../sim/harness/generation.ts"
import { defaultStartMs } from "../../sim/scenario/scenario.ts"
import { isoDate } from "../dates.ts"
import { atOf, later, orderOf, soon, withAct } from "./drafts.ts"

const sites = ["wms-east", "wms-west"] as const
const carriers = ["carrier-a", "carrier-a", "carrier-b"] as const

/** Units are put where nobody finds them, or turn up: a picker or a count notices. */
export const mislaid: Add = (draft, shape, draws) => {
  const reference = `mislaid-${draft.acts.length + 1}`
  const act = { to: draws.one(sites), operation: "stock.mislay", subject: reference }
  const quantity = draws.one([1, 1, 2, 5, -1])
  const of = orderOf(draft, draws)
  const at = of === undefined || draws.chance(30) ? 0 : soon(of, draws)
  return withAct(draft, at, { ...act, with: { reference, sku: draws.one(shape.skus), quantity } })
}

export const count: Add = (draft, shape, draws) => {
  const of = orderOf(draft, draws)
  if (of === undefined) return null
  const name = `count-${draft.acts.length + 1}`
  return withAct(draft, draws.chance(70) ? soon(of, draws) : later(of, draws), {
    to: draws.one(sites),
    operation: "cycleCounts.request",
    subject: name,
    with: { count: name, skus: draws.chance(50) ? [...shape.skus] : [draws.one(shape.skus)] },
  })
}

/** Somebody sets the records right: more or fewer are there than they say. */
export const adjusted: Add = (draft, shape, draws) => {
  const of = orderOf(draft, draws)
  if (of === undefined) return null
  const reference = `adjusted-${draft.acts.length + 1}`
  const lines = [{ sku: draws.one(shape.skus), quantity: draws.one([-1, -1, -2, 1, 6]) }]
  return withAct(draft, draws.chance(70) ? soon(of, draws) : later(of, draws), {
    to: draws.one(sites),
    operation: "stock.adjust",
    subject: reference,
    with: { reference, reason: "count", lines },
  })
}

export const snapshot: Add = (draft, _shape, draws) => {
  const of = orderOf(draft, draws)
  if (of === undefined) return null
  const name = `snapshot-${draft.acts.length + 1}`
  const at = draws.chance(70) ? soon(of, draws) : later(of, draws)
  return withAct(draft, at, {
    to: draws.one(sites),
    operation: "snapshots.take",
    subject: name,
    with: { snapshot: name },
  })
}

const fates = ["leftBehind", "vanished", "lost", "damaged", "refused", "none"] as const

export const fate: Add = (draft, _shape, draws) => {
  const of = orderOf(draft, draws)
  if (of === undefined) return null
  const parcel = `${of.id}/shipment-1/parcel-1`
  const at = draws.chance(50) ? soon(of, draws) : later(of, draws)
  const absences = draws.one([0, 1, 5])
  return withAct(draft, at, {
    to: draws.one(carriers),
    operation: "parcels.meetFate",
    subject: parcel,
    with: { parcel, fate: draws.one(fates), ...(absences === 0 ? {} : { absences }) },
  })
}

const dayMs = 86_400_000

/** The van of the day on which the order could leave, or of the next one. */
export const missedPickup: Add = (draft, _shape, draws) => {
  const of = orderOf(draft, draws)
  if (of === undefined) return null
  const day = Math.floor(atOf(of) / dayMs) + draws.one([0, 0, 1])
  const date = isoDate((draft.startMs ?? defaultStartMs) + day * dayMs)
  const pickup = `${draws.one(carriers)}/${draws.one(sites)}/pickup/${date}`
  return withAct(draft, day * dayMs + 8.5 * 3_600_000, {
    to: pickup.slice(0, pickup.indexOf("/")),
    operation: "pickups.miss",
    subject: pickup,
    with: { pickup },
  })
}

/** Mostly while it can still be given back: a few minutes later a van is planned for it. Only one of the sites has the parcel. */
export const tornLabel: Add = (draft, _shape, draws) => {
  const of = orderOf(draft, draws)
  if (of === undefined) return null
  const parcel = `${of.id}/shipment-1/parcel-1`
  const at = atOf(of) + draws.whole(25, 45) * 60_000
  const act = { operation: "parcels.relabel", subject: parcel, with: { parcel, reason: "torn on the belt" } }
  return sites.reduce((planned, to) => withAct(planned, at, { to, ...act }), draft)
}
