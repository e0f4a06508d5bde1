/** The receiver does what it was asked, but its answer is lost: the sender cannot tell whether the effect happened. */
import { lost } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const loseResponse: FaultKind = {
  name: "lose-response",
  says: "The effect happens, the answer is lost.",
  needs: [],
  on: "messages",
  leg: "answer",
  verdict: () => lost,
}
