import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { pseudonyms } from "../../../../sim/scenario/importers/pseudonyms.ts"

const words = fc.stringMatching(/^[A-Z][a-z]{7,12}$/)
const people = fc.record({
  identity: fc.emailAddress(),
  order: fc.stringMatching(/^#\d{4}$/),
  guest: fc.boolean(),
  name: fc.tuple(words, words).map((both) => both.join(" ")),
  email: fc.emailAddress(),
  phone: fc.option(fc.stringMatching(/^\+\d{11}$/)),
  country: fc.constantFrom("US", "United Kingdom", "Germany", "France", "Spain", "Atlantis"),
})

describe("pseudonyms", () => {
  test.prop([people, fc.string()])(
    "keep nothing that names the person, and invent only reserved addresses",
    (person, key) => {
      const buyer = pseudonyms({ key }).buyer(person)
      const shown = JSON.stringify(buyer)
      for (const secret of [person.identity, person.name, person.email, person.phone]) {
        if (secret) expect(shown).not.toContain(secret)
      }
      expect(buyer.email).toMatch(/^[A-Za-z0-9._+-]+@example\.(com|org|net)$/)
      expect(buyer.name.trim()).not.toBe("")
      expect(buyer.phone === null).toBe(person.phone === null)
    },
  )

  test.prop([people, fc.string(), fc.string()])(
    "the same person stays the same under a key, and becomes another under another",
    (person, key, other) => {
      fc.pre(key !== other)
      const [one, again] = [pseudonyms({ key }), pseudonyms({ key })]
      const asCustomer = { ...person, guest: false }
      const { id, name, email, phone } = one.buyer(asCustomer)
      expect(again.buyer({ ...asCustomer, order: "#9999" })).toMatchObject({ id, name, email, phone })
      expect(pseudonyms({ key: other }).buyer(asCustomer).id).not.toBe(id)
    },
  )

  test.prop([people])("a guest has an id for each order", (person) => {
    const { buyer } = pseudonyms()
    const guest = { ...person, guest: true }
    expect(buyer(guest).id).toBe(buyer(guest).id)
    expect(buyer({ ...guest, order: `${person.order}0` }).id).not.toBe(buyer(guest).id)
    expect(buyer({ ...guest, guest: false }).id).not.toBe(buyer(guest).id)
  })

  test.prop([people])("keepNames keeps what the source has", (person) => {
    const buyer = pseudonyms({ keepNames: true }).buyer({ ...person, guest: false })
    expect(buyer).toMatchObject({
      id: person.identity,
      name: person.name,
      email: person.email,
      phone: person.phone ?? null,
    })
  })

  test("are untidy in the shares that people are", () => {
    const { buyer, address } = pseudonyms()
    const made = Array.from({ length: 4000 }, (_, n) =>
      buyer({ identity: `customer ${n}`, order: `order ${n}`, guest: undefined, country: "US" }),
    )
    const share = (test: (one: (typeof made)[number]) => boolean) => made.filter(test).length / made.length
    expect(share(({ guest }) => guest)).toBeCloseTo(0.12, 1)
    expect(share(({ phone }) => phone === null)).toBeCloseTo(0.17, 1)
    // oxlint-disable-next-line no-control-regex -- everything beyond ASCII is what is asked for.
    expect(share(({ name }) => /[^\x00-\x7f]/.test(name))).toBeGreaterThan(0.2)
    expect(new Set(made.map(({ email }) => email.toLowerCase())).size).toBe(made.length)
    const flats = made.filter(
      (_, n) => address({ identity: `customer ${n}`, city: "Reno", region: "NV", country: "US" }).line2 !== null,
    )
    expect(flats.length / made.length).toBeCloseTo(0.22, 1)
  })

  test("places stay, streets go, postal codes are cut", () => {
    const source = {
      identity: "a",
      line1: "12 Hidden Lane",
      line2: "Flat 9",
      city: "Toronto",
      region: "ON",
      postalCode: "M5V 3L9",
      country: "CA",
    }
    const invented = pseudonyms().address(source)
    expect(invented).toMatchObject({ city: "Toronto", region: "ON", postalCode: "M5V", country: "CA" })
    expect(JSON.stringify(invented)).not.toMatch(/Hidden|Flat 9/)
    expect(invented.line2).not.toBeNull()
    expect(pseudonyms().address({ ...source, line2: null }).line2).toBeNull()
    expect(pseudonyms({ keepNames: true }).address(source)).toMatchObject({
      line1: "12 Hidden Lane",
      postalCode: "M5V 3L9",
    })
  })
})
