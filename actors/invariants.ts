/** Every invariant of the ecosystem, by id. */
import type { Invariant } from "../sim/consistency/invariant.ts"
import { ledgerBalanced, moneyConserved, postedOnce } from "./erp/invariants.ts"
import { trackingTruth } from "./notification/invariants.ts"
import {
  cancellationHonoured,
  contentIntegrity,
  noDuplicateOrder,
  noLostOrder,
  noOversell,
  noPhantomOrder,
} from "./oms/invariants.ts"
import { channelStockBound, reservationLifecycle } from "./oms/stock-invariants.ts"
import { noDoubleCapture, shipOnlyIfPaid } from "./payment/invariants.ts"
import { allocatedOnHand, oneLabelPerParcel, stockConservation } from "./wms/invariants.ts"

export const invariants: readonly Invariant[] = [
  noLostOrder,
  noPhantomOrder,
  noDuplicateOrder,
  contentIntegrity,
  stockConservation,
  allocatedOnHand,
  noOversell,
  reservationLifecycle,
  channelStockBound,
  noDoubleCapture,
  shipOnlyIfPaid,
  moneyConserved,
  ledgerBalanced,
  postedOnce,
  oneLabelPerParcel,
  trackingTruth,
  cancellationHonoured,
]
