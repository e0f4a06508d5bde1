/** Every figure, in the order of the table. */
import type { Figure } from "./figure.ts"
import { messages } from "./figures/messages.ts"
import { transitions } from "./figures/transitions.ts"

export const figures: readonly Figure[] = [messages, transitions]
