import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { readHeader, readTable } from "../../../../sim/scenario/importers/csv-table.ts"
import { refusalOf } from "./refusals.ts"

/** Goal: whatever can be written as a table is read back, with the line on which each row starts. Method: write it, then look. */
const cells = fc.stringMatching(/^[a-z ,;"\n]{0,8}$/)
const tables = fc
  .record({
    rows: fc.array(fc.array(cells, { minLength: 3, maxLength: 3 }), { maxLength: 12 }),
    delimiter: fc.constantFrom(",", ";", "\t"),
    lineEnd: fc.constantFrom("\n", "\r\n"),
    bom: fc.boolean(),
    blanks: fc.array(fc.nat({ max: 2 }), { minLength: 14, maxLength: 14 }),
  })
  .map((one) => ({ ...one, rows: one.rows.filter((row) => row.some((cell) => cell.trim() !== "")) }))

describe("a table", () => {
  test.prop([tables])(
    "is read as it was written, and every row knows its line",
    ({ rows, delimiter, lineEnd, bom, blanks }) => {
      const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
      let text = bom ? "\uFEFF" : ""
      const starts: number[] = []
      ;[["a", "b", "c"], ...rows].forEach((row, index) => {
        starts.push(text.split("\n").length)
        text += (index === 0 ? row : row.map(quoted)).join(delimiter) + lineEnd + lineEnd.repeat(blanks[index] ?? 0)
      })
      const table = readTable(text)
      expect(table.header).toEqual(["a", "b", "c"])
      expect(table.rows).toEqual(rows)
      expect(table.lines).toEqual(starts.slice(1))
      expect(readHeader(text)).toEqual(["a", "b", "c"])
    },
  )

  test("blank lines, also of delimiters only, are no rows", () => {
    expect(readTable("a,b\n\n1,2\n , \n,\n\n").rows).toEqual([["1", "2"]])
  })

  test("mixed line ends are all line ends", () => {
    expect(readTable("a,b\r\n1,2\n3,4\r\n").rows).toHaveLength(2)
  })

  it.for(["", "\uFEFF", "\n\n", "  ", ",,,"])("%j is empty", (text) => {
    expect(refusalOf(() => readTable(text)).rule).toContain("empty")
  })

  test("a row that is too short or too long is refused with its line and what it lacks", () => {
    const short = refusalOf(() => readTable('a,b,c\n1,"x\ny",3\n1,2\n'))
    expect([short.line, short.column]).toEqual([4, "c"])
    expect(short.message).toMatch(/2 fields where the header has 3/)
    expect(refusalOf(() => readTable("a,b\n1,2,3\n")).rule).toContain("3 fields")
  })

  test("a quotation mark that is never closed is named at the record that opens it", () => {
    const open = refusalOf(() => readTable('a,b\n1,"x\ny"\n2,"z\n3,4\n5,6\n'))
    expect(open.line).toBe(4)
    expect(open.found).toContain('2,"z')
  })

  test("a quotation mark inside a bare field is refused with its line", () => {
    expect(refusalOf(() => readTable('a,b\n1,x"y\n')).line).toBe(2)
    expect(refusalOf(() => readTable('a,b\n1,"x"y\n')).line).toBe(2)
  })
})
