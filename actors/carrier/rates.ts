/** What this carrier charges and how long it takes, by service. */
import type { Turn } from "../../sim/partner/turn.ts"
import type { Spread } from "../../sim/world/spread.ts"
import { dayMs } from "../../sim/world/calendar.ts"
import type { Service } from "../shapes.ts"

type ServiceName = typeof Service.Type

const services = ["sameDay", "first", "second", "standard"] as const satisfies readonly ServiceName[]

export const servicesOf = (turn: Turn): ServiceName[] => {
  const offered = turn.policy<string>("services").split(" ")
  return services.filter((service) => offered.includes(service))
}

/** Against the standard class, in hundredths. */
const percentOf: Readonly<Record<ServiceName, number>> = { sameDay: 400, first: 250, second: 160, standard: 100 }

export const transitPolicy: Readonly<Record<ServiceName, string>> = {
  sameDay: "transitSameDay",
  first: "transitFirst",
  second: "transitSecond",
  standard: "transitStandard",
}

/** Base and weight times the service's factor; the draw is the carrier's own, so that two carriers differ. */
export const priceOf = (turn: Turn, service: ServiceName, weightGrams: number): number => {
  const standardMinor = turn.policy("baseRate") + turn.policy("perKg") * Math.ceil(weightGrams / 1000)
  const spreadPpm = turn.policy("rateSpread")
  const factorPpm = 1_000_000 - spreadPpm + Math.floor((2 * spreadPpm * turn.draw("rate", service)) / 4_294_967_296)
  return Math.floor((standardMinor * percentOf[service] * factorPpm + 50_000_000) / 100_000_000)
}

/** How many mornings lie between an evening pickup and the delivery, for half of the parcels. */
export const transitDaysOf = (turn: Turn, service: ServiceName): number =>
  Math.floor((turn.policy<Spread>(transitPolicy[service]).medianMs + dayMs / 2) / dayMs)
