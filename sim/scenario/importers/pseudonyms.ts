/**
 * Invented people in the place of a source's people: the same person becomes the same invented person, everywhere in a book.
 *
 * What an identity becomes is a keyed hash of it, so whoever lacks the key can neither compute it forwards for a list of known
 * customers nor look it up in a prepared table. The default key is public: under it this only keeps real names out of sight of
 * screens, logs and screenshots, and a determined reader who guesses an identity can confirm the guess. Pass a key of your own for
 * data that must stay private. Cities, regions, countries, dates and baskets are kept, and may identify a person by themselves.
 */
import type { Address, Buyer } from "../order-book.ts"
import { below, keyedHash, type Hash64 } from "./keyed-hash.ts"
import { countryOf } from "./places.ts"
import { familyNames, givenNames, particles, remarks, secondLines, streetNames } from "./pseudonym-words.ts"

export interface PseudonymOptions {
  /** Keeps what the source has of a person, and invents only what it lacks. */
  readonly keepNames?: boolean
  readonly key?: string
}

/** Undefined: the source has no such column, so people have it as often as people do. Null or empty: this person has none. */
export interface SourcePerson {
  /** Customer number, or e-mail in lower case. */
  readonly identity: string
  readonly order: string
  /** Undefined: the source does not tell guests from customers. */
  readonly guest: boolean | undefined
  readonly name?: string | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly country: string
}

export interface SourceAddress {
  readonly identity: string
  readonly line1?: string
  readonly line2?: string | null
  readonly city?: string
  readonly region: string | null
  readonly postalCode?: string | null
  readonly country: string
}

export interface Pseudonyms {
  readonly buyer: (source: SourcePerson) => Buyer
  readonly address: (source: SourceAddress) => Address
}

/** Per thousand. Where a source does not say, so many orders are a guest's, lack a phone, have a second address line. */
const guestShare = 120
const noPhoneShare = 170
const secondLineShare = 220

export const pseudonyms = ({ keepNames = false, key = "backlot" }: PseudonymOptions = {}): Pseudonyms => {
  const hash = keyedHash(key)
  const draws = (what: string, identity: string): Hash64 => hash(`${what}\u0000${identity}`)
  const happens = (what: string, identity: string, perThousand: number) =>
    below(draws(what, identity)[0], 1000) < perThousand

  const people = new Map<string, { readonly id: string; readonly name: string }>()
  const person = (identity: string) => {
    const known = people.get(identity)
    if (known !== undefined) return known
    const made = {
      id: `buyer-${hex(draws("buyer", identity))}`,
      name: inventName(draws("name", identity), draws("untidy", identity)),
    }
    people.set(identity, made)
    return made
  }

  const buyer = (source: SourcePerson): Buyer => {
    const invented = person(source.identity)
    const guest = source.guest ?? happens("guest", source.order, guestShare)
    const phone = digitsFor(countryOf(source.country).phones, draws("phone", source.identity))
    const none = source.phone === undefined ? happens("no phone", source.identity, noPhoneShare) : isBlank(source.phone)
    const name = keepNames && !isBlank(source.name) ? source.name : invented.name
    return {
      id: guest ? `guest-${hex(draws("guest order", source.order))}` : keepNames ? source.identity : invented.id,
      guest,
      name,
      email:
        keepNames && !isBlank(source.email)
          ? source.email
          : inventEmail(name, draws("mailbox", source.identity), draws("provider", source.identity)),
      phone: none ? null : keepNames && !isBlank(source.phone) ? source.phone : phone,
    }
  }

  const address = (source: SourceAddress): Address => {
    const { streets, places } = countryOf(source.country)
    const place = places[below(draws("place", source.identity)[0], places.length)]
    const given = !isBlank(source.city)
    const [street, number] = draws("street", source.identity)
    const second =
      source.line2 === undefined ? happens("second line", source.identity, secondLineShare) : !isBlank(source.line2)
    const postalCode = given
      ? isBlank(source.postalCode)
        ? null
        : source.postalCode.trim()
      : (place?.postalCode ?? null)
    return {
      line1: keepNames && !isBlank(source.line1) ? source.line1 : inventStreet(streets, street, below(number, 1000)),
      line2: !second
        ? null
        : keepNames && !isBlank(source.line2)
          ? source.line2
          : inventSecondLine(streets, draws("second line text", source.identity)),
      city: given ? source.city.trim() : (place?.city ?? ""),
      region: isBlank(source.region) ? null : source.region.trim(),
      // Three characters name a district; with the street they would name a door.
      postalCode: keepNames || postalCode === null ? postalCode : postalCode.slice(0, 3).trim(),
      country: source.country,
    }
  }

  return { buyer, address }
}

