/**
 * What a message is called outside of Backlot: identities, hosts, paths and headers, all derived from it and always the same.
 *
 * Free of Node, because the page shows the same names as the exports. Ids that are hashes are handed in: who has what hash function
 * differs, what is hashed does not.
 */

/** What names need of a message. */
export interface Named {
  readonly kind: string
  readonly sender: string
  readonly receiver: string
  readonly operation: string
  readonly subject: string
  readonly call: number
  readonly attempt: number
  readonly copy: number
  readonly sentAt: number
}

export const isAnswer = (message: Named): boolean => message.kind === "response" || message.kind === "receipt"

/** A row that stands for all the empty polls of a day. */
export const isCoalesced = (message: Named): boolean => message.call === 0

export const senderOf = (message: Named): string => message.sender || (message.kind === "act" ? "people" : "outside")
export const receiverOf = (message: Named): string => message.receiver || "outside"

/** What is asked, the same for each try. */
export const callOf = (message: Named): string =>
  `${senderOf(message)} > ${receiverOf(message)} ${message.operation} ${message.subject} #${message.call}`

export const identityOf = (message: Named): string =>
  `${callOf(message)}.${message.attempt}${message.copy === 0 ? "" : ` copy ${message.copy}`}`

/** The id of an event as its receiver knows it, the same for each delivery and each subscriber. */
export const eventIdOf = ({ sender, operation, subject, call }: Named): string =>
  `${sender}/${operation}/${subject}/${call}`

/** A made-up host: names under example can never be anybody's. */
export const hostOf = (instance: string): string =>
  `${instance.toLowerCase().replaceAll(/[^a-z0-9-]+/g, "-")}.backlot.example`

export const pathOf = (message: Named): string =>
  `${message.kind === "webhook" ? "/webhooks" : ""}/${encodeURIComponent(message.operation)}`

export const urlOf = (message: Named): string => `https://${hostOf(receiverOf(message))}${pathOf(message)}`

/** What is hashed for a trace: its first message. And for the key of a call. Both after the scenario and its seed. */
export const traceSeed = (root: Named): string => `trace ${spanKey(root)}`
export const keySeed = (message: Named): string => `key ${callOf(message)}`
export const saltOf = (scenario: string, seed: string): string => `${scenario} ${seed} `
/** The client's half of copies is that of their original: it sent once. */
export const spanSeed = (message: Named, half: "client" | "server"): string =>
  `${half} ${spanKey(half === "client" ? { ...message, copy: 0 } : message)}`

const spanKey = (message: Named): string =>
  isCoalesced(message) ? `${identityOf(message)} @${message.sentAt}` : identityOf(message)

export interface Header {
  readonly name: string
  readonly value: string
}

/** Hashes as they stand in headers. */
export interface HeaderIds {
  /** 32 hex digits. */
  readonly traceId: string
  /** 16 hex digits. */
  readonly spanId: string
  readonly idempotencyKey: string
}

export const requestHeadersOf = (request: Named, hasBody: boolean, ids: HeaderIds): Header[] => {
  const headers = {
    host: hostOf(receiverOf(request)),
    "user-agent": `backlot/${senderOf(request)}`,
    accept: "application/json",
    ...(hasBody ? { "content-type": "application/json" } : {}),
    ...(request.kind === "webhook"
      ? { "webhook-id": eventIdOf(request), "webhook-timestamp": String(Math.floor(request.sentAt / 1000)) }
      : { "idempotency-key": ids.idempotencyKey }),
    traceparent: `00-${ids.traceId}-${ids.spanId}-01`,
  }
  // A header is ASCII; ids of an order book may not be.
  return Object.entries(headers).map(([name, value]) => ({ name, value: value.replaceAll(/[^ -~]+/gu, encoded) }))
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())

export const answerHeadersOf = (answer: Named, body: unknown): Header[] => {
  const waitMs = (body as { readonly retryAfterMs?: unknown } | null | undefined)?.retryAfterMs
  return [
    { name: "date", value: new Date(answer.sentAt).toUTCString() },
    { name: "content-type", value: "application/json" },
    ...(typeof waitMs === "number" ? [{ name: "retry-after", value: String(Math.ceil(waitMs / 1000)) }] : []),
  ]
}
