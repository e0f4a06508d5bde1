/** stub */
import { figures } from "../sim/consistency/figures.ts"
export const operations = figures({ says: {}, state: () => ({}), read: () => ({}) })
