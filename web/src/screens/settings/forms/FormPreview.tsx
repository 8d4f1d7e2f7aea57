import { useTranslation } from 'react-i18next'
import styles from './Forms.module.css'

/** Hardly more than a browser does by itself: the site has its own looks. */
const looks =
  '<style>body{margin:16px;font:14px/20px system-ui,sans-serif;color:#1c1e21;background:#fff}form{display:grid;gap:8px}input,textarea,button{font:inherit;padding:7px 9px;box-sizing:border-box}label input,label textarea{width:100%}button{justify-self:start}</style>'

/** Roughly as high as what stands in it, so that nothing has to be scrolled. */
const heightOf = (html: string) => 90 + 64 * (html.match(/<label>/g)?.length ?? 0) + 34 * (html.match(/<textarea/g)?.length ?? 0)

/** The form as a visitor sees it on a page without looks of its own: the very code, drawn apart, where nothing of it runs or is sent. */
export function FormPreview({ snippet, name }: { snippet: string; name: string }) {
  const { t } = useTranslation()
  // An origin of its own, of which our policy lets no script run; a browser that is driven from outside needs the word all the same.
  const html = snippet.replaceAll(/<script\b[\s\S]*?<\/script>/gi, '')
  return (
    <figure className={styles.preview}>
      <figcaption>{t('leads.forms.preview')}</figcaption>
      <iframe
        title={t('leads.forms.previewOf', { name })}
        sandbox="allow-scripts"
        srcDoc={`<!doctype html><html lang="ru"><head><title>${t('leads.forms.preview')}</title>${looks}</head><body>${html}</body></html>`}
        style={{ height: heightOf(html) }}
      />
      <p className="muted sm">{t('leads.forms.previewHint')}</p>
    </figure>
  )
}
