/**
 * What a room writes into `setup` for things that are not the chart's to do: effects without a body, delays without a length.
 *
 * The names are then checked by the compiler wherever the chart uses them; the room says elsewhere what they mean.
 */

/** An effect without params: `setup({ actions: { askCarrier: effect } })`. */
export const effect = (): void => {}

/** An effect with params: `setup({ actions: { publish: withParams<{ topic: string }>() } })`. */
export const withParams =
  <Params extends Readonly<Record<string, unknown>>>() =>
  (_args: unknown, _params: Params): void => {}

/** Named delays: `setup({ delays: delayNames("pickTime") })`. Their length is a policy's; here they are 0, so that XState can run. */
export const delayNames = <const Name extends string>(...names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>
