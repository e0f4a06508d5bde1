/** People who think again: units that are no longer wanted, an order that shall be another or go somewhere else, one that is held. */
import type { Add, Draft } from "../../sim/harness/generation.ts"
import type { Draws } from "../../sim/harness/draws.ts"
import { defaultAddress } from "../../sim/scenario/parse-workload.ts"
import type { ScenarioOrder } from "../../sim/scenario/scenario.ts"
import { piecesIn } from "../kits.ts"
import { atOf, later, orderOf, soon, untouched, withAct } from "./drafts.ts"

interface Units {
  readonly sku: string
  readonly quantity: number
}

/** All of it, or some units of the first line. */
const unwanted = ({ lines }: ScenarioOrder, whole: boolean, draws: Draws): Units[] =>
  (whole ? lines : lines.slice(0, 1)).map(({ sku, quantity }) => ({
    sku,
    quantity: whole ? quantity : draws.whole(1, quantity),
  }))

export const withdrawal: Add = (draft, _shape, draws) => {
  const of = orderOf(draft, draws)
  if (of === undefined) return null
  const id = `${of.id}-w${draft.acts.length + 1}`
  const whole = draws.chance(50)
  const lines = unwanted(of, whole, draws)
  return withAct(draft, later(of, draws), {
    to: "buyer",
    operation: "purchases.withdraw",
    subject: id,
    with: { order: of.id, withdrawal: id, lines: lines.map((line) => ({ ...line })), whole },
  })
}

/** When somebody works off what came back otherwise than announced, often enough for whenever it comes. */
const decisionsMs = [40, 75, 110].map((days) => days * 86_400_000)

/** How many returns there may be of an order: which of them is the odd one nobody knows yet. */
const returnsMax = 5

/** Nothing in the parcel, one too few, something else, or something broken. */
const oddBox = (lines: readonly Units[], draws: Draws) => {
  const [{ sku, quantity } = { sku: "MUG", quantity: 1 }, ...rest] = lines
  return draws.one([
    [],
    quantity === 1 ? [...rest] : [{ sku, quantity: quantity - 1 }, ...rest],
    [{ sku: sku === "MUG" ? "LAMP" : "MUG", quantity }, ...rest],
    [{ sku, quantity, condition: "broken" }, ...rest],
    [{ sku, quantity: quantity + 1 }, ...rest],
  ])
}

/** The parcel that comes back holds something else than was announced; then somebody decides on it. */
export const oddReturn: Add = (draft, _shape, draws) => {
  const of = untouched(draft, draws)
  if (of === undefined) return null
  const id = `${of.id}-w${draft.acts.length + 1}`
  const lines = unwanted(of, false, draws)
  const at = later(of, draws)
  const box = oddBox(piecesIn(draft.products, lines), draws).map((units) => ({ ...units }))
  const sent = withAct(draft, at, {
    to: "buyer",
    operation: "purchases.withdraw",
    subject: id,
    with: { order: of.id, withdrawal: id, lines: lines.map((line) => ({ ...line })), whole: false, box },
  })
  const decision = draws.one(["refundReceived", "refundAnnounced", "refuse"])
  const returns = Array.from({ length: returnsMax }, (_, index) => `${of.id}/return-${index + 1}`)
  return decisionsMs.reduce(
    (planned, ms) =>
      returns.reduce(
        (more, name) =>
          withAct(more, atOf(of) + ms, {
            to: "oms",
            operation: "returns.decide",
            subject: name,
            with: { return: name, decision },
          }),
        planned,
      ),
    sent,
  )
}

/** Something else of the same price shall come for it. */
export const exchange: Add = (draft, shape, draws) => {
  const of = orderOf(draft, draws, "storefront")
  if (of === undefined) return null
  const id = `${of.id}-w${draft.acts.length + 1}`
  const lines = unwanted(of, false, draws)
  const instead = lines.map(({ quantity }) => ({ sku: draws.one(shape.skus), quantity }))
  return withAct(draft, later(of, draws), {
    to: "buyer",
    operation: "purchases.withdraw",
    subject: id,
    with: { order: of.id, withdrawal: id, lines: lines.map((line) => ({ ...line })), whole: false, instead },
  })
}

/** What somebody buys and nobody has to say the contents of: it can be added to any order. */
const itemsBought = ({ orders, products }: Draft): string[] =>
  orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)).filter((sku) => !products.some((kit) => kit.sku === sku))

/** A line of fewer units or none, or another line: more of the same or something else. */
export const edit: Add = (draft, _shape, draws) => {
  const of = orderOf(draft, draws, "storefront")
  const sku = draws.oneOf(itemsBought(draft))
  if (of === undefined || sku === undefined) return null
  const name = `${of.id}/edit-${draft.acts.length + 1}`
  const index = draws.whole(1, of.lines.length)
  const quantity = of.lines[index - 1]?.quantity ?? 1
  const units = draws.one([1, 2, 5])
  const amountMinor = units * draws.one([1, 1_999])
  const fewer = { line: `${of.id}/line-${index}`, quantity: draws.chance(40) ? 0 : draws.whole(0, quantity) }
  const more = { sku, name: sku, quantity: units, amountMinor, taxMinor: draws.one([0, Math.floor(amountMinor / 5)]) }
  const how = draws.one(["takes", "adds", "both"])
  return withAct(draft, draws.chance(70) ? soon(of, draws) : later(of, draws), {
    to: "storefront",
    operation: "orders.edit",
    subject: name,
    with: { order: of.id, edit: name, quantities: how === "adds" ? [] : [fewer], added: how === "takes" ? [] : [more] },
  })
}

export const newAddress: Add = (draft, _shape, draws) => {
  const of = orderOf(draft, draws, "storefront")
  if (of === undefined) return null
  const name = `${of.id}/edit-${draft.acts.length + 1}`
  const address = { ...defaultAddress, line1: "Rue du Marché 7", city: "Genève", postalCode: "1204" }
  return withAct(draft, draws.chance(70) ? soon(of, draws) : later(of, draws), {
    to: "storefront",
    operation: "orders.changeAddress",
    subject: name,
    with: { order: of.id, edit: name, address },
  })
}

/** Somebody stops an order, and mostly somebody decides on it, as on one that stopped by itself. */
export const hold: Add = (draft, _shape, draws) => {
  const of = orderOf(draft, draws)
  if (of === undefined) return null
  const at = later(of, draws)
  const placed = draws.chance(80)
    ? withAct(draft, at, {
        to: "oms",
        operation: "holds.place",
        subject: of.id,
        with: { order: of.id, reason: "manual" },
      })
    : draft
  const name = `${of.id}/hold-1`
  if (placed !== draft && draws.chance(20)) return placed
  return withAct(placed, at + draws.one([1_000, 7_200_000, 172_800_000]), {
    to: "oms",
    operation: "holds.decide",
    subject: name,
    with: { hold: name, release: draws.chance(60), by: "Ayşe" },
  })
}
