/** The OMS's business objects by name and statechart; what their effects mean stands in the files that drive them. */
import { allocationMachine } from "./allocation.machine.ts"
import { changeMachine } from "./change.machine.ts"
import { listingMachine } from "./listing.machine.ts"
import { orderMachine } from "./order.machine.ts"
import { positionMachine } from "./position.machine.ts"
import { publicationMachine } from "./publication.machine.ts"
import { replacementMachine } from "./replacement.machine.ts"
import { returnMachine } from "./return.machine.ts"
import { shipmentMachine } from "./shipment.machine.ts"

export const order = { name: "order", machine: orderMachine } as const
export const allocation = { name: "allocation", machine: allocationMachine } as const
export const change = { name: "change", machine: changeMachine } as const
export const shipment = { name: "shipment", machine: shipmentMachine } as const
export const position = { name: "position", machine: positionMachine } as const
export const listing = { name: "listing", machine: listingMachine } as const
export const publication = { name: "publication", machine: publicationMachine } as const
export const replacement = { name: "replacement", machine: replacementMachine } as const
export const returned = { name: "return", machine: returnMachine } as const
