/** The printed reference is what the code says today, and every rule that a chart posts is declared. */
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import sanitizer from "dompurify"
import mermaidJs from "mermaid"
import type { AnyStateMachine } from "xstate"
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { reference } from "../../actors/reference.ts"
import { postedBy } from "../../sim/statechart/moves.ts"
import { stateDiagram } from "../../sim/reference/state-diagram.ts"

// Without a browser there is nothing that could be sanitised; the parser itself is Mermaid's own.
Object.assign(sanitizer, { addHook: () => {}, sanitize: (text: string) => text })

const folder = join(import.meta.dirname, "../../docs/reference")
const rooms = Object.entries(ecosystem.rooms)
const charts = rooms.flatMap(([kind, { objects }]) =>
  objects.map(({ name, machine }) => [`${kind} ${name}`, machine as AnyStateMachine] as const),
)

describe("the printed reference", () => {
  it.each([...reference()])("%s is up to date; npm run reference prints it anew", (name, text) => {
    const path = join(folder, name)
    const isCurrent = existsSync(path) && readFileSync(path, "utf8") === text
    expect(isCurrent, `docs/reference/${name} is stale: run npm run reference and commit what it prints`).toBe(true)
  })

  it("has no page that is printed no more; npm run reference drops it", () => {
    expect(readdirSync(folder).toSorted()).toEqual([...reference().keys()].toSorted())
  })

  it("links only to pages and headings that there are", () => {
    const pages = reference()
    const broken = [...pages].flatMap(([page, text]) =>
      [...text.matchAll(/\]\(([^)#]*)(?:#([^)]+))?\)/g)].flatMap(([link, name = "", heading]) => {
        const target = name === "" ? text : pages.get(name)
        const headings = (target ?? "").split("\n").filter((line) => line.startsWith("#"))
        const anchors = headings.map((line) => line.replaceAll(/[#.]/g, "").trim().toLowerCase())
        return target === undefined || (heading !== undefined && !anchors.includes(heading)) ? [`${page}: ${link}`] : []
      }),
    )
    expect(broken).toEqual([])
  })
})

describe("state diagrams", () => {
  it.each(charts)("of %s is one to Mermaid's own parser", async (_name, machine) => {
    await expect(mermaidJs.parse(stateDiagram(machine))).resolves.toMatchObject({ diagramType: "stateDiagram" })
  })
})

describe("posting rules", () => {
  it.each(rooms)("all that %s's charts post are in its postings.ts, and nothing else is", (kind, room) => {
    const posted = room.objects.flatMap(({ machine }) => postedBy(machine as AnyStateMachine)).map(({ rule }) => rule)
    const declared = Object.keys(room.postings ?? {})
    expect(posted.filter((rule) => !declared.includes(rule))).toEqual([])
    // What a front door posts itself is in no chart.
    const direct = globSync(join(import.meta.dirname, `../../actors/${kind}/*.ts`)).flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/turn\.post\("(\w+)"/g)].map(([, rule]) => rule),
    )
    expect(declared.filter((rule) => !posted.includes(rule) && !direct.includes(rule))).toEqual([])
  })
})
