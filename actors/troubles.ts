/** What goes wrong in commerce whoever builds it, what is to come of it all the same, and which scenarios tell it. */
export interface Trouble {
  readonly says: string
  /** What a business that copes with it looks like. */
  readonly copes: string
  /** Files under `scenarios/`, without their ending. */
  readonly told: readonly string[]
}

export const troubles: readonly Trouble[] = [
  {
    says: "An event is delivered twice, by webhook and poll or as a whole history.",
    copes: "It has one id whichever way it comes, and that is remembered for as long as it may come again.",
    told: ["incidents/imported-twice-right", "incidents/history-sent-again-right", "suites/faults/replay"],
  },
  {
    says: "Events overtake each other.",
    copes: "Whatever comes first is kept or makes the object; what is older than what is known says nothing.",
    told: [
      "incidents/paid-before-created-right",
      "suites/changes/cancel-overtakes-order",
      "suites/erp/paper-overtaken",
      "suites/faults/reorder",
    ],
  },
  {
    says: "An event never comes, or days late.",
    copes: "A poll behind the webhook closes the gap within its period.",
    told: ["incidents/subscription-removed-right", "suites/integrations/receiver-down-an-hour"],
  },
  {
    says: "A receiver says yes before it has stored anything, and dies.",
    copes: "Whoever has not committed has not answered, and gets it again.",
    told: ["incidents/acknowledged-before-commit-right", "suites/faults/crash-before-commit"],
  },
  {
    says: "It is done, and the answer is lost.",
    copes: "Asked again with the same key it is done once.",
    told: ["incidents/timeout-after-commit-right", "suites/faults/slow", "suites/payment/checkout-in-doubt"],
  },
  {
    says: "A label is bought, and nobody hears of it.",
    copes: "A parcel has one label that counts; another one is bought when the first has been given back.",
    told: [
      "suites/carrier/label-bought-in-doubt",
      "suites/integrations/label-bought-twice",
      "suites/carrier/torn-labels",
    ],
  },
  {
    says: "Parts do not add up to the whole, by a cent.",
    copes: "Shares are cut so that the last takes the rest: captures, refunds and invoices add up in minor units.",
    told: ["suites/payment/split-captures", "suites/sourcing/four-of-ten", "suites/marketplace/settlement-rounded"],
  },
  {
    says: "An authorisation runs out, or is too small for what the order has become.",
    copes: "It is replaced before the parcel may leave, or the parcel stays.",
    told: ["suites/payment/authorization-expires", "suites/payment/capture-declined", "suites/changes/dearer-declined"],
  },
  {
    says: "Money moves late or backwards: charged back, paid back by hand, before it was taken.",
    copes: "The provider is asked before it is told to pay, and the ledger posts what really happened.",
    told: [
      "incidents/refunded-twice-right",
      "suites/payment/disputes",
      "suites/payment/bank-before-the-refund",
      "suites/payment/refund-by-hand",
    ],
  },
  {
    says: "A stale figure overwrites a newer one.",
    copes: "Figures say which movements they hold; a publication is taken only if nothing was sold meanwhile.",
    told: [
      "incidents/late-snapshot-right",
      "suites/sourcing/sold-meanwhile",
      "suites/marketplace/marketplace-tells-late",
    ],
  },
  {
    says: "Two channels sell the last unit.",
    copes: "One gets it; the other waits at once, is told when it is late, or is called off and told.",
    told: ["incidents/two-channels-last-unit-right", "suites/sourcing/last-unit"],
  },
  {
    says: "The van is missed, a scan is missing or comes too early.",
    copes: "Somebody asks about what no carrier has scanned, and a promise that passes is spoken of once.",
    told: [
      "incidents/told-shipped-never-scanned-right",
      "suites/carrier/pickup-missed",
      "suites/carrier/left-on-the-dock",
      "suites/promises/late-and-told-once",
      "regressions/scanned-before-told-shipped",
    ],
  },
  {
    says: "A partner says something new: another status, another field.",
    copes: "What is unknown is put aside or refused for a reason, and the rest goes on.",
    told: ["suites/integrations/new-status", "suites/integrations/new-status-refused"],
  },
  {
    says: "A list shifts while its pages are read.",
    copes: "The next poll reads a little of the last page again.",
    told: ["suites/faults/page-shift", "suites/faults/stale-read"],
  },
  {
    says: "A token runs out, a credential is revoked.",
    copes: "Being locked out is no answer: another credential is asked for once, and nothing is lost meanwhile.",
    told: [
      "suites/integrations/token-expired",
      "suites/integrations/token-revoked",
      "suites/faults/revoke-tokens",
      "suites/faults/revoked-credential",
    ],
  },
  {
    says: "Too many requests.",
    copes: "Whoever is told so waits as long as the answer says, and a partner that is down is left alone.",
    told: [
      "suites/faults/rate-limit",
      "suites/integrations/rate-limited",
      "suites/integrations/retry-storm",
      "suites/integrations/circuit-breaker",
    ],
  },
  {
    says: "A person enters something wrong, or twice, or past the systems.",
    copes: "What was entered is conserved, contradicts something sooner or later, and is put right by a person.",
    told: [
      "suites/faults/wrong-entry",
      "suites/faults/wrong-article-ordered",
      "suites/faults/wrong-article-counted",
      "suites/faults/double-edit",
      "suites/warehouse/cleared-by-hand",
    ],
  },
  {
    says: "A file is late, comes twice or breaks off.",
    copes: "Its sums have to agree, and it is known by its name.",
    told: ["suites/faults/file-late-and-twice", "suites/faults/truncate"],
  },
  {
    says: "Master data change under orders: a kit, a mapping, a price.",
    copes: "An order is what was sold, at the price at which it was sold; what nobody knows waits apart.",
    told: ["incidents/unmapped-kit-right", "suites/sourcing/kit-is-another-one-now", "suites/erp/dearer-and-more-came"],
  },
  {
    says: "Clocks: summer time, cut-offs, a clock that is wrong.",
    copes: "Each site plans by its own calendar; no unit and no cent counts twice for it.",
    told: [
      "suites/warehouse/cut-off-before-summer-time",
      "suites/warehouse/cut-off-before-winter-time",
      "suites/faults/clock-ahead",
      "suites/faults/clock-not-moved",
      "suites/erp/month-closed",
    ],
  },
  {
    says: "One message that always fails blocks those behind it.",
    copes: "It is put aside after a few failures and worked off once, when it can be.",
    told: ["suites/faults/poison", "suites/faults/poison-blocks-the-queue"],
  },
  {
    says: "A process dies with what it had in memory.",
    copes: "What is to be sent is stored with what brought it about.",
    told: ["incidents/queue-in-memory-right", "suites/faults/crash", "suites/faults/crash-while-somebody-waits"],
  },
  {
    says: "One system gets back an old backup.",
    copes:
      "It reads on from where it had read to then and asks again under the same names, so that nothing happens twice; what others told it by themselves is entered by hand.",
    told: [
      "incidents/backup-put-back-right",
      "suites/faults/restore-oms",
      "suites/faults/restore-keys-forgotten",
      "suites/faults/restore-erp",
      "suites/faults/restore-erp-by-hand",
      "suites/faults/restore-warehouse",
      "suites/faults/restore-storefront",
      "suites/faults/restore-provider",
    ],
  },
  {
    says: "A buyer is told something that is taken back.",
    copes: "Word goes out after the commit, and once.",
    told: ["suites/faults/crash-before-commit", "suites/people/a-full-mailbox"],
  },
]
