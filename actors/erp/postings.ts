/** What the ERP posts: the ledger's rules as a table of debits and credits, with the units that move beside them. */
import { rule, type PostingRules } from "../../sim/partner/posting-rules.ts"

export const postings = {
  salesOrder: rule("An order was confirmed; no money moves.", { memo: "+salesOrder ±salesOrder.total" }),
  goodsIssue: rule("Goods have left: their cost.", {
    stock: "-erp.inventory +erp.issued",
    money: "+costOfGoods -inventory",
  }),
  invoice: rule("Whoever settles owes for goods, charges and tax.", {
    money: "+accountsReceivable +marketplaceReceivable -revenue ±shippingIncome -taxPayable",
  }),
  creditNote: rule("What came back is owed to the buyer, or taken from what the buyer or the marketplace owes.", {
    money: "+salesReturns ±shippingIncome +taxPayable -refundsPayable -accountsReceivable -marketplaceReceivable",
  }),
  goodsBack: rule("Returned goods are sellable again.", {
    stock: "-erp.returned +erp.inventory",
    money: "+inventory -costOfGoods",
  }),
  goodsScrapped: rule("Returned goods are worth nothing any more.", {
    stock: "-erp.returned +erp.scrapped",
    money: "+inventoryLoss -costOfGoods",
  }),
  goodsClaimed: rule("Goods are lost on their way: the carrier owes them.", {
    stock: "-erp.issued +erp.lost",
    money: "+carrierClaims -costOfGoods",
  }),
  goodsWrittenOff: rule("Goods are lost on their way, and nobody owes them.", {
    stock: "-erp.issued +erp.lost",
    money: "+inventoryLoss -costOfGoods",
  }),
  capture: rule(
    "Money was taken, from a card or a gift card: for the invoice, as a deposit before it, or for a gift card.",
    {
      money: "+clearing ±giftCardLiability -accountsReceivable -customerDeposits",
    },
  ),
  applyDeposit: rule("The invoice has come: the deposit pays it, or so much of it as there is.", {
    money: "+customerDeposits -accountsReceivable",
  }),
  depositReleased: rule("What was paid in advance is owed to the buyer again.", {
    money: "+customerDeposits -refundsPayable",
  }),
  refund: rule("What was owed to the buyer was paid back.", { money: "+refundsPayable -clearing -giftCardLiability" }),
  goodwill: rule("What a person gave back without a return is an expense.", {
    money: "+salesAllowances -refundsPayable",
  }),
  chargedBack: rule("What a return gives back the buyer has from the bank: a lost charge is that return's refund.", {
    money: "+refundsPayable -chargebackLoss",
  }),
  goodwillOwed: rule(
    "What a return gives back the buyer has as goodwill: it is that return's refund, and no expense.",
    {
      money: "+refundsPayable -salesAllowances",
    },
  ),
  disputeOpened: rule("A charge is disputed: the bank owes it until it is won or lost; the provider charges its fee.", {
    money: "+disputedReceivable +disputeFees -clearing",
  }),
  disputeWon: rule("The provider has the charge again, perhaps with its fee.", {
    money: "+clearing -disputedReceivable -disputeFees",
  }),
  disputeLost: rule("The charge is lost.", { money: "+chargebackLoss -disputedReceivable" }),
  payout: rule("The provider's payout agrees with what is cleared, or a person has taken it as it is.", {
    money: "±bank ±rounding ±differences +fees ±clearing",
  }),
  settlement: rule("The marketplace's settlement agrees with what it owes.", {
    money: "±bank ±rounding ±differences ±commission ±marketplaceReserve ±marketplaceReceivable",
  }),
  goodsReceipt: rule("Goods came before their bill.", {
    stock: "-erp.received +erp.inventory",
    money: "+inventory -goodsReceivedNotInvoiced",
  }),
  freight: rule("What a carrier has charged for parcels of ours, whatever their buyers paid for it.", {
    money: "+freightOut -accountsPayable",
  }),
  freightPayment: rule("The carrier was paid.", { money: "+accountsPayable -bank" }),
  goodsFound: rule("A count found more than the books say.", {
    stock: "-erp.adjusted +erp.inventory",
    money: "+inventory -inventoryLoss",
  }),
  goodsLost: rule("A count found less than the books say.", {
    stock: "-erp.inventory +erp.adjusted",
    money: "+inventoryLoss -inventory",
  }),
  vendorBill: rule("The supplier's bill, with its difference from what was agreed.", {
    money: "+goodsReceivedNotInvoiced ±priceVariance -accountsPayable",
  }),
  billAccepted: rule("A bill for more than came is paid all the same.", {
    money: "+priceVariance -goodsReceivedNotInvoiced",
  }),
  debitNote: rule("The supplier takes back what it charged too much.", {
    money: "+accountsPayable -goodsReceivedNotInvoiced -priceVariance",
  }),
  vendorPayment: rule("The bill is paid.", { money: "+accountsPayable -bank" }),
  close: rule("A month is closed: what is open by document, to be held against the control accounts.", {
    memo: "±subledger.accountsReceivable ±subledger.clearing",
  }),
  latePosting: rule("A document came after its month was closed and is posted in the open one.", {
    memo: "+posted.late",
  }),
  importRounding: rule("What rounding to whole minor units did to an imported order book.", {
    memo: "±import.rounding",
  }),
} as const satisfies PostingRules
