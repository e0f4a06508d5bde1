/** The world that a vocabulary gives to scenarios which say nothing about theirs: every policy and every link in full. */
import { benign } from "../network/link.ts"
import type { ScenarioLink, ScenarioPartner } from "./scenario.ts"
import type { KindSpec, LinkSpec, PolicyValue, Vocabulary } from "./vocabulary.ts"

/** By name. */
export const defaultPartners = (vocabulary: Vocabulary): readonly ScenarioPartner[] =>
  byName(
    Object.entries(vocabulary.defaultWorld.partners).map(([name, spec]) => {
      const kind = vocabulary.kinds[spec.kind]
      if (kind === undefined)
        throw new Error(`The default world's "${name}" is a "${spec.kind}", which is no partner kind.`)
      return { name, kind: spec.kind, policies: policiesOf(kind, spec.policies ?? {}) }
    }),
  )

/** By sender, then receiver. */
export const defaultLinks = (vocabulary: Vocabulary): readonly ScenarioLink[] =>
  byEnds(vocabulary.defaultWorld.links.map(fullLink))

/** Ends and style first, so that all links list their quantities alike. */
export const fullLink = ({ from, to, style = "api", ...said }: LinkSpec): ScenarioLink => ({
  from,
  to,
  style,
  ...benign,
  ...said,
})

/** Every policy of the kind, each from the last layer that has it, else its default. */
export const policiesOf = (
  kind: KindSpec,
  ...layers: readonly Readonly<Record<string, PolicyValue>>[]
): Readonly<Record<string, PolicyValue>> =>
  Object.fromEntries(
    Object.entries(kind.policies).map(([name, spec]) => {
      const layer = layers.findLast((one) => Object.hasOwn(one, name))
      return [name, layer?.[name] ?? spec.default]
    }),
  )

export const byName = <T extends { readonly name: string }>(list: readonly T[]): readonly T[] =>
  list.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

export const byEnds = <T extends { readonly from: string; readonly to: string }>(list: readonly T[]): readonly T[] =>
  list.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : a.to > b.to ? 1 : 0))

/** Are two values of a world the same? Both are plain data, with their keys in any order. */
export const sameValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)]
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keysA.length === keysB.length &&
    keysA.every((key) => Object.hasOwn(b, key) && sameValue(a[key as never], b[key as never]))
  )
}
