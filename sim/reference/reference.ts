/**
 * The reference: pages of Markdown printed from an ecosystem, so that they cannot say anything that the code does not do.
 *
 * Nothing is run. Every page begins with the marker, and the same code always prints the same text.
 */
import { secondRuns } from "../consistency/second-runs.ts"
import { sometimesWithin, type Sight } from "../consistency/sometimes.ts"
import type { Ecosystem } from "../ecosystem.ts"
import { commonErrors, type Operation } from "../partner/contract.ts"
import { credential, servedBy } from "../partner/credentials.ts"
import { commitPolicies } from "../partner/commit-policies.ts"
import { memoryPolicies } from "../partner/memory-policies.ts"
import type { ObjectKind, Room } from "../partner/room.ts"
import { tolerancePolicies } from "../partner/tolerance.ts"
import { subscription } from "../partner/subscriptions.ts"
import { apiFigures } from "../report/api-figures.ts"
import { vocabularyOf } from "../run/vocabulary-of.ts"
import { accessPage } from "./access-page.ts"
import { block, code, page, section, table } from "./markdown.ts"
import { objectsPart, objectText } from "./objects-part.ts"
import { operationsPart, webhooksPart } from "./operations-part.ts"
import { policiesPart } from "./policies-part.ts"
import { postingRows, postingsPart } from "./postings-part.ts"
import { namedText, type Named } from "./shape-text.ts"

/** Pages by file name; `more` are entries of the index for pages that are printed elsewhere. */
export const referenceOf = (ecosystem: Ecosystem, more: readonly string[] = []): ReadonlyMap<string, string> => {
  const named: Named = new Map()
  const rooms = Object.entries(ecosystem.rooms)
  const pages = rooms.map(([kind, room]) => [`${kind}.md`, roomPage(ecosystem, kind, room, named)] as const)
  return new Map([
    ["README.md", indexPage(ecosystem, more)],
    ...pages,
    ["shapes.md", shapesPage(named)],
    ["postings.md", postingsPage(rooms)],
    ["invariants.md", invariantsPage(ecosystem)],
    ["figures.md", figuresPage(ecosystem)],
    ["access.md", accessPage(ecosystem)],
    ["errors.md", errorsPage(rooms)],
    ["faults.md", faultsPage(ecosystem)],
    ["shared.md", sharedPage()],
  ])
}

const roomPage = (ecosystem: Ecosystem, kind: string, room: Room, named: Named): string =>
  page(
    kind,
    room.contract.says,
    `Errors that every operation may answer with are in [errors](errors.md); shapes with a name in [shapes](shapes.md).`,
    operationsPart(ecosystem, kind, room, named),
    webhooksPart(ecosystem, kind, room, named),
    objectsPart(room),
    postingsPart(room),
    policiesPart(room.policies),
  )

const indexPage = (ecosystem: Ecosystem, more: readonly string[]): string =>
  page(
    "Reference",
    "What every partner offers, keeps, posts and can be told to do. `npm run reference` prints it anew from the code.",
    table(
      ["partner", "what it is", "operations", "webhooks", "objects"],
      Object.entries(ecosystem.rooms).map(([kind, room]) => [
        `[${kind}](${kind}.md)`,
        room.contract.says,
        String(room.serves.length),
        String(room.contract.webhooks.length),
        String(room.objects.length),
      ]),
    ),
    [
      "- [Shapes](shapes.md) that several contracts share",
      "- [Postings](postings.md): every rule that moves stock or money",
      "- [Invariants](invariants.md): what must hold",
      "- [Figures](figures.md): how well APIs and operations ran, and how that is reckoned",
      "- [Access](access.md): who may call what, and what everybody else gets",
      "- [Errors](errors.md): codes, and whether the effect may have happened",
      "- [Faults](faults.md): what can be made to go wrong",
      "- [Shared](shared.md): what every partner has besides: subscriptions and the policies of memory",
      ...more.map((entry) => `- ${entry}`),
    ].join("\n"),
  )

const shapesPage = (named: Named): string => {
  // A shape may hold others, which get known while it is written.
  const texts = new Map<string, string>()
  for (const [name, ast] of named) texts.set(name, namedText(ast, named))
  const names = [...texts.keys()].toSorted()
  return page("Shapes", ...names.map((name) => section(name, block("ts", texts.get(name) ?? ""))))
}

const postingsPage = (rooms: readonly (readonly [string, Room])[]): string =>
  page(
    "Postings",
    "Stock and money change only by these rules. `+` is a debit or what comes in, `-` a credit or what goes out, `±` either; the legs of money and stock of one entry add up to nothing. Memos are single figures that others are compared with.",
    table(
      ["partner", "rule", "legs", "posted by", "what it stands for"],
      rooms.flatMap(([kind, room]) => postingRows(room).map((row) => [`[${kind}](${kind}.md)`, ...row])),
    ),
  )

