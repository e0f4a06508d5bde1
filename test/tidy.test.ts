/** What the linter cannot say: of another room only its contract may be imported, and each source file says first what it is. */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"

const root = join(import.meta.dirname, "..")
const sources = globSync("{actors,sim}/**/*.ts", { cwd: root }).toSorted()
const read = (file: string): string => readFileSync(join(root, file), "utf8")

it("a room imports of another room its contract.ts and nothing else", () => {
  const wrong = sources.flatMap((file) => {
    const room = /^actors\/([a-z]+)\//.exec(file)?.[1]
    if (room === undefined) return []
    const imports = [...read(file).matchAll(/from "\.\.\/([a-z]+)\/([^"]+)"/g)]
    return imports
      .filter(([, other, what]) => other !== room && what !== "contract.ts")
      .map(([text]) => `${file}: ${text}`)
  })
  expect(wrong).toEqual([])
})

it("every source file begins with a sentence that says what it is", () => {
  expect(sources.filter((file) => !/^(#!.*\n)?\/\*\*/.test(read(file)))).toEqual([])
})
