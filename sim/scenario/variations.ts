/** How a second run of a scenario differs from the first: in nothing that may change what there is in the end. */
export const variations = {
  redelivered: "Whatever was delivered and answered well is delivered once more later, with the same key or event id.",
  reordered: "Webhooks about different objects overtake each other; those about one object stay in their order.",
} as const

export type Variation = keyof typeof variations
