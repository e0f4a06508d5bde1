/** Of a room's page: its operations and webhooks, with everything that the contract says of them. */
import type { Ecosystem } from "../ecosystem.ts"
import { commonErrors, type Operation, type Webhook } from "../partner/contract.ts"
import type { Room } from "../partner/room.ts"
import { callersOf, hearersOf } from "./agreements.ts"
import { anchor, block, code, codes, section, table } from "./markdown.ts"
import { shapeText, type Named } from "./shape-text.ts"
import { sampleOf } from "./sample-subject.ts"

export const operationsPart = (ecosystem: Ecosystem, kind: string, room: Room, named: Named): string => {
  const operations = room.serves.map((served) => served.operation as unknown as Operation)
  if (operations.length === 0) return ""
  const rows = operations.map((operation) => [
    `[${code(operation.name)}](#${anchor(operation.name)})`,
    operation.visibility,
    code(operation.scope),
    operation.says,
  ])
  return section(
    "Operations",
    table(["operation", "visibility", "scope", "what it does"], rows),
    ...operations.map((operation) => one(ecosystem, kind, operation, named)),
  )
}

const one = (ecosystem: Ecosystem, kind: string, operation: Operation, named: Named): string => {
  const own = Object.entries(operation.errors).filter(([name]) => !Object.hasOwn(commonErrors, name))
  const facts = [
    `- **Kind**: ${kindText(operation)}`,
    `- **Who may call**: ${visibilityText[operation.visibility]}, with the scope ${code(operation.scope)}`,
    `- **Who may in the default world**: ${codes(callersOf(ecosystem, kind, operation))}`,
    `- **Subject**: ${sampleOf(operation.request, operation.subject as (body: unknown) => string)}`,
    `- **Call key**: ${operation.reads ? "none; asking again changes nothing" : "the idempotency key: a repeated key is answered from memory"}`,
  ]
  return [
    `### ${operation.name}`,
    operation.says,
    facts.join("\n"),
    own.length === 0 ? "" : errorTable(own),
    "Request",
    block("ts", shapeText(operation.request, named)),
    "Response",
    block("ts", shapeText(operation.response, named)),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
}

const kindText = ({ reads, style }: Operation): string => {
  if (style === "manual") return "a hand-over between people, journalled but no API request"
  return reads ? "reads" : "writes"
}

const visibilityText = {
  public: "everybody",
  partner: "partners with an agreement",
  private: "only systems of the same company",
} as const

const errorTable = (errors: readonly (readonly [string, Operation["errors"][string]])[]): string =>
  table(
    ["error of its own", "status", "effect", "when"],
    errors.map(([name, { status, definite, says }]) => [
      code(name),
      String(status),
      definite ? "did certainly not happen" : "may have happened",
      says,
    ]),
  )

export const webhooksPart = (ecosystem: Ecosystem, kind: string, room: Room, named: Named): string => {
  const webhooks = room.contract.webhooks as unknown as readonly Webhook[]
  if (webhooks.length === 0) return ""
  const rows = webhooks.map((webhook) => [
    `[${code(webhook.name)}](#${anchor(webhook.name)})`,
    codes(hearersOf(ecosystem, kind, webhook)),
    webhook.says,
  ])
  return section(
    "Webhooks",
    "The call key of a delivery is the event's id, the same however often and whichever way it comes.",
    table(["webhook", "who takes it in", "what it tells"], rows),
    ...webhooks.map((webhook) =>
      [
        `### ${webhook.name}`,
        webhook.says,
        `- **Subject**: ${sampleOf(webhook.payload, webhook.subject as (body: unknown) => string)}`,
        "Payload",
        block("ts", shapeText(webhook.payload, named)),
      ].join("\n\n"),
    ),
  )
}
