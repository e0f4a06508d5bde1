/** Parcels and manifests: units are packed, the cheapest carrier labels them, and its next pickup is told to take them. */
import { answers, object, type Answers, type ObjectKind, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { buyLabel, manifestParcels, quoteRates, voidLabel } from "../carrier/contract.ts"
import type { Units } from "../shapes.ts"
import type * as wire from "./contract.ts"
import { manifestMachine } from "./manifest.machine.ts"
import { workTime } from "./opening-hours.ts"
import { outboundOrder } from "./outbound.ts"
import type { OutboundOrderContext } from "./outbound-order.machine.ts"
import { parcelMachine, type ParcelContext } from "./parcel.machine.ts"

export const parcel: ObjectKind<typeof parcelMachine> = object("parcel", parcelMachine, {
  effects: {
    tellPacked: (turn, { context }) => turn.tell(outboundOrder, context.shipment, { type: "parcelPacked" }),
    askRates: (turn, { id, context }) => {
      const { address, weightGrams } = context
      for (const carrier of turn.peers("carrier")) {
        turn.call(carrier, quoteRates, { parcel: id, country: address.country, weightGrams })
      }
    },
    buyLabel: (turn, { id, context }) => {
      const { shipment, order, service, address, weightGrams, lines, carrier, round } = context
      if (carrier === null) return
      const body = { parcel: id, shipment, order, recipient: "buyer", service, address, weightGrams, contents: lines }
      // The key stays the same until the carrier has answered: a lost answer must not cost a second label.
      turn.call(carrier, buyLabel, body, `${id}/round-${round}`)
    },
    tellUnlabelled: (turn, { context }) => turn.tell(outboundOrder, context.shipment, { type: "parcelUnlabelled" }),
    tellLabelled: (turn, { context }) => turn.tell(outboundOrder, context.shipment, { type: "parcelLabelled" }),
    voidLabel: (turn, { context }) => {
      if (context.carrier !== null && context.label !== null)
        turn.call(context.carrier, voidLabel, { label: context.label })
    },
  },
  delays: {
    packingTime: (self, turn) => workTime(turn, turn.duration("packingTime", self.id)),
    labelRetry: (_self, turn) => turn.policy("labelRetry"),
  },
  indexes: { byShipment: (context) => context.shipment },
})

export const manifest: ObjectKind<typeof manifestMachine> = object("manifest", manifestMachine, {
  effects: {
    announce: (turn, { id, context }) => {
      turn.call(context.carrier, manifestParcels, { shipment: context.shipment, labels: context.labels }, id)
    },
  },
  delays: { labelRetry: (_self, turn) => turn.policy("labelRetry") },
})

/** Opens the parcels of an order that was picked. */
export const packOrder = (turn: Turn, { id, context }: Seen<OutboundOrderContext>): void => {
  const { order, service, address } = context
  const carriers = turn.peers("carrier").length
  if (carriers === 0)
    throw new Error(`${turn.instance.name} has no link to any carrier, so "${id}" cannot be labelled.`)
  for (const lines of context.parcels) {
    const units = lines.reduce((sum, line) => sum + line.quantity, 0)
    const weightGrams = units * turn.policy("gramsPerUnit")
    const input = {
      shipment: id,
      order,
      service,
      address,
      lines,
      weightGrams,
      carriers,
      triesMax: turn.policy("labelTriesMax"),
    }
    turn.create(parcel, { of: id, role: "parcel" }, input)
  }
}

/** Whichever is less: what fits into a parcel, or what it may weigh. */
export const unitsPerParcel = (turn: Turn): number =>
  Math.min(
    turn.policy("unitsPerParcel"),
    Math.floor(turn.policy("gramsPerParcel") / Math.max(1, turn.policy("gramsPerUnit"))),
  )

/** Splits lines into parcels that hold so many units each, in the order of the lines. */
export const splitIntoParcels = (lines: readonly Units[], unitsMax: number): Units[][] => {
  const parcels: Units[][] = []
  let room = 0
  for (const { sku, quantity } of lines) {
    for (let left = quantity; left > 0;) {
      if (room === 0) {
        parcels.push([])
        room = Math.max(1, unitsMax)
      }
      const taken = Math.min(left, room)
      parcels[parcels.length - 1]?.push({ sku, quantity: taken })
      room -= taken
      left -= taken
    }
  }
  return parcels
}

/** The parcels of a shipment that have a label. */
export const parcelsOf = (turn: Turn, shipment: string): wire.Parcel[] =>
  turn.find(parcel, "byShipment", shipment).flatMap(({ id, context }) => {
    const { carrier, label, trackingNumber, lines } = context
    return carrier === null || label === null || trackingNumber === null
      ? []
      : [{ parcel: id, carrier, label, trackingNumber, lines }]
  })

/** Tells each carrier which parcels of a shipment wait for its next pickup. */
export const announceParcels = (turn: Turn, shipment: string, ids: readonly string[]): void => {
  const parcels = parcelsOf(turn, shipment).filter((sent) => ids.includes(sent.parcel))
  const carriers = [...new Set(parcels.map((sent) => sent.carrier))].toSorted((a, b) => (a < b ? -1 : 1))
  for (const carrier of carriers) {
    const labels = parcels.filter((sent) => sent.carrier === carrier).map((sent) => sent.label)
    const input = { shipment, carrier, labels, triesMax: turn.policy("labelTriesMax") }
    turn.create(manifest, { of: shipment, role: "manifest" }, input)
  }
}

export const carrierAnswers: readonly Answers[] = [
  answers(quoteRates as never, (answer, owner) => {
    const { service } = owner.context as ParcelContext
    const { carrier, rates } = answer.outcome === "ok" ? (answer.body as typeof quoteRates.response.Type) : noRates
    const rate = rates.find((offered) => offered.service === service)
    return rate === undefined
      ? { type: "notQuoted" }
      : { type: "quoted", quote: { carrier, amountMinor: rate.amountMinor } }
  }),
  answers(buyLabel as never, (answer) => {
    if (answer.outcome === "refused" && answer.refusal.error === "badAddress") return { type: "badAddress" }
    if (answer.outcome !== "ok") return { type: answer.outcome }
    const { label, trackingNumber } = answer.body as typeof buyLabel.response.Type
    return { type: "bought", label, trackingNumber }
  }),
  answers(voidLabel as never, (answer) => ({ type: answer.outcome === "ok" ? "labelVoided" : answer.outcome })),
  answers(manifestParcels as never, (answer) => {
    if (answer.outcome !== "ok") return { type: answer.outcome }
    return { type: "closed", pickupAt: (answer.body as typeof manifestParcels.response.Type).pickupAt }
  }),
]

const noRates: typeof quoteRates.response.Type = { carrier: "", rates: [] }
