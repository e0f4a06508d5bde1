/** The OMS's business objects by name and statechart; what their effects mean stands in the files that drive them. */
import { allocationMachine } from "./allocation.machine.ts"
import { carrierCodeMachine } from "./carrier-code.machine.ts"
import { changeMachine } from "./change.machine.ts"
import { collectionMachine } from "./collection.machine.ts"
import { componentMachine } from "./component.machine.ts"
import { confirmationMachine } from "./confirmation.machine.ts"
import { holdMachine } from "./hold.machine.ts"
import { listingMachine } from "./listing.machine.ts"
import { orderMachine } from "./order.machine.ts"
import { positionMachine } from "./position.machine.ts"
import { productMachine } from "./product.machine.ts"
import { publicationMachine } from "./publication.machine.ts"
import { repaymentMachine } from "./repayment.machine.ts"
import { replacementMachine } from "./replacement.machine.ts"
import { returnMachine } from "./return.machine.ts"
import { shipmentMachine } from "./shipment.machine.ts"

export const order = { name: "order", machine: orderMachine } as const
export const allocation = { name: "allocation", machine: allocationMachine } as const
export const change = { name: "change", machine: changeMachine } as const
export const hold = { name: "hold", machine: holdMachine } as const
export const collection = { name: "collection", machine: collectionMachine } as const
export const component = { name: "component", machine: componentMachine } as const
export const confirmation = { name: "confirmation", machine: confirmationMachine } as const
export const carrierCode = { name: "carrierCode", machine: carrierCodeMachine } as const
export const shipment = { name: "shipment", machine: shipmentMachine } as const
export const position = { name: "position", machine: positionMachine } as const
export const listing = { name: "listing", machine: listingMachine } as const
export const product = { name: "product", machine: productMachine } as const
export const publication = { name: "publication", machine: publicationMachine } as const
export const repayment = { name: "repayment", machine: repaymentMachine } as const
export const replacement = { name: "replacement", machine: replacementMachine } as const
export const returned = { name: "return", machine: returnMachine } as const
