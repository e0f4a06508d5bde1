/**
 * Parquet for pandas, polars and DuckDB: instants as UTC timestamps in ms, whole numbers as integers of 32 or 64 bits, texts in
 * dictionaries, none as null. The file is written group by group.
 */
import { readFileSync, writeFileSync } from "node:fs"
import type { ColumnSource, Writer } from "hyparquet-writer/src/types.js"
import { columnsOf, everything, type Cell, type Choice, type ExportTable, type Row, type RunRows } from "./run-rows.ts"

type Schema = ConstructorParameters<typeof import("hyparquet-writer").ParquetWriter>[0]["schema"]

/** Few enough that a group fits in memory with ease, many enough that dictionaries pay. */
const rowsPerGroup = 65_536

export interface ParquetInput {
  readonly run: RunRows
  readonly table: ExportTable
  readonly choice?: Choice
  readonly onRow?: (row: number) => void
}

/** Writes one table to a file; answers how many rows it has. */
export const writeParquet = async (path: string, input: ParquetInput): Promise<number> => {
  const { fileWriter } = await import("hyparquet-writer")
  const rows = await writeTable(fileWriter(path), input)
  if (rows === 0) writeFileSync(path, withTypedList(readFileSync(path)))
  return rows
}

export const parquetBytes = async (input: ParquetInput): Promise<ArrayBuffer> => {
  const { ByteWriter } = await import("hyparquet-writer")
  const writer = new ByteWriter()
  const rows = await writeTable(writer, input)
  if (rows === 0) withTypedList(writer.getBytes())
  return writer.getBuffer()
}

/**
 * The writer gives an empty list of row groups no type of elements, at which strict readers stop. The list follows the number of
 * rows in the footer: `16 00` is no rows, `19 00` an untyped empty list, `19 0c` an empty list of structs.
 */
const withTypedList = (bytes: Uint8Array): Uint8Array => {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(Buffer.from([0x16, 0, 0x19, 0]))
  if (at >= 0) bytes[at + 3] = 0x0c
  return bytes
}

const writeTable = async (
  writer: Writer,
  { run, table, choice = everything, onRow }: ParquetInput,
): Promise<number> => {
  // It is loaded here because only this export pays for it.
  const { ParquetWriter } = await import("hyparquet-writer")
  const file = new ParquetWriter({
    writer,
    schema: schemaOf(table),
    createdBy: `backlot ${run.header("build")}`.trim(),
  })
  let rows = 0
  for (const group of groupsOf(run.rows(table, choice), onRow)) {
    await file.write({ columnData: columnDataOf(table, group), rowGroupSize: rowsPerGroup })
    rows += group.length
  }
  await file.finish()
  return rows
}

function* groupsOf(rows: Iterable<Row>, onRow: ParquetInput["onRow"]): Generator<readonly Row[]> {
  let group: Row[] = []
  for (const row of rows) {
    group.push(row)
    onRow?.(Number(row["row"]))
    if (group.length < rowsPerGroup) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

const schemaOf = (table: ExportTable): Schema => {
  const columns = columnsOf(table)
  return [
    { name: "root", num_children: columns.length },
    ...columns.map(({ name, kind }): Schema[number] => {
      const optional = { name, repetition_type: "OPTIONAL" } as const
      if (kind === "text")
        return { ...optional, type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } }
      if (kind === "small") return { ...optional, type: "INT32" }
      if (kind === "whole") return { ...optional, type: "INT64" }
      const utc = { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" } as const
      return { ...optional, type: "INT64", converted_type: "TIMESTAMP_MILLIS", logical_type: utc }
    }),
  ]
}

const columnDataOf = (table: ExportTable, group: readonly Row[]): ColumnSource[] =>
  columnsOf(table).map(({ name, kind }) => {
    const cell = kind === "whole" || kind === "instant" ? wide : same
    const data = group.map((row) => cell(row[name] ?? null))
    // Bodies hardly ever repeat; every other text does.
    return kind === "text" && table !== "bodies" ? { name, data, encoding: "RLE_DICTIONARY" } : { name, data }
  })

const wide = (value: Cell): bigint | null => (typeof value === "number" ? BigInt(value) : null)
const same = (value: Cell): Cell => value
