/** The message never arrives; its sender learns of it only by its own timeout. */
import { lost } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const drop: FaultKind = {
  name: "drop",
  says: "The message is lost on its way.",
  needs: [],
  on: "messages",
  leg: "either",
  verdict: () => lost,
}
