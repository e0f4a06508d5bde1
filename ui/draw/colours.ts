/** The tokens of the page as colours that a canvas takes, in whatever mode the page is: light, dark, forced. */

export type Colours = (token: string) => string

const modes = ["(prefers-color-scheme: dark)", "(forced-colors: active)"]

/** Looks each token up once in a probe within `host`; `changed` says when all of them may be others. */
export class ColourProbe {
  readonly #host: HTMLElement
  readonly #known = new Map<string, string>()
  readonly #stop: (() => void)[] = []

  constructor(host: HTMLElement, changed: () => void) {
    this.#host = host
    const again = (): void => {
      this.#known.clear()
      changed()
    }
    for (const mode of modes) {
      const query = matchMedia(mode)
      query.addEventListener("change", again)
      this.#stop.push(() => query.removeEventListener("change", again))
    }
    const observer = new MutationObserver(again)
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] })
    this.#stop.push(() => observer.disconnect())
  }

  readonly colour: Colours = (token) => {
    const known = this.#known.get(token)
    if (known !== undefined) return known
    const probe = document.createElement("span")
    probe.style.cssText = `display:none;color:var(--${token});forced-color-adjust:none`
    this.#host.append(probe)
    const { color } = getComputedStyle(probe)
    probe.remove()
    this.#known.set(token, color)
    return color
  }

  stop(): void {
    for (const stop of this.#stop) stop()
  }
}
