/** Where the page begins that a server shows. */
import { browserAddress } from "./boot/browser-address.ts"
import { serverLibrary } from "./boot/server-library.ts"
import { startPage } from "./start.ts"

startPage(browserAddress(), serverLibrary)
