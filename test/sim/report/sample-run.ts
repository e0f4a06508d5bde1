/** A run's result as a test needs it: an ordinary one, to be changed where the test wants something else. */
import type { InvariantResult, PartnerKpis, RunResult, SuiteResult } from "../../../sim/report/result.ts"

export const kpis = (changed: Partial<PartnerKpis> = {}): PartnerKpis => ({
  requests: 120_412,
  transactions: 119_004,
  successRate: 1,
  errorRate: 0,
  p50Ms: 121,
  p95Ms: 312,
  p99Ms: 604,
  availability: 1,
  declined: 0,
  volumePerDayMax: 410,
  volumePerDayMean: 82.4,
  ...changed,
})

export const invariant = (id: string, name: string, changed: Partial<InvariantResult> = {}): InvariantResult => ({
  id,
  name,
  kind: "safety",
  verdict: "held",
  exercised: 5_009,
  breach: null,
  breaches: 0,
  ...changed,
})

export const breached: Partial<InvariantResult> = {
  verdict: "broken",
  breach: {
    at: Date.UTC(2014, 2, 1, 9, 12, 44, 120),
    message: 8_123,
    says: "Payment pay-7 captured 120.00 USD for order US-2014-7, whose total as of version 2 is 100.00 USD.",
  },
  breaches: 12,
}

export const run = (changed: Partial<RunResult> = {}): RunResult => ({
  name: "Order book",
  file: "scenarios/order-book.yaml",
  seed: 1,
  verdict: "held",
  digest: "9f3c1a77d0e4b2586a10cc3de2f09b11",
  orders: 5_009,
  messages: 412_380,
  transitions: 98_113,
  postings: 203_554,
  virtualMs: 1_461 * 86_400_000,
  wallMs: 9_412,
  invariants: [
    invariant("I1", "Every order line adds up", { exercised: 412_380 }),
    invariant("I10", "Never captured beyond the order's total"),
    invariant("I16", "The clearing account equals the provider's balance", { kind: "convergence", exercised: 209 }),
  ],
  expectations: [{ says: 'The run\'s verdict is "held".', verdict: "held", found: null }],
  faults: [],
  refusedActs: [],
  kpis: {
    partners: {
      "carrier-a": kpis({ requests: 10_211, volumePerDayMean: 7, p50Ms: 204 }),
      oms: kpis({ successRate: 0.999_999, errorRate: 0.000_031 }),
      payment: kpis({ requests: 15_880, declined: 61, errorRate: 0.021, successRate: 0.983, availability: 0.9974 }),
      "wms-east": kpis({
        requests: 0,
        p50Ms: null,
        p95Ms: null,
        p99Ms: null,
        successRate: null,
        errorRate: null,
        volumePerDayMean: null,
      }),
    },
    links: {
      "oms > notification": kpis({ requests: 9_001 }),
      "storefront > oms": kpis({ requests: 5_009 }),
    },
    operations: {
      orderCycleHoursP50: 76.4,
      hoursToTrackingP50: 21.2,
      onTimeShipRate: 0.9731,
      fillRate: 0.912,
      backorderRate: 0.0881,
      oversells: 14,
      touchlessRate: 1,
      refundDaysP95: null,
      pickToPackMinutesP50: 18.5,
    },
  },
  book: {
    format: "superstore",
    hash: "4f2a91c06d",
    currency: "USD",
    orders: 5_009,
    withdrawals: 296,
    lines: 9_994,
    gross: 229_720_107,
    roundingMicros: -20_970_000,
    skipped: [
      { kind: "order", reason: "The order has no date that can be read.", count: 9, amount: 120_300 },
      { kind: "row", reason: "The row has no SKU.", count: 1, amount: -450 },
    ],
    notes: [
      "Quantities are whole; prices are exact decimals, rounded half up for each line after its discount was taken off.",
    ],
  },
  runFile: null,
  contractsEvery: 1,
  defects: [],
  ...changed,
})

export const suite = (...scenarios: readonly RunResult[]): SuiteResult => ({
  verdict: scenarios.some(({ verdict }) => verdict === "broken")
    ? "broken"
    : scenarios.some(({ verdict }) => verdict === "unknown")
      ? "unknown"
      : "held",
  digest: "d1",
  scenarios,
})
