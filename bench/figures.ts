/** Every figure, in the order of the table. */
import type { Figure } from "./figure.ts"
import { messages } from "./figures/messages.ts"

export const figures: readonly Figure[] = [messages]
