/**
 * Something that is said to an object does not fit what its owner knows: there is no such object, or it is not so far.
 *
 * Between rooms that all know what they have done, that is a mistake of one of them. Where one was set back to an old backup, others go
 * on from what has happened since, and it is theirs to be told no.
 */
export class OutOfStep extends Error {}
