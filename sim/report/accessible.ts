/** Availability: the share of a run's time in which an instance could be reached. */

export interface Outage {
  readonly instance: string
  readonly from: number
  readonly until: number
}

/** Outages may overlap or reach beyond the run; null for a run that took no time. */
export const accessibleShare = (
  run: { readonly from: number; readonly until: number },
  instance: string,
  outages: readonly Outage[],
): number | null => {
  if (run.until <= run.from) return null
  let downMs = 0
  let counted = run.from
  for (const outage of outages.filter((one) => one.instance === instance).toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(counted, outage.from)
    const until = Math.min(run.until, outage.until)
    if (until <= from) continue
    downMs += until - from
    counted = until
  }
  return 1 - downMs / (run.until - run.from)
}
