/** Campaigns over this ecosystem; apart from the program, so that only who asks for one loads the rooms. */
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { UsageError, type Campaigns, type Planted } from "../sim/cli/app.ts"
import { secondRuns } from "../sim/consistency/second-runs.ts"
import type { Ecosystem } from "../sim/ecosystem.ts"
import { againPercentDefault, explainAgain } from "../sim/harness/again.ts"
import { Campaign } from "../sim/harness/campaign.ts"
import { Exhaustive } from "../sim/harness/exhaustive.ts"
import { falseAlarms, hunt } from "../sim/harness/hunt.ts"
import type { Mutation } from "../sim/harness/mutate.ts"
import { runTwice } from "../sim/harness/twice.ts"
import { runScenario } from "../sim/run/run-scenario.ts"
import { ecosystem } from "./ecosystem.ts"
import { generation } from "./generation.ts"
import { keeps } from "./kept.ts"
import { mutants } from "./mutants/mutants.ts"

export const campaigns: Campaigns = {
  invariants: [...ecosystem.invariants, ...secondRuns].map(({ id }) => id),
  sometimes: ecosystem.sometimes ?? [],
  mutants: mutants.map(({ name }) => name),
  campaign: async (planted, seed, againPercent = againPercentDefault) =>
    new Campaign({ ecosystem: await withBug(planted), generation, seed, againPercent }),
  exhaustive: async (planted, seed, small) =>
    new Exhaustive({ ecosystem: await withBug(planted), generation, seed }, small),
  hunt: async (planted, input) => {
    const changed = await withBug(planted)
    const room = Object.keys(ecosystem.rooms).filter((kind) => changed.rooms[kind] !== ecosystem.rooms[kind])
    return { ...hunt({ ...input, ecosystem: changed, generation, keeps: keeps() }), room: room.join(" ") }
  },
  falseAlarms: (seed, runs) => falseAlarms({ ecosystem, generation, seed, keeps: keeps() }, runs),
  twice: (seed, runs, onRun) => runTwice({ ecosystem, generation, seed }, runs, onRun),
  one: (scenario) => runScenario({ ecosystem, scenario, file: null, book: null, wallMs: () => 0 }).result,
  explain: (scenario) => explainAgain(ecosystem, scenario),
}

const withBug = async (planted: Planted): Promise<Ecosystem> => {
  if (planted === null) return ecosystem
  if ("file" in planted) return (await mutationIn(planted.file))(ecosystem)
  const mutant = mutants.find(({ name }) => name === planted.name)
  if (mutant === undefined) throw new UsageError(`There is no mutant "${planted.name}".`)
  return mutant.mutate(ecosystem)
}

/** The one function that a module exports. */
const mutationIn = async (file: string): Promise<Mutation> => {
  const module = (await import(pathToFileURL(resolve(file)).href)) as Readonly<Record<string, unknown>>
  const functions = [...new Set(Object.values(module))].filter((value) => typeof value === "function")
  if (functions.length !== 1)
    throw new UsageError(
      `${file} exports ${functions.length} functions; a mutant's module exports one, from an ecosystem to the ecosystem with the bug.`,
    )
  return functions[0] as Mutation
}