const invariantsPage = (ecosystem: Ecosystem): string =>
  page(
    "Invariants",
    "Safety must hold at every instant, convergence at the end of a run. One that nothing put to the test is unknown, not held.",
    table(
      ["id", "name", "kind", "what must hold"],
      ecosystem.invariants.map(({ id, name, kind, says }) => [id, name, kind, says]),
    ),
    section(
      "Of second runs",
      "Two runs of one scenario that must come to the same. `check` runs a share of its scenarios a second time, a scenario file asks for it with `again`. Objects that are named after a day, and memos, are not compared.",
      table(
        ["id", "name", "again", "what must hold"],
        secondRuns.map(({ id, name, variation, says }) => [id, name, code(variation), says]),
      ),
    ),
    section(
      "What must happen sometimes",
      `A campaign in which something never happened says nothing about it. \`check\` tells which of these it reached; with ${sometimesWithin} scenarios or more one that was not reached ends it with 3. Where there are two, they are about the same thing.`,
      table(
        ["what", "how it is seen"],
        (ecosystem.sometimes ?? []).map(({ name, sights }) => [name, sights.map(sightText).join(", then ")]),
      ),
    ),
  )

const sightText = (sight: Sight): string => {
  if ("operation" in sight) {
    const answered = sight.status === undefined ? "" : ` answered ${sight.status.join(" or ")}`
    return `${sight.operation === "*" ? "anything" : code(sight.operation)}${answered}`
  }
  const from = sight.from === undefined ? "" : `from ${code(sight.from)} `
  return `${sight.partner === undefined ? "" : `${sight.partner} `}${sight.object} ${from}to ${code(sight.to)}`
}

const figuresPage = (ecosystem: Ecosystem): string =>
  page(
    "Figures",
    section(
      "Of an API",
      "For each instance as receiver, and for each link. What people hand over or do themselves counts in none of them.",
      figureTable(apiFigures),
    ),
    section(
      "Of operations",
      "A share without anything to share is no value, not 0.",
      ...ecosystem.figures.map(({ says }) => figureTable(says)),
    ),
  )

const figureTable = (says: Readonly<Record<string, string>>): string =>
  table(
    ["figure", "how it is reckoned"],
    Object.entries(says).map(([name, text]) => [code(name), text]),
  )

const errorsPage = (rooms: readonly (readonly [string, Room])[]): string => {
  const own = rooms.flatMap(([kind, room]) =>
    room.serves.flatMap((served) => {
      const { name, errors } = served.operation as unknown as Operation
      return Object.entries(errors)
        .filter(([error]) => !Object.hasOwn(commonErrors, error))
        .map(([error, spec]) => [
          code(error),
          String(spec.status),
          effectText(spec.definite),
          `${kind} ${name}`,
          spec.says,
        ])
    }),
  )
  return page(
    "Errors",
    "The body of every answer that is not a 2xx has `error`, `says` and `definite`: true when the effect certainly did not happen. Conflicts add the state that refuses and what it would take.",
    section(
      "In front of every operation",
      table(
        ["error", "status", "effect", "when"],
        Object.entries(commonErrors).map(([error, { status, definite, says }]) => [
          code(error),
          String(status),
          effectText(definite),
          says,
        ]),
      ),
    ),
    section("Of one operation", table(["error", "status", "effect", "operation", "when"], own)),
  )
}

const effectText = (definite: boolean): string => (definite ? "did certainly not happen" : "may have happened")

const faultsPage = (ecosystem: Ecosystem): string =>
  page(
    "Faults",
    "Each fault names what it does something to: messages by sender, receiver, operation, subject and number; all that goes between two instances; or an instance. It acts from `at` until `until`, from the beginning to the end where nothing is said. One that never acts makes the run's verdict unknown.",
    table(
      ["fault", "aimed at", "needs", "what it does"],
      Object.entries(vocabularyOf(ecosystem).faults).map(([name, { on, needs, says }]) => [
        code(name),
        aimOf[on ?? "any"],
        needs.join(", "),
        says,
      ]),
    ),
  )

const aimOf = {
  messages: "messages",
  link: "all between two instances",
  instance: "an instance",
  any: "messages or an instance",
}

const sharedPage = (): string =>
  page(
    "What every partner has",
    "Whoever publishes keeps a subscription for each subscriber, and remembers for a while what it has answered and taken in.",
    section(
      "Operations",
      "Besides its own, every partner has these. Tokens are only asked for where a link says how long one holds.",
      table(
        ["operation", "visibility", "what it does"],
        servedBy("", null).map(({ operation: { name, visibility, says } }) => [code(name), visibility, says]),
      ),
    ),
    section("Objects", ...[subscription, credential].map((kind) => objectText(kind as unknown as ObjectKind))),
    policiesPart({ ...memoryPolicies, ...commitPolicies, ...tolerancePolicies }),
  )
