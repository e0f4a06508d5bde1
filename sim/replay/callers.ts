/** Who may ask the server behind the replay: this machine, by its own name, and no page from elsewhere. */
import type { IncomingMessage } from "node:http"

/** A page elsewhere that makes its own name point to this machine still calls by that name; a socket of one says where it is from. */
export const isOurs = ({ headers }: IncomingMessage): boolean => {
  const { host = "", origin } = headers
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host) && (origin === undefined || origin === `http://${host}`)
}
