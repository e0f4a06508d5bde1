/**
 * The figures of operations in words and units: known ones by their trade name, all others by what their own name says.
 */
import { count, duration, percent } from "./figures.ts"

export interface OperationsFigure {
  readonly label: string
  /** Null when nothing of the kind happened in the run. */
  readonly value: string | null
  /** Of a rate: the share of the whole, for a bar. */
  readonly share: number | null
}

export const operationsFigure = (key: string, value: number | null): OperationsFigure => {
  const unit = unitOf(key)
  return {
    label: labels[key] ?? labelOf(key),
    value: value === null ? null : unit.format(value),
    share: unit.rate ? value : null,
  }
}

/** What a name alone would not say well. */
const labels: Readonly<Record<string, string>> = {
  orderCycleHoursP50: "Order cycle, median",
  orderCycleHoursP90: "Order cycle, 90 % within",
  orderCycleHoursP95: "Order cycle, 95 % within",
  hoursToTrackingP50: "Order to tracking number told, median",
  hoursToTrackingP95: "Order to tracking number told, 95 % within",
  onTimeShipRate: "Shipped on time",
  heldUnpaid: "Packed shipments held unpaid",
  picksWaitingMax: "Most picks waiting at one site",
  fillRate: "Filled at once",
  backorderRate: "Backordered",
  oversells: "Oversells",
  touchlessRate: "Without a human hand",
  perfectOrderRate: "Perfect orders",
  cancellationRate: "Cancelled",
  returnRate: "Returned",
  lateShipRate: "Marketplace orders shipped late",
  scanAlarms: "Shipments not scanned in time",
  neverScanned: "Told as shipped, never scanned",
  parcelsMissing: "Parcels lost or damaged",
  failedDeliveries: "Deliveries that found nobody",
  parcelsBack: "Parcels back undelivered",
  cancellationsAsked: "Buyers who asked to cancel",
  returnExceptions: "Returns other than announced",
  turnedAway: "Deliveries that nobody takes",
  soldUnseen: "Returned units sold before inspection",
}

interface Unit {
  readonly rate: boolean
  readonly format: (value: number) => string
}

const inMs = (ms: number): Unit => ({ rate: false, format: (value) => duration(value * ms) })
const units: readonly (readonly [pattern: RegExp, unit: Unit])[] = [
  [/(Rate|Share)$/, { rate: true, format: percent }],
  [/(^h|H)ours/, inMs(3_600_000)],
  [/(^d|D)ays/, inMs(86_400_000)],
  [/(^m|M)inutes/, inMs(60_000)],
  [/(^s|S)econds/, inMs(1_000)],
  [/Ms(P\d+|Mean|Max)?$/, inMs(1)],
]

const unitOf = (key: string): Unit =>
  units.find(([pattern]) => pattern.test(key))?.[1] ?? { rate: false, format: count }

/** `pickToPackMinutesP95` → `Pick to pack, 95 % within`; the unit stands with the value. */
const labelOf = (key: string): string => {
  const percentile = /P(\d+)$/.exec(key)
  const bare = key
    .replace(/P\d+$/, "")
    .replace(/(Hours|Days|Minutes|Seconds|Ms)$/, "")
    .replace(/^(hours|days|minutes|seconds)To/, "timeTo")
    .replace(/Rate$/, "")
  const words = (bare === "" ? key : bare)
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(" ")
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(" ")
  const label = words.charAt(0).toUpperCase() + words.slice(1)
  if (percentile === null) return label
  return percentile[1] === "50" ? `${label}, median` : `${label}, ${percentile[1]} % within`
}
