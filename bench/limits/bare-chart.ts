/**
 * The limit for statecharts: an order's chart written out as tables by hand.
 *
 * It does: a look-up by state and event name, a guard where there is one, a fresh context for each change, the list of effects.
 * It leaves out: nested and parallel states, history, timers, eventless transitions, raised events, and any error.
 */
interface Context {
  readonly id: string
  readonly total: number
  readonly paid: number
  readonly trackingNumber: string
}

interface Event {
  readonly type: string
  readonly at: number
  readonly amount?: number
  readonly trackingNumber?: string
}

interface Transition {
  readonly target: number
  readonly guard: ((context: Context, event: Event) => boolean) | null
  readonly assign: ((context: Context, event: Event) => Context) | null
  readonly effects: readonly string[]
}

const to = (target: number, effects: readonly string[], more: Partial<Transition> = {}): Transition => ({
  target,
  guard: null,
  assign: null,
  effects,
  ...more,
})

const states: readonly ReadonlyMap<string, readonly Transition[]>[] = [
  new Map([
    [
      "pay",
      [
        to(1, ["notify"], {
          guard: (context, event) => (event.amount ?? 0) >= context.total,
          assign: (context, event) => ({ ...context, paid: event.amount ?? 0 }),
        }),
      ],
    ],
    ["cancel", [to(7, [])]],
  ]),
  new Map([
    ["allocate", [to(2, ["notify"])]],
    ["cancel", [to(7, [])]],
  ]),
  new Map([
    ["pick", [to(3, [])]],
    ["cancel", [to(7, [])]],
  ]),
  new Map([["pack", [to(4, [])]]]),
  new Map([
    [
      "ship",
      [to(5, ["notify"], { assign: (context, event) => ({ ...context, trackingNumber: event.trackingNumber ?? "" }) })],
    ],
  ]),
  new Map([["deliver", [to(6, [])]]]),
]

const walk: readonly Event[] = [
  { type: "pay", at: 1, amount: 10 },
  { type: "allocate", at: 2 },
  { type: "pick", at: 3 },
  { type: "pack", at: 4 },
  { type: "ship", at: 5, trackingNumber: "T-1" },
  { type: "deliver", at: 6 },
]

interface Place {
  state: number
  context: Context
}

const step = (place: Place, event: Event): readonly string[] | null => {
  const candidates = states[place.state]?.get(event.type)
  if (candidates === undefined) return null
  for (const { guard, assign, target, effects } of candidates) {
    if (guard !== null && !guard(place.context, event)) continue
    if (assign !== null) place.context = assign(place.context, event)
    place.state = target
    return effects
  }
  return null
}

/** Walks so many orders from placed to delivered; answers how many transitions that were. */
export const bareChart = (orders: number): number => {
  let transitions = 0
  for (let order = 0; order < orders; order++) {
    const place: Place = { state: 0, context: { id: `order-${order}`, total: 5, paid: 0, trackingNumber: "" } }
    for (const event of walk) {
      if (step(place, event) === null) throw new Error(`The bare chart refuses ${event.type} in state ${place.state}.`)
      transitions++
    }
    if (place.state !== 6) throw new Error(`The bare chart ends in state ${place.state}.`)
  }
  return transitions
}
