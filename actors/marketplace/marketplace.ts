/** The marketplace's front door: it sells, collects, tells its own buyers, and settles with the seller by period. */
import { object, ok, serves, type Room, type Seen } from "../../sim/partner/room.ts"
import { refuse, refuseWith } from "../../sim/partner/server.ts"
import { servesSubscriptions } from "../../sim/partner/subscriptions.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { dayMs } from "../../sim/world/calendar.ts"
import { chance } from "../../sim/world/hash.ts"
import { inbox } from "../buyer/contract.ts"
import { isoDate } from "../dates.ts"
import type { Template } from "../notification/contract.ts"
import { bySku, type ChannelOrder, type Units } from "../shapes.ts"
import * as wire from "./contract.ts"
import { publish, sell, shownAs } from "../shown.ts"
import { orderMachine, type OrderContext } from "./order.machine.ts"
import { policies } from "./policies.ts"
import { postings } from "./postings.ts"
import { returnMachine } from "./return.machine.ts"
import { settlementMachine, type SettlementContext } from "./settlement.machine.ts"

const stateOf = (self: Seen<OrderContext>) => ({ order: self.context.order, state: self.state })

const channelOrder = ({ context }: Seen<OrderContext>, turn: Turn): ChannelOrder => {
  const { order: id, placedAt, currency, buyer, email, address, service, lines, charges, totalMinor } = context
  const channel = turn.instance.name
  return {
    order: id,
    channel,
    placedAt,
    currency,
    buyer,
    email,
    address,
    service,
    lines,
    charges,
    totalMinor,
    settledBy: "marketplace",
    tenders: [],
  }
}

/** Who bought it and where it goes is told when it is paid; until then country and region have to do. */
const withheld = (self: Seen<OrderContext>, turn: Turn): ChannelOrder => {
  const order = channelOrder(self, turn)
  const { region, country } = order.address
  const address = { line1: "", line2: null, city: "", region, postalCode: null, country }
  return { ...order, buyer: "", email: "", address }
}

/** The effect `tellBuyer` names its template as a parameter of the chart; the reference is what the buyer knows the matter by. */
const tell = (
  turn: Turn,
  template: Template,
  order: string,
  reference: string,
  to: string,
  data: Readonly<Record<string, string>>,
): void =>
  turn.call(turn.peer("buyer"), inbox[template], { template, order, reference, version: 1, to, by: "email", data })

const order = object("order", orderMachine, {
  publishes: {
    "order.pending": withheld,
    "order.created": (self, turn) => ({ ...channelOrder(self, turn), shipBy: self.context.shipBy }),
    "order.cancelled": ({ context }) => ({ order: context.order, reason: context.reason }),
    "order.late": ({ context }) => ({ order: context.order, shipBy: context.shipBy }),
    "cancellation.requested": ({ context }) => ({ order: context.order, reason: context.reason }),
  },
  posts: {
    refund: ({ id, context }) => ({
      book: "memo",
      currency: context.currency,
      subject: id,
      legs: [{ account: "refund.paid", amountMinor: context.refund.amountMinor }],
    }),
    late: ({ context }) => ({
      book: "memo",
      subject: context.order,
      legs: [{ account: "shipBy.missed", quantity: 1 }],
    }),
    order: ({ context }) => ({
      book: "memo",
      currency: context.currency,
      subject: context.order,
      legs: [
        ...context.lines.map((line) => ({
          account: "ordered",
          sku: line.sku,
          quantity: line.quantity,
          amountMinor: line.amountMinor + line.taxMinor,
        })),
        { account: "ordered.total", amountMinor: context.totalMinor },
      ],
    }),
  },
  effects: {
    tellBuyer: (turn, { id, context }, _event, params) => {
      const template = params?.["template"] as Template
      const { shipment, trackingNumbers } = context.latest
      const reference = template === "shipped" ? shipment : id
      tell(turn, template, id, reference, context.email, { tracking: trackingNumbers.join(" ") })
    },
    takeFromStock: (turn, { context }) => sell(turn, offer, context.order, context.lines),
    settleSale: (turn, self) => {
      const { shipment: reference } = self.context.latest
      const amountMinor = salePrice(turn, self)
      const commission = Math.floor((amountMinor * turn.policy("commissionPpm") + 500_000) / 1_000_000)
      collect(turn, self.context.currency, [
        { order: self.id, type: "sale", reference, amountMinor },
        { order: self.id, type: "commission", reference, amountMinor: -commission },
      ])
    },
    settleRefund: (turn, { id, context }) => {
      const { reference, amountMinor } = context.refund
      const commission = Math.floor((amountMinor * turn.policy("commissionPpm") + 500_000) / 1_000_000)
      collect(turn, context.currency, [
        { order: id, type: "refund", reference, amountMinor: -amountMinor },
        { order: id, type: "commissionRefund", reference, amountMinor: commission },
      ])
    },
  },
  delays: {
    pendingTime: (self, turn) => turn.duration("pendingTime", self.id),
    shipBy: (self, turn) => self.context.shipBy - turn.at,
    returnWindow: (_self, turn) => turn.policy("returnWindow"),
  },
})

