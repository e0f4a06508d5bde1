/** Ties an element to the page: it draws anew when anything that is shown has changed, and lets go when it leaves the page. */
import type { ReactiveController, ReactiveControllerHost } from "lit"
import type { Page } from "../page/page.ts"

class Watching implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly page: Page }
  #stop: (() => void) | null = null

  constructor(host: ReactiveControllerHost & { readonly page: Page }) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#stop = this.#host.page?.subscribe(() => this.#host.requestUpdate()) ?? null
  }

  /** The page comes as a property, which the first time is after the element was connected. */
  hostUpdate(): void {
    if (this.#stop === null) this.hostConnected()
  }

  hostDisconnected(): void {
    this.#stop?.()
    this.#stop = null
  }
}

export const watch = (host: ReactiveControllerHost & { readonly page: Page }): Watching => new Watching(host)
