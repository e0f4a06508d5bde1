/**
 * Paying money back payment by payment, as returns and repayments do: what the provider knows of a payment is looked at first, since a
 * person or the cardholder's bank may have given some of it back already.
 */

/** A part of one payment that goes back. */
export interface Piece {
  readonly payment: string
  readonly amountMinor: number
  /** What a person has paid back of it in the provider's dashboard. */
  readonly byHandMinor: number
  /** What the buyer has of it from the bank, which took the charge back. */
  readonly byBankMinor: number
  /** What the buyer has of it as goodwill: the provider has no more of the charge to give. */
  readonly byGoodwillMinor: number
}

/** Nothing of it is back yet. */
export const nothingBack = { byHandMinor: 0, byBankMinor: 0, byGoodwillMinor: 0 } as const

/** What is left of a piece to be paid back. */
export const leftOf = ({ amountMinor, byHandMinor, byBankMinor, byGoodwillMinor }: Piece): number =>
  amountMinor - byHandMinor - byBankMinor - byGoodwillMinor

export interface PayingBack {
  readonly pieces: readonly Piece[]
  /** How many of the pieces have gone back. */
  readonly paid: number
}

/** What the provider knows about a payment, apart from what we ask of it. */
export interface GoneBack {
  readonly byHandMinor: number
  readonly goodwillMinor: number
  readonly refundableMinor: number
  readonly disputedMinor: number
  readonly chargedBackMinor: number
}

/** How much of a piece has gone back without us. */
export interface Found extends Pick<Piece, "byHandMinor" | "byBankMinor" | "byGoodwillMinor"> {
  readonly type: "goneBack"
  readonly at: number
  /** Of which piece. */
  readonly piece: number
}

export type PayingBackEvent =
  | { readonly type: "unanswered" | "notPaidBack" | "heldByBank" | "paidBack"; readonly at: number }
  | ({ readonly type: "refundsListed"; readonly at: number } & GoneBack)
  | Found

/** Has all of the piece that is being paid gone back without us? */
export const isAllBack = ({ pieces, paid }: PayingBack, found: Found): boolean =>
  found.byHandMinor + found.byBankMinor + found.byGoodwillMinor >= (pieces[paid]?.amountMinor ?? 0)

export const withFound = (pieces: readonly Piece[], found: Found): Piece[] => {
  const { byHandMinor, byBankMinor, byGoodwillMinor } = found
  return pieces.map((piece, index) =>
    index === found.piece ? { ...piece, byHandMinor, byBankMinor, byGoodwillMinor } : piece,
  )
}

/** What the provider's list leads to, in whichever state it was asked for. */
export const listed = {
  refundsListed: { actions: "judgeRefunds" },
  goneBack: [
    { guard: "isAllBack", target: "choosing", actions: ["keepGoneBack", "adopt", "countPaid"] },
    { target: "paying", actions: ["keepGoneBack", "adopt"] },
  ],
  unanswered: "checkingAgain",
} as const
