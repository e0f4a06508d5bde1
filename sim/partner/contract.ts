/**
 * What a partner promises on the wire: operations and webhooks as schemas, with errors, visibility, scope and identity.
 *
 * A contract is a value and the only thing of a room that other rooms may see. Each operation names its subject (the finest
 * business key it is about) from the request body alone, so that a real system's calls are identified the same way.
 */
import type * as Schema from "effect/Schema"
import type { Standing } from "./access.ts"
import { compileContract, type ContractCheck } from "./compile-contract.ts"

/** Who may call: everybody, partners with an agreement, or only systems of the same company. */
export type Visibility = "public" | "partner" | "private"

export interface ErrorSpec {
  readonly status: number
  /** True when the effect certainly did not happen. */
  readonly definite: boolean
  readonly says: string
}

export interface Operation<Request = unknown, Response = unknown> {
  readonly type: "operation"
  readonly partner: string
  readonly name: string
  readonly says: string
  readonly visibility: Visibility
  /** The permission that the caller's credential must carry. */
  readonly scope: string
  /** Reads change nothing: they need no idempotency key and leave none. */
  readonly reads: boolean
  /** manual: a physical or human hand-over, not an API request; it is journalled but counts in no API figure. */
  readonly style: "api" | "manual"
  readonly request: Schema.Codec<Request, unknown>
  readonly response: Schema.Codec<Response, unknown>
  readonly errors: Readonly<Record<string, ErrorSpec>>
  readonly subject: (request: Request) => string
  /** What a request must be, compiled when it is first asked for. */
  readonly check: () => ContractCheck
}

export interface Webhook<Payload = unknown> {
  readonly type: "webhook"
  readonly partner: string
  readonly name: string
  readonly says: string
  readonly payload: Schema.Codec<Payload, unknown>
  readonly subject: (payload: Payload) => string
  /** What a payload must be, compiled when it is first asked for. */
  readonly check: () => ContractCheck
}

export interface Contract {
  readonly partner: string
  /** How such a partner stands to the company; one of its own systems unless said. */
  readonly stands?: Standing
  readonly says: string
  readonly operations: readonly Operation<never>[]
  readonly webhooks: readonly Webhook<never>[]
}

type OperationSpec<Request, Response> = Pick<
  Operation<Request, Response>,
  "says" | "request" | "response" | "subject"
> &
  Partial<Pick<Operation<Request, Response>, "visibility" | "scope" | "reads" | "style" | "errors">>

/** Declares an operation; by default private, writing, and with the scope `<resource>:<read|write>`. */
export const operation = <Request, Response>(
  partner: string,
  name: string,
  spec: OperationSpec<Request, Response>,
): Operation<Request, Response> => {
  const reads = spec.reads ?? false
  return {
    type: "operation",
    partner,
    name,
    says: spec.says,
    visibility: spec.visibility ?? "private",
    scope: spec.scope ?? `${name.slice(0, name.indexOf("."))}:${reads ? "read" : "write"}`,
    reads,
    style: spec.style ?? "api",
    request: spec.request,
    response: spec.response,
    errors: { ...commonErrors, ...spec.errors },
    subject: spec.subject,
    check: compiledOnce(spec.request),
  }
}

const compiledOnce = (schema: Schema.Codec<unknown, unknown>): (() => ContractCheck) => {
  let check: ContractCheck | null = null
  return () => (check ??= compileContract(schema))
}

export const webhook = <Payload>(
  partner: string,
  name: string,
  spec: Pick<Webhook<Payload>, "says" | "payload" | "subject">,
): Webhook<Payload> => ({ type: "webhook", partner, name, ...spec, check: compiledOnce(spec.payload) })

/** Errors that the shared server half can answer with in front of every operation. */
export const commonErrors = {
  malformed: { status: 400, definite: true, says: "The request does not match the contract." },
  unauthorized: { status: 401, definite: true, says: "No credential, or one that is unknown or expired." },
  forbidden: { status: 403, definite: true, says: "The credential lacks the operation's scope or visibility." },
  notFound: { status: 404, definite: true, says: "There is no such object for this caller." },
  conflict: { status: 409, definite: true, says: "The object's present state does not allow this." },
  inFlight: { status: 409, definite: false, says: "A request with this idempotency key is still being worked on." },
  keyReused: { status: 422, definite: true, says: "This idempotency key was used for another request." },
  rateLimited: { status: 429, definite: true, says: "Too many requests; wait as long as Retry-After says." },
  defect: { status: 500, definite: false, says: "The partner failed; the effect may or may not have happened." },
  unavailable: { status: 503, definite: true, says: "The partner is down." },
  gatewayTimeout: { status: 504, definite: false, says: "The answer did not come within the reply's deadline." },
} as const satisfies Record<string, ErrorSpec>

export type CommonError = keyof typeof commonErrors

/** The body of every answer that is not a 2xx. */
export interface Refusal {
  readonly error: string
  readonly says: string
  /** True when the effect certainly did not happen. */
  readonly definite: boolean
  /** For conflicts: the state that refuses, and the events that it would take. */
  readonly state?: string
  readonly allowed?: readonly string[]
  readonly code?: string
  readonly violations?: readonly string[]
  readonly retryAfterMs?: number
}
