/** The address bar as the store sees it: only what comes after its # is ours. */
import type { Address } from "../core/store.ts"

export const browserAddress: Address = {
  hash: () => location.hash,
  write: (hash, entry) => {
    if (entry === "push") history.pushState(null, "", hash)
    else history.replaceState(null, "", hash)
  },
  watch: (onChange) => {
    addEventListener("popstate", onChange)
    return () => removeEventListener("popstate", onChange)
  },
}
