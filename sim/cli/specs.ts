/** What each command takes and says of itself; kept apart from what it does, so that help and mistakes load nothing else. */
import { tables } from "../journal/tables.ts"
import type { CommandSpec } from "./arguments.ts"

/** What a run can be exported to. */
export const formats = ["parquet", "jsonl", "csv", "har", "otlp", "mermaid"] as const

const tableNames = Object.keys(tables)

export const runSpec: CommandSpec = {
  usage: "run [FILE|DIR…] [flags]",
  says: "Runs scenarios in virtual time and prints verdicts, figures, and where the journal is.",
  flags: {
    orders: {
      type: "string",
      value: "FILE",
      says: "Runs this order book (Shopify, WooCommerce, Online Retail, or the word superstore).",
    },
    deviations: {
      type: "boolean",
      says: "Runs the order book with cancellations, returns, disputes, declined cards, lost parcels, short picks.",
    },
    seed: { type: "string", value: "N", says: "Replaces the scenario's seed." },
    reporter: {
      type: "string",
      value: "pretty|plain|json",
      says: "How to report; pretty on a terminal, plain elsewhere.",
    },
    out: { type: "string", value: "DIR", says: "Folder for run files; runs/ by default, none for json." },
    workers: {
      type: "string",
      value: "N",
      says: "Runs up to N scenarios at the same time; as many as there are cores by default, 1 uses this process only.",
    },
    shard: { type: "string", value: "I/N", says: "Only the i-th of n equal parts of the scenarios." },
    open: { type: "boolean", says: "Shows the run in the browser at once, and as it goes on." },
    "open-on-terminal": { type: "boolean", says: "The same, but only where somebody sits at a terminal." },
    verbose: { type: "boolean", says: "Also the figures of every link." },
    "keep-names": { type: "boolean", says: "Keeps the names and addresses of the order book's people." },
  },
  examples: [
    ["run scenarios/suites", "every scenario of a folder"],
    ["run --orders superstore", "the order book that comes with the program"],
    ["run --orders superstore --deviations", "the same as life is: people change their minds, parcels get lost"],
    ["run --orders orders_export.csv --reporter json", "a Shopify export, one JSON object on standard output"],
    ["run scenarios/suites --shard 1/4", "the first quarter, for one of four CI jobs"],
  ],
}

export const replaySpec: CommandSpec = {
  usage: "replay [RUN|DIR] [flags]",
  says: "Opens a run, or the runs of a folder, in the browser: what happened, when, and why.",
  flags: {
    port: { type: "string", value: "N", says: "The port to serve on; any that is free by default." },
    "no-open": { type: "boolean", says: "Only prints the address." },
    html: { type: "string", value: "FILE", says: "Writes the run and its page into one file that needs no server." },
  },
  examples: [
    ["replay runs/NAME.backlot", "one run"],
    ["replay runs", "all runs of a folder, with their verdicts"],
    ["replay runs/NAME.backlot --html run.html", "one file, to keep with a CI job or to send"],
  ],
}

export const checkSpec: CommandSpec = {
  usage: "check [FILE] [flags]",
  says: "Generates scenarios with faults, runs them, and reduces the first that fails to the few things that it needs.",
  flags: {
    workers: {
      type: "string",
      value: "N",
      says: "Runs in up to N threads; as many as there are cores by default. What is found does not depend on it.",
    },
    shard: { type: "string", value: "I/N", says: "Only the i-th of n equal parts of the scenarios." },
    runs: {
      type: "string",
      value: "N",
      says: "How many scenarios, or placements; 200 scenarios by default, all placements.",
    },
    minutes: { type: "string", value: "N", says: "For so long instead." },
    seed: {
      type: "string",
      value: "N",
      says: "Where the generator starts; the same seed finds the same. 1 by default.",
    },
    "second-run": {
      type: "string",
      value: "PERCENT",
      says: "How many are run once more with everything redelivered (I21) or webhooks reordered (I22); 5 by default, 0 for none.",
    },
    exhaustive: {
      type: "boolean",
      says: "Instead: every placement of at most two faults on the messages of at most two orders, of the file's or of two drawn ones.",
    },
    faults: { type: "string", value: "1|2", says: "With --exhaustive: how many faults at once; 2 by default." },
    twice: {
      type: "boolean",
      says: "Runs each scenario again, in the opposite order, and compares digests; nothing else is judged.",
    },
    save: { type: "string", value: "DIR", says: "Where a failure is saved; scenarios/regressions by default." },
    reporter: { type: "string", value: "pretty|plain|json", says: "How to report." },
  },
  examples: [
    ["check", "200 scenarios, the same ones each time"],
    ["check --minutes 10 --seed 42", "ten minutes of others"],
    ["check scenarios/regressions/NAME.yaml", "is it still broken, and is everything in it still needed?"],
    ["check --second-run 100", "each scenario also with everything delivered once more"],
    ["check --exhaustive --faults 1", "one fault at each message of two orders"],
    ["check --exhaustive --minutes 10 --shard 1/4", "as many pairs of faults as there is time for"],
    ["check --twice --runs 10000", "the order in which scenarios run does not matter"],
  ],
}

