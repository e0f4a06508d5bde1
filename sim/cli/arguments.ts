/** Reads a command's words: flags with their values, the rest in order; every mistake is told with the nearest right word. */
import { parseArgs } from "node:util"
import { nearest } from "../scenario/nearest.ts"
import { UsageError } from "./app.ts"

export interface FlagSpec {
  readonly type: "string" | "boolean"
  /** How the value is called in the help. */
  readonly value?: string
  readonly says: string
}

export interface CommandSpec {
  readonly usage: string
  readonly says: string
  readonly flags: Readonly<Record<string, FlagSpec>>
  readonly examples: readonly (readonly [command: string, says: string])[]
}

export interface Arguments {
  readonly words: readonly string[]
  readonly text: (flag: string) => string | null
  readonly isSet: (flag: string) => boolean
}

const common: Readonly<Record<string, FlagSpec>> = { help: { type: "boolean", says: "Show this help." } }

export const readArguments = (spec: CommandSpec, argv: readonly string[]): Arguments => {
  const options = { ...spec.flags, ...common }
  for (const word of argv) {
    const name = word.startsWith("--") ? (word.slice(2).split("=")[0] ?? "") : ""
    if (name === "" || Object.hasOwn(options, name)) continue
    const right = nearest(name, Object.keys(options))
    throw new UsageError(
      `There is no flag --${name}${right === null ? "" : `; did you mean --${right}`}? Flags: ${Object.keys(options)
        .map((flag) => `--${flag}`)
        .join(", ")}.`,
    )
  }
  try {
    const types = Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }]))
    const { values, positionals } = parseArgs({ args: [...argv], options: types, allowPositionals: true, strict: true })
    return {
      words: positionals,
      text: (flag) => (typeof values[flag] === "string" ? values[flag] : null),
      isSet: (flag) => values[flag] === true,
    }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

export const helpOf = (name: string, spec: CommandSpec): string => {
  const flags = Object.entries({ ...spec.flags, ...common }).map(
    ([flag, { value, says }]) => [`--${flag}${value === undefined ? "" : ` ${value}`}`, says] as const,
  )
  const width = Math.max(...flags.map(([flag]) => flag.length))
  return [
    spec.says,
    "",
    `  ${name} ${spec.usage}`,
    "",
    ...flags.map(([flag, says]) => `  ${flag.padEnd(width)}  ${says}`),
    "",
    "Examples:",
    ...spec.examples.map(([command, says]) => `  ${name} ${command}\n      ${says}`),
    "",
  ].join("\n")
}
