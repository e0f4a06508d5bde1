/** Whose an account is: the partners whose posting rules name it. */
import type { PostingRules } from "../sim/partner/posting-rules.ts"
import { postings as carrier } from "./carrier/postings.ts"
import { postings as erp } from "./erp/postings.ts"
import { postings as marketplace } from "./marketplace/postings.ts"
import { postings as oms } from "./oms/postings.ts"
import { postings as payment } from "./payment/postings.ts"
import { postings as storefront } from "./storefront/postings.ts"
import { postings as supplier } from "./supplier/postings.ts"
import { postings as wms } from "./wms/postings.ts"

const rules: Readonly<Record<string, PostingRules>> = {
  carrier,
  erp,
  marketplace,
  oms,
  payment,
  storefront,
  supplier,
  wms,
}

const owners: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> = (() => {
  const books = new Map<string, Map<string, string[]>>()
  for (const [partner, declared] of Object.entries(rules)) {
    for (const { book, account } of Object.values(declared).flatMap(({ legs }) => legs)) {
      const accounts = books.get(book) ?? new Map<string, string[]>()
      const known = accounts.get(account) ?? []
      if (!known.includes(partner)) accounts.set(account, [...known, partner])
      books.set(book, accounts)
    }
  }
  return books
})()

/** Undefined for an account that no room has declared. */
export const ownersOf = (book: string, account: string): readonly string[] | undefined => owners.get(book)?.get(account)
