import type { Locale } from '@reglament/contract'
import { inAttribute } from '@reglament/kernel/siteForm'

const words: Readonly<Record<Locale, { title: string; text: string; back: string }>> = {
  ru: { title: 'Спасибо, заявка отправлена', text: 'Мы получили её и ответим.', back: 'Вернуться на сайт' },
  en: { title: 'Thank you, your request is sent', text: 'We have received it and will answer.', back: 'Back to the site' },
}

const style = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/24px system-ui,sans-serif;padding:24px;box-sizing:border-box}
h1{font-size:22px;line-height:28px;margin:0 0 8px}p{margin:0 0 16px}main{max-width:480px}`

/** The address of the page that a form stood on, as far as a link may lead there. */
function siteOf(referer: string | undefined): string | undefined {
  const url = referer === undefined ? null : URL.parse(referer)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined
}

/** What a visitor sees whose browser has sent a form that names no page of thanks of its own (C1). */
export function thanksPage(locale: Locale, referer: string | undefined): string {
  const { title, text, back } = words[locale]
  const site = siteOf(referer)
  const link = site === undefined ? '' : `<p><a href="${inAttribute(site)}">${back}</a></p>`
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${text}</p>${link}</main></body></html>`
}
