/**
 * Which messages are checked against their contracts: all, or one in so many.
 *
 * A message of a simulated partner that breaks its contract is a mistake in a room, and a mistake shows in many messages. Scenarios,
 * tests and campaigns check every message, since there a single wrong one is the finding. An order book of more than 20,000 orders
 * checks one message in 64: its rooms have passed the tests, and its time goes into the orders.
 *
 * The choice hangs on the message's identity alone, so the same messages are checked in every run of the same world.
 */

export interface ContractSampling {
  /** 1 checks every message, 64 one in 64. */
  readonly every: number
}

export const everyMessage: ContractSampling = { every: 1 }
export const oneIn64: ContractSampling = { every: 64 }

const largeBook = 20_000

export const samplingFor = (orders: number): ContractSampling => (orders > largeBook ? oneIn64 : everyMessage)

/** `hash` is the 32-bit unsigned identity hash of the message. */
export const isSampled = ({ every }: ContractSampling, hash: number): boolean => every === 1 || hash % every === 0
