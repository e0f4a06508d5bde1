/** What is planned of the world itself: how long tokens hold, when deliveries are given up, on which day of the month business begins. */
import type { Add, Draft } from "../../sim/harness/generation.ts"
import { withAct } from "./drafts.ts"

const minute = 60_000
const day = 86_400_000

type Ends = readonly [from: string, to: string]

/**
 * Who sends a token with each call may find that it has run out. None of them polls: while every first try is late, a poll and the token
 * that it needs would call for each other without end.
 */
const tokenLinks: readonly [Ends, ...Ends[]] = [
  ["oms", "erp"],
  ["oms", "payment"],
  ["wms-east", "carrier-a"],
  ["storefront", "payment"],
  ["oms", "notification"],
]

export const shortTokens: Add = (draft, _shape, draws) => {
  const [from, to] = draws.one(tokenLinks)
  // Where it takes an hour to say something, none would last until it is used.
  if (draft.links.some((link) => link.from === from && link.to === to)) return null
  return withLink(draft, from, to, { tokenLifetimeMs: draws.one([10 * minute, 60 * minute, day]) })
}

/** Who delivers to whom, with a poll behind each. */
const publishers = {
  oms: ["storefront", "market-1", "wms-east", "wms-west", "carrier-a", "carrier-b"],
  erp: ["payment", "market-1", "wms-east", "wms-west"],
} as const

/** After how long somebody finds that nothing is delivered any more. */
const noticedMs = [2, 9, 30].map((days) => days * day)

/** Publishers soon give up; somebody takes the subscriptions up again, and meanwhile only polls find what there is. */
export const givenUp: Add = (draft, _shape, draws) => {
  const to = draws.one<keyof typeof publishers>(["oms", "erp"])
  const behaviour = { ladderMs: draws.one([[5_000], [5_000, 5 * minute]]) }
  const body = { subscriber: to, url: null, secret: "", topics: [], apiVersion: "1" }
  const act = { operation: "subscriptions.create", subject: to, with: body }
  return publishers[to].reduce<Draft>(
    (planned, from) =>
      noticedMs.reduce((more, at) => withAct(more, at, { to: from, ...act }), withLink(planned, from, to, behaviour)),
    draft,
  )
}

/** The last morning of April, which is a workday. */
const monthsEndMs = 1_714_464_000_000

/** An ERP that is told by files: what is said arrives within the hour. */
const byFiles = { latency: { medianMs: 15 * minute, p99Ms: 50 * minute }, timeoutMs: 120 * minute, tokenLifetimeMs: 0 }

/** Much leaves shortly before midnight, and at midnight the month is closed: what is dated in it may come too late. */
export const monthsEnd: Add = (draft, _shape, draws) => {
  const policies = {
    ...draft.policies,
    erp: { closeDelay: draws.one([0, 0, 60 * minute]) },
    wms: { shipConfirmDelay: draws.whole(890, 920) * minute },
  }
  return withLink({ ...draft, startMs: monthsEndMs, policies }, "oms", "erp", draws.chance(70) ? byFiles : {})
}

const withLink = (draft: Draft, from: string, to: string, behaviour: Draft["links"][number]["behaviour"]): Draft => ({
  ...draft,
  links: [...draft.links, { from, to, behaviour }],
})
