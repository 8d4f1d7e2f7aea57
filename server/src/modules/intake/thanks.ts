import type { Locale } from '@reglament/contract'
import { inAttribute } from '@reglament/kernel/siteForm'

const words = {
  ru: {
    title: 'Спасибо, заявка отправлена',
    text: 'Мы получили её и ответим.',
    refused: 'Заявка не отправлена',
    door: 'Адрес для заявок',
    doorText: 'Сюда форма сайта шлёт заявки. Открывать его в\u00A0браузере незачем.',
    back: 'Вернуться на сайт',
    because: {
      404: 'Эта форма больше не принимает заявки.',
      413: 'Заявка слишком большая. Напишите короче и не прикладывайте файлы.',
    },
  },
  en: {
    title: 'Thank you, your request is sent',
    text: 'We have received it and will answer.',
    refused: 'Your request was not sent',
    door: 'An address for requests',
    doorText: 'A form of a site sends requests here. There is nothing to be seen in a browser.',
    back: 'Back to the site',
    because: {
      404: 'This form takes no more requests.',
      413: 'Your request is too large. Make it shorter and attach no files.',
    },
  },
} as const satisfies Record<Locale, object>

const style = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/24px system-ui,sans-serif;padding:24px;box-sizing:border-box}
h1{font-size:22px;line-height:28px;margin:0 0 8px}p{margin:0 0 16px}main{max-width:480px}`

/** The address of the page that a form stood on, as far as a link may lead there. */
function siteOf(referer: string | undefined): string | undefined {
  const url = referer === undefined ? null : URL.parse(referer)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined
}

function page(locale: Locale, title: string, text: string, referer: string | undefined): string {
  const site = siteOf(referer)
  const link = site === undefined ? '' : `<p><a href="${inAttribute(site)}">${words[locale].back}</a></p>`
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${inAttribute(text)}</p>${link}</main></body></html>`
}

/** What a visitor sees whose browser has sent a form that names no page of thanks of its own (C1). */
export const thanksPage = (locale: Locale, referer: string | undefined): string =>
  page(locale, words[locale].title, words[locale].text, referer)

/** What is seen by who opens the address of a form, or comes back to it; whether there is such a form is not told. */
export const doorPage = (locale: Locale, referer: string | undefined): string =>
  page(locale, words[locale].door, words[locale].doorText, referer)

/** What he sees where the form was not taken, and why. */
export function refusalPage(locale: Locale, status: number, detail: string, referer: string | undefined): string {
  const { refused, because } = words[locale]
  return page(locale, refused, (because as Record<number, string>)[status] ?? detail, referer)
}
