/**
 * What a scenario file may name: partner kinds with their policies and operations, faults, invariants, and the default world.
 *
 * The file format knows no partner; it checks a file against this value, which the composed ecosystem supplies.
 */
import type { LinkBehaviour } from "../network/link.ts"

export type PolicyUnit =
  | "ms"
  | "count"
  | "minor"
  | "ratio"
  | "flag"
  | "choice"
  | "text"
  | "calendar"
  | "shifts"
  | "spreadMs"

export interface PolicySpec {
  /** In the unit below: ratios are whole millionths, durations ms, money minor units. */
  readonly default: PolicyValue
  readonly unit: PolicyUnit
  /** Of a duration: whether it passes in the world's time or on the wall; the world's when absent. */
  readonly clock?: "domain" | "wall"
  /** Of shifts: the policy that says when the place is open, outside of which nobody can be at work. */
  readonly within?: string
  /** Of a choice: the words to choose from. */
  readonly choices?: readonly string[]
  readonly says: string
}

export type PolicyValue =
  | number
  | string
  | boolean
  | { readonly medianMs: number; readonly p99Ms: number }
  | {
      readonly days: string
      readonly open: string
      readonly close: string
      readonly zone?: string
      readonly closed?: string
    }

/** What is wrong with a message: values that its contract does not allow, and keys that it does not name; and what it is about. */
export type BodyCheck = (body: unknown) => {
  /** Null when it cannot be told. */
  readonly subject: string | null
  readonly violations: readonly { readonly path: string; readonly expected: string; readonly received: string }[]
  readonly stray: readonly { readonly path: string; readonly key: string; readonly known: readonly string[] }[]
}

export interface KindSpec {
  readonly policies: Readonly<Record<string, PolicySpec>>
  readonly operations: readonly string[]
  /** By operation: what it takes. Of those that are not listed anything is taken. */
  readonly bodies?: Readonly<Record<string, BodyCheck>>
  readonly webhooks: readonly string[]
  /** By kind of business object: every state of its statechart as a dotted path. */
  readonly objects: Readonly<Record<string, readonly string[]>>
}

export interface FaultSpec {
  /** Keys of the file that it needs besides `on`. */
  readonly needs: readonly string[]
  readonly says: string
  /** What it can be aimed at, `link` being all that goes between two instances; messages and instances when absent. */
  readonly on?: "messages" | "link" | "instance"
}

export const linkStyles = ["api", "webhook", "polling", "file", "manual"] as const
export type LinkStyle = (typeof linkStyles)[number]

/** A link of the default world; what is left out is benign. */
export interface LinkSpec extends Partial<LinkBehaviour> {
  readonly from: string
  readonly to: string
  readonly style?: LinkStyle
}

export interface PartnerSpec {
  readonly kind: string
  readonly policies?: Readonly<Record<string, PolicyValue>>
}

export interface Vocabulary {
  readonly kinds: Readonly<Record<string, KindSpec>>
  readonly faults: Readonly<Record<string, FaultSpec>>
  readonly defaultWorld: {
    readonly partners: Readonly<Record<string, PartnerSpec>>
    readonly links: readonly LinkSpec[]
  }
  /** Ids such as `I10`. */
  readonly invariants: readonly string[]
  /** Names of operations figures, such as `oversells`. */
  readonly figures: readonly string[]
}
