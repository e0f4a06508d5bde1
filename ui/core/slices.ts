/** Long work in slices: whoever pauses often enough leaves the page free to draw and to answer keys in between. */

/** Longer than this at a time and a frame is missed. */
const sliceMs = 12
const pictureMs = 250

export class Slices {
  #began = performance.now()

  /** True when it is time to let others in. */
  get due(): boolean {
    return performance.now() - this.#began >= sliceMs
  }

  /** Lets others in when it is time. */
  async pause(): Promise<void> {
    if (!this.due) return
    await breath()
    this.#began = performance.now()
  }
}

/** How often what came so far is shown: at first at once, then seldom, because drawing takes as long as reading. */
export class Pictures {
  #shownAt = -Infinity

  get due(): boolean {
    return performance.now() - this.#shownAt >= pictureMs
  }

  shown(): void {
    this.#shownAt = performance.now()
  }
}

/** A turn of the event loop, without the four milliseconds that nested timers cost. */
const breath = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener(
      "message",
      () => {
        port1.close()
        resolve()
      },
      { once: true },
    )
    port1.start()
    port2.postMessage(null)
  })
