/** What the operations of this ecosystem take: loaded when the first act of a scenario is read, for all rooms come with it. */
import { bodiesOf } from "../sim/run/vocabulary-of.ts"
import { ecosystem } from "./ecosystem.ts"

export const bodies = bodiesOf(ecosystem)
