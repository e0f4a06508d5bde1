/** Pick tasks and the few people who work them off: the oldest promise first. */
import { object, type ObjectKind, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { countShort } from "./counting.ts"
import { outboundOrder } from "./outbound.ts"
import { workTime } from "./opening-hours.ts"
import { pickTaskMachine, type PickTaskContext } from "./pick-task.machine.ts"
import { pickerMachine } from "./picker.machine.ts"

export const pickTask: ObjectKind<typeof pickTaskMachine> = object("pickTask", pickTaskMachine, {
  effects: {
    callPicker: (turn) => handOut(turn),
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
  effects: { seekTask: (turn) => handOut(turn) },
  indexes: { byState: (_context, state) => state },
})

export const hirePickers = (turn: Turn): void => {
  for (let n = 0; n < turn.policy("pickers"); n++) turn.create(picker, { of: turn.instance.name, role: "picker" }, {})
}

/**
 * Gives the most urgent ready task to a free picker, if there are both. One is enough: it is asked again whenever a task becomes
 * ready or a picker free.
 */
const handOut = (turn: Turn): void => {
  const [free] = turn.find(picker, "byState", "idle")
  if (free === undefined) return
  const [first, ...others] = turn.find(pickTask, "byState", "ready")
  if (first === undefined) return
  const task = others.reduce((best, other) => (isMoreUrgent(other, best) ? other : best), first)
  turn.send(pickTask, task.id, { type: "start", picker: free.id })
  turn.send(picker, free.id, { type: "take", task: task.id })
}

const isMoreUrgent = (a: Seen<PickTaskContext>, b: Seen<PickTaskContext>): boolean => {
  const first = a.context
  const second = b.context
  if (first.promiseAt !== second.promiseAt) return first.promiseAt < second.promiseAt
  if (first.readyAt !== second.readyAt) return first.readyAt < second.readyAt
  return a.id < b.id
}
