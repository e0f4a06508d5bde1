import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { Dictionary } from "../../../sim/journal/dictionary.ts"
import { hashText } from "../../../sim/world/hash.ts"

const bitsOf = (value: number): number => (value === 0 ? 0 : (value & 1) + bitsOf(value >>> 1))

describe("a dictionary", () => {
  test.prop([fc.array(fc.string())])("numbers strings densely by first use and gives them back", (words) => {
    const dictionary = new Dictionary("word", 1000)
    const ids = words.map((word) => dictionary.intern(word))
    const distinct = [...new Set(words)]
    expect(dictionary.size).toBe(distinct.length)
    expect(distinct.map((word) => dictionary.find(word))).toEqual(distinct.map((_, index) => index))
    expect(ids.map((id) => dictionary.at(id))).toEqual(words)
  })

  test.prop([fc.uniqueArray(fc.string(), { minLength: 1 }), fc.infiniteStream(fc.nat())])(
    "hashes content, whatever the order of insertion",
    (words, keys) => {
      const one = new Dictionary("word", 1000)
      const other = new Dictionary("word", 1000)
      const order = words.map((word) => ({ word, key: keys.next().value })).sort((a, b) => a.key - b.key)
      for (const word of words) one.intern(word)
      for (const { word } of order) other.intern(word)
      for (const word of words) {
        expect(one.hashOf(one.find(word))).toBe(other.hashOf(other.find(word)))
        expect(one.otherHashOf(one.find(word))).toBe(other.otherHashOf(other.find(word)))
        expect(one.hashOf(one.find(word))).toBe(hashText(word))
      }
    },
  )

  test("gives 300,000 similar strings different pairs of hashes, and hashes them evenly", () => {
    const dictionary = new Dictionary("word", 2 ** 31)
    const pairs = new Set<number>()
    const low = new Uint32Array(32)
    const high = new Uint32Array(32)
    const n = 300_000
    for (let i = 0; i < n; i++) {
      const id = dictionary.intern(`order-${i % 100_000}/shipment-${(i / 100_000) | 0}`)
      // 53 of the 64 bits: more than these a number cannot hold.
      pairs.add(dictionary.hashOf(id) * 2 ** 21 + (dictionary.otherHashOf(id) >>> 11))
      for (let bit = 0; bit < 32; bit++) {
        low[bit]! += (dictionary.hashOf(id) >>> bit) & 1
        high[bit]! += (dictionary.otherHashOf(id) >>> bit) & 1
      }
    }
    expect(pairs.size).toBe(n)
    // Five standard deviations of a fair coin.
    for (const ones of [...low, ...high]) expect(Math.abs(ones - n / 2)).toBeLessThan(2.5 * Math.sqrt(n))
  })

  test("changes about half of the bits of both hashes when one letter changes", () => {
    const dictionary = new Dictionary("word", 100_000)
    let flipped = 0
    const n = 2000
    for (let i = 0; i < n; i++) {
      const one = dictionary.intern(`order-${i}-a`)
      const other = dictionary.intern(`order-${i}-b`)
      flipped += bitsOf((dictionary.hashOf(one) ^ dictionary.hashOf(other)) >>> 0)
      flipped += bitsOf((dictionary.otherHashOf(one) ^ dictionary.otherHashOf(other)) >>> 0)
    }
    expect(flipped / n).toBeGreaterThan(30)
    expect(flipped / n).toBeLessThan(34)
  })

  test("refuses one entry too many and says where such values belong", () => {
    const dictionary = new Dictionary("name", 2)
    dictionary.intern("a")
    dictionary.intern("b")
    expect(dictionary.intern("a")).toBe(0)
    expect(() => dictionary.intern("c")).toThrow(/"c" in as a name: a journal holds at most 2.*text column/)
    expect(dictionary.size).toBe(2)
    expect(dictionary.find("c")).toBe(-1)
  })

  test("refuses numbers that it never gave out", () => {
    const dictionary = new Dictionary("name", 10)
    dictionary.intern("a")
    for (const id of [-1, 1, 0.5]) expect(() => dictionary.at(id)).toThrow(/no name with the number/)
    for (const id of [-1, 1]) expect(() => dictionary.hashOf(id)).toThrow(/no name with the number/)
    for (const id of [-1, 1]) expect(() => dictionary.otherHashOf(id)).toThrow(/no name with the number/)
  })
})
