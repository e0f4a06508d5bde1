/** Reads `faults`: what happens, to which messages or which instance, and when. */
import { faultFields } from "./fields.ts"
import { formatPattern } from "./identity.ts"
import { durationOf } from "./policy-values.ts"
import { targetOf } from "./parse-targets.ts"
import { instantOf } from "./parse-workload.ts"
import type { ReadWorld } from "./parse-world.ts"
import { problem } from "./problems.ts"
import type { FaultTarget, ScenarioFault } from "./scenario.ts"
import { fieldsOf, isPresent, itemsOf, wholeOf, wordOf, wrongType, type Field, type Problems } from "./tree-reader.ts"
import type { FaultSpec, Vocabulary } from "./vocabulary.ts"
import type { Tree } from "./yaml-tree.ts"

export const parseFaults = (
  problems: Problems,
  tree: Tree | undefined,
  world: ReadWorld,
  vocabulary: Vocabulary,
): readonly ScenarioFault[] =>
  itemsOf(problems, tree, "a list of faults").flatMap((item) => parseFault(problems, item, world, vocabulary) ?? [])

/** The keys of a fault: those of all faults, and those that its kind needs. */
export const fieldsOfFault = (spec: FaultSpec | undefined): Readonly<Record<string, Field>> => {
  const { by, times, ...always } = faultFields
  const needed = (spec?.needs ?? []).map((key) => {
    const usual = Object.hasOwn(faultFields, key)
      ? faultFields[key as keyof typeof faultFields].says
      : "What this fault needs."
    // A key that is needed has no "unless said".
    const says = usual.replace(/; .* unless said\.$/, ".")
    return [key, { says, required: true }] as const
  })
  // Without a known kind nobody can tell which keys are right, so these pass.
  return { ...always, ...(spec === undefined ? { by, times } : {}), ...Object.fromEntries(needed) }
}

const parseFault = (problems: Problems, tree: Tree, world: ReadWorld, vocabulary: Vocabulary): ScenarioFault | null => {
  if (tree.type !== "map") return wrongType(problems, tree, "a map (fault, on, at, until)") ?? null
  const kindTree = tree.entries.find(({ key }) => key === "fault")?.value
  const fault = wordOf(problems, kindTree, "fault", Object.keys(vocabulary.faults))
  const spec = fault === undefined ? undefined : vocabulary.faults[fault]
  const fields =
    fieldsOf(problems, tree, fieldsOfFault(spec), `key of ${fault === undefined ? "a fault" : `the fault ${fault}`}`) ??
    {}
  const on = targetOf(problems, fields["on"], world, vocabulary, spec?.on === "link")
  if (spec?.on !== undefined && on !== undefined && !isAimed(spec.on, on))
    problems.push(problem(fields["on"]!, fault!, `is aimed at ${aims[spec.on]}`))
  const at = instantOf(problems, fields["at"]) ?? null
  const until = instantOf(problems, fields["until"]) ?? null
  const byMs = durationOf(problems, fields["by"]) ?? null
  const settings: Record<string, string | number | boolean> = {}
  const times = wholeOf(problems, fields["times"], "how many times", 1)
  if (times !== undefined) settings["times"] = times
  for (const key of spec?.needs ?? []) {
    const value = fields[key]
    if (value === undefined || Object.hasOwn(faultFields, key)) continue
    if (value.type !== "scalar" || !isPresent(value)) wrongType(problems, value, "a word or a number")
    else if (typeof value.value === "number" && !Number.isFinite(value.value))
      wrongType(problems, value, "a word or a number")
    else settings[key] = value.value === null ? "" : value.value === 0 ? 0 : value.value
  }
  return fault === undefined || on === undefined ? null : { fault, on, at, until, byMs, settings }
}

const aims = {
  instance: "an instance, such as on: payment",
  messages: "messages, such as on: oms > payment",
  link: "what goes between two instances, such as on: oms > payment",
}

const isAimed = (wanted: NonNullable<FaultSpec["on"]>, on: FaultTarget): boolean => {
  if (on.type === "instance" || wanted !== "link") return wanted === on.type
  const { sender, receiver } = on.of
  return formatPattern(on.of) === `${sender} > ${receiver}`
}
