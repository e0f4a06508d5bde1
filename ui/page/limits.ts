/** What an API is usually held to. They are drawn as thin lines beside the figures, and judge nothing. */
export const limits = {
  p95Ms: 1000,
  successRate: 0.99,
  errorRate: 0.01,
  availability: 0.995,
} as const
