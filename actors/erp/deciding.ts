/** What a person decides about statements that agree with nobody's books: to take one as it is, or to have it compared once more. */
import { ok, type Reply, type Seen } from "../../sim/partner/room.ts"
import { refuseWith } from "../../sim/partner/server.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import * as wire from "./contract.ts"
import { kinds } from "./kinds.ts"
import type { StatementContext } from "./reconciliation.machine.ts"

/** Money that is in nobody's books cannot be booked: its document has to come first. */
const strangerIn = (self: Seen<StatementContext> | null): string | null => {
  if (self?.is("exception.resting") !== true) return null
  if (self.context.lines.length === 0) return "Nobody has said yet what it is made of: have it compared again."
  const stranger = self.context.unmatched.find(({ isOurs }) => !isOurs)
  return stranger === undefined ? null : `${stranger.reference}: ${stranger.says}`
}

export const decidePayout = (turn: Turn, { payout: id, decision }: typeof wire.decidePayout.request.Type): Reply => {
  const stranger = decision === "accept" ? strangerIn(turn.read(kinds.payout, id)) : null
  if (stranger !== null) return refuseWith(wire.decidePayout, "notOurs", stranger)
  return turn.drive(kinds.payout, id, { type: decision }, ({ state }) => ok({ payout: id, state }))
}

export const decideSettlement = (
  turn: Turn,
  { settlement: id, decision }: typeof wire.decideSettlement.request.Type,
): Reply => {
  const stranger = decision === "accept" ? strangerIn(turn.read(kinds.settlement, id)) : null
  if (stranger !== null) return refuseWith(wire.decideSettlement, "notOurs", stranger)
  return turn.drive(kinds.settlement, id, { type: decision }, ({ state }) => ok({ settlement: id, state }))
}
