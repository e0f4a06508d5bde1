/**
 * What most fields of most messages are, as a number to switch on: a text, a text or null, a whole number in bounds…
 *
 * A record tests these in place; calling a closure for each would cost more than the test. Everything else is called.
 */

export const quickKind = { other: 0, text: 1, textOrNull: 2, whole: 3, boolean: 4, null: 5 } as const
export type QuickKind = (typeof quickKind)[keyof typeof quickKind]

export interface Quick {
  readonly kind: QuickKind
  /** For whole numbers. */
  readonly least: number
  readonly most: number
}

export const quick = (
  kind: QuickKind,
  least: number = Number.MIN_SAFE_INTEGER,
  most: number = Number.MAX_SAFE_INTEGER,
): Quick => ({ kind, least, most })

export const wholeIn =
  ({ least, most }: Quick) =>
  (value: unknown): boolean =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