export const mutantsSpec: CommandSpec = {
  usage: "mutants [WORD…] [flags]",
  says: "Plants known bugs one by one and hunts each with generated scenarios: a measure of what the invariants notice.",
  flags: {
    runs: { type: "string", value: "N", says: "Scenarios that a bug may survive; 2000 by default." },
    seconds: { type: "string", value: "N", says: "How long a bug is hunted; 60 by default." },
    mutant: {
      type: "string",
      value: "FILE",
      says: "Hunts the bug in this module instead: it exports one function, from an ecosystem to the ecosystem with the bug.",
    },
    workers: { type: "string", value: "N", says: "Hunts in up to N threads; as many as there are cores by default." },
    seed: { type: "string", value: "N", says: "Where the generator starts." },
    min: { type: "string", value: "PERCENT", says: "Fails when fewer are caught." },
    reporter: { type: "string", value: "pretty|plain|json", says: "How to report." },
  },
  examples: [
    ["mutants", "all of them"],
    ["mutants payment --runs 200", "those with payment in their name"],
    ["mutants --mutant bug.ts --reporter json", "a bug of your own"],
  ],
}

export const explainSpec: CommandSpec = {
  usage: "explain FILE",
  says: "Says of each order, act and fault of a failing scenario how the run ends without it.",
  flags: {},
  examples: [["explain scenarios/regressions/NAME.yaml", "what a saved failure needs"]],
}

export const validateSpec: CommandSpec = {
  usage: "validate FILE|DIR…",
  says: "Checks scenario files and tells every mistake with its line and column.",
  flags: {},
  examples: [["validate scenarios", "every scenario below a folder"]],
}

export const listSpec: CommandSpec = {
  usage: "list [DIR…|partners|faults|invariants]",
  says: "Lists scenarios with their purpose, or the words that scenarios may use.",
  flags: {},
  examples: [
    ["list scenarios", "scenarios and what they show"],
    ["list partners", "partner kinds, their operations and policies"],
    ["list faults", "what can go wrong, and what each fault needs"],
  ],
}

export const importSpec: CommandSpec = {
  usage: "import orders FILE [--out book.json]",
  says: "Reads an order export and tells what it holds, what is skipped and why; can write it as an order book of ours.",
  flags: {
    out: { type: "string", value: "FILE", says: "Writes the order book as JSON." },
    "keep-names": { type: "boolean", says: "Keeps names and addresses; by default people are pseudonymised." },
    key: { type: "string", value: "TEXT", says: "Key of the pseudonyms: the same key gives the same names." },
  },
  examples: [
    ["import orders orders_export.csv", "what a Shopify export holds"],
    ["import orders superstore --out book.json", "the bundled book as JSON"],
  ],
}

export const exportSpec: CommandSpec = {
  usage: `export RUN --format ${formats.join("|")} [flags]`,
  says: "Turns a run file into what other tools read: tables, browser traffic, traces, a sequence diagram.",
  flags: {
    format: {
      type: "string",
      value: "FORMAT",
      says: "parquet, jsonl, csv: tables · har: a browser's developer tools · otlp: Jaeger · mermaid: a diagram of one order.",
    },
    out: {
      type: "string",
      value: "PATH",
      says: "The file to write, a folder for several tables. Without it one text goes to standard output, all else beside the run.",
    },
    table: {
      type: "string",
      value: "TABLES",
      says: `Of ${[...tableNames, "bodies"].join(", ")}: one, or several with commas; all by default.`,
    },
    order: { type: "string", value: "ID", says: "Only what is about this order or part of one, and what led to it." },
  },
  examples: [
    ["export runs/one.backlot --format parquet --out tables", "a folder for pandas, polars or DuckDB"],
    ["export runs/one.backlot --format csv --table postings", "one table on standard output"],
    ["export runs/one.backlot --format har --order A-1 --out a-1.har", "drop it into the network panel of a browser"],
    ["export runs/one.backlot --format otlp --out traces.json", "upload it to Jaeger"],
    ["export runs/one.backlot --format mermaid --order A-1", "paste it into any Markdown that draws Mermaid"],
  ],
}

export const coverageSpec: CommandSpec = {
  usage: "coverage [FILE|DIR…] [flags]",
  says: "Runs scenarios and says which operations, webhooks, transitions and posting rules of every room they reach, and which messages met which faults.",
  flags: {
    missing: { type: "boolean", says: "Also the names of what was not reached, and which scenario comes near it." },
    runs: { type: "string", value: "N", says: "Also so many scenarios as check draws them." },
    seed: { type: "string", value: "N", says: "Of the drawn ones; 1 by default." },
    min: { type: "string", value: "PERCENT", says: "Ends with 1 when less than this share is reached." },
    "min-cells": {
      type: "string",
      value: "PERCENT",
      says: "Ends with 1 when fewer of the cells of messages and faults are reached.",
    },
    reporter: {
      type: "string",
      value: "pretty|plain|json",
      says: "How to report; pretty on a terminal, plain elsewhere.",
    },
  },
  examples: [
    ["coverage scenarios/suites --missing", "what all suites together do not reach"],
    ["coverage --runs 1000 --min-cells 30", "which messages met which faults in a campaign"],
    ["coverage scenarios/suites --min 80 --reporter json", "a gate for CI, one JSON object on standard output"],
  ],
}

export const docsSpec: CommandSpec = {
  usage: "docs [PAGE…] [--out DIR]",
  says: "Prints the reference from the code: operations, statecharts, postings, policies, invariants, figures, errors.",
  flags: {
    out: {
      type: "string",
      value: "DIR",
      says: "Writes the pages into this folder; without it they go to standard output.",
    },
  },
  examples: [
    ["docs", "which pages there are"],
    ["docs payment", "one page on standard output"],
    ["docs --out docs/reference", "all pages, one file each"],
  ],
}
