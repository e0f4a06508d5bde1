/** Who is allowed and prepared to talk to whom in the default world: read off its links and the rooms at their ends. */
import type { Ecosystem } from "../ecosystem.ts"
import { mayCall, ownAccount, type Standing } from "../partner/access.ts"
import type { Operation, Webhook } from "../partner/contract.ts"

/** Kinds in the default world that may call an operation of this kind: they have a link, the scope, and stand as they have to. */
export const callersOf = (ecosystem: Ecosystem, kind: string, operation: Operation): readonly string[] => {
  const { partners, links } = ecosystem.defaultWorld
  const standing = (name: string): Standing => ecosystem.rooms[name]?.contract.stands ?? "company"
  const kinds = links
    .filter(({ to, scopes = ["*"], style = "api" }) => {
      if (partners[to]?.kind !== kind || style === "webhook") return false
      return scopes.includes("*") || scopes.includes(operation.scope)
    })
    .map(({ from, account = ownAccount }) => ({ caller: partners[from]?.kind ?? "", account }))
    .filter(({ caller, account }) =>
      mayCall(operation.visibility, { standing: standing(caller), account }, standing(kind)),
    )
  return unique(kinds.map(({ caller }) => caller))
}

/** Kinds whose room takes this webhook in, and that subscribe to it in the default world. */
export const hearersOf = (ecosystem: Ecosystem, kind: string, webhook: Webhook): readonly string[] => {
  const { partners, links } = ecosystem.defaultWorld
  const reached = new Set(
    links.filter(({ from }) => partners[from]?.kind === kind).map(({ to }) => partners[to]?.kind ?? ""),
  )
  const hearing = Object.entries(ecosystem.rooms).filter(([, room]) =>
    room.hears.some((heard) => heard.webhook.partner === webhook.partner && heard.webhook.name === webhook.name),
  )
  return unique(hearing.map(([name]) => name).filter((name) => reached.has(name)))
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted()
