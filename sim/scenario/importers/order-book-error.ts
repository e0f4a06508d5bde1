/**
 * What is wrong with a file of orders, told to the person who has it: where, what was found, which rule it broke, what to do.
 */

export interface OrderBookComplaint {
  /** 1-based line of the file; 0 where no line can be named, because the file could not be read at all. */
  readonly line: number
  /** 1-based character in that line, or the name of the field; null where the whole line or file is meant. */
  readonly column: number | string | null
  /** The offending text, verbatim. */
  readonly found: string
  /** A full sentence. */
  readonly rule: string
  /** A full sentence in the imperative. */
  readonly todo: string
}

export class OrderBookError extends Error implements OrderBookComplaint {
  readonly line: number
  readonly column: number | string | null
  readonly found: string
  readonly rule: string
  readonly todo: string
  /** The path that was read; null when the text did not come from a file. */
  readonly file: string | null

  constructor(complaint: OrderBookComplaint, file: string | null = null) {
    super(render(complaint, file))
    this.name = "OrderBookError"
    this.line = complaint.line
    this.column = complaint.column
    this.found = complaint.found
    this.rule = complaint.rule
    this.todo = complaint.todo
    this.file = file
  }

  /** The same complaint with the file's path in front: only the reader of the file knows it. */
  inFile(file: string): OrderBookError {
    return new OrderBookError(this, file)
  }
}

const render = (complaint: OrderBookComplaint, file: string | null): string => {
  const column =
    complaint.column === null
      ? ""
      : typeof complaint.column === "number"
        ? `, character ${complaint.column}`
        : `, ${JSON.stringify(complaint.column)}`
  const place = [...(file === null ? [] : [file]), ...(complaint.line === 0 ? [] : [`line ${complaint.line}${column}`])]
  return `${place.map((part) => `${part}: `).join("")}found ${quoted(complaint.found)}. ${complaint.rule} ${complaint.todo}`
}

const shownMax = 80

/** JSON quoting makes control characters visible; a pasted megabyte must not flood the terminal. */
export const quoted = (text: string): string =>
  text === ""
    ? "nothing"
    : text.length <= shownMax
      ? JSON.stringify(text)
      : `${JSON.stringify(text.slice(0, shownMax))}… (${text.length} characters)`
