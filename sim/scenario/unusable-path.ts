/** A path that was asked for and cannot be used; its message is for the person who asked. */
export class UnusablePath extends Error {}
