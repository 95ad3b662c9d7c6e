/** Unit tests run without a DOM: what they test is pure. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { environment: "node", setupFiles: ["vitest.setup.ts"], include: ["src/**/*.test.ts"], testTimeout: 20_000 },
});
