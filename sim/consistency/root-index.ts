/**
 * Ordinals of root subjects: `A-1` of `A-1/shipment-2`, so that what is known of an order is found without its name.
 *
 * One index serves a whole run; whoever makes a row asks once for each object, not for each row.
 */
import { Ordinals } from "./ordinals.ts"

/** What comes before the first slash. */
export const rootText = (subject: string): string => {
  const slash = subject.indexOf("/")
  return slash < 0 ? subject : subject.slice(0, slash)
}

export class RootIndex extends Ordinals {
  /** The ordinal of a subject's root. */
  rootOf(subject: string): number {
    return this.ordinalOf(rootText(subject))
  }
}
