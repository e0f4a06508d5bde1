/** An ecosystem with a planted bug, for tests of those who look for bugs. */
import { ecosystem } from "../../actors/ecosystem.ts"
import { policy } from "../../sim/harness/mutate.ts"

/** Its carriers forget at once which requests they have answered: a label is bought again when its answer is lost. */
export const forgetful = policy("carrier", "idempotencyKept", 0)(ecosystem)
