/**
 * What is wrong with which instance, and when: spells begin and end, keep what an instance was to do from being done, put its clock
 * wrong, and show others what was there once. Each is counted when it really acts.
 */
import { identityOf } from "../network/wire.ts"
import type { Spell } from "./faults/faults.ts"
import { hashText } from "./hash.ts"
import type { Instance } from "./instance.ts"
import { phases } from "./queue.ts"
import type { Item, World } from "./world.ts"

/** What others read of an instance, and because of what. */
interface Frozen {
  readonly world: World
  readonly spell: Spell
}

export class Spells {
  readonly #world: World
  readonly #all: readonly Spell[]
  /** Instances whose replica no longer follows. */
  readonly #frozen: Map<Instance, Frozen>
  /** Instances as they were when a backup of them was taken, by the fault that needs it. */
  readonly #backups: Map<Spell, World>
  /** Whoever sends over a link, by the link's index. */
  readonly #senders: readonly Instance[]
  /** How often each fault of instances acted, by number. */
  readonly sufferedBy: number[]
  /** Somebody was set back: what the others say to it may be about what it does not know. */
  hasForgotten: boolean

  constructor(world: World, all: readonly Spell[], from?: Spells) {
    this.#world = world
    this.#all = all
    this.#frozen = new Map(from === undefined ? [] : from.#frozen)
    this.#backups = new Map(from === undefined ? [] : from.#backups)
    this.#senders = from === undefined ? world.plan.links.map((link) => world.instance(link.from)) : from.#senders
    this.hasForgotten = from?.hasForgotten ?? false
    this.sufferedBy = from === undefined ? [] : from.sufferedBy.slice()
  }

  /** Plans the beginnings; nobody waits for something to go wrong. */
  open(): void {
    const world = this.#world
    for (const spell of this.#all)
      if (spell.fault.begins !== undefined)
        world.schedule(Math.max(spell.from, world.now), phases.delivery, 0, { do: "begin", spell, daemon: true })
    for (const spell of this.#all)
      if (spell.fault.prepares !== undefined)
        world.schedule(Math.max(spell.from - spell.byMs, world.now), phases.delivery, 0, {
          do: "prepare",
          spell,
          daemon: true,
        })
  }

  prepare(spell: Spell): void {
    spell.fault.prepares?.(this.#world, this.#world.instance(spell.instance), spell)
  }

  /** Keeps everything as it is now; from now on what the instance posts is remembered, to be taken back. */
  backUp(spell: Spell): void {
    const world = this.#world
    // What is read there is never written, and nothing is ever done there.
    this.#backups.set(spell, world.fork([]))
    world.recorder.remember(world.instance(spell.instance))
  }

  backupOf(spell: Spell): World {
    const backup = this.#backups.get(spell)
    if (backup === undefined) throw new Error(`No backup of ${spell.instance} was taken.`)
    this.#backups.delete(spell)
    return backup
  }

  begin(spell: Spell): void {
    const world = this.#world
    const { fault, until } = spell
    const instance = world.instance(spell.instance)
    world.note(fault.name, -1, instance.name, `${fault.name} on ${instance.name}`)
    this.suffered(spell, fault.begins?.(world, instance, spell) ?? 0)
    if (fault.ends !== undefined) world.schedule(until, phases.delivery, 0, { do: "end", spell, daemon: false })
  }

  end({ fault, instance }: Spell): void {
    fault.ends?.(this.#world, this.#world.instance(instance))
  }

  /** A fault of an instance has acted, so many times. */
  suffered({ number }: Spell, times = 1): void {
    this.sufferedBy[number] = (this.sufferedBy[number] ?? 0) + times
  }

  /** Does something that is wrong with whoever has to do it keep it from being done now? */
  hinder(item: Item): boolean {
    if (this.#all.length === 0) return false
    const world = this.#world
    for (const spell of this.#doerOf(item)?.spells ?? []) {
      const fate = this.#lasts(spell) ? (spell.fault.meanwhile?.(item) ?? "goes on") : "goes on"
      if (fate === "goes on") continue
      this.suffered(spell)
      if (item.do === "deliver") world.recorder.befell(spell.fault.name, item)
      if (fate === "waits") this.#postpone(item, spell.until)
      else if (item.do === "deliver")
        world.note(spell.fault.name, item.row, identityOf(item), `lost at ${spell.instance}`)
      return true
    }
    return false
  }

  /** Who has to do something, or to take it in. */
  #doerOf(item: Item): Instance | null {
    const { slots, instances, client, polls } = this.#world
    switch (item.do) {
      case "deliver":
        return item.isAnswer ? item.exchange.sender : item.exchange.receiver
      case "timer":
        return instances[slots.at(item.handle).shelf.owner] ?? null
      case "expire":
        return this.#senders[item.link] ?? null
      case "retry":
        return client.senderOf(item.call)
      case "poll":
        return polls.consumerOf(item.poll)
      case "close":
        return item.slot.wire.receiver
      case "begin":
      case "prepare":
      case "end":
      case "again":
        return null
    }
  }

  /** Behind whatever else of its sort is due then, in the order in which it was due. */
  #postpone(item: Item, at: number): void {
    const world = this.#world
    if (item.do === "deliver") {
      const phase = item.kind === "act" ? phases.outside : phases.delivery
      return world.schedule(at, phase, item.exchange.subjectHash, item)
    }
    if (item.do === "timer") return world.schedule(at, phases.timer, hashText(world.slots.at(item.handle).id), item)
    if (item.do === "retry") return world.client.retryAt(item.call, at)
    world.schedule(at, item.do === "poll" ? phases.daemon : phases.deadline, 0, item)
  }

  /** What an instance takes the time to be. */
  clockOf({ spells }: Instance): number {
    let at = this.#world.now
    for (const spell of spells) if (this.#lasts(spell)) at += spell.fault.skewMs?.(spell) ?? 0
    return at
  }

  /** An instance begins a turn: a clock that is wrong acts on it. */
  turns({ spells }: Instance): void {
    for (const spell of spells) if (spell.fault.skewMs !== undefined && this.#lasts(spell)) this.suffered(spell)
  }

  /** From now on others read of an instance what is there now. */
  freeze(instance: Instance, spell: Spell): void {
    // What is read there is written down there, and nothing is ever done there.
    this.#frozen.set(instance, { world: this.#world.fork([]), spell })
  }

  thaw(instance: Instance): void {
    this.#frozen.delete(instance)
  }

  /** The world in which others read of an instance, if that is not this one. */
  frozenFor(instance: Instance): Frozen | undefined {
    return this.#frozen.size === 0 ? undefined : this.#frozen.get(instance)
  }

  #lasts({ from, until }: Spell): boolean {
    const { now } = this.#world
    return from <= now && now < until
  }
}
