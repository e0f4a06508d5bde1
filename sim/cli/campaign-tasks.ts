/** What the workers of a campaign are asked to do, and how they do it. */
import type { Campaign, Found, Part } from "../harness/campaign.ts"
import type { Small } from "../harness/exhaustive.ts"
import type { CaughtBug, CliApp, Planted } from "./app.ts"

export type CampaignTask =
  /** The scenarios from a number to before another one, up to the first that fails. */
  | {
      readonly do: "part"
      readonly planted: Planted
      readonly seed: number
      readonly againPercent: number
      /** Null for generated scenarios. */
      readonly small: Small | null
      readonly from: number
      readonly to: number
    }
  /** Reduces the failing scenario of a number. */
  | {
      readonly do: "reduce"
      readonly planted: Planted
      readonly seed: number
      readonly againPercent: number
      /** Null for generated scenarios. */
      readonly small: Small | null
      readonly number: number
      readonly runsMax: number
    }
  | { readonly do: "hunt"; readonly planted: Planted; readonly input: HuntRequest }

export interface HuntRequest {
  readonly seed: number
  readonly runsMax: number
  readonly wallMsMax: number | null
  readonly reduceRunsMax: number
}

export type CampaignAnswer =
  | { readonly do: "part"; readonly part: Part }
  | { readonly do: "reduce"; readonly found: Found }
  | { readonly do: "hunt"; readonly caught: CaughtBug }

/** A reduction has tried another scenario. */
export type CampaignStep = "reducing"

type Search = Pick<Campaign, "part" | "found">

/** Answers tasks one by one; a campaign that has been begun is gone on with. */
export const campaignAnswers = (app: CliApp, wallMs: () => number) => {
  let current: { readonly of: string; readonly campaign: Search } | null = null
  const campaignOf = async (task: Exclude<CampaignTask, { do: "hunt" }>): Promise<Search> => {
    const { planted, seed, againPercent, small } = task
    const of = JSON.stringify([planted, seed, againPercent, small])
    if (current?.of === of) return current.campaign
    const campaigns = await app.campaigns()
    const campaign =
      small === null
        ? await campaigns.campaign(planted, seed, againPercent)
        : await campaigns.exhaustive(planted, seed, small)
    current = { of, campaign }
    return campaign
  }
  return async (task: CampaignTask, tell: (step: CampaignStep) => void): Promise<CampaignAnswer> => {
    switch (task.do) {
      case "part": {
        const campaign = await campaignOf(task)
        return { do: "part", part: campaign.part(task.from, task.to) }
      }
      case "reduce": {
        const campaign = await campaignOf(task)
        return { do: "reduce", found: campaign.found(task.number, task.runsMax, () => tell("reducing")) }
      }
      case "hunt":
        return { do: "hunt", caught: await (await app.campaigns()).hunt(task.planted, { ...task.input, wallMs }) }
    }
  }
}
