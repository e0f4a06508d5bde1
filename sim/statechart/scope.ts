/**
 * What a guard, an assign or an expression of a chart is given: context and event, and nothing to act with.
 *
 * The rest of what XState hands out (`self`, `system`, `spawn`) says here why it is not there, instead of being undefined.
 */

import type { ChartEvent } from "./chart.ts"

export class Scope {
  /** Moves on from one assign to the next within a step. */
  context: unknown
  readonly event: ChartEvent

  constructor(context: unknown, event: ChartEvent) {
    this.context = context
    this.event = event
  }

  get self(): never {
    return absent("self")
  }

  get system(): never {
    return absent("system")
  }

  get spawn(): never {
    return absent("spawn")
  }
}

/** What the function that makes the first context is given. */
export class Birth {
  readonly input: unknown

  constructor(input: unknown) {
    this.input = input
  }

  get self(): never {
    return absent("self")
  }

  get spawn(): never {
    return absent("spawn")
  }
}

const absent = (name: string): never => {
  throw new Error(
    `"${name}" is not there: a chart reads only context, event and params; to act, name an effect and let its answer come back as an event`,
  )
}
