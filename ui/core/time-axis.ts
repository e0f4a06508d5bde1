/**
 * The time axis: from instants to positions between 0 and 1 and back, with idle gaps folded into strips of equal width.
 *
 * The longest gaps are folded first, as long as one takes a fiftieth of what is left of the axis and ten times the mean of the gaps
 * that are left; if all that does not shorten the axis by a third, nothing is folded. So a run of some busy minutes in three weeks
 * shows its minutes, and four even years stay even.
 */

export interface Gap {
  readonly from: number
  readonly until: number
  /** Where its strip begins and ends. */
  readonly left: number
  readonly right: number
}

const foldedMax = 60
/** Of the axis that is left: longer gaps are folded. */
const longShare = 1 / 50
/** Of the mean gap. */
const longTimes = 10
/** What folding has to take off the axis to be worth it. */
const worthShare = 0.35
/** Width of a strip, and of all of them together. */
const stripWidth = 0.012
const stripsWidth = 0.3

export class TimeAxis {
  readonly start: number
  readonly end: number
  readonly gaps: readonly Gap[]
  /** Instants at which the axis changes its pace, and their positions. */
  readonly #instants: readonly number[]
  readonly #positions: readonly number[]

  private constructor(start: number, end: number, gaps: readonly (readonly [number, number])[]) {
    this.start = start
    this.end = end
    const strip = gaps.length === 0 ? 0 : Math.min(stripWidth, stripsWidth / gaps.length)
    const busy = end - start - gaps.reduce((sum, [from, until]) => sum + until - from, 0)
    const pace = (1 - strip * gaps.length) / busy
    const instants = [start]
    const positions = [0]
    const go = (to: number, by: number): void => {
      instants.push(to)
      positions.push(Math.min(1, positions.at(-1)! + by))
    }
    this.gaps = gaps.map(([from, until]) => {
      go(from, (from - instants.at(-1)!) * pace)
      const left = positions.at(-1)!
      go(until, strip)
      return { from, until, left, right: positions.at(-1)! }
    })
    go(end, 1)
    positions[positions.length - 1] = 1
    this.#instants = instants
    this.#positions = positions
  }

  /** The axis of instants that are in order; `fold: false` keeps it even. */
  static of(instants: Iterable<number>, fold = true): TimeAxis {
    let start = Infinity
    let end = -Infinity
    const longest: [number, number][] = []
    let gaps = 0
    for (const at of instants) {
      if (start === Infinity) start = at
      else if (at > end) {
        keepLongest(longest, end, at)
        gaps++
      }
      end = Math.max(end, at)
    }
    if (start === Infinity) return new TimeAxis(0, 1, [])
    // An axis without length still has to be divided.
    if (end === start) end = start + 1
    return new TimeAxis(start, end, fold ? folded(longest, end - start, gaps) : [])
  }

  positionOf(at: number): number {
    if (at <= this.start) return 0
    if (at >= this.end) return 1
    return between(this.#instants, this.#positions, at)
  }

  /** The instant at a position, in whole milliseconds. */
  instantAt(position: number): number {
    if (position <= 0) return this.start
    if (position >= 1) return this.end
    return Math.round(between(this.#positions, this.#instants, position))
  }
}

/** Keeps the longest gaps, the longest first. */
const keepLongest = (gaps: [number, number][], from: number, until: number): void => {
  const length = until - from
  const last = gaps.at(-1)
  if (gaps.length === foldedMax && last !== undefined && length <= last[1] - last[0]) return
  let place = gaps.length
  while (place > 0 && gaps[place - 1]![1] - gaps[place - 1]![0] < length) place--
  gaps.splice(place, 0, [from, until])
  if (gaps.length > foldedMax) gaps.pop()
}

const folded = (longest: readonly [number, number][], span: number, gaps: number): readonly [number, number][] => {
  let left = span
  const taken: [number, number][] = []
  for (const gap of longest) {
    const length = gap[1] - gap[0]
    const others = gaps - taken.length - 1
    if (others === 0 || length < left * longShare || length < (longTimes * (left - length)) / others) break
    left -= length
    taken.push(gap)
  }
  return span - left < span * worthShare ? [] : taken.toSorted(([a], [b]) => a - b)
}

/** The value that belongs to a key between two of them, by straight lines. */
const between = (keys: readonly number[], values: readonly number[], key: number): number => {
  let low = 0
  let high = keys.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (keys[middle]! <= key) low = middle
    else high = middle
  }
  const [from, until] = [keys[low]!, keys[high]!]
  const share = until === from ? 0 : (key - from) / (until - from)
  return values[low]! + share * (values[high]! - values[low]!)
}
