/** Pick tasks and the few people who work them off, perhaps in shifts: the oldest promise first, then who came first. */
import { object, type ObjectKind, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { isOnShift, nextShiftAt, shiftsIn, type Shift } from "../../sim/world/shifts.ts"
import { countShort } from "./counting.ts"
import { floorMachine } from "./floor.machine.ts"
import { outboundOrder } from "./outbound.ts"
import { workTime } from "./opening-hours.ts"
import { pickTaskMachine, type PickTaskContext } from "./pick-task.machine.ts"
import { pickerMachine, type PickerContext } from "./picker.machine.ts"

export const pickTask: ObjectKind<typeof pickTaskMachine> = object("pickTask", pickTaskMachine, {
  effects: {
    callPicker: (turn) => {
      handOut(turn)
    },
    tellStarted: (turn, { context }) => turn.tell(outboundOrder, context.shipment, { type: "pick" }),
    tellDone: (turn, { context }) => {
      // What the picker did not find is known before what was picked goes on.
      countShort(turn, context.shipment)
      turn.tell(outboundOrder, context.shipment, { type: "picked" })
      if (context.picker !== null) turn.tell(picker, context.picker, { type: "finish" })
    },
    freePicker: (turn, { context }) => {
      if (context.picker !== null) turn.tell(picker, context.picker, { type: "finish" })
    },
  },
  delays: {
    pickTime: (self, turn) => workTime(turn, self.context.lines * turn.duration("pickLineTime", self.id)),
  },
  indexes: { byState: (_context, state) => state, byShipment: (context) => context.shipment },
})

export const picker: ObjectKind<typeof pickerMachine> = object("picker", pickerMachine, {
  lasting: true,
  effects: {
    seekTask: (turn) => {
      handOut(turn)
    },
  },
  indexes: { byState: (_context, state) => state },
})

export const floor: ObjectKind<typeof floorMachine> = object("floor", floorMachine, {
  lasting: true,
  effects: { begin: (turn) => beginShift(turn) },
  delays: { nextShift: (self, turn) => nextShiftAt(turn.calendar("hours"), self.context.shifts, turn.at) - turn.at },
})

/** As many as there are, or everybody of every shift. */
export const hirePickers = (turn: Turn): void => {
  const hire = (people: number, shift: Shift | null): void => {
    for (let n = 0; n < people; n++) turn.create(picker, { of: turn.instance.name, role: "picker" }, { shift })
  }
  const shifts = shiftsIn(turn.policy<string>("shifts"))
  if (shifts.length === 0) return hire(turn.policy("pickers"), null)
  turn.create(floor, turn.instance.name, { shifts })
  for (const shift of shifts) hire(shift.people, shift)
}

const isThere = (turn: Turn, { context: { shift } }: Seen<PickerContext>): boolean =>
  shift === null || isOnShift(turn.calendar("hours"), shift, turn.at)

/**
 * Gives the most urgent ready task to a free picker, if there are both, and says whether there were. One is enough: it is asked again
 * whenever a task becomes ready or a picker free. Where people work in shifts the next of them begins with what is left.
 */
const handOut = (turn: Turn): boolean => {
  const free = turn.find(picker, "byState", "idle").find((candidate) => isThere(turn, candidate))
  const [first, ...others] = turn.find(pickTask, "byState", "ready")
  if (first === undefined) return false
  if (free === undefined) {
    if (turn.read(floor, turn.instance.name) !== null) turn.tell(floor, turn.instance.name, { type: "wait" })
    return false
  }
  const task = others.reduce((best, other) => (isMoreUrgent(other, best) ? other : best), first)
  turn.send(pickTask, task.id, { type: "start", picker: free.id })
  turn.send(picker, free.id, { type: "take", task: task.id })
  return true
}

/** Everybody who comes takes something. */
const beginShift = (turn: Turn): void => {
  while (handOut(turn));
}

const isMoreUrgent = (a: Seen<PickTaskContext>, b: Seen<PickTaskContext>): boolean => {
  const first = a.context
  const second = b.context
  if (first.promiseAt !== second.promiseAt) return first.promiseAt < second.promiseAt
  if (first.readyAt !== second.readyAt) return first.readyAt < second.readyAt
  return a.id < b.id
}
