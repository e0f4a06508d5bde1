/** On what it was measured. */
import { cpus, loadavg, totalmem } from "node:os"

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly node: string
  readonly platform: string
  /** One-minute load when the benchmark began: above 0.5 somebody else is using the machine. */
  readonly loadAtStart: number
}

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  loadAtStart: Math.round((loadavg()[0] ?? 0) * 100) / 100,
})
