/** The ecosystem: every room, the world they usually form, and what is true and worth knowing across them. */
import type { Ecosystem } from "../sim/ecosystem.ts"
import { dayMs } from "../sim/world/calendar.ts"
import { buyerRoom } from "./buyer/buyer.ts"
import { carrierRoom } from "./carrier/carrier.ts"
import { defaultWorld } from "./default-world.ts"
import { erpRoom } from "./erp/erp.ts"
import { operations } from "./figures.ts"
import { invariants } from "./invariants.ts"
import { marketplaceRoom } from "./marketplace/marketplace.ts"
import { notificationRoom } from "./notification/notification.ts"
import { omsRoom } from "./oms/oms.ts"
import { paymentRoom } from "./payment/payment.ts"
import { sometimes } from "./sometimes.ts"
import { storefrontRoom } from "./storefront/storefront.ts"
import { supplierRoom } from "./supplier/supplier.ts"
import { wmsRoom } from "./wms/wms.ts"
import { workload } from "./workload.ts"

export const ecosystem: Ecosystem = {
  rooms: {
    storefront: storefrontRoom,
    marketplace: marketplaceRoom,
    oms: omsRoom,
    wms: wmsRoom,
    carrier: carrierRoom,
    erp: erpRoom,
    payment: paymentRoom,
    notification: notificationRoom,
    buyer: buyerRoom,
    supplier: supplierRoom,
  },
  defaultWorld,
  invariants,
  figures: [operations],
  openingMs: 21 * dayMs,
  sometimes,
  plenty: { erp: { assortmentUnits: 1_000 } },
  workload,
}
