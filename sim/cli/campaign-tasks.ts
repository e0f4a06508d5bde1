/** What the workers of a campaign are asked to do, and how they do it. */
import type { Campaign, Found, Part } from "../harness/campaign.ts"
import type { CaughtBug, CliApp, Planted } from "./app.ts"

export type CampaignTask =
  /** The scenarios from a number to before another one, up to the first that fails. */
  | {
      readonly do: "part"
      readonly planted: Planted
      readonly seed: number
      readonly againPercent: number
      readonly from: number
      readonly to: number
    }
  /** Reduces the failing scenario of a number. */
  | {
      readonly do: "reduce"
      readonly planted: Planted
      readonly seed: number
      readonly againPercent: number
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

/** Answers tasks one by one; a campaign that has been begun is gone on with. */
export const campaignAnswers = (app: CliApp, wallMs: () => number) => {
  let current: { readonly of: string; readonly campaign: Campaign } | null = null
  const campaignOf = async ({
    planted,
    seed,
    againPercent,
  }: Exclude<CampaignTask, { do: "hunt" }>): Promise<Campaign> => {
    const of = JSON.stringify([planted, seed, againPercent])
    if (current?.of === of) return current.campaign
    const campaign = await (await app.campaigns()).campaign(planted, seed, againPercent)
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
