/**
 * The shapes of the objects within bodies: an object is its list of keys, known by a number, and its values.
 *
 * A shape is found by walking a tree, one step a key. Each step remembers the child that it led to last, so an object like the one
 * before costs one comparison a key. The tree outlives a batch; the numbers do not.
 */
import { foldFirst, foldSecond } from "./fold.ts"
import { otherHashText } from "../world/text-hash.ts"
import type { Texts } from "./texts.ts"
import { hashText } from "../world/hash.ts"

export class ShapeNode {
  readonly parent: ShapeNode | null
  readonly key: string
  readonly depth: number
  /** Two hashes over the keys so far, in their order. */
  readonly a: number
  readonly b: number
  /** Number of the shape that ends here, in the batch `batch`. */
  shape = -1
  batch = -1
  last: ShapeNode | null = null
  readonly children = new Map<string, ShapeNode>()

  constructor(parent: ShapeNode | null, key: string) {
    this.parent = parent
    this.key = key
    this.depth = parent === null ? 0 : parent.depth + 1
    this.a = parent === null ? 0x13198a2e : foldFirst(parent.a, hashText(key))
    this.b = parent === null ? 0x03707344 : foldSecond(parent.b, otherHashText(key), this.a)
  }
}

/** Objects whose keys are data, such as SKUs, would let the tree grow without end. */
const nodesMax = 20_000

export class Shapes {
  root = new ShapeNode(null, "")
  /** The texts that are the keys of this batch's shapes, shape after shape. */
  readonly keys: number[] = []
  /** Where each shape ends in `keys`. */
  readonly ends: number[] = []
  #nodes = 0
  #batch = 0

  /** One key further. */
  step(node: ShapeNode, key: string): ShapeNode {
    const last = node.last
    if (last !== null && last.key === key) return last
    let next = node.children.get(key)
    if (next === undefined) {
      next = new ShapeNode(node, key)
      node.children.set(key, next)
      this.#nodes++
    }
    node.last = next
    return next
  }

  /** The number of the shape that ends here. */
  number(node: ShapeNode, texts: Texts): number {
    if (node.batch === this.#batch) return node.shape
    node.batch = this.#batch
    node.shape = this.ends.length
    const first = this.keys.length
    for (let at = node; at.parent !== null; at = at.parent) this.keys[first + at.depth - 1] = texts.intern(at.key)
    this.ends.push(this.keys.length)
    return node.shape
  }

  /** Begins another batch. */
  clear(): void {
    this.#batch++
    this.keys.length = 0
    this.ends.length = 0
    if (this.#nodes < nodesMax) return
    this.root = new ShapeNode(null, "")
    this.#nodes = 0
  }
}
