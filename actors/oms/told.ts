/** Whom the OMS tells what became of an order: the channel that sold it, and the shop's own buyers. */
import type { Turn } from "../../sim/partner/turn.ts"
import * as marketplace from "../marketplace/contract.ts"
import { sendMessage, type Template } from "../notification/contract.ts"
import type { ChannelOrder } from "../shapes.ts"
import * as storefront from "../storefront/contract.ts"

export const resolveAtChannel = (turn: Turn, { channel, order: id }: ChannelOrder, accepted: boolean): void => {
  if (turn.kindOf(channel) === "marketplace")
    turn.call(channel, marketplace.resolveCancellation, { order: id, accepted })
  else turn.call(channel, storefront.resolveCancellation, { order: id, accepted })
}

/** The seller cannot or will not deliver. */
export const cancelAtChannel = (turn: Turn, { channel, order: id }: ChannelOrder): void => {
  const body = { order: id, reason: "not accepted by the seller" }
  if (turn.kindOf(channel) === "marketplace") turn.call(channel, marketplace.cancelBySeller, body)
  else turn.call(channel, storefront.cancelBySeller, body)
}

/** Only shops let their orders be edited. */
export const resolveEditAtChannel = (
  turn: Turn,
  { channel, order: id }: ChannelOrder,
  edit: string,
  accepted: boolean,
): void => turn.call(channel, storefront.resolveEdit, { order: id, edit, accepted })

/** Tells the shop's own buyers; a marketplace's buyers are never written to. */
export const tellBuyer = (
  turn: Turn,
  channelOrder: ChannelOrder,
  template: Template,
  reference: string,
  data: Readonly<Record<string, string>>,
): void => {
  if (channelOrder.settledBy === "marketplace") return
  turn.call(turn.peer("notification"), sendMessage, {
    template,
    order: channelOrder.order,
    reference,
    version: 1,
    to: channelOrder.email,
    by: "email",
    data,
  })
}
