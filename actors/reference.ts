/** The reference of this ecosystem; apart from the program, so that only who asks for it loads the rooms. */
import { referenceOf } from "../sim/reference/reference.ts"
import { ecosystem } from "./ecosystem.ts"

export const reference = (): ReadonlyMap<string, string> => referenceOf(ecosystem)
