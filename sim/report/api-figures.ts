/** What the figures of an API mean, by their names in a result: for the reference, and for whoever wonders how one is reckoned. */
import type { PartnerKpis } from "./result.ts"

export const apiFigures: Readonly<Record<keyof PartnerKpis, string>> = {
  requests: "Attempts that were sent: requests and webhook deliveries, without the network's own copies.",
  transactions:
    "Calls with all their attempts; a call that is tried three times is one transaction and three requests.",
  successRate: "Transactions that ended in a 2xx ÷ transactions that succeeded or failed.",
  errorRate: "Requests that timed out or were answered 5xx, 429, 401, 403 or 400 ÷ requests.",
  p50Ms: "Half of the answered requests took at most so long, from sending to the answer's arrival.",
  p95Ms: "95 % of the answered requests took at most so long.",
  p99Ms: "99 % of the answered requests took at most so long.",
  availability: "Share of the run's time in which the instance was accessible.",
  declined:
    "Business answers that said no (402, 404, 409, 422); they are neither failed requests nor failed transactions.",
  volumePerDayMax: "Requests on the busiest business day (UTC).",
  volumePerDayMean: "Requests on the average business day that had any.",
}
