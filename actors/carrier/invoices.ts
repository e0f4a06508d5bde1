/** The carrier's invoices: every parcel that was fetched is charged once, and a week's parcels are billed together. */
import { object, type Answer, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { dayMs } from "../../sim/world/calendar.ts"
import { isoDate } from "../dates.ts"
import { createFreightBill } from "../erp/contract.ts"
import { invoiceMachine } from "./invoice.machine.ts"
import type { LabelContext } from "./label.machine.ts"

/** 1970-01-01 was a Thursday; weeks begin on Mondays. */
const monday = 4 * dayMs
const weekMs = 7 * dayMs
const weekEnd = (at: number): number => (Math.floor((at - monday) / weekMs) + 1) * weekMs + monday

export const invoice = object("invoice", invoiceMachine, {
  posts: {},
  effects: {
    bill: (turn, { id, context: { customer, currency, lines } }) => {
      const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0)
      turn.call(customer, createFreightBill, { bill: id, currency, lines, amountMinor }, id)
    },
  },
  delays: {
    weekEnd: (_self, turn) => weekEnd(turn.at) - turn.at,
    billAgain: (_self, turn) => turn.policy("billAgain"),
  },
})

/** The bill of the running week. A clock that was set back may show a week that is billed already: then it is the next one's. */
const openInvoice = (turn: Turn, currency: string, at: number): string => {
  const number = `${turn.instance.name}/${currency}/invoice/${isoDate(weekEnd(at) - dayMs)}`
  const known = turn.read(invoice, number)
  return known === null || known.is("collecting") ? number : openInvoice(turn, currency, at + weekMs)
}

/** A parcel is on its way: its postage is owed. Where no ERP is, nobody is billed. */
export const charge = (turn: Turn, { id: label, context }: Seen<LabelContext>): void => {
  const [customer] = turn.peers("erp")
  if (customer === undefined) return
  const { shipment, order, currency, amountMinor } = context
  const number = openInvoice(turn, currency, turn.at)
  if (turn.read(invoice, number) === null) turn.create(invoice, number, { customer, currency })
  turn.tell(invoice, number, { type: "collect", line: { label, shipment, order, amountMinor } })
}

export const billAnswered = (answer: Answer): { readonly type: "taken" | "notTaken" | "unanswered" } => {
  if (answer.outcome === "ok") return { type: "taken" }
  return { type: answer.outcome === "refused" ? "notTaken" : "unanswered" }
}
