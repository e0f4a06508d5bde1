/** The limit for a start: a program that does nothing. */
process.exitCode = 0
