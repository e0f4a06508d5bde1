/** What stands on an arrow: at most three events, and how many more there are. The whole list is in its title. */
const linesMax = 3

export const labelLines = (events: readonly string[]): readonly string[] =>
  events.length <= linesMax ? events : [...events.slice(0, linesMax - 1), `+ ${events.length - linesMax + 1}`]
