/** The command line: finds the command, runs it, and turns whatever happens into an exit code and a sentence. */
import { nearest } from "../scenario/nearest.ts"
import { exitCodes, explain, isUsage, UsageError, type CliApp, type CliIo } from "./app.ts"
import { helpOf, readArguments, type Arguments, type CommandSpec } from "./arguments.ts"
import {
  checkSpec,
  coverageSpec,
  docsSpec,
  explainSpec,
  exportSpec,
  importSpec,
  listSpec,
  mutantsSpec,
  replaySpec,
  runSpec,
  validateSpec,
} from "./specs.ts"

type CommandRun = (app: CliApp, args: Arguments, io: CliIo) => number | Promise<number>

interface Command {
  readonly spec: CommandSpec
  /** Fetches what the command does; nothing of it is loaded before somebody asks for it. */
  readonly load: () => Promise<CommandRun>
}

const commands: Readonly<Record<string, Command>> = {
  run: { spec: runSpec, load: async () => (await import("./run-command.ts")).runCommand },
  replay: { spec: replaySpec, load: async () => (await import("./replay-command.ts")).replayCommand },
  check: { spec: checkSpec, load: async () => (await import("./check-command.ts")).checkCommand },
  mutants: { spec: mutantsSpec, load: async () => (await import("./mutants-command.ts")).mutantsCommand },
  explain: { spec: explainSpec, load: async () => (await import("./explain-command.ts")).explainCommand },
  validate: { spec: validateSpec, load: async () => (await import("./other-commands.ts")).validateCommand },
  list: { spec: listSpec, load: async () => (await import("./other-commands.ts")).listCommand },
  import: { spec: importSpec, load: async () => (await import("./import-command.ts")).importCommand },
  coverage: { spec: coverageSpec, load: async () => (await import("./coverage-command.ts")).coverageCommand },
  docs: { spec: docsSpec, load: async () => (await import("./docs-command.ts")).docsCommand },
  export: { spec: exportSpec, load: async () => (await import("./export-command.ts")).exportCommand },
}

export const terminal = (): CliIo => {
  process.stdout.on("error", leaveQuietly)
  return terminalIo()
}

/** Whoever read our output has seen enough, as `head` has. */
const leaveQuietly = (error: NodeJS.ErrnoException): void => {
  if (error.code === "EPIPE") process.exit(exitCodes.held)
  throw error
}

const terminalIo = (): CliIo => ({
  out: (text) => {
    process.stdout.write(text)
  },
  err: (text) => {
    process.stderr.write(text)
  },
  outIsTerminal: process.stdout.isTTY,
  errIsTerminal: process.stderr.isTTY && process.env["CI"] === undefined,
  columns: process.stdout.columns ?? 100,
  env: process.env,
  wallMs: () => performance.now(),
})

export const main = async (app: CliApp, argv: readonly string[], io: CliIo = terminal()): Promise<number> => {
  const [name = "--help", ...rest] = argv
  if (name === "--help" || name === "help") {
    io.out(overview(app))
    return exitCodes.held
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (command === undefined) {
      const right = nearest(name, Object.keys(commands))
      throw new UsageError(
        `There is no command "${name}"${right === null ? "" : `; did you mean "${right}"`}? Commands: ${Object.keys(commands).join(", ")}.`,
      )
    }
    const args = readArguments(command.spec, rest)
    if (args.isSet("help")) {
      io.out(helpOf(app.name, command.spec))
      return exitCodes.held
    }
    const run = await command.load()
    return await run(app, args, io)
  } catch (error) {
    if (isUsage(error)) {
      io.err(`${error.message}\n`)
      return exitCodes.usage
    }
    io.err(
      `Sorry: ${app.name} itself failed. Please report this with the command that you gave.\n\n${explain(error)}\n`,
    )
    return exitCodes.failed
  }
}

const overview = (app: CliApp): string =>
  [
    `${app.name} ${app.version}: a simulated commerce ecosystem in virtual time.`,
    "",
    ...Object.values(commands).map(({ spec }) => `  ${app.name} ${spec.usage}\n      ${spec.says}`),
    "",
    `  ${app.name} COMMAND --help shows flags and examples.`,
    "",
    "Exit codes: 0 held, 1 broken, 2 usage error or invalid file, 3 never exercised, 4 the program failed.",
    "",
  ].join("\n")
