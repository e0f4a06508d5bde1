/** Puts another value into a body at a dotted path such as `lines.0.quantity`; null where the body has no such place. */
export const withField = (body: unknown, path: string, value: unknown): unknown => {
  const [key = "", ...rest] = path.split(".")
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, key)) return null
  const before = (body as Readonly<Record<string, unknown>>)[key]
  const after = rest.length === 0 ? value : withField(before, rest.join("."), value)
  if (after === null && rest.length > 0) return null
  return Array.isArray(body) ? body.with(Number(key), after) : { ...body, [key]: after }
}
