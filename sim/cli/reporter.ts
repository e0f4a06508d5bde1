/** How a command reports: for a person at a terminal, for a log, or as one JSON object for a program. */
import { plainStyle, prettyStyle, type Style } from "../report/style.ts"
import { UsageError, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"

export type Reporter = "pretty" | "plain" | "json"

export const reporterOf = (args: Arguments, io: CliIo): Reporter => {
  const asked = args.text("reporter")
  if (asked === "pretty" || asked === "plain" || asked === "json") return asked
  if (asked !== null) throw new UsageError(`There is no reporter "${asked}"; there are pretty, plain and json.`)
  return io.outIsTerminal && io.env["CI"] === undefined ? "pretty" : "plain"
}

export const styleOf = (reporter: Reporter, io: CliIo): Style => {
  const noColour = (io.env["NO_COLOR"] ?? "") !== ""
  return reporter === "pretty" ? prettyStyle(io.columns, !noColour) : plainStyle(io.columns)
}
