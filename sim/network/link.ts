/**
 * A link: what one instance is allowed and prepared to send to another, and how it behaves when no answer comes.
 *
 * Links are directed, from the sender of requests or webhooks to their receiver; answers come back over the same link.
 */
import { hashText, mix } from "../world/hash.ts"
import { sample, type Spread } from "../world/spread.ts"
import type { Instance } from "../world/instance.ts"
import { ownAccount } from "../partner/access.ts"
import type { Operation, Webhook } from "../partner/contract.ts"

/** How a link behaves; every duration is in ms. */
export interface LinkBehaviour {
  readonly latency: Spread
  /** How long the client waits for an answer to one attempt. */
  readonly timeoutMs: number
  /** Attempts of one call, the first included; for webhooks the ladder decides. */
  readonly attemptsMax: number
  /** Wait before the second attempt; doubles with each further one, plus up to a quarter of keyed jitter. */
  readonly backoffMs: number
  /** Waits between the attempts of a webhook delivery (Standard Webhooks' ladder). */
  readonly ladderMs: readonly number[]
  /** How often the sender polls the receiver's events behind its webhooks; 0 never. */
  readonly pollEveryMs: number
  /** Each poll reads again what was read within so long, in ms; 0 for nothing. */
  readonly pollOverlapMs: number
  /** Scopes of the sender's credential; "*" stands for all. */
  readonly scopes: readonly string[]
  /** Whose data the sender's credential opens at the receiver; the company's own unless said. */
  readonly account: string
  /** How long an access token of the sender holds, in ms; 0 for a key that never expires. */
  readonly tokenLifetimeMs: number
  /** Failures in a row after which the sender leaves the receiver alone for a while; 0 for never. */
  readonly breakerAfter: number
  readonly breakerPauseMs: number
  /** Most requests the receiver takes from this sender in a second; 0 for no limit. */
  readonly requestsPerSecondMax: number
}

export const benign: LinkBehaviour = {
  latency: { medianMs: 60, p99Ms: 300 },
  timeoutMs: 10_000,
  attemptsMax: 5,
  backoffMs: 1_000,
  ladderMs: [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000],
  pollEveryMs: 0,
  pollOverlapMs: 0,
  scopes: ["*"],
  account: ownAccount,
  tokenLifetimeMs: 0,
  breakerAfter: 0,
  breakerPauseMs: 300_000,
  requestsPerSecondMax: 0,
}

export class Link implements LinkBehaviour {
  /** `oms > payment` */
  readonly name: string
  readonly index: number
  readonly hash: number
  readonly from: Instance
  readonly to: Instance
  readonly latency: Spread
  readonly timeoutMs: number
  readonly attemptsMax: number
  readonly backoffMs: number
  readonly ladderMs: readonly number[]
  readonly pollEveryMs: number
  readonly pollOverlapMs: number
  readonly scopes: readonly string[]
  readonly account: string
  readonly tokenLifetimeMs: number
  readonly breakerAfter: number
  readonly breakerPauseMs: number
  readonly requestsPerSecondMax: number
  readonly #hashes = new Map<string, number>()

  constructor(index: number, from: Instance, to: Instance, behaviour: LinkBehaviour) {
    this.name = `${from.name} > ${to.name}`
    this.index = index
    this.hash = hashText(this.name)
    this.from = from
    this.to = to
    this.latency = behaviour.latency
    this.timeoutMs = behaviour.timeoutMs
    this.attemptsMax = behaviour.attemptsMax
    this.backoffMs = behaviour.backoffMs
    this.ladderMs = behaviour.ladderMs
    this.pollEveryMs = behaviour.pollEveryMs
    this.pollOverlapMs = behaviour.pollOverlapMs
    this.scopes = behaviour.scopes
    this.account = behaviour.account
    this.tokenLifetimeMs = behaviour.tokenLifetimeMs
    this.breakerAfter = behaviour.breakerAfter
    this.breakerPauseMs = behaviour.breakerPauseMs
    this.requestsPerSecondMax = behaviour.requestsPerSecondMax
  }

  /** Content hash of an operation's name, worked out once. */
  hashOf({ name }: Operation<never> | Webhook<never>): number {
    const known = this.#hashes.get(name)
    if (known !== undefined) return known
    const hash = hashText(name)
    this.#hashes.set(name, hash)
    return hash
  }

  /** An operation without a scope is open to every credential. */
  allows(scope: string): boolean {
    return scope === "" || this.scopes.includes("*") || this.scopes.includes(scope)
  }
}

/** How long one message travels: keyed by what it is, so that other traffic never changes it. */
export const latencyOf = (link: Link, seed: number, identityHash: number, leg: number): number =>
  sample(link.latency, mix(mix(mix(link.hash, seed), identityHash), leg))
