/**
 * A list that is read page by page shifts while somebody writes: its first event is on neither of two pages, and the cursor goes past
 * it. Who reads a little of the last page again finds it.
 */
import { delivered } from "../fault.ts"
import type { FaultKind } from "./faults.ts"

export const pageShift: FaultKind = {
  name: "page-shift",
  says: "The first event slips out of a page of a list of events, and the cursor goes past it.",
  needs: [],
  on: "messages",
  leg: "answer",
  verdict: ({ body, exchange }) => {
    const { events } = (body ?? {}) as { readonly events?: readonly unknown[] }
    if (exchange.operation.name !== "events.list" || events === undefined || events.length === 0) return null
    return { ...delivered, body: { ...(body as object), events: events.slice(1) } }
  },
}
