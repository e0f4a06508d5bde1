/**
 * A few real cities of the countries that order books name, for the sources that do not say where in a country a buyer lives,
 * and how streets and telephone numbers are written there.
 *
 * Telephone numbers come only from ranges that their regulators keep free for fiction, so that nobody is ever called.
 */
import type { StreetStyle } from "./pseudonym-words.ts"

export interface Place {
  readonly city: string
  /** The first three characters of a postal code there. */
  readonly postalCode: string | null
}

export interface Country {
  readonly streets: StreetStyle
  /** `#` is a digit. */
  readonly phones: readonly string[]
  readonly places: readonly Place[]
}

/** By the names and two-letter codes that exports use; an unknown country is written as an English-speaking one. */
export const countryOf = (name: string): Country => byName.get(name.trim().toLowerCase()) ?? elsewhere

const american = [
  "+1 (212) 555-01##",
  "31255501##",
  "415-555-01##",
  "+120655501##",
  "(617) 555-01## ext. 4",
  "555-01##",
]
const british = ["+44 20 7946 0###", "0161 496 0###", "07700 900###", "+447700900###", "0121 4960###"]
const french = ["+33 1 99 00 ## ##", "01.99.00.##.##", "06 39 98 ## ##"]
const german = ["+49 30 23125 ###", "0171 39200##", "(0)221 4710 ###", "+49 (0)89 99998 ###"]
const australian = ["+61 2 5550 ####", "(02) 5550 ####", "025550####"]

const country = (streets: StreetStyle, phones: readonly string[], places: string): Country => ({
  streets,
  phones,
  places: places.split(", ").map((place) => {
    const [city = "", postalCode = null] = place.split(":")
    return { city, postalCode }
  }),
})

const countries: Readonly<Record<string, Country>> = {
  "united kingdom|gb|uk|great britain": country(
    "english",
    british,
    "London:SE1, London:N16, Manchester:M14, Birmingham:B29, Leeds:LS6, Glasgow:G12, Edinburgh:EH6, Cardiff:CF5, Bristol:BS3, Llanfairpwllgwyngyll:LL6, Kingston upon Hull:HU5, St. Ives:TR2",
  ),
  "united states|us|usa": country(
    "english",
    american,
    "New York:100, Los Angeles:900, Chicago:606, Seattle:981, Boston:021, Winston-Salem:271, St. Louis:631, Coeur d'Alene:838",
  ),
  "canada|ca": country("english", american, "Toronto:M5V, Montréal:H2X, Trois-Rivières:G9A, St. John's:A1C"),
  "eire|ireland|ie": country("english", british, "Dublin:D06, Cork:T12, Dún Laoghaire:A96"),
  "channel islands": country("english", british, "St. Helier:JE2, St. Peter Port:GY1"),
  "australia|au": country("english", australian, "Melbourne:300, Sydney:200, Wagga Wagga:265"),
  "germany|de": country("german", german, "Berlin:101, München:803, Köln:506, Münster:481, Görlitz:028"),
  "austria|at": country("german", german, "Wien:107, Sankt Pölten:310"),
  "switzerland|ch": country("german", german, "Zürich:800, Genève:120, Neuchâtel:200"),
  "netherlands|nl": country("german", american, "Amsterdam:101, 's-Hertogenbosch:521, Den Haag:251"),
  "sweden|se": country("german", american, "Göteborg:411, Malmö:211, Västerås:722"),
  "norway|no": country("german", american, "Tromsø:900, Bodø:800, Oslo:015"),
  "denmark|dk": country("german", american, "København:220, Århus:800, Næstved:470"),
  "finland|fi": country("german", american, "Helsinki:001, Jyväskylä:401"),
  "iceland|is": country("german", american, "Reykjavík:101, Akureyri:600"),
  "poland|pl": country("german", american, "Łódź:90-, Kraków:30-, Wrocław:50-"),
  "czech republic|cz": country("german", american, "Praha:110, Plzeň:301"),
  "lithuania|lt": country("german", american, "Vilnius:LT-, Šiauliai:LT-"),
  "france|fr": country("french", french, "Paris:750, Lyon:690, Saint-Étienne:420, Nîmes:300, L'Haÿ-les-Roses:942"),
  "belgium|be": country("french", french, "Bruxelles:100, Liège:400, Sint-Niklaas:910"),
  "spain|es": country("spanish", american, "Madrid:280, A Coruña:150, L'Hospitalet de Llobregat:089, Cádiz:110"),
  "portugal|pt": country("spanish", american, "Lisboa:110, São João da Madeira:370, Évora:700"),
  "italy|it": country("spanish", american, "Milano:201, Forlì:471, Reggio nell'Emilia:421"),
  "malta|mt": country("english", american, "Valletta:VLT, Ħamrun:HMR"),
  "greece|gr": country("spanish", american, "Αθήνα:105, Θεσσαλονίκη:546"),
  "cyprus|cy": country("english", american, "Λευκωσία:101, Limassol:303"),
  "israel|il": country("english", american, "Tel Aviv-Yafo:610, Be'er Sheva:841"),
  "japan|jp": country("english", american, "東京都:150, 大阪市:530, Sapporo:060"),
  "singapore|sg": country("english", american, "Singapore:238, Singapore:569"),
  "hong kong|hk": country("english", american, "Kowloon, Wan Chai"),
  "united arab emirates|ae": country("english", american, "Dubai, Abu Dhabi"),
  "saudi arabia|sa": country("english", american, "Riyadh:115, Jeddah:214"),
  "bahrain|bh": country("english", american, "Manama:303"),
  "lebanon|lb": country("french", french, "Beirut:110"),
  "brazil|br": country("spanish", american, "São Paulo:013, Belém:660"),
  "rsa|south africa|za": country("english", american, "Cape Town:800, Gqeberha:600"),
}

const byName: ReadonlyMap<string, Country> = new Map(
  Object.entries(countries).flatMap(([names, value]) => names.split("|").map((name) => [name, value] as const)),
)

const elsewhere: Country = country("english", american, "Springfield:123, Port Louis:113, Saint-Denis:974")
