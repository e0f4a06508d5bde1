/**
 * Seals a batch: checks its cells, packs its bodies, takes its rows into the digest and writes it down as bytes.
 *
 * Everything that can be wrong with what was appended is found before anything is changed. The work goes column by column, so that
 * each loop is tight; its scratch space is kept from batch to batch.
 */
import { checkCells } from "./check-cells.ts"
import type { Dictionary } from "./dictionary.ts"
import { digestScratch, type RunningDigest } from "./digest.ts"
import { columnAt, directory } from "./directory.ts"
import { Encoding } from "./encoding.ts"
import type { OpenBatch } from "./open-batch.ts"
import { BodyPacker } from "./pack.ts"
import { bodiesIndex, instantColumn, layout } from "./tables.ts"

export class Sealer {
  readonly #encoding = new Encoding()
  readonly #scratch = digestScratch()
  readonly #bounds = layout.map((columns) => columns.map(() => new Float64Array(2)))
  #packer: BodyPacker | null = null

  /** The bytes of a batch, valid until the next one is sealed; its rows are taken into `digest`. */
  seal(batch: OpenBatch, names: Dictionary, digest: RunningDigest): Uint8Array<ArrayBuffer> {
    this.#check(batch, names)
    const packer = this.#pack(batch)
    const { texts } = batch
    const rows = (table: number): number => batch.rows(table)
    const column = (table: number, index: number): Float64Array => batch.tables[table]!.columns[index]!
    digest.advance({ rows, column, texts, bodies: packer }, names, this.#scratch)
    return this.#encode(batch, names, packer)
  }

  #check(batch: OpenBatch, names: Dictionary): void {
    const sizes = { names: names.size, texts: batch.texts.size, bodies: batch.bodyCount }
    for (const [table, columns] of layout.entries()) {
      const { used, first, columns: cells } = batch.tables[table]!
      if (used === 0) continue
      for (const plan of columns) {
        checkCells(plan, cells[plan.index]!, used, first, sizes, this.#bounds[table]![plan.index]!)
      }
    }
  }

  #pack(batch: OpenBatch): BodyPacker {
    const packer = (this.#packer ??= new BodyPacker(batch.texts))
    packer.start(batch.texts)
    for (let id = 0; id < batch.bodyCount; id++) packer.add(batch.bodies[id])
    return packer
  }

  #encode(batch: OpenBatch, names: Dictionary, packer: BodyPacker): Uint8Array<ArrayBuffer> {
    const encoding = this.#encoding
    const { texts } = batch
    encoding.start()
    encoding.put(directory.names, names.size)
    for (const [index, first] of batch.firsts.entries()) encoding.put(directory.firsts + index, first)
    const { earliest, latest } = this.#instants(batch)
    encoding.put(directory.earliest, earliest)
    encoding.put(directory.latest, latest)
    encoding.put(directory.texts, texts.size)
    encoding.numbers(directory.textEnds, texts.ends, texts.size)
    encoding.numbers(directory.textWide, texts.wide, texts.size)
    encoding.blob(directory.textBytes, texts.bytes.subarray(0, texts.length))
    encoding.put(directory.bodies, batch.rows(bodiesIndex))
    encoding.numbers(directory.bodyStarts, packer.starts, packer.count)
    encoding.blob(directory.bodyBytes, packer.bytes.subarray(0, packer.length))
    const { keys, ends } = packer.shapes
    encoding.put(directory.shapes, ends.length)
    encoding.numbers(directory.shapeEnds, ends, ends.length)
    encoding.put(directory.shapeKeyCount, keys.length)
    encoding.numbers(directory.shapeKeys, keys, keys.length)
    for (const [table, columns] of layout.entries()) {
      const { used, columns: cells } = batch.tables[table]!
      encoding.put(directory.tables[table]!, used)
      for (const { index } of columns) {
        const [least = 0, most = 0] = this.#bounds[table]![index]!
        encoding.column(columnAt(table, index), cells[index]!, used, least, most)
      }
    }
    return encoding.finish()
  }

  #instants(batch: OpenBatch): { readonly earliest: number; readonly latest: number } {
    let earliest = Infinity
    let latest = -Infinity
    for (const [table, index] of instantColumn.entries()) {
      if (batch.rows(table) === 0) continue
      const [least = 0, most = 0] = this.#bounds[table]![index]!
      earliest = Math.min(earliest, least)
      latest = Math.max(latest, most)
    }
    return earliest <= latest ? { earliest, latest } : { earliest: 0, latest: -1 }
  }
}
