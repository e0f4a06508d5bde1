/** The words of this ecosystem. A value of plain data: a build works it out once and ships it in place of what it is read off. */
import { wordsOf } from "../sim/run/vocabulary-of.ts"
import { ecosystem } from "./ecosystem.ts"

export const vocabulary = wordsOf(ecosystem)
