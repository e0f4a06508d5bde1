/** Events over which a receiver has failed again and again are put aside; somebody who has mended it has them worked off. */
import * as Schema from "effect/Schema"
import { operation, type Operation } from "./contract.ts"

export const redriveQuarantine = (partner: string): Operation<object, { readonly taken: number }> =>
  operation(partner, "quarantine.redrive", {
    says: "Takes in, each once, the events that were put aside because the partner had failed over them.",
    style: "manual",
    request: Schema.Struct({}),
    response: Schema.Struct({ taken: Schema.Int }),
    subject: () => "quarantine",
  })
