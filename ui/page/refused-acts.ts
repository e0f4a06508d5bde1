/** What people asked for and were told no. Files of earlier builds do not tell. */
import type { RefusedAct } from "../../sim/report/result.ts"
import type { Page } from "./page.ts"

export const refusedActsOf = ({ model }: Page): readonly RefusedAct[] => model?.footer?.result?.refusedActs ?? []
