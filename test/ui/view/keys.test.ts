import { describe, expect, test } from "vitest"
import { actionOf, actions, isSingle, pressText, textOf, type KeyEventLike } from "../../../ui/keys.ts"
import { english } from "../../../ui/texts/texts.ts"

const press = (key: string, more: Partial<KeyEventLike> = {}): KeyEventLike => ({
  key,
  code: "",
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...more,
})

describe("keys", () => {
  test("no two actions share a key", () => {
    const all = actions.flatMap(({ presses }) => presses.map(pressText))
    expect(all.toSorted()).toEqual([...new Set(all)].toSorted())
  })

  test("every action has its words", () => {
    for (const { id } of actions) expect(english[textOf(id)]).not.toBe("")
  })

  test("letters count by what they write, places by where they lie", () => {
    expect(actionOf(press("n"))).toBe("nextProblem")
    expect(actionOf(press("z", { code: "KeyW" }))).toBe("zoomIn")
    expect(actionOf(press("w", { code: "KeyZ" }))).toBe(null)
  })

  test("a character is the same however a keyboard writes it", () => {
    expect(actionOf(press("?", { shiftKey: true }))).toBe("help")
    expect(actionOf(press("[", { code: "Digit8" }))).toBe("chainBack")
  })

  test("Shift, Alt and Control tell apart what else is one key", () => {
    expect(actionOf(press("ArrowRight"))).toBe("nextMessage")
    expect(actionOf(press("ArrowRight", { shiftKey: true }))).toBe("tenOn")
    expect(actionOf(press("ArrowRight", { altKey: true }))).toBe("secondOn")
    expect(actionOf(press("k", { ctrlKey: true }))).toBe("palette")
    expect(actionOf(press("K", { metaKey: true }))).toBe("palette")
    expect(actionOf(press("n", { ctrlKey: true }))).toBe(null)
  })

  test("after g a letter means something else", () => {
    expect(actionOf(press("t"), true)).toBe("goToTime")
    expect(actionOf(press("t"))).toBe(null)
    expect(actionOf(press("n"), true)).toBe(null)
  })

  test("single keys are those that write something", () => {
    expect(isSingle(press("n"))).toBe(true)
    expect(isSingle(press("Enter"))).toBe(false)
    expect(isSingle(press("k", { ctrlKey: true }))).toBe(false)
  })
})
