/** Where the page begins that holds its run itself and needs no server. */
import { browserAddress } from "./boot/browser-address.ts"
import { embeddedEngine, embeddedLibrary, embeddedRun } from "./boot/embedded-library.ts"
import { initialState } from "./core/view-state.ts"
import { startPage } from "./start.ts"

startPage(browserAddress(), embeddedLibrary, embeddedEngine, { ...initialState, place: "run", run: embeddedRun })
