/** `export`: a run file in the formats of other tools. Each format's code is loaded when it is asked for, so that no other command waits. */
import { statSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import { orderChoice, ordersOf } from "../report/export/order-choice.ts"
import {
  everything,
  exportTables,
  type Choice,
  type ExportTable,
  type RunRows,
  type TextExport,
} from "../report/export/run-rows.ts"
import { nearest } from "../scenario/nearest.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { openRun } from "./open-run.ts"
import { barShower } from "./progress.ts"
import { formats } from "./specs.ts"
import { wholeFile, writeParts } from "./write-parts.ts"

/** What browsers and trace viewers open without making people wait. */
const comfortable = 20_000
type Format = (typeof formats)[number]

interface Job {
  readonly run: RunRows
  /** The run file's own path. */
  readonly file: string
  readonly out: string | null
  readonly choice: Choice
  readonly io: CliIo
}

export const exportCommand = async (_app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const [file, ...more] = args.words
  if (file === undefined) throw new UsageError("Nothing to export: name a run file, such as one in runs/.")
  if (more.length > 0) throw new UsageError(`export takes one run file, but there is also ${more.join(", ")}.`)
  const format = formatOf(args.text("format"))
  const tables = tablesOf(args.text("table"), format)
  const out = args.text("out")
  const asFolder = isTabular(format) && tables.length > 1
  if (out !== null) checkOut(out, asFolder, file)
  const run = openRun(file, io)
  const order = args.text("order") ?? (format === "mermaid" ? firstOrder(run) : null)
  const choice = order === null ? everything : choiceOf(run, order)
  const job: Job = { run, file, out, choice, io }
  if (isTabular(format)) await exportTablesOf(job, format, tables)
  else await exportText(job, format, order ?? "")
  return exitCodes.held
}

const isTabular = (format: Format): format is "parquet" | "jsonl" | "csv" =>
  format === "parquet" || format === "jsonl" || format === "csv"

const formatOf = (asked: string | null): Format => {
  const found = formats.find((format) => format === asked)
  if (found !== undefined) return found
  if (asked === null) throw new UsageError(`Say with --format what to export to: ${formats.join(", ")}.`)
  const right = nearest(asked, formats)
  throw new UsageError(
    `There is no format "${asked}"${right === null ? "" : `; did you mean "${right}"`}? Formats: ${formats.join(", ")}.`,
  )
}

const tablesOf = (asked: string | null, format: Format): readonly ExportTable[] => {
  if (asked === null) return format === "jsonl" ? exportTables.filter((table) => table !== "bodies") : exportTables
  if (!isTabular(format)) throw new UsageError(`--table goes with parquet, jsonl and csv; ${format} has no tables.`)
  const words = new Set(asked.split(",").map((word) => word.trim()))
  for (const word of words) {
    if (exportTables.some((table) => table === word)) continue
    const right = nearest(word, exportTables)
    throw new UsageError(
      `There is no table "${word}"${right === null ? "" : `; did you mean "${right}"`}? Tables: ${exportTables.join(", ")}.`,
    )
  }
  return exportTables.filter((table) => words.has(table))
}

const checkOut = (out: string, asFolder: boolean, file: string): void => {
  const stat = statSync(out, { throwIfNoEntry: false })
  if (resolve(out) === resolve(file)) throw new UsageError(`--out ${out} is the run file itself: name another file.`)
  if (asFolder && stat?.isFile() === true)
    throw new UsageError(
      `--out ${out} is a file, but several tables need a folder. Name a folder, or one table with --table.`,
    )
  if (!asFolder && (stat?.isDirectory() === true || out.endsWith("/")))
    throw new UsageError(
      `--out ${out} is a folder, but this export is one file. Name a file, such as ${join(out, "export")}.`,
    )
}

const firstOrder = (run: RunRows): string => {
  const [first] = ordersOf(run)
  if (first === undefined)
    throw new UsageError("The run has no order to draw; name anything else that messages are about with --order.")
  return first
}

const choiceOf = (run: RunRows, order: string): Choice => {
  const choice = orderChoice(run, order)
  if (choice !== null) return choice
  const orders = ordersOf(run)
  const right = nearest(order, orders)
  const some = `${orders.slice(0, 5).join(", ")}${orders.length > 5 ? `, and ${orders.length - 5} more` : ""}`
  throw new UsageError(
    `No message of this run is about "${order}"${right === null ? "" : `; did you mean "${right}"`}${right === null ? "." : "?"} Orders: ${some || "none"}.`,
  )
}

const exportTablesOf = async (
  job: Job,
  format: "parquet" | "jsonl" | "csv",
  tables: readonly ExportTable[],
): Promise<void> => {
  const { run, out, choice, io } = job
  const single = tables.length === 1
  const target =
    out ?? (single && format !== "parquet" ? null : beside(job.file, single ? `.${tables[0]}.${format}` : `.${format}`))
  for (const table of tables) {
    const path = target === null || single ? target : join(target, `${table}.${format}`)
    if (format === "csv") {
      const { csv } = await import("../report/export/csv.ts")
      await writeParts(path, table, csv(run, table, choice), io)
    } else if (format === "jsonl") {
      const { jsonl } = await import("../report/export/jsonl.ts")
      await writeParts(path, table, jsonl(run, table, choice), io)
    } else if (path !== null) await parquetFile(job, path, table)
  }
  if (target !== null)
    io.out(`Written to ${target}${single ? "" : `: ${tables.map((table) => `${table}.${format}`).join(", ")}`}.\n`)
}

const parquetFile = async ({ run, choice, io }: Job, path: string, table: ExportTable): Promise<void> => {
  const { writeParquet } = await import("../report/export/parquet.ts")
  const bar = barShower(io, table)
  const total = run.count(table)
  await wholeFile(path, async (unfinished) => {
    await writeParquet(unfinished, {
      run,
      table,
      choice,
      onRow: (row) => bar.show(row, total, () => `${row} of ${total}`),
    })
  })
  bar.end()
}

const exportText = async (job: Job, format: "har" | "otlp" | "mermaid", order: string): Promise<void> => {
  const { run, out, choice, io } = job
  const text = await textOf(run, format, order, choice)
  if (text.total > comfortable)
    io.err(
      `These are ${text.total} messages; viewers of ${format} are slow with more than ${comfortable}. --order narrows it.\n`,
    )
  await writeParts(out, format, text, io)
  if (out !== null) io.out(`Written to ${out}.\n`)
}

const textOf = async (
  run: RunRows,
  format: "har" | "otlp" | "mermaid",
  order: string,
  choice: Choice,
): Promise<TextExport> => {
  if (format === "har") return (await import("../report/export/har.ts")).har(run, choice)
  if (format === "otlp") return (await import("../report/export/otlp.ts")).otlp(run, choice)
  const { mermaid, TooManyMessages } = await import("../report/export/mermaid.ts")
  try {
    return mermaid(run, order, choice)
  } catch (error) {
    if (error instanceof TooManyMessages) throw new UsageError(error.message)
    throw error
  }
}

/** Next to the run file, under its name. */
const beside = (file: string, ending: string): string =>
  join(dirname(file), `${basename(file).replace(/\.backlot$/, "")}${ending}`)
