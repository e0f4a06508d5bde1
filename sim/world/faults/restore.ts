/**
 * An instance's database is lost, and a backup of it is put back: it knows again what it knew then, and nothing that came after.
 *
 * Objects, the keys and events that it remembers, how far it has read the events of others, and what it had still to send are as they
 * were; its clock is not, and so timers that have run out since go off at once. What it had published stays published, and nobody
 * else is set back: what others were told and what they hold is theirs.
 */
import type { InstanceFault } from "./faults.ts"

export const restore: InstanceFault = {
  name: "restore",
  says: "An instance loses its database and gets back a backup that is so old; what it has heard, done and promised since, it does not know.",
  needs: ["at", "by"],
  isAway: false,
  prepares: (world, _instance, spell) => world.spells.backUp(spell),
  begins: (world, instance, spell) => world.restore(instance, world.spells.backupOf(spell)),
}
