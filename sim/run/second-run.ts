/**
 * Runs a scenario a second time, in a way that may change nothing of what there is in the end, and says whether it did.
 */
import { Balances, differenceOf, type Durable } from "../consistency/durable.ts"
import { rootText } from "../consistency/root-index.ts"
import type { MessageRow, Watcher } from "../consistency/rows.ts"
import { secondRunOf } from "../consistency/second-runs.ts"
import { redelivery, type Again } from "../network/again.ts"
import type { Variation } from "../scenario/variations.ts"
import type { InvariantResult } from "../report/result.ts"
import type { World } from "../world/world.ts"

/** A webhook that is overtaken comes so much later at most, in ms. */
const lateMsMax = 60_000

/** What a run is remembered by. */
export class Remembered implements Watcher {
  readonly #balances = new Balances()
  /** Whose webhooks came in, and about what, by receiver, in the order of the messages. */
  readonly #webhooks = new Map<string, Came[]>()
  redelivered = 0

  message(row: MessageRow): void {
    const { kind, sender, receiver, operation, subject, call, attempt, copy, deliveredAt } = row
    if (copy === redelivery && (kind === "request" || kind === "webhook")) this.redelivered++
    if (kind !== "webhook" || copy > 0 || deliveredAt < 0) return
    const list = this.#webhooks.get(receiver) ?? []
    if (list.length === 0) this.#webhooks.set(receiver, list)
    list.push({
      of: `${sender} > ${receiver} ${operation} ${subject} #${call}.${attempt}`,
      root: rootText(subject),
      at: deliveredAt,
    })
  }

  transition(): void {}

  posting(row: Parameters<Balances["posting"]>[0]): void {
    this.#balances.posting(row)
  }

  durable(world: World): Durable {
    return this.#balances.durable(world)
  }

  /**
   * By how much webhooks have to come later to be overtaken by the one behind them, where that is about something else: by no more than
   * it takes, for what is late for long overtakes nothing but is itself too late for what is timed.
   */
  lateMs(): ReadonlyMap<string, number> {
    const late = new Map<string, number>()
    let overtaking: Came | null = null
    for (const [first, second, third] of this.#neighbours()) {
      const ms = second.at - first.at + 1
      const keepsOrder = third?.root !== first.root || third.at > first.at + ms
      if (ms > lateMsMax || !keepsOrder || first === overtaking) continue
      late.set(first.of, ms)
      overtaking = second
    }
    return late
  }

  /** How many pairs of webhooks that came one after the other came the other way round in the other run. */
  overtaken(other: Remembered): number {
    const then = new Map([...other.#webhooks.values()].flat().map(({ of, at }) => [of, at]))
    let count = 0
    for (const [first, second] of this.#neighbours())
      if ((then.get(first.of) ?? 0) > (then.get(second.of) ?? Infinity)) count++
    return count
  }

  /** Webhooks to one receiver, one right after the other and about different things, with the one after that. */
  *#neighbours(): Generator<readonly [Came, Came, Came | undefined]> {
    for (const list of this.#webhooks.values()) {
      const ordered = list.toSorted((a, b) => a.at - b.at)
      for (const [index, first] of ordered.entries()) {
        const second = ordered[index + 1]
        if (second !== undefined && first.root !== second.root) yield [first, second, ordered[index + 2]]
      }
    }
  }
}

/** A webhook that came in. */
interface Came {
  /** Its identity. */
  readonly of: string
  readonly root: string
  readonly at: number
}

interface Ended {
  readonly world: World
  readonly invariants: readonly InvariantResult[]
  readonly defects: readonly string[]
}

/** `run` runs the scenario with this variation. What breaks only in the second run is a difference too. */
export const compared = (
  variation: Variation,
  first: Remembered,
  { world }: Ended,
  run: (again: Again, watchers: readonly Watcher[]) => Ended,
): InvariantResult => {
  const { id, name, when } = secondRunOf(variation)
  const second = new Remembered()
  const isRedelivered = variation === "redelivered"
  const again = { redelivers: isRedelivered, lateMs: isRedelivered ? new Map<string, number>() : first.lateMs() }
  const ended = run(again, [second])
  const breach = ended.invariants.find(({ verdict }) => verdict === "broken")?.breach?.says
  const difference =
    differenceOf(first.durable(world), second.durable(ended.world)) ?? ended.defects[0] ?? breach ?? null
  const exercised = isRedelivered ? second.redelivered : first.overtaken(second)
  const verdict = difference !== null ? "broken" : exercised > 0 ? "held" : "unknown"
  const says = difference === null ? "" : `${when}: ${difference.replace(/\.$/, "")}.`
  return {
    id,
    name,
    kind: "convergence",
    verdict,
    exercised,
    breach: difference === null ? null : { at: ended.world.now, message: -1, says },
    breaches: difference === null ? 0 : 1,
  }
}
