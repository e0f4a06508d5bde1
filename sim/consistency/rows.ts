/**
 * Rows of the journal as those who watch a run see them: plain records of words and numbers, filled before they are shown.
 *
 * There is one of each kind and it is filled anew for every row: whoever wants to keep a value copies it.
 */

export class MessageRow {
  row = -1
  kind = ""
  /** Row of the message that caused it; for an answer, its request. */
  cause = -1
  sender = ""
  receiver = ""
  operation = ""
  subject = ""
  call = 0
  attempt = 0
  copy = 0
  /** HTTP status of an answer, 0 otherwise. */
  status = 0
  sentAt = 0
  /** -1 when it never arrives. */
  deliveredAt = 0
  /** How many messages this row stands for: more than 1 for coalesced empty polls. */
  count = 1
  /** Of coalesced polls, how far apart they are: at `sentAt`, `sentAt + everyMs`, and so on; 0 when it is one message. */
  everyMs = 0
  /** One number for a call with all its attempts and answers; -2 and below for outside traffic, -1 for none. */
  callId = -1
  /** Of an answer, when its request was sent; -1 otherwise. */
  requestSentAt = -1
}

export class TransitionRow {
  row = -1
  at = 0
  message = -1
  instance = ""
  /** The partner kind of the instance. */
  partner = ""
  object = ""
  id = ""
  event = ""
  /** Empty at the object's creation. */
  from = ""
  /** Empty when it is forgotten. */
  to = ""
  version = 0
  /** Ordinal of the root subject: `A-1` of `A-1/shipment-2`. */
  root = -1
}

export class PostingRow {
  row = -1
  at = 0
  message = -1
  /** Row of the transition that posted it, -1 for none. */
  transition = -1
  /** Number of the entry: its legs share it and come one after the other. */
  entry = 0
  instance = ""
  /** The partner kind of the instance. */
  partner = ""
  book = ""
  rule = ""
  account = ""
  subject = ""
  sku = ""
  site = ""
  quantity = 0
  amount = 0
  currency = ""
  /** Id of the object whose transition posted it; empty for postings outside of one. */
  source = ""
  /** It takes back an earlier posting, of which its owner knows nothing any more. */
  isTakenBack = false
  /** Ordinal of the root of the subject. */
  root = -1
}

/** Sees every row as it is written: invariants, figures, expectations. */
export interface Watcher {
  message(row: MessageRow): void
  transition(row: TransitionRow): void
  posting(row: PostingRow): void
  /** A fault has done something to a message of this partner kind's contract. */
  fault?(kind: string, partner: string, operation: string): void
}
