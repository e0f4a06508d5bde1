/**
 * The params of a named guard or action: fixed in the definition, or computed from context and event.
 */
import type { Scope } from "./scope.ts"

export type Params =
  | { readonly computed: false; readonly value: unknown }
  | { readonly computed: true; readonly of: (scope: Scope) => unknown }

const none: Params = { computed: false, value: undefined }

export const readParams = (reference: unknown): Params => {
  if (typeof reference !== "object" || reference === null || !("params" in reference)) return none
  const { params } = reference
  return typeof params === "function"
    ? { computed: true, of: params as (scope: Scope) => unknown }
    : { computed: false, value: params }
}
