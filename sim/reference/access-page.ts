/** Who may call which operation, and what everybody else gets. */
import type { Ecosystem } from "../ecosystem.ts"
import { commonErrors, type Operation } from "../partner/contract.ts"
import { callersOf } from "./agreements.ts"
import { code, codes, page, section, table } from "./markdown.ts"

const refusals: readonly (readonly [what: string, error: keyof typeof commonErrors])[] = [
  ["no credential, or one that has expired", "unauthorized"],
  ["a credential whose holder may not see the operation", "forbidden"],
  ["a credential without the operation's scope", "forbidden"],
  ["an object of another account, in no way to be told from one that never was", "notFound"],
  ["a name that another account has given already, and nothing but that", "conflict"],
  ["more requests than agreed", "rateLimited"],
]

export const accessPage = (ecosystem: Ecosystem): string => {
  const rows = Object.entries(ecosystem.rooms).flatMap(([kind, room]) =>
    room.serves.map((served) => {
      const operation = served.operation as unknown as Operation
      const { name, visibility, scope } = operation
      return [
        `[${kind}](${kind}.md)`,
        code(name),
        visibility,
        code(scope),
        codes(callersOf(ecosystem, kind, operation)),
      ]
    }),
  )
  return page(
    "Access",
    "Private operations are for systems of the same company, partner operations for whoever has an agreement, public ones for everybody. All need a credential with the operation's scope; people at a partner's own console need none.",
    section(
      "What a caller gets",
      table(
        ["who comes with", "is answered", "status"],
        refusals.map(([what, error]) => [what, code(error), String(commonErrors[error].status)]),
      ),
    ),
    section("Operations", table(["partner", "operation", "visibility", "scope", "may in the default world"], rows)),
  )
}
