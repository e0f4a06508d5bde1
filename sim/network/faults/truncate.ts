/** A file that was only partly written: of every list in it only the first half is there. What it says besides is whole. */
import { delivered } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const truncate: FaultKind = {
  name: "truncate",
  says: "Of every list in the message, as of a file that was partly written, the second half is missing.",
  needs: [],
  on: "messages",
  leg: "either",
  verdict: ({ body }) => {
    if (typeof body !== "object" || body === null) return null
    const entries = Object.entries(body)
    if (!entries.some(([, value]) => Array.isArray(value) && value.length > 0)) return null
    const cut = entries.map(([key, value]) => [
      key,
      Array.isArray(value) ? value.slice(0, Math.floor(value.length / 2)) : value,
    ])
    return { ...delivered, body: Object.fromEntries(cut) }
  },
}
