/**
 * Who may call what: by how a kind of partner stands to the company whose world this is, and by whose data a credential opens.
 *
 * Private operations are for the company's own systems, partner operations for everybody with an agreement, public ones for all.
 */
import type { Visibility } from "./contract.ts"

/** One of the company's own systems, another company with an agreement, or anybody. */
export type Standing = "company" | "partner" | "public"

/** The account that the company itself has with its partners. */
export const ownAccount = ""

export interface Caller {
  readonly standing: Standing
  /** Whose data the caller's credential opens. */
  readonly account: string
}

export const mayCall = (visibility: Visibility, caller: Caller, owner: Standing): boolean => {
  if (visibility === "public") return true
  if (visibility === "partner") return caller.standing !== "public"
  return owner === "company" && caller.standing === "company" && caller.account === ownAccount
}

/**
 * Whose each object is, where there is more than one account. Only objects of other accounts are written down, so a world without
 * any pays nothing.
 */
export class Tenants {
  /** Is there any account besides the company's own? */
  readonly areSeveral: boolean
  readonly #accounts: Map<number, string>

  constructor(areSeveral: boolean, from?: Tenants) {
    this.areSeveral = areSeveral
    this.#accounts = new Map(from === undefined ? [] : from.#accounts)
  }

  of(handle: number): string {
    return this.#accounts.get(handle) ?? ownAccount
  }

  own(handle: number, account: string): void {
    if (account !== ownAccount) this.#accounts.set(handle, account)
  }

  disown(handle: number): void {
    this.#accounts.delete(handle)
  }
}

/** A name that another account has already given: the caller may know no more than that it cannot have it. */
export class NameTaken extends Error {
  override readonly name = "NameTaken"
}
