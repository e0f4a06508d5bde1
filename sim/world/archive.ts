/**
 * Objects that nobody has touched for a long time, packed: a page of them is one piece of memory instead of thousands of values.
 *
 * Nothing is lost. Whoever asks for one of them, a late event, a query or a redelivery, gets the whole page back as it was.
 */
import { BodyPacker } from "../journal/pack.ts"
import { Texts } from "../journal/texts.ts"
import { unpack, type Packed } from "../journal/unpack.ts"

/** An object as it is packed: owner, kind, id, state, version, updated instant, index keys, root, context. */
export type Retired = readonly [
  owner: number,
  kind: string,
  id: string,
  state: number,
  version: number,
  updatedAt: number,
  keys: readonly (string | null)[],
  root: number,
  context: unknown,
]

export class PackedPage implements Packed {
  readonly bytes: Uint8Array
  readonly #start: number
  readonly #texts: readonly string[]
  readonly #keys: readonly number[]
  readonly #ends: readonly number[]

  constructor(objects: readonly Retired[]) {
    const texts = new Texts()
    const packer = new BodyPacker(texts)
    packer.add(objects)
    this.bytes = packer.bytes.slice(0, packer.length)
    this.#start = packer.starts[0] ?? 0
    this.#texts = Array.from({ length: texts.size }, (_, id) => texts.at(id) ?? "")
    this.#keys = packer.shapes.keys
    this.#ends = packer.shapes.ends
  }

  keys(shape: number): readonly string[] {
    const first = shape === 0 ? 0 : (this.#ends[shape - 1] ?? 0)
    return this.#keys.slice(first, this.#ends[shape]).map((text) => this.text(text))
  }

  text(id: number): string {
    return this.#texts[id] ?? ""
  }

  objects(): readonly Retired[] {
    return unpack(this, this.#start) as readonly Retired[]
  }
}
