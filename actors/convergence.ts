/** What must hold across rooms once nothing is left to do: everybody tells the same story of an order. */
import { Flags } from "../sim/consistency/columns.ts"
import { invariant } from "../sim/consistency/invariant.ts"

/** How an order ended, as one system sees it. */
const ends = ["is unknown", "is still open", "was sent", "was cancelled"] as const
const [unknown, open, sent, cancelled] = [0, 1, 2, 3] as const

/** By the state at the top; every other state is open. */
const endOf: Readonly<Record<string, number>> = {
  fulfilled: sent,
  shipped: sent,
  delivered: sent,
  closed: sent,
  completed: sent,
  cancelled,
}

/** Nobody knows of what was forgotten. */
const ended = (state: string): number => (state === "" ? unknown : (endOf[state] ?? open))

export const viewsAgree = invariant({
  id: "I23",
  name: "convergence",
  kind: "convergence",
  says: "When an order has ended in the OMS, its channel and the ERP agree in the end whether it was sent or cancelled.",
  state: () => ({
    channel: new Flags(),
    oms: new Flags(),
    erp: new Flags(),
    /** Orders that were given up before they were taken: of these the ERP never heard. */
    untaken: new Flags(),
  }),
  transition: {
    order: ({ channel, oms, untaken }, { partner, root, from, to }) => {
      if (partner !== "oms") return channel.set(root, ended(to))
      oms.set(root, ended(to))
      if (from === "unmapped" && to === "cancelled") untaken.set(root)
    },
    salesOrder: ({ erp }, { root, to }) => {
      erp.set(root, ended(to))
    },
  },
  quiescence: ({ channel, oms, erp, untaken }, at, judge) => {
    for (let root = 0; root < oms.length; root++) {
      const view = oms.get(root)
      if (view === unknown || view === open) continue
      judge.exercised()
      const others = [
        ["its channel", channel.get(root)],
        ["the ERP", erp.get(root)],
      ] as const
      const other = others.find(([, seen], index) => seen !== (index === 1 && untaken.has(root) ? unknown : view))
      if (other === undefined) continue
      const [who, seen] = other
      judge.broken(
        at,
        -1,
        `Order ${judge.roots.textOf(root)} ${ends[view]} as the OMS says, but ${ends[seen]} to ${who}.`,
      )
    }
  },
})
