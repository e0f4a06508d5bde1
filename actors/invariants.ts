/** Every invariant of the ecosystem, in the order of their ids. */
import type { Invariant } from "../sim/consistency/invariant.ts"
import { viewsAgree } from "./convergence.ts"
import { comesToRest, wishesAnswered } from "./endings.ts"
import { ledgerBalanced, moneyConserved, postedOnce, settlementReconciles, subLedgersAgree } from "./erp/invariants.ts"
import { boundedEffort, causeAndAuthority } from "./common-invariants.ts"
import { trackingTruth } from "./notification/invariants.ts"
import {
  cancellationHonoured,
  contentIntegrity,
  noDuplicateOrder,
  noLostOrder,
  noOversell,
  noPhantomOrder,
} from "./oms/invariants.ts"
import { madeWhole, promiseKeptOnce } from "./oms/promise-invariants.ts"
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
  madeWhole,
  ledgerBalanced,
  postedOnce,
  settlementReconciles,
  oneLabelPerParcel,
  trackingTruth,
  promiseKeptOnce,
  cancellationHonoured,
  viewsAgree,
  boundedEffort,
  causeAndAuthority,
  subLedgersAgree,
  comesToRest,
  wishesAnswered,
]
