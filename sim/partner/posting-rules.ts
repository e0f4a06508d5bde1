/**
 * Posting rules as a table: what each rule of a room moves, declared beside the room, so that it can be read without running anything.
 *
 * What is posted is made by functions; a test holds every leg of every scenario against these declarations.
 */

/** `+` is a debit or what comes in, `-` a credit or what goes out, `±` either. */
export type Sign = "+" | "-" | "±"

export interface DeclaredLeg {
  readonly book: "money" | "stock" | "memo"
  readonly sign: Sign
  /** `*` at the end stands for any rest of a name. */
  readonly account: string
}

export interface PostingRule {
  readonly says: string
  readonly legs: readonly DeclaredLeg[]
}

export type PostingRules = Readonly<Record<string, PostingRule>>

type Books = Partial<Readonly<Record<DeclaredLeg["book"], string>>>

/** `rule("…", { money: "+pending +fees -shopper" })` */
export const rule = (says: string, books: Books): PostingRule => ({
  says,
  legs: Object.entries(books).flatMap(([book, legs]) =>
    legs.split(" ").map((leg): DeclaredLeg => {
      const [, sign, account] = /^([+\-±])(\S+)$/u.exec(leg) ?? []
      if (sign === undefined || account === undefined)
        throw new Error(`A declared leg is a sign and an account, such as +bank; "${leg}" is not.`)
      return { book: book as DeclaredLeg["book"], sign: sign as Sign, account }
    }),
  ),
})

interface PostedLeg {
  readonly book: string
  readonly rule: string
  readonly account: string
  readonly quantity: number
  readonly amount: number
}

/** Null when the rules foresee this leg; else what is missing. */
export const unforeseen = (rules: PostingRules, leg: PostedLeg): string | null => {
  const declared = rules[leg.rule]
  if (declared === undefined) return `the rule "${leg.rule}" is not declared`
  const value = leg.book === "money" || leg.quantity === 0 ? leg.amount : leg.quantity
  const foreseen = declared.legs.some(
    ({ book, sign, account }) =>
      book === leg.book &&
      (account.endsWith("*") ? leg.account.startsWith(account.slice(0, -1)) : account === leg.account) &&
      (value === 0 || sign === "±" || (sign === "+") === value > 0),
  )
  if (foreseen) return null
  return `the rule "${leg.rule}" does not declare ${value < 0 ? "-" : "+"}${leg.account} in the ${leg.book} book`
}
