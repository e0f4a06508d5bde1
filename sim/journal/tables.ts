/**
 * The tables of a journal and their columns: what a run leaves behind, in the words of the design.
 *
 * Column types: `name` is a closed dictionary (instances, operations, states, accounts: a few hundred in a run), `text` is an open
 * one (subjects, object ids, SKUs), `body` is the number of a body, `u8`, `u16`, `u32`, `i32` are integers, `f64` holds instants (ms)
 * and integer quantities or amounts beyond 32 bits. -1 means none.
 */

export type ColumnType = "name" | "text" | "body" | "u8" | "u16" | "u32" | "i32" | "f64"

export const tables = {
  /** One row for each message on the wire, written when it is sent. */
  messages: {
    /** act | request | response | webhook | receipt: a receipt is the answer to a webhook delivery. */
    kind: "name",
    /** Row of the message that caused it; for a response, its request. */
    cause: "i32",
    sender: "name",
    receiver: "name",
    operation: "name",
    subject: "text",
    call: "u32",
    attempt: "u16",
    copy: "u8",
    /** HTTP status of a response or receipt, 0 otherwise. */
    status: "u16",
    sentAt: "f64",
    /** -1 when it never arrived. */
    deliveredAt: "f64",
    body: "body",
    /** Row count that this row stands for: 1, or more for coalesced empty polls. */
    count: "u32",
  },
  /** One row for each transition of a business object. `from` is empty at its creation. */
  transitions: {
    at: "f64",
    /** The message whose turn this is, or that armed the timer. */
    message: "i32",
    instance: "name",
    object: "name",
    id: "text",
    event: "name",
    from: "name",
    to: "name",
    version: "u32",
  },
  /** One row for each leg of a posting. The legs of one entry share `entry`. */
  postings: {
    at: "f64",
    message: "i32",
    /** Row of the transition that posted it. */
    transition: "i32",
    /** Number of the entry: legs of one entry balance. */
    entry: "u32",
    instance: "name",
    /** money | stock | memo */
    book: "name",
    rule: "name",
    account: "name",
    subject: "text",
    sku: "text",
    site: "name",
    quantity: "f64",
    amount: "f64",
    currency: "name",
  },
  /** One row each time a declared fault really acted, and for what the runtime discarded or could not do. */
  faults: { at: "f64", message: "i32", kind: "name", subject: "text", says: "text" },
  breaches: { at: "f64", message: "i32", invariant: "name", says: "text" },
  /** One row for each request of a real system from outside: what really came over the wire, kept as it was. */
  arrivals: { at: "f64", message: "i32", raw: "body" },
} as const satisfies Record<string, Record<string, ColumnType>>

export type TableName = keyof typeof tables

export interface ColumnPlan {
  readonly table: TableName
  readonly name: string
  readonly type: ColumnType
  /** Position among the columns of its table. */
  readonly index: number
}

/** The names of all tables in their declared order. */
export const tableNames = Object.keys(tables) as TableName[]

/** Position of a table among all tables. */
export const tableIndex = Object.fromEntries(tableNames.map((name, index) => [name, index])) as Readonly<
  Record<TableName, number>
>

/** Bodies are counted like the rows of a table that comes after all others. */
export const bodiesIndex = tableNames.length

/** The columns of each table in their declared order. */
export const layout: readonly (readonly ColumnPlan[])[] = tableNames.map((table) =>
  Object.entries(tables[table]).map(([name, type], index) => ({ table, name, type, index })),
)

/** The column with the instant of a row; for a message that is when it was sent. */
export const instantColumn: readonly number[] = layout.map((columns) =>
  columns.findIndex(({ name }) => name === "at" || name === "sentAt"),
)
