/**
 * What the world knows of a statechart: numbered states, one pure step, and everything else as data.
 *
 * The interface is shaped like a table on purpose: a step takes a state number, a context and an event, and gives back the next
 * state number, the next context, the effects in order, and the timers to arm and to cancel. Nothing here runs, waits or sends.
 */

/** What happens inside a statechart. Every event carries the virtual instant (ms) at which it happens. */
export interface ChartEvent {
  readonly type: string
  readonly at: number
}

/** A named action with its static parameters; what it does is the business of whoever drives the chart. */
export interface Effect {
  readonly type: string
  readonly params: Readonly<Record<string, unknown>> | undefined
}

/** A delayed transition that starts to wait: `delay` is the policy's name, `event` is what to send when it has passed. */
export interface Arm {
  readonly delay: string
  readonly event: string
}

/**
 * What an event did.
 * - `moved`: a transition was taken (it may lead back to the same state)
 * - `ignored`: the chart declares that it ignores this event here (`on: { scanned: {} }`)
 * - `refused`: no transition is enabled, because there is none or because its guard says no
 */
export type Outcome = "moved" | "ignored" | "refused"

export interface Step<Context = unknown> {
  readonly outcome: Outcome
  readonly state: number
  readonly context: Context
  readonly effects: readonly Effect[]
  /** The timers that this step started and that still wait after it; none of them waits already once `cancels` are applied. */
  readonly arms: readonly Arm[]
  /** Events of timers that no longer wait. Apply these before `arms`; a timer that has gone off, or never was, may be among them. */
  readonly cancels: readonly string[]
}

/** A compiled statechart. State numbers are private to one Chart value; labels are the same everywhere. */
export interface Chart<Context = unknown, Event extends ChartEvent = ChartEvent> {
  readonly name: string
  /** Every leaf state of the definition by its dotted path, in document order. */
  readonly leaves: readonly string[]
  /** Every state by its dotted path, parents before children; without history states and the machine itself. */
  readonly paths: readonly string[]
  /** Every event that some transition names, wildcards as they are written, without those that XState makes (timers, onDone). */
  readonly events: readonly string[]
  /** Every effect that some action names. */
  readonly effects: readonly string[]
  /** Every delay that some `after` names. */
  readonly delays: readonly string[]
  /** Both throw a ChartDefect when the definition itself fails: a guard throws, or it never comes to rest. */
  initial(input: unknown, at: number): Step<Context>
  step(state: number, context: Context, event: Event): Step<Context>
  /** Events that some transition takes in this state, guards aside, without those that are declared ignored; sorted. */
  allowed(state: number): readonly string[]
  /** `authorized`, `fulfilment.picking`, or for parallel regions `payment.captured|parcel.packed`, in document order. */
  label(state: number): string
  isFinal(state: number): boolean
  /** Is this dotted path (a leaf or one of its parents) active? Throws when the definition has no such state. */
  matches(state: number, path: string): boolean
}
