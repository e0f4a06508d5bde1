/** Somebody takes back all access tokens that an instance has given; whoever holds one is refused once, and asks for another. */
import { credential, revokeToken } from "../../partner/credentials.ts"
import type { InstanceFault } from "./faults.ts"

export const revokeTokens: InstanceFault = {
  name: "revoke-tokens",
  says: "All access tokens that an instance has given are taken back at once.",
  needs: ["at"],
  isAway: false,
  begins: (world, instance) => {
    const active = world.slots.all(instance.index, credential.name).filter(({ label }) => label === "active")
    const operation = revokeToken(instance.kind) as never
    for (const { id } of active) world.act(world.now, instance.name, operation, { token: id })
    return active.length
  },
}
