/**
 * A statechart that fails while it runs: a guard, an assign or a computed event threw, or it never comes to rest.
 *
 * It is always a mistake in the chart, never something that the world did, so the run must report it instead of going on.
 */
export class ChartDefect extends Error {
  override readonly name = "ChartDefect"
  readonly machine: string
  /** The dotted path of the state whose transition, entry or exit failed; "(top)" for the machine itself. */
  readonly state: string
  /** What failed: `guard "enough"`, `assign "recordCapture"` … */
  readonly part: string
  readonly eventType: string

  constructor(place: Place, part: string, eventType: string, cause: unknown) {
    const state = place.state === "" ? "(top)" : place.state
    const why = cause instanceof Error ? cause.message : String(cause)
    super(`The statechart "${place.machine}" failed in ${state}: its ${part}, on event "${eventType}": ${why}`, {
      cause,
    })
    this.machine = place.machine
    this.state = state
    this.part = part
    this.eventType = eventType
  }
}

/** Where in which definition something stands. */
export interface Place {
  readonly machine: string
  readonly state: string
}
