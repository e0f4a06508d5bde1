/** Every invariant of the ecosystem, by id. */
import type { Invariant } from "../sim/consistency/invariant.ts"
import { ledgerBalanced, moneyConserved, postedOnce, settlementReconciles } from "./erp/invariants.ts"
import { trackingTruth } from "./notification/invariants.ts"
import {
  cancellationHonoured,
  contentIntegrity,
  noDuplicateOrder,
  noLostOrder,
  noOversell,
  noPhantomOrder,
} from "./oms/invariants.ts"
import { noDoubleCapture, shipOnlyIfPaid } from "./payment/invariants.ts"
import { oneLabelPerParcel, stockConservation } from "./wms/invariants.ts"

export const invariants: readonly Invariant[] = [
  noLostOrder,
  noPhantomOrder,
  noDuplicateOrder,
  contentIntegrity,
  stockConservation,
  noOversell,
  noDoubleCapture,
  shipOnlyIfPaid,
  moneyConserved,
  ledgerBalanced,
  postedOnce,
  settlementReconciles,
  oneLabelPerParcel,
  trackingTruth,
  cancellationHonoured,
]
