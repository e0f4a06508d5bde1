/** Markdown as the reference needs it: headings, tables, code, and texts in which nothing is taken for markup. */

/** The first line of every printed page: it says where to change what the page says. */
export const marker = "<!-- Printed from the code by `npm run reference`; change the code instead. -->"

export const page = (title: string, ...parts: readonly string[]): string =>
  `${[marker, `# ${title}`, ...parts.filter((part) => part !== "")].join("\n\n")}\n`

export const section = (title: string, ...parts: readonly string[]): string =>
  [`## ${title}`, ...parts.filter((part) => part !== "")].join("\n\n")

export const code = (text: string): string => `\`${text}\``

export const codes = (texts: readonly string[]): string => (texts.length === 0 ? "none" : texts.map(code).join(", "))

export const block = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``

/** Rows of the same length as the header; empty when there are no rows. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ""
    : [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`).join("\n")

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ")

/** The anchor that Markdown viewers give a heading. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-")
