/** The words of the filter language, each with an example, as the help lists them. */
import { filterKeys, filterMarks, type FilterKey, type FilterMark } from "../core/filter-terms.ts"

export type FilterWord = FilterKey | "followed-by"

const examples: Readonly<Record<FilterWord, string>> = {
  system: "system:wms",
  from: "from:oms",
  to: "to:payment|erp",
  type: "type:payments.*",
  kind: "kind:webhook",
  order: "order:A-1",
  subject: "subject:A-1/shipment-*",
  status: "status:>=400",
  attempt: "attempt:>1",
  after: "after:+2h",
  before: "before:2024-03-05",
  slower: "slower:2s",
  size: "size:>4kB",
  body: 'body:"SKU-12"',
  header: "header:retry-after=30",
  "caused-by": "caused-by:120",
  causes: "causes:120",
  violation: "violation:I7",
  fault: "fault:delay",
  is: "is:retry",
  "followed-by": "followed-by:(type:refunds.*)within:2h",
}

export const filterWords: readonly { readonly word: FilterWord; readonly example: string }[] = [
  ...(Object.keys(filterKeys) as FilterKey[]),
  "followed-by" as const,
].map((word) => ({ word, example: examples[word] }))

export const filterMarkWords: readonly { readonly mark: FilterMark; readonly example: string }[] = filterMarks.map(
  (mark) => ({ mark, example: `is:${mark}` }),
)
