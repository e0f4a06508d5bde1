/** Policies that are worth varying: how partners may behave otherwise and still be right. Incidents' policies are none of them. */
import type { Generation } from "../../sim/harness/generation.ts"

const hour = 3_600_000
const day = 24 * hour
const all = 1_000_000

export const policies: Generation["policies"] = {
  buyer: {
    secondCardShare: [all],
    cancelShare: [all / 2],
    returnShare: [all / 2],
    returnWholeShare: [0, all],
  },
  storefront: { saysPaidApart: [true] },
  marketplace: {
    pendingTime: [{ medianMs: 5 * hour, p99Ms: 20 * hour }],
    unpaidPpm: [all / 2],
    reserveShare: [all / 4],
    roundsPrices: ["unit"],
    commissionPpm: [0, 333_333],
    settlementDays: [1],
  },
  oms: {
    reviewAbove: [0, 5_000],
    suspectedPpm: [all / 2],
    rejectedPpm: [all / 2],
    safetyStock: [1],
    channelBuffer: [1, 2],
    gatherTime: [0, hour],
    backorderLimit: [day],
    refusalHolds: [hour],
    lastUnitTo: ["first"],
    lostParcels: ["reship"],
    undeliveredParcels: ["reship"],
    lostGoods: ["loss"],
    refundAt: ["approval", "firstScan"],
    refundCharges: ["always", "never"],
    releaseInsteadAt: ["approval"],
    otherThanAnnounced: ["refundReceived"],
    unmappedLimit: [day],
  },
  wms: {
    unitsPerParcel: [1, 2],
    pickers: [1],
    stopsInHand: [false],
    putbackTime: [{ medianMs: day, p99Ms: 2 * day }],
    refuseShare: [all / 2],
    misplacedShare: [all / 2],
    shipConfirmDelay: [hour],
  },
  carrier: {
    lossPpm: [all / 2],
    damagePpm: [all / 2],
    failedAttemptPpm: [all / 2],
    attemptsMax: [1],
  },
  payment: {
    authorizationLifetime: [day],
    disputeFeeReturned: [true],
    feePpm: [0],
    payoutDelay: [0],
  },
  erp: {
    assortmentUnits: [1, 2, 20],
    safetyUnits: [0],
    supplierLeadTime: [day],
    linesPerOrder: [1],
    closeDelay: [0],
  },
  supplier: {
    shortShare: [all / 2],
    lateShare: [all],
    overchargeShare: [all / 2],
    overbillShare: [all / 2],
  },
}