const offer = shownAs("offer")

const returned = object("return", returnMachine, {
  publishes: {
    "return.requested": (self) => ({ return: self.id, order: self.context.order, lines: self.context.lines }),
  },
  effects: {
    tellBuyer: (turn, { id, context }, _event, params) => {
      const { email } = turn.need(order, context.order).context
      tell(turn, params?.["template"] as Template, context.order, id, email, { site: context.site })
    },
  },
  indexes: { byOrder: (context) => context.order },
})

const settlement = object("settlement", settlementMachine, {
  publishes: { "settlement.closed": (self) => settlementOf(self) },
  posts: {
    settlement: (self) => {
      const { amountMinor, currency } = settlementOf(self)
      return {
        book: "money",
        currency,
        subject: self.id,
        legs: [
          { account: "marketplace.sellers", amountMinor: -amountMinor },
          { account: "marketplace.paidOut", amountMinor },
        ],
      }
    },
  },
  effects: {
    // Against returns that may come when the money is long gone.
    keepBack: (turn, self) => {
      const { currency } = self.context
      const kept = Math.floor((Math.max(0, settlementOf(self).salesMinor) * turn.policy("reserveShare")) / 1_000_000)
      const line = { order: "", reference: self.id }
      const lines = kept === 0 ? [] : [{ ...line, type: "reserve" as const, amountMinor: -kept }]
      turn.tell(settlement, self.id, { type: "close", lines })
      if (kept > 0) collect(turn, currency, [{ ...line, type: "reserveRelease", amountMinor: kept }])
    },
  },
  delays: {
    periodEnd: (_self, turn) => {
      const period = turn.policy("settlementDays") * dayMs
      return (Math.floor(turn.at / period) + 1) * period - turn.at
    },
  },
})

/**
 * What the buyer is charged for the units of the last shipment: what the seller says, or what the marketplace makes of it itself when
 * it rounds the price of each unit; then the first shipment bears it.
 */
const salePrice = (turn: Turn, { context }: Seen<OrderContext>): number => {
  const { amountMinor } = context.latest
  if (turn.policy<string>("roundsPrices") === "line" || context.shipments.length > 1) return amountMinor
  return context.lines.reduce((left, line) => left - (line.amountMinor % line.quantity), amountMinor)
}

const settlementOf = ({ id, context }: Seen<SettlementContext>): wire.Settlement => {
  const sum = (...types: readonly string[]) =>
    context.lines.reduce((total, line) => total + (types.includes(line.type) ? line.amountMinor : 0), 0)
  const salesMinor = sum("sale")
  const commissionMinor = sum("commission", "commissionRefund")
  const refundsMinor = sum("refund")
  const reserveMinor = sum("reserve", "reserveRelease")
  return {
    settlement: id,
    currency: context.currency,
    closedAt: context.closedAt,
    salesMinor,
    commissionMinor,
    refundsMinor,
    reserveMinor,
    amountMinor: salesMinor + commissionMinor + refundsMinor + reserveMinor,
  }
}

/** What is settled now belongs here. A clock that was set back may show a period that is closed already: then it is the next one's. */
const openSettlement = (turn: Turn, currency: string, at: number): string => {
  const period = turn.policy("settlementDays") * dayMs
  const id = `${turn.instance.name}/${currency}/settlement/${isoDate(Math.floor(at / period) * period)}`
  const known = turn.read(settlement, id)
  return known === null || known.is("open") ? id : openSettlement(turn, currency, at + period)
}

/** Puts lines into the settlement of the period that is running; what is free is not settled. */
const collect = (turn: Turn, currency: string, all: readonly wire.SettlementLine[]): void => {
  const lines = all.filter(({ amountMinor }) => amountMinor !== 0)
  if (lines.length === 0) return
  const id = openSettlement(turn, currency, turn.at)
  if (turn.read(settlement, id) === null) turn.create(settlement, id, { currency })
  turn.tell(settlement, id, { type: "collect", lines })
}

/** Units of a SKU that have left and are not on their way back already. */
const returnable = (turn: Turn, self: Seen<OrderContext>, sku: string): number => {
  const sum = (units: readonly Units[]) =>
    units.reduce((total, unit) => total + (unit.sku === sku ? unit.quantity : 0), 0)
  const back = turn.find(returned, "byOrder", self.id).reduce((total, other) => total + sum(other.context.lines), 0)
  return sum(self.context.shipped) - back
}

