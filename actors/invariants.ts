/** stub */
import type { Invariant } from "../sim/consistency/invariant.ts"
export const invariants: readonly Invariant[] = []
