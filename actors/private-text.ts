/** What must not stand in the names of rows: they are read by people who may see neither who bought something nor how to log in. */

const secret = /\b(?:whsec|tok|sk|bearer)_\w{4}/iu
const email = /[^\s@/]+@[^\s@/]+\.[a-z]{2,}/iu
const phone = /\+\d[\d ()-]{7,}\d/u

/** What a text tells that it must not; null when nothing. */
export const tellsPrivate = (text: string): string | null => {
  // Most texts have none of the signs without which nothing below can match.
  if (text.includes("_") && secret.test(text)) return "a secret"
  if (text.includes("@") && email.test(text)) return "an e-mail address"
  return text.includes("+") && phone.test(text) ? "a telephone number" : null
}
