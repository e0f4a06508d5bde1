/** The clock of the page: plays the part of the timeline that is in sight, in a minute at 1×, quiet times left out. */
export const speeds = [0.25, 1, 4, 16] as const
export type Speed = (typeof speeds)[number]

const secondsAtOne = 60

/** What the clock moves. */
export interface Played {
  /** Goes on by a share of what is in sight; false at the end. */
  advance(share: number): boolean
  changed(): void
}

export class Clock {
  readonly #played: Played
  speed: Speed = 1
  #frame = 0
  #last = 0

  constructor(played: Played) {
    this.#played = played
  }

  get isPlaying(): boolean {
    return this.#frame !== 0
  }

  toggle(): void {
    if (this.isPlaying) this.pause()
    else this.play()
  }

  play(): void {
    this.#last = performance.now()
    this.#frame = requestAnimationFrame(this.#tick)
    this.#played.changed()
  }

  pause(): void {
    if (!this.isPlaying) return
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.#played.changed()
  }

  setSpeed(speed: Speed): void {
    this.speed = speed
    this.#played.changed()
  }

  /** One step faster or slower. */
  shift(by: 1 | -1): void {
    const place = speeds.indexOf(this.speed) + by
    this.setSpeed(speeds[Math.min(speeds.length - 1, Math.max(0, place))]!)
  }

  readonly #tick = (now: number): void => {
    const share = ((now - this.#last) / 1000 / secondsAtOne) * this.speed
    this.#last = now
    if (this.#played.advance(share)) this.#frame = requestAnimationFrame(this.#tick)
    else this.pause()
  }
}
