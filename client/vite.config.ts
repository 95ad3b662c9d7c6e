/** How the browser client is built: hashed files, each beside its brotli and gzip form. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [
    // React Aria speaks thirty languages; the client's own texts speak one.
    { ...optimizeLocales.vite({ locales: ["en-US", "en-GB"] }), enforce: "pre" } as Plugin,
    react(),
    layered(),
    precompressed(),
  ],
  build: {
    // Where the server serves it from, and the wheel takes it from.
    outDir: "../server/practicum/web/static",
    emptyOutDir: true,
    target: ["chrome111", "firefox114", "safari16.4"],
    // An older target would make the build rewrite `color-scheme`.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    manifest: true,
    modulePreload: { polyfill: false },
    // A data: URL would need its own line in the content security policy.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      "/api": server,
      "/ws": { target: server, ws: true },
    },
  },
});

/**
 * Begin every style sheet of the build with the order of the layers. Chunks load in any order, and the first sheet that
 * names a layer would otherwise put it below the reset.
 */
function layered(): Plugin {
  const order = readFileSync(new URL("src/styles/layers.css", import.meta.url), "utf8").replace(/\/\*.*?\*\//gs, "").trim();
  return {
    name: "practicum:layered",
    apply: "build",
    enforce: "post",
    generateBundle(_, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type === "asset" && asset.fileName.endsWith(".css")) asset.source = `${order}\n${String(asset.source)}`;
      }
    },
  };
}

/** Write .br and .gz beside every text file of the build, so that the server only has to send bytes. */
function precompressed(): Plugin {
  return {
    name: "practicum:precompressed",
    apply: "build",
    enforce: "post",
    writeBundle(options) {
      for (const file of filesIn(options.dir ?? "dist")) {
        if (!/\.(js|css|html|svg|json|txt|webmanifest)$/.test(file)) continue;
        const bytes = readFileSync(file);
        if (bytes.length < 512) continue;
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(
          `${file}.br`,
          brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        );
      }
    },
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}
