/** Ship confirmations to marketplaces, each under the name that the marketplace has for the carrier. */
import { answers, object, ok, type Reply } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { confirmShipment } from "../marketplace/contract.ts"
import type { ConfirmationContext } from "./confirmation.machine.ts"
import type { mapCarrier } from "./contract.ts"
import { carrierCode, confirmation } from "./kinds.ts"

const codeId = (channel: string, carrier: string): string => `${carrier}@${channel}`

export const carrierCodes = object(carrierCode.name, carrierCode.machine, { lasting: true })

export const confirmations = object(confirmation.name, confirmation.machine, {
  effects: {
    send: (turn, { version, context: { channel, carrier, ...confirmed } }) => {
      // As long as nobody has mapped it, a carrier goes by its own name.
      const code = turn.read(carrierCode, codeId(channel, carrier))?.context.code ?? carrier
      turn.call(channel, confirmShipment, { ...confirmed, carrier: code }, `${confirmed.shipment}/${code}/${version}`)
    },
  },
  delays: { askAgain: (_self, turn) => turn.policy("askAgain") },
  indexes: {
    unmapped: ({ channel, carrier }, state) => (state === "unmapped" ? codeId(channel, carrier) : null),
  },
})

export const confirm = (turn: Turn, shipped: ConfirmationContext): void => {
  turn.create(confirmation, { of: shipped.shipment, role: "confirmation" }, shipped)
}

/** Somebody has looked up what the marketplace calls a carrier: what waited for that is sent again. */
export const map = (turn: Turn, { channel, carrier, code }: typeof mapCarrier.request.Type): Reply => {
  const id = codeId(channel, carrier)
  if (turn.read(carrierCode, id) === null) turn.create(carrierCode, id, { code })
  else turn.send(carrierCode, id, { type: "map", code })
  const waiting = turn.find(confirmation, "unmapped", id)
  for (const { id: one } of waiting) turn.tell(confirmation, one, { type: "mapped" })
  return ok({ waiting: waiting.length })
}

export const confirmationAnswers = [
  answers(confirmShipment, (answer) => {
    if (answer.outcome === "ok") return { type: "confirmed" }
    if (answer.outcome === "failed") return { type: "unanswered" }
    return { type: answer.refusal.error === "unknownCarrier" ? "unknownCarrier" : "refused" }
  }),
]
