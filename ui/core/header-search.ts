/** Looks into headers for a filter: as the inspector shows them, and hashes only where one is asked for. */
import type { Header } from "../../sim/report/export/wire-names.ts"
import type { HeaderTerm } from "./filter-terms.ts"
import { globOf } from "./glob.ts"
import { isHttp, kindOf } from "./message-columns.ts"
import type { RunModel } from "./run-model.ts"
import { answerHeaders, hashed, plainHeaders, requestOf } from "./wire.ts"

export const headerTester = (term: HeaderTerm, model: RunModel): ((row: number) => boolean | Promise<boolean>) => {
  const wanted = term.headers.map(({ name, value }) => ({
    isName: globOf(name),
    isValue: value === null ? () => true : globOf(value),
  }))
  const needsHashes = wanted.some(({ isName }) => [...hashed].some(isName))
  const holds = (headers: readonly Header[]): boolean =>
    term.negated !== headers.some(({ name, value }) => wanted.some((one) => one.isName(name) && one.isValue(value)))
  return (row) => {
    if (!isHttp(model, row)) return holds([])
    const kind = kindOf(model, row)
    if (kind === "response" || kind === "receipt") return answerHeaders(model, row).then(holds)
    if (needsHashes || model.arrivals.has(row)) return requestOf(model, row).then(({ headers }) => holds(headers))
    return holds(plainHeaders(model, row))
  }
}
