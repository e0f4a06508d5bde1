/**
 * State that can be forked: a record of plain values, collections of plain values, and what knows how to fork itself.
 *
 * Maps and sets are for what is open for a while; what is known of every order for ever belongs in columns and counts.
 */

type Plain = string | number | boolean | null

export type Part = Plain | ReadonlyMap<string | number, Plain> | ReadonlySet<string | number> | { fork(): unknown }

export type State = Readonly<Record<string, Part>>

/** An independent copy. */
export const forkState = <S extends State>(state: S): S => {
  // A copy of the whole first, so that the fork's record has its fields in the same places as the one it comes from.
  const copy: Record<string, Part> = { ...state }
  for (const name of Object.keys(copy)) copy[name] = forkPart(copy[name] ?? null)
  return copy as S
}

const forkPart = (part: Part): Part => {
  if (part === null || typeof part !== "object") return part
  if (part instanceof Map) return new Map(part as ReadonlyMap<string | number, Plain>)
  if (part instanceof Set) return new Set(part as ReadonlySet<string | number>)
  return (part as { fork(): Part }).fork()
}
