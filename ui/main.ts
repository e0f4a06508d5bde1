/** Where the page begins: the store of what is on the screen, the library that it came from, and the elements over both. */
import { browserAddress } from "./boot/browser-address.ts"
import { serverLibrary } from "./boot/server-library.ts"
import { Session } from "./core/session.ts"
import { Store } from "./core/store.ts"
import { startPage } from "./start.ts"

startPage(new Session(new Store(browserAddress), serverLibrary))
