/**
 * Stock in the OMS: what each site has to promise, who waits for it, and what each channel is told.
 *
 * ATP of a SKU at a site = max(0, on hand − allocated in the warehouse − own demand that its figure does not hold − safety stock).
 * Published = Σ over the sites − the channel's buffer.
 */
import { answers, object } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { setQuantities } from "../marketplace/contract.ts"
import { setInventory } from "../storefront/contract.ts"
import type { StockLevel } from "../wms/contract.ts"
import { componentsOf, wholeOf } from "../kits.ts"
import { listing, position, publication } from "./kinds.ts"
import { articlesWith, kitsAmong } from "./kits.ts"
import { unheardOf } from "./listing.machine.ts"
import { serveWaiting, takeBackMissing } from "./placing.ts"
import { promisable } from "./position.machine.ts"

export const positionId = (sku: string, site: string): string => `${sku}@${site}`

export const positions = object(position.name, position.machine, {
  lasting: true,
  effects: {
    serve: (turn, { context }) => serveWaiting(turn, context.sku, context.site),
    takeBackMissing: (turn, { context }) => takeBackMissing(turn, context.sku, context.site),
  },
})
export const listings = object(listing.name, listing.machine, { lasting: true })

export const publications = object(publication.name, publication.machine, {
  lasting: true,
  effects: {
    send: (turn, self) => {
      const { channel, sent, doubtful, number } = self.context
      // Most changes cancel out before they are published: a unit sold here is one that nobody else may sell.
      const levels = sent.flatMap((sku) => {
        const known = turn.read(listing, listingId(channel, sku))?.context ?? { shown: 0, sold: 0, heard: 0 }
        const available = Math.max(0, published(turn, sku) - unheardOf(known))
        const isNews = available !== known.shown || doubtful.includes(sku)
        return isNews ? [{ sku, available, sold: known.sold }] : []
      })
      if (levels.length === 0) return turn.tell(publication, channel, { type: "published", lost: [] })
      const body = { publication: `${turn.instance.name}/${channel}/availability/${number}`, number, levels }
      if (turn.kindOf(channel) === "marketplace") turn.call(channel, setQuantities, body)
      else turn.call(channel, setInventory, body)
      // What is on its way is what the channel will show, unless it says that the compare was lost.
      for (const { sku, available } of levels)
        turn.tell(listing, listed(turn, channel, sku), { type: "published", available })
    },
    correct: (turn, { context: { channel, lost } }) => {
      for (const { sku, available, sold } of lost)
        turn.tell(listing, listed(turn, channel, sku), { type: "corrected", available, sold })
    },
  },
  delays: {
    publishDelay: (_self, turn) => turn.policy("publishDelay"),
    askAgain: (_self, turn) => turn.policy("askAgain"),
  },
})

/** The lost compares say what the channel really shows; those SKUs are published again against that. */
export const publicationAnswers = [setInventory, setQuantities].map((operation) =>
  answers(operation, (answer) =>
    answer.outcome === "ok" ? { type: "published", lost: answer.body.lost } : { type: "unanswered" },
  ),
)

const listingId = (channel: string, sku: string): string => `${sku}@${channel}`

/** A SKU is listed at a channel when it is first published or sold there. */
const listed = (turn: Turn, channel: string, sku: string): string => {
  const id = listingId(channel, sku)
  if (turn.read(listing, id) === null) turn.create(listing, id, { channel, sku })
  return id
}

/** A channel sold units: it has already taken them from what it shows. */
export const sold = (turn: Turn, channel: string, sku: string, quantity: number): void => {
  turn.tell(listing, listed(turn, channel, sku), { type: "sold", quantity })
}

/** Available to promise now; what the caller has only planned is its own to subtract. */
export const atp = (turn: Turn, sku: string, site: string): number => {
  const self = turn.read(position, positionId(sku, site))
  return self === null ? 0 : Math.max(0, promisable(self.context) - turn.policy("safetyStock"))
}

/** Of a kit, as many as its scarcest component makes; of one that nobody can pack, none. */
const published = (turn: Turn, article: string): number => {
  const components = componentsOf(kitsAmong(turn, [{ sku: article }]), article)
  if (components.length === 0) return 0
  const everywhere = (sku: string) => turn.peers("wms").reduce((total, site) => total + atp(turn, sku, site), 0)
  return Math.max(0, wholeOf(components, everywhere) - turn.policy("channelBuffer"))
}

/** Writes down what is kept back, for those who compare what is shown with what is there. */
export const declareWithheld = (turn: Turn): void => {
  const channels = [...turn.peers("storefront"), ...turn.peers("marketplace")]
  turn.post("withhold", {
    book: "memo",
    subject: turn.instance.name,
    legs: [
      ...turn.peers("wms").map((site) => ({ account: "withheld.site", site, quantity: turn.policy("safetyStock") })),
      ...channels.map((site) => ({ account: "withheld.channel", site, quantity: turn.policy("channelBuffer") })),
    ],
  })
}

/** Promises units at a site softly, as they are not in the warehouse's figure yet; at once, for whoever asks again in this turn. */
export const promise = (turn: Turn, sku: string, site: string, quantity: number): void => {
  ensure(turn, sku, site)
  turn.send(position, positionId(sku, site), { type: "promise", quantity })
}

/** The warehouse's figure holds them now, or nobody wants them any more. */
export const hand = (turn: Turn, sku: string, site: string, quantity: number): void => {
  turn.tell(position, positionId(sku, site), { type: "hand", quantity })
}

const ensure = (turn: Turn, sku: string, site: string): void => {
  const id = positionId(sku, site)
  if (turn.read(position, id) === null) turn.create(position, id, { sku, site })
}

/** Whoever waits for a SKU is served from whatever site has some by now. */
export const askAround = (turn: Turn, sku: string): void => {
  for (const site of turn.peers("wms")) {
    const id = positionId(sku, site)
    if (turn.read(position, id) !== null) turn.tell(position, id, { type: "asked" })
  }
}

/** A warehouse said what it has: the channels are told. */
export const takeFigures = (turn: Turn, site: string, levels: readonly StockLevel[]): void => {
  const overwrites = turn.policy<string>("figures") === "latest"
  for (const { sku, onHand, allocated, movement } of levels) {
    ensure(turn, sku, site)
    turn.tell(position, positionId(sku, site), { type: "figure", onHand, allocated, movement, overwrites })
  }
  announce(
    turn,
    levels.map((level) => level.sku),
  )
}

/** These SKUs have changed, and with them the kits that they are parts of: every channel is told, gathered over a short while. */
export const announce = (turn: Turn, changed: readonly string[]): void => {
  if (changed.length === 0) return
  const skus = [...changed, ...changed.flatMap((sku) => articlesWith(turn, sku))]
  for (const channel of [...turn.peers("storefront"), ...turn.peers("marketplace")]) {
    if (turn.read(publication, channel) === null) turn.create(publication, channel, { channel })
    turn.tell(publication, channel, { type: "changed", skus })
  }
}
