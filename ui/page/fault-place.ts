/** Which fault of the scenario acted on a message. */
import type { RunModel } from "../core/run-model.ts"

/** Its place among the faults that the result lists; -1 when the scenario did not declare it or cannot be run again here. */
export const faultPlace = (model: RunModel, row: number): number => {
  const marks = model.faults.filter((mark) => mark.row === row)
  const declared = model.footer?.result?.faults ?? []
  if (model.header?.scenarioText == null || model.header.book !== null) return -1
  return declared.findIndex(({ says }) => marks.some((mark) => mark.says === says))
}
