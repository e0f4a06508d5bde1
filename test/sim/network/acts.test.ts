/** What people do passes the faults once: what comes later or a second time is not judged again. */
import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { ecosystem } from "../../../actors/ecosystem.ts"
import type { Watcher } from "../../../sim/consistency/rows.ts"
import { run } from "../../actors/run.ts"

const clicked = readFileSync(new URL("../../../scenarios/suites/faults/double-edit.yaml", import.meta.url), "utf8")
const fault = "{ fault: duplicate, on: outside > storefront orders.edit WEB-5551/edit-1 }"

/** How often the edit was made by hand when this happens to it. */
const editsUnder = (one: string): { readonly edits: number; readonly defects: readonly string[] } => {
  const text = clicked.replace(fault, one).replace(/expect:[^]*/, "expect: []\n")
  let edits = 0
  const watcher: Watcher = {
    message: ({ kind, operation }) => {
      if (kind === "act" && operation === "orders.edit") edits++
    },
    transition: () => {},
    posting: () => {},
  }
  const { result } = run(text, null, ecosystem, { watchers: [watcher] })
  return { edits, defects: result.defects }
}

it("a pattern that means copies too makes two of one, not more and more", () => {
  expect(editsUnder("{ fault: duplicate, on: outside > storefront orders.edit WEB-5551/edit-1 copy* }")).toEqual({
    edits: 2,
    defects: [],
  })
})

it("what is put off is put off once", () => {
  const later = "{ fault: delay, by: 1 h, on: outside > storefront orders.edit WEB-5551/edit-1 copy* }"
  expect(editsUnder(later)).toEqual({ edits: 1, defects: [] })
})
