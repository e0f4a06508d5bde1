/** Every statechart that a run can show, by `kind/object`. What all kinds of partner keep alike stands under `*`. */
import type { AnyStateMachine } from "xstate"
import { ecosystem } from "../../../actors/ecosystem.ts"
import { credential } from "../../../sim/partner/credentials.ts"
import { subscription } from "../../../sim/partner/subscriptions.ts"

export const allCharts: Readonly<Record<string, AnyStateMachine>> = Object.fromEntries([
  ...Object.entries(ecosystem.rooms).flatMap(([kind, room]) =>
    room.objects.map(({ name, machine }) => [`${kind}/${name}`, machine as AnyStateMachine]),
  ),
  ...[credential, subscription].map(({ name, machine }) => [`*/${name}`, machine as AnyStateMachine]),
])
