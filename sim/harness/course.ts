/** The course that a run takes, as a number: which object went into which state when, and what was posted. Messages do not count. */
import type { PostingRow, TransitionRow, Watcher } from "../consistency/rows.ts"
import { hashText, mix } from "../world/hash.ts"

export class Course implements Watcher {
  #one = 0
  #other = 1

  message(): void {}

  transition({ at, instance, object, id, to }: TransitionRow): void {
    this.#add(`${instance} ${object} ${id} ${to}`, at)
  }

  posting({ at, instance, account, subject, sku, quantity, amount }: PostingRow): void {
    this.#add(`${instance} ${account} ${subject} ${sku} ${quantity} ${amount}`, at)
  }

  /** A whole number that two courses share by chance once in 2^53 times. */
  get hash(): number {
    return this.#one * 2_097_152 + (this.#other >>> 11)
  }

  #add(text: string, at: number): void {
    const row = mix(hashText(text), at % 4_294_967_296)
    this.#one = mix(this.#one, row)
    this.#other = mix(this.#other, row ^ at)
  }
}
