/**
 * Reads the `after` of a state: named delays only, because how long something waits is a policy's decision, not the chart's.
 */
import type { AnyStateNode } from "xstate"
import type { Arm } from "./chart.ts"
import { suggest, type Complain } from "./refuse.ts"

/** One arm for each `after`, with the event that XState would send. */
export const readTimers = (source: AnyStateNode, known: readonly string[], complain: Complain): Arm[] => {
  const after = (source.config as { after?: object }).after ?? {}
  return Object.keys(after).map((delay) => {
    if (!Number.isNaN(Number(delay))) {
      complain(
        `a delay in numbers (after ${delay})`,
        'give it a name, as in after: { pickTime: … } with setup({ delays: delayNames("pickTime") }); policies resolve it',
      )
    } else if (!known.includes(delay)) {
      complain(
        `delay "${delay}" is not declared`,
        `declare it in setup({ delays: delayNames("${delay}") }): ${suggest(delay, known)}`,
      )
    }
    return { delay, event: `xstate.after.${delay}.${source.id}` }
  })
}
