/** An event in words: `capture`, `after issuerTime`, `authorized is done`. Free of XState, because the page reads journals with it. */
export const eventText = (event: string): string => {
  const [, delay] = /^xstate\.after\.([^.]+)\./.exec(event) ?? []
  if (delay !== undefined) return `after ${delay}`
  const [, id] = /^xstate\.done\.state\.(.+)$/.exec(event) ?? []
  return id === undefined ? event : `${id.slice(id.indexOf(".") + 1)} is done`
}
