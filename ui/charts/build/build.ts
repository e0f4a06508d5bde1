/** `npm run charts`: lays out every statechart and writes `charts.json`, one line for each. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { allCharts } from "./all-charts.ts"
import { graphOf } from "./graph.ts"
import { layOut } from "./layout.ts"

const lines: string[] = []
for (const [name, machine] of Object.entries(allCharts))
  lines.push(`${JSON.stringify(name)}: ${JSON.stringify(await layOut(graphOf(machine)))}`)
writeFileSync(join(import.meta.dirname, "../charts.json"), `{\n${lines.join(",\n")}\n}\n`)
