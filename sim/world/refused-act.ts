/** Something that people did and were told no, as it is remembered for the report. */
export interface RefusedAct {
  /** When, in ms since 1970-01-01 UTC. */
  readonly at: number
  readonly to: string
  readonly operation: string
  readonly subject: string
  /** The contract's word for it, such as `conflict`. */
  readonly error: string
  readonly says: string
}
