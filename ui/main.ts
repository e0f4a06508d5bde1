/** Where the page begins that a server shows. */
import { browserAddress } from "./boot/browser-address.ts"
import { serverLibrary } from "./boot/server-library.ts"
import { startPage } from "./start.ts"

// Written out here: the builder finds workers by this form.
startPage(browserAddress(), serverLibrary, () => new Worker(new URL("./engine/worker.ts", import.meta.url)))
