/** Measures one figure, or the mix, and answers the process that asked. */
import { answer } from "./child.ts"
import type { Context } from "./figure.ts"
import { figures } from "./figures.ts"
import { checkMix } from "./mix-pin.ts"

const [id = "", size] = process.argv.slice(2)
const context: Context = {
  quick: size === "quick",
  tell: (text) => process.stderr.write(`${id}: ${text}\n`),
}
const figure = figures.find((candidate) => candidate.id === id)
answer(figure === undefined ? checkMix(context) : await figure.run(context))