const isBlank = (text: string | null | undefined): text is null | undefined | "" =>
  text === undefined || text === null || text.trim() === ""

const hex = ([high, low]: Hash64): string => high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0")

const inventName = ([first, last]: Hash64, [oddity, other]: Hash64): string => {
  const given = oneOf(givenNames, first)
  const family = oneOf(familyNames, last)
  const kind = below(oddity, 100)
  // People fill in forms in all these ways, and partners that cannot take one of them should find out here.
  if (kind < 3) return `${given} ${family}`.toUpperCase()
  if (kind < 5) return `${given} ${family}`.toLowerCase()
  if (kind < 7) return family
  if (kind < 12) return `${given} ${oneOf(particles, other)} ${family}`
  if (kind < 18) return `${given} ${String.fromCharCode(65 + below(other, 26))}. ${family}`
  if (kind < 20) return `Dr ${given} ${family}`
  if (kind < 21) return `${given}  ${family}`
  return `${given} ${family}`
}

/** Domains that are reserved for examples, so that no mail ever reaches anybody. */
const domains = ["example.com", "example.com", "example.com", "example.org", "example.net"]

const inventEmail = (name: string, [high, low]: Hash64, [provider, style]: Hash64): string => {
  const words = ascii(name)
  const first = words[0] ?? "shop"
  const last = words[words.length - 1] ?? "user"
  // Six characters of the hash keep two people of one name apart.
  const tail = (high % 1296).toString(36) + (low % 1_679_616).toString(36).padStart(4, "0")
  const local = [
    `${first}.${last}.${tail}`,
    `${first}${tail}`,
    `${first.slice(0, 1)}${last}-${tail}`,
    `${last}_${tail}`,
  ][style % 4]
  const tagged = below(style, 100) < 4 ? `${local}+shop` : local
  const written = below(style, 100) > 96 ? `${tagged?.slice(0, 1).toUpperCase()}${tagged?.slice(1)}` : tagged
  return `${written}@${oneOf(domains, provider)}`
}

/** The Latin words of a name without their marks; names in other scripts have none. */
const ascii = (name: string): string[] =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll("þ", "th")
    .replaceAll("ı", "i")
    .replaceAll(/[^a-z -]/g, "")
    .split(/[ -]+/)
    .filter((word) => word.length > 1)
    .map((word) => word.slice(0, 18))

const inventStreet = (style: keyof typeof streetNames, half: number, number: number): string => {
  const street = oneOf(streetNames[style].split("|"), half)
  const house = `${1 + (number % 260)}${number > 940 ? "A" : ""}`
  if (style === "english") return `${house} ${street}`
  if (style === "french") return `${house}${number > 900 ? " bis" : ""}, ${street}`
  return style === "german" ? `${street} ${house}` : `${street}, ${house}`
}

const inventSecondLine = (style: keyof typeof streetNames, [which, filling]: Hash64): string =>
  which % 11 === 0
    ? oneOf(remarks, filling)
    : oneOf(secondLines[style], which)
        .replace("#", String(1 + below(filling, 29)))
        .replace("@", String.fromCharCode(65 + (filling % 6)))
        .replace("#", String(1 + (filling % 19)))

const digitsFor = (patterns: readonly string[], [which, filling]: Hash64): string => {
  let left = filling
  return oneOf(patterns, which).replaceAll("#", () => {
    const digit = left % 10
    left = Math.floor(left / 10)
    return String(digit)
  })
}

const oneOf = <T>(choices: readonly T[], half: number): T => choices[below(half, choices.length)]!
