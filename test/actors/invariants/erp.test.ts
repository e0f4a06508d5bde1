/** What the ledger's invariants accept and what they do not, by hand-made rows. */
import { describe, expect, it } from "vitest"
import {
  ledgerBalanced,
  moneyConserved,
  postedOnce,
  settlementReconciles,
  subLedgersAgree,
} from "../../../actors/erp/invariants.ts"
import { Feed } from "./feed.ts"

describe("money conserved", () => {
  const feed = () => new Feed(moneyConserved)
  const books = (to: Feed, rule: string, debit: string, credit: string, amount: number) =>
    to.posts(
      "erp",
      "money",
      "A-1",
      [
        [debit, { amount }],
        [credit, { amount: -amount }],
      ],
      { rule },
    )
  const takes = (to: Feed, amount: number) => to.posts("payment", "money", "A-1", [["shopper", { amount: -amount }]])

  it("accepts an order that is taken, invoiced, applied, and in part credited and paid back", () => {
    const done = takes(feed(), 1000)
    books(done, "invoice", "accountsReceivable", "revenue", 1000)
    books(done, "capture", "clearing", "accountsReceivable", 1000)
    books(done, "creditNote", "revenue", "refundsPayable", 300)
    takes(done, -300)
    books(done, "refund", "refundsPayable", "clearing", 300)
    expect(done.ends()).toMatchObject({ verdict: "held", exercised: 1, says: [] })
  })
  it("sees money taken that nobody invoiced, and an invoice that nobody paid", () => {
    expect(takes(feed(), 1000).ends().says).toEqual([
      "Order A-1: 1000 minor units were taken, 0 are invoiced and not credited.",
    ])
    expect(books(feed(), "invoice", "accountsReceivable", "revenue", 1000).ends().says).toEqual([
      "Order A-1: 0 minor units were taken, 1000 are invoiced and not credited.",
      "accountsReceivable of A-1: 1000 minor units are still open.",
    ])
  })
  it.each(["customerDeposits", "refundsPayable", "marketplaceReceivable"])("sees what stays open on %s", (account) => {
    expect(books(feed(), "x", account, "clearing", 7).ends().says).toEqual([
      `${account} of A-1: 7 minor units are still open.`,
    ])
  })
  it("accepts what a lost dispute and goodwill take as written off, and a sold gift card as owed", () => {
    const done = takes(feed(), 1000)
    books(done, "invoice", "accountsReceivable", "revenue", 1000)
    books(done, "capture", "clearing", "accountsReceivable", 1000)
    books(done, "disputeOpened", "disputedReceivable", "clearing", 600)
    expect(books(feed(), "disputeOpened", "disputedReceivable", "clearing", 600).ends().says).toEqual([
      "disputedReceivable of A-1: 600 minor units are still open.",
    ])
    takes(done, -600)
    books(done, "disputeLost", "chargebackLoss", "disputedReceivable", 600)
    takes(done, -50)
    books(done, "refund", "refundsPayable", "clearing", 50)
    books(done, "goodwill", "salesAllowances", "refundsPayable", 50)
    expect(done.ends()).toMatchObject({ verdict: "held", says: [] })
    const sold = takes(feed(), 2500)
    expect(books(sold, "capture", "clearing", "giftCardLiability", 2500).ends().verdict).toBe("held")
  })
  it("does not take the ERP's word for what the provider took", () => {
    expect(
      feed()
        .posts("erp", "money", "A-1", [["shopper", { amount: -1 }]])
        .ends().verdict,
    ).toBe("unknown")
  })
})

