/** Posting rules as tables: of one room for its page, and of all rooms for the page of postings. */
import type { AnyStateMachine } from "xstate"
import type { DeclaredLeg } from "../partner/posting-rules.ts"
import type { ObjectKind, Room } from "../partner/room.ts"
import { postedBy } from "../statechart/moves.ts"
import { code, section, table } from "./markdown.ts"

export const postingsPart = (room: Room): string => {
  const rows = postingRows(room)
  return rows.length === 0 ? "" : section("Postings", table(["rule", "legs", "posted by", "what it stands for"], rows))
}

/** Each rule with its legs and with the objects that post it. */
export const postingRows = (room: Room): readonly (readonly string[])[] =>
  Object.entries(room.postings ?? {}).map(([rule, { says, legs }]) => {
    const posters = (room.objects as unknown as readonly ObjectKind[]).flatMap(({ name, machine }) => {
      const times = postedBy(machine as AnyStateMachine).filter((posted) => posted.rule === rule)
      return times.length === 0 ? [] : [`${code(name)} (${[...new Set(times.map(({ when }) => when))].join(", ")})`]
    })
    return [code(rule), legsText(legs), posters.length === 0 ? "the front door" : posters.join(", "), says]
  })

const legsText = (legs: readonly DeclaredLeg[]): string => {
  const books = [...new Set(legs.map((leg) => leg.book))]
  return books
    .map((book) => {
      const own = legs.filter((leg) => leg.book === book)
      return `${book}: ${own.map(({ sign, account }) => `${sign}${code(account)}`).join(" ")}`
    })
    .join("; ")
}
