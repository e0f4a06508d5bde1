/** What a warehouse posts: units between the places where they physically are, and memos of what it was asked to send. */
import { rule, type PostingRules } from "../../sim/partner/posting-rules.ts"

export const postings = {
  accept: rule("Asked to send these units.", { memo: "+outbound" }),
  cancel: rule("No longer asked to.", { memo: "-outbound" }),
  shorten: rule("Some of them are not there after all.", { memo: "-outbound" }),
  ship: rule("Goods issue: the units have left.", { stock: "-onHand +shipped" }),
  unload: rule("A delivery is on the dock.", { stock: "-supplier +dock" }),
  putaway: rule("It is on the shelf and can be sold.", { stock: "-dock +onHand" }),
  returnUnload: rule("Something came back and waits to be looked at.", { stock: "-customer +inspection" }),
  returnInspect: rule("It is sellable again, or scrap.", { stock: "-inspection +onHand +scrap" }),
  shelveUnseen: rule("It is sold again before anybody has looked at it.", { stock: "-inspection +onHand" }),
  adjust: rule("A count, scrap or an opening balance puts the record right, under the name of its reason.", {
    stock: "±onHand ±opening ±count ±shortPick +scrap",
  }),
  mislay: rule("Units are where nobody looks, or turn up; the record does not know.", { memo: "±mislaid" }),
} as const satisfies PostingRules