export const marketplaceRoom: Room = {
  contract: wire.contract,
  objects: [order, offer, returned, settlement] as unknown as Room["objects"],
  serves: [
    ...servesSubscriptions("marketplace"),
    serves(wire.placeOrder, (turn, checkout) => {
      if (turn.read(order, checkout.order) !== null)
        return refuse("conflict", `There is already an order ${checkout.order}.`)
      turn.create(order, checkout.order, {
        ...checkout,
        at: turn.at,
        fails: chance(turn.draw("unpaidPpm", checkout.order), turn.policy("unpaidPpm")),
        shipWithinMs: turn.policy("shipWithin"),
      })
      return () => ok(stateOf(turn.need(order, checkout.order)), 201)
    }),
    serves(wire.requestCancellation, (turn, { order: id, reason }) =>
      turn.drive(order, id, { type: "cancel", reason }, (self) => ok(stateOf(self), 202)),
    ),
    serves(wire.requestReturn, (turn, { order: id, withdrawal, lines }) => {
      const self = turn.read(order, id)
      if (self === null) return turn.unknown("order", id)
      // Whoever heard no answer asks again, by the same name.
      const known = turn.find(returned, "byOrder", id).find(({ context }) => context.withdrawal === withdrawal)
      if (known !== undefined) return ok({ return: known.id })
      const missing = bySku(lines).filter((line) => returnable(turn, self, line.sku) < line.quantity)
      if (missing.length > 0 || self.is("closed")) {
        const says = self.is("closed")
          ? "The return window has closed."
          : `Not shipped yet, or already on its way back: ${missing.map((line) => line.sku).join(", ")}.`
        return refuse("conflict", says, { state: self.state, allowed: [] })
      }
      const made = turn.create(returned, { of: id, role: "return" }, { order: id, withdrawal, lines })
      return ok({ return: made }, 201)
    }),
    serves(wire.resolveCancellation, (turn, { order: id, accepted }) =>
      turn.drive(order, id, { type: "resolve", accepted }, (self) => ok(stateOf(self))),
    ),
    serves(wire.cancelBySeller, (turn, { order: id, reason }) =>
      turn.drive(order, id, { type: "cancelBySeller", reason }, (self) => ok(stateOf(self))),
    ),
    serves(wire.confirmShipment, (turn, { order: id, shipment, carrier, trackingNumbers, lines, amountMinor }) => {
      const known = turn.policy<string>("knownCarriers").split(" ")
      if (!known.includes("*") && !known.includes(carrier)) {
        const says = `${turn.instance.name} knows no carrier "${carrier}"; it knows ${known.join(", ")}.`
        return refuseWith(wire.confirmShipment, "unknownCarrier", says)
      }
      return turn.drive(order, id, { type: "confirm", shipment, trackingNumbers, lines, amountMinor }, (self) =>
        ok(stateOf(self), 201),
      )
    }),
    serves(wire.setQuantities, (turn, request) => ok({ lost: publish(turn, offer, request) })),
    serves(wire.createRefund, (turn, { order: id, reference, amountMinor }) => {
      const self = turn.read(order, id)
      if (self === null) return turn.unknown("order", id)
      // Whoever heard no answer asks again, by the same reference.
      if (self.context.refundedFor.includes(reference)) return ok({ refund: `${reference}/refund-1`, reference })
      if (turn.send(order, id, { type: "refund", reference, amountMinor }) === "refused") {
        return refuseWith(
          wire.createRefund,
          "tooMuch",
          `The buyer paid ${self.context.totalMinor} and got ${self.context.refundedMinor} back; ${amountMinor} more is too much.`,
        )
      }
      return ok({ refund: `${reference}/refund-1`, reference }, 201)
    }),
    serves(wire.approveReturn, (turn, { return: id, site }) =>
      turn.drive(returned, id, { type: "approve", site }, () => ok({ return: id })),
    ),
    serves(wire.resolveReturn, (turn, { return: id, order: of, lines, refundedMinor }) => {
      if (turn.read(returned, id) === null) {
        if (turn.read(order, of) === null) return turn.unknown("order", of)
        turn.create(returned, id, { order: of, lines, withdrawal: null })
      }
      return turn.drive(returned, id, { type: "resolve", refundedMinor }, () => ok({ return: id }))
    }),
    serves(wire.getSettlement, (turn, { settlement: id }) => {
      const self = turn.read(settlement, id)
      return self === null
        ? turn.unknown("settlement", id)
        : ok({ settlement: settlementOf(self), lines: self.context.lines })
    }),
  ],
  hears: [],
  answers: [],
  policies,
  postings,
}
