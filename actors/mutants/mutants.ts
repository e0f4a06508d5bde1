/** Realistic bugs, each planted in this ecosystem on its own: what the harness is measured with. */
import type { Mutant } from "../../sim/harness/mutate.ts"
import { again } from "./again.ts"
import { checks } from "./checks.ts"
import { goods } from "./goods.ts"
import { money } from "./money.ts"
import { orders } from "./orders.ts"

export const mutants: readonly Mutant[] = [...orders, ...goods, ...money, ...checks, ...again]
