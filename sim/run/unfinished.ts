/** How the name of a run file ends while its run goes on; whole, it gets its own name. */
export const unfinished = ".unfinished"
