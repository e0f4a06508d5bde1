/** An element of the page: it draws anew when anything that is shown has changed, and lets go when it leaves the page. */
import { LitElement, type PropertyDeclarations, type ReactiveController } from "lit"
import type { Page } from "../page/page.ts"

export class PageElement extends LitElement {
  static override properties: PropertyDeclarations = { page: { attribute: false } }

  declare page: Page

  constructor() {
    super()
    this.addController(new Watching(this))
  }
}

class Watching implements ReactiveController {
  readonly #host: PageElement
  #stop: (() => void) | null = null

  constructor(host: PageElement) {
    this.#host = host
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