describe("settlement reconciles", () => {
  const feed = () => new Feed(settlementReconciles)
  const provider = (to: Feed, rule: string, source: string, amounts: Record<string, number>) =>
    to.posts(
      "payment",
      "money",
      "A-1",
      Object.entries(amounts).map(([account, amount]) => [account, { amount }]),
      { rule, source },
    )
  const clears = (to: Feed, rule: string, source: string, amount: number) =>
    to.posts("erp", "money", source, [["clearing", { amount }]], { rule, source })
  const capture = (to: Feed) => provider(to, "capture", "p/capture-1", { pending: 970, fees: 30, shopper: -1000 })
  const closes = (to: Feed) => provider(to, "payoutClosed", "day-1", { pending: -970, available: 970 })
  const paysOut = (to: Feed) =>
    provider(to, "payout", "day-1", { available: -970, paidOut: 970, fees: -30, earned: 30 })

  it("accepts a clearing account that holds what the provider holds, before its fees, however late it posts", () => {
    const done = closes(clears(capture(feed()), "capture", "p/capture-1/application-1", 1000))
    clears(paysOut(done), "payout", "day-1", -1000)
    expect(done.ends()).toMatchObject({ verdict: "held", exercised: 2, says: [] })
    expect(clears(closes(capture(feed())), "capture", "p/capture-1/application-1", 1000).ends().verdict).toBe("held")
  })
  it("sees a cent that stays on the clearing account, once", () => {
    const done = paysOut(closes(clears(capture(feed()), "capture", "p/capture-1/application-1", 1000)))
    closes(clears(done, "payout", "day-1", -999))
    expect(done.ends().says).toEqual([
      "At this cut-off the clearing account is 1 minor units off the provider's balance, since payout day-1.",
    ])
  })
  it("sees a settlement that is booked at another amount than was paid", () => {
    const settled = (paid: number, booked: number) =>
      feed()
        .posts("marketplace", "money", "s-1", [["marketplace.paidOut", { amount: paid }]], { source: "s-1" })
        .posts("erp", "money", "s-1", [["bank", { amount: booked }]], { rule: "settlement", source: "s-1" })
        .ends()
    expect(settled(970, 970)).toMatchObject({ verdict: "held", exercised: 1, says: [] })
    expect(settled(970, 971).says).toEqual(["s-1: 971 minor units are booked as paid, the marketplace has paid 970."])
  })
  it("sees at the end what only one of the two has posted", () => {
    expect(capture(feed()).ends().says).toEqual([
      "Only the provider has posted capture p/capture-1: the clearing account is not the provider's balance.",
    ])
    expect(clears(feed(), "payout", "day-1", -1000).ends().says).toEqual([
      "Only the ERP has posted payout day-1: the clearing account is not the provider's balance.",
    ])
  })
})

describe("sub-ledgers agree", () => {
  const invoiced = () =>
    new Feed(subLedgersAgree).posts("erp", "money", "A-1", [
      ["accountsReceivable", { amount: 1000, currency: "EUR" }],
      ["revenue", { amount: -1000, currency: "EUR" }],
    ])
  const closes = (to: Feed, amount: number) =>
    to.posts("erp", "memo", "2024-03", [["subledger.accountsReceivable", { amount, currency: "EUR" }]])

  it("accepts open items that add up to the control account", () => {
    expect(closes(invoiced(), 1000)).toMatchObject({ verdict: "held", exercised: 1 })
  })
  it("sees an open item that is not in the account, or the other way round", () => {
    expect(closes(invoiced(), 999).says).toEqual([
      "At the close of 2024-03 accountsReceivable is 1000 EUR minor units, its open items are 999.",
    ])
  })
})

describe("ledger balanced", () => {
  const entry = (feed: Feed, ...amounts: [string, number][]) =>
    feed.posts(
      "erp",
      "money",
      "A-1",
      amounts.map(([currency, amount]) => ["revenue", { currency, amount }]),
    )

  it("accepts entries that balance in each currency", () => {
    const done = entry(new Feed(ledgerBalanced), ["EUR", 5], ["USD", 2], ["EUR", -5], ["USD", -2])
    expect(entry(done, ["EUR", 1], ["EUR", -1]).ends()).toMatchObject({ verdict: "held", exercised: 2, says: [] })
  })
  it("sees an entry that does not, and the trial balance", () => {
    const done = entry(entry(new Feed(ledgerBalanced), ["EUR", 5], ["USD", -5]), ["EUR", 1], ["EUR", -1])
    expect(done.ends().says).toEqual([
      "An entry of erp before this is out of balance by 5 EUR minor units.",
      "An entry of erp before this is out of balance by -5 USD minor units.",
      "The trial balance of erp EUR is 5 minor units.",
      "The trial balance of erp USD is -5 minor units.",
    ])
  })
  it("sees two wrongs that make a right trial balance, the last of them as well", () => {
    expect(entry(entry(new Feed(ledgerBalanced), ["EUR", 5]), ["EUR", -5]).ends().says).toEqual([
      "An entry of erp before this is out of balance by 5 EUR minor units.",
      "The last entry of erp is out of balance by -5 EUR minor units.",
    ])
  })
})

