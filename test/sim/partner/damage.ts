/** One damage to a value, somewhere inside it: another content, a key more or fewer, a hole, an inherited field. */
import { fc } from "@fast-check/vitest"

export interface Damage {
  readonly place: number
  readonly with: unknown
  readonly how: "replace" | "remove" | "add" | "hole" | "inherit" | "hide" | "reorder"
}

const awkward: readonly unknown[] = [
  undefined,
  null,
  -0,
  0,
  1,
  -1,
  1.5,
  NaN,
  Infinity,
  2 ** 53,
  "",
  "a",
  "EUR",
  "eur",
  true,
  10n,
  [],
  [undefined],
  {},
  Symbol.iterator,
  () => 1,
  new Map(),
]

export const damages: fc.Arbitrary<Damage> = fc.record({
  place: fc.nat(),
  with: fc.oneof(fc.constantFrom(...awkward), fc.anything()),
  how: fc.constantFrom("replace", "replace", "replace", "remove", "add", "hole", "inherit", "hide", "reorder"),
})

type Content = Record<PropertyKey, unknown>

const isContainer = (value: unknown): value is Content =>
  typeof value === "object" &&
  value !== null &&
  (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)

const copied = (value: Content): Content => {
  if (Array.isArray(value)) return value.slice() as unknown as Content
  const copy = {}
  for (const key of Object.keys(value)) {
    Object.defineProperty(copy, key, { value: value[key], enumerable: true, writable: true, configurable: true })
  }
  return copy as Content
}

/** Every place inside a value, the value itself first. */
const places = (value: unknown, path: readonly string[]): readonly (readonly string[])[] =>
  isContainer(value) ? [path, ...Object.keys(value).flatMap((key) => places(value[key], [...path, key]))] : [path]

const changedAt = (value: unknown, path: readonly string[], change: (old: unknown) => unknown): unknown => {
  const [key, ...rest] = path
  if (key === undefined || !isContainer(value)) return change(value)
  const copy = copied(value)
  Object.defineProperty(copy, key, {
    value: changedAt(value[key], rest, change),
    enumerable: true,
    writable: true,
    configurable: true,
  })
  return copy
}

const damage =
  (how: Damage["how"], content: unknown) =>
  (old: unknown): unknown => {
    if (how === "replace" || !isContainer(old)) return content
    const copy = copied(old)
    const key = Object.keys(copy).at(-1)
    if (Array.isArray(copy)) {
      if (how === "remove") copy.pop()
      else if (how === "hole") Reflect.deleteProperty(copy, Math.max(0, copy.length - 1))
      else copy.push(content)
      return copy
    }
    if (how === "inherit") return Object.create(copy) as unknown
    if (how === "reorder") return Object.fromEntries(Object.entries(copy).toReversed())
    if (how === "add" || key === undefined) copy["unnamed"] = content
    else if (how === "hide") Object.defineProperty(copy, key, { enumerable: false })
    else delete copy[key]
    return copy
  }

/** The value with the damage; the original stays as it is. */
export const damaged = (value: unknown, how: Damage): unknown => {
  const all = places(value, [])
  return changedAt(value, all[how.place % all.length] ?? [], damage(how.how, how.with))
}
