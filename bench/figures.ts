/** Every figure, in the order of the table. */
import type { Figure } from "./figure.ts"
import { fork } from "./figures/fork.ts"
import { messages } from "./figures/messages.ts"
import { millionOrders } from "./figures/million-orders.ts"
import { mm1 } from "./figures/mm1.ts"
import { november } from "./figures/november.ts"
import { smallScenarios } from "./figures/small-scenarios.ts"
import { start } from "./figures/start.ts"
import { transitions } from "./figures/transitions.ts"

export const figures: readonly Figure[] = [
  messages,
  transitions,
  mm1,
  millionOrders,
  november,
  smallScenarios,
  fork,
  start,
]
