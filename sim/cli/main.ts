/** The command line: finds the command, runs it, and turns whatever happens into an exit code and a sentence. */
import { OrderBookError } from "../scenario/importers/order-book-error.ts"
import { nearest } from "../scenario/nearest.ts"
import { UnusablePath } from "../scenario/read-scenario.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import { helpOf, readArguments, type Arguments, type CommandSpec } from "./arguments.ts"
import { importCommand, importSpec, listCommand, listSpec, validateCommand, validateSpec } from "./other-commands.ts"
import { runCommand, runSpec } from "./run-command.ts"

interface Command {
  readonly spec: CommandSpec
  readonly run: (app: CliApp, args: Arguments, io: CliIo) => number | Promise<number>
}

const commands: Readonly<Record<string, Command>> = {
  run: { spec: runSpec, run: runCommand },
  validate: { spec: validateSpec, run: validateCommand },
  list: { spec: listSpec, run: listCommand },
  import: { spec: importSpec, run: importCommand },
}

export const terminal = (): CliIo => ({
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
  if (name === "--version") {
    io.out(`${app.version}\n`)
    return exitCodes.held
  }
  if (name === "--help" || name === "help") {
    io.out(overview(app))
    return exitCodes.held
  }
  try {
    const command = commands[name]
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
    return await command.run(app, args, io)
  } catch (error) {
    if (error instanceof UsageError || error instanceof OrderBookError || error instanceof UnusablePath) {
      io.err(`${error.message}\n`)
      return exitCodes.usage
    }
    io.err(
      `Sorry: ${app.name} itself failed. Please report this with the command that you gave.\n\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
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
