/** The notification service's front door: one message for each template, reference and version, however often it is asked. */
import { answers, object, ok, serves, type Room } from "../../sim/partner/room.ts"
import { inbox } from "../buyer/contract.ts"
import * as wire from "./contract.ts"
import { messageMachine } from "./message.machine.ts"
import { policies } from "./policies.ts"

const message = object("message", messageMachine, {
  effects: { deliver: (turn, { context }) => turn.call(turn.peer("buyer"), inbox[context.template], context) },
  delays: { queueTime: (self, turn) => turn.duration("queueTime", self.id) },
})

export const notificationRoom: Room = {
  contract: wire.contract,
  objects: [message] as unknown as Room["objects"],
  serves: [
    serves(wire.sendMessage, (turn, body) => {
      const id = `${body.reference}/${body.template}-${body.version}`
      const known = turn.read(message, id)
      if (known === null) turn.create(message, id, body)
      return () => ok({ message: id, state: turn.need(message, id).state }, known === null ? 202 : 200)
    }),
  ],
  hears: [],
  answers: Object.values(inbox).map((operation) =>
    answers(operation, (answer) => ({ type: answer.outcome === "ok" ? "delivered" : "bounced" })),
  ),
  policies,
}
