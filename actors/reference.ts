/** The reference of this ecosystem; apart from the program, so that only who asks for it loads the rooms. */
import { codes, page, table } from "../sim/reference/markdown.ts"
import { referenceOf } from "../sim/reference/reference.ts"
import { ecosystem } from "./ecosystem.ts"
import { troubles } from "./troubles.ts"

export const reference = (): ReadonlyMap<string, string> =>
  new Map([
    ...referenceOf(ecosystem, ["[Troubles](troubles.md): what goes wrong in commerce, and which scenarios tell it"]),
    ["troubles.md", troublesPage()],
  ])

const troublesPage = (): string =>
  page(
    "Troubles",
    "What goes wrong whoever builds it, and what a business that copes with it looks like. The scenarios are files under `scenarios/`; an incident has a twin in which the good handling is turned off.",
    table(
      ["what goes wrong", "what is to come of it", "scenarios"],
      troubles.map(({ says, copes, told }) => [says, copes, codes(told)]),
    ),
  )