describe("each event posted once", () => {
  const feed = () => new Feed(postedOnce)
  const happens = (to: Feed) => {
    to.moves("wms", "outboundOrder", "A-1/shipment-1", "packed", "shipped")
    to.moves("payment", "capture", "A-1/payment-1/capture-1", "", "succeeded")
    to.moves("payment", "refund", "A-1/refund-1", "pending", "succeeded")
    to.moves("payment", "payout", "payout-1", "pending", "paid")
    to.moves("marketplace", "settlement", "settlement-1", "open", "closed")
    return to.moves("wms", "inboundNotice", "PO-1/notice-1", "arrived", "storing")
  }
  const documents = [
    ["goodsIssue", "A-1/shipment-1/goodsIssue-1", "A-1/shipment-1"],
    ["invoice", "A-1/shipment-1/invoice-1", "A-1/shipment-1"],
    ["capture", "A-1/payment-1/capture-1/application-1", "A-1/payment-1/capture-1"],
    ["refund", "A-1/refund-1/application-1", "A-1/refund-1"],
    ["payout", "payout-1", "payout-1"],
    ["settlement", "settlement-1", "settlement-1"],
    ["goodsReceipt", "PO-1/notice-1/receipt-1", "PO-1/notice-1/receipt-1"],
  ] as const
  const books = (to: Feed, rule: string, source: string, legs = 3) =>
    to.posts(
      "erp",
      "money",
      "x",
      Array.from({ length: legs }, () => ["revenue", { amount: 1 }] as const),
      { rule, source },
    )

  it("accepts one entry with several legs for each, whichever is written first", () => {
    for (const [first, second] of [
      [happens, "after"],
      [(to: Feed) => to, "before"],
    ] as const) {
      const done = first(feed())
      for (const [rule, source] of documents) books(done, rule, source)
      if (second === "before") happens(done)
      expect(done.ends()).toMatchObject({ verdict: "held", exercised: 14, says: [] })
    }
  })
  it.each(documents)("sees a %s that is posted twice, or as another document, or never", (rule, source, event) => {
    const twice = books(books(feed(), rule, source), rule, source)
    expect(twice.says).toEqual([`The ERP has posted ${rule} ${event} 2 times.`])
    if (event !== source) {
      const other = books(books(feed(), rule, source), rule, source.replace(/-1$/u, "-2"))
      expect(other.says).toEqual([`The ERP has posted ${rule} ${event} 2 times.`])
    }
    const done = happens(feed())
    for (const [other, document] of documents) if (other !== rule) books(done, other, document)
    expect(done.ends().says).toEqual([`The ERP has never posted ${rule} ${event}.`])
  })
  it("asks for no invoice of a gift, but for one of everything else", () => {
    const worth = (amount: number) =>
      books(
        feed()
          .posts("oms", "memo", "A-1/shipment-1", [["shipment.value", { amount }]])
          .moves("wms", "outboundOrder", "A-1/shipment-1", "packed", "shipped"),
        "goodsIssue",
        "A-1/shipment-1/goodsIssue-1",
      ).ends()
    expect(worth(0)).toMatchObject({ verdict: "held", exercised: 2 })
    expect(worth(1).says).toEqual(["The ERP has never posted invoice A-1/shipment-1."])
  })
  it("does not count what others book, nor rules that book no event", () => {
    const done = feed().posts("payment", "money", "x", [["paidOut", { amount: 1 }]], {
      rule: "payout",
      source: "payout-1",
    })
    expect(books(books(done, "bill", "bill-1"), "bill", "bill-1").ends().verdict).toBe("unknown")
  })
})
