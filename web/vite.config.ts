import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const server = process.env['REGLAMENT_SERVER'] ?? 'http://127.0.0.1:3000'

/** The two alphabets of every page are asked for at once, not when the first word is drawn. */
const preloadFonts: Plugin = {
  name: 'preload-fonts',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => /golos-text-(cyrillic|latin)-wght-[^/]*\.woff2$/.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
          injectTo: 'head',
        })),
  },
}

type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }

/** Our own code that the start of the program imports at once: every screen needs it, so it comes as one file and not as thirty. */
function ofTheStart(): (id: string, modules: Modules) => string | null {
  let start: Set<string> | undefined
  return (id, modules) => {
    if (!start) {
      start = new Set()
      const rest = [path.join(import.meta.dirname, 'src/main.tsx')]
      for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
        if (start.has(one) || one.includes('/node_modules/')) continue
        start.add(one)
        rest.push(...(modules.getModuleInfo(one)?.importedIds ?? []))
      }
    }
    return start.has(id) ? 'start' : null
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadFonts],
  // In development the API is a neighbour behind the same origin.
  server: { port: 5173, strictPort: true, proxy: { '/api': { target: server, changeOrigin: true } } },
  preview: { port: 4173, strictPort: true, proxy: { '/api': { target: server, changeOrigin: true } } },
  build: {
    outDir: 'dist',
    target: 'es2023',
    cssCodeSplit: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What changes together is cached together: the platform rarely, our own code with every release.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/](?!.*virtual)/, priority: 20 },
            { name: 'words', test: /node_modules[\\/](i18next|react-i18next|html-parse-stringify|void-elements)[\\/]/, priority: 20 },
            { name: ofTheStart(), debugName: 'start', priority: 10 },
          ],
        },
      },
    },
  },
})
