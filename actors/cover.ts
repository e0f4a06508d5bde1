/** What of this ecosystem scenarios reach; apart from the program, so that only who asks for it loads the rooms. */
import { coverOf, type Covering } from "../sim/harness/coverage/cover.ts"
import { ecosystem } from "./ecosystem.ts"
import { generation } from "./generation.ts"

export const cover = (): Covering => coverOf(ecosystem, generation)
