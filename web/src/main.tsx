import './styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { startWords } from './words/i18n.ts'

const root = document.querySelector('#root')
if (!root) throw new Error('index.html has no #root')

await startWords()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
