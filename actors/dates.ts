/** Calendar dates of instants, by integer arithmetic (days to civil, Hinnant's algorithm). */

/** `2024-03-04` of an instant in ms, UTC. */
export const isoDate = (at: number): string => {
  const days = Math.floor(at / 86_400_000) + 719_468
  const era = Math.floor(days / 146_097)
  const dayOfEra = days - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
}

/** `2024-03` of an instant in ms, UTC. */
export const isoMonth = (at: number): string => isoDate(at).slice(0, 7)

/** The first instant of the next month. */
export const monthEnd = (at: number): number => {
  const month = isoMonth(at)
  let day = Math.floor(at / 86_400_000)
  while (isoMonth(day * 86_400_000) === month) day++
  return day * 86_400_000
}
