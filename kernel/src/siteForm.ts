/** What a field of a form of a site asks for; each at most once in a form. */
export const siteFormParts = ['name', 'phone', 'email', 'telegram', 'whatsapp', 'company', 'text', 'product', 'deadline', 'budget'] as const
export type SiteFormPart = (typeof siteFormParts)[number]
export type SiteFormField = { part: SiteFormPart; label: string; required: boolean }

/** By one of these a client can be answered; a form without any would only fill the quarantine. */
export const answerableParts: readonly SiteFormPart[] = ['phone', 'email', 'telegram', 'whatsapp']

export type SiteForm = {
  fields: readonly SiteFormField[]
  /** The words on the button. */
  button: string
  /** What the site calls its fields: from a name to a part of the lead. */
  mapping: Readonly<Record<string, string>>
  honeypot: string | null
  /** Where the visitor is led after sending. */
  successUrl: string | null
}

/** By these names a part is known without a mapping. */
const usualNames: Partial<Record<SiteFormPart, string>> = { text: 'message' }
const types: Partial<Record<SiteFormPart, string>> = { phone: 'tel', whatsapp: 'tel', email: 'email' }
const fillings: Partial<Record<SiteFormPart, string>> = { name: 'name', phone: 'tel', email: 'email', company: 'organization' }

/** By which name a part is sent: that of the mapping, or the usual one. */
export const nameOfPart = (mapping: Readonly<Record<string, string>>, part: SiteFormPart): string =>
  Object.entries(mapping).find(([, meaning]) => meaning === part)?.[0] ?? usualNames[part] ?? part

/** The number of a filling: of a second click, and of a repeat after a lost answer, it is the one of the first. */
export const onceName = '_once'
/** How long it was filled in. */
export const secondsName = '_seconds'
/** Marks of the sending, of which nothing becomes a part of the inquiry. */
export const sendingMarks: readonly string[] = [onceName, secondsName]

const texts = {
  ru: {
    name: 'Имя',
    phone: 'Телефон',
    email: 'Почта',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    company: 'Компания',
    text: 'Что нужно сделать?',
    product: 'Что вас интересует?',
    deadline: 'К какому сроку?',
    budget: 'Бюджет',
    button: 'Отправить',
  },
  en: {
    name: 'Name',
    phone: 'Phone',
    email: 'E-mail',
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    company: 'Company',
    text: 'What is to be done?',
    product: 'What are you interested in?',
    deadline: 'By when?',
    budget: 'Budget',
    button: 'Send',
  },
} as const satisfies Record<'ru' | 'en', Record<SiteFormPart | 'button', string>>

/** What visitors read beside a field, until somebody words it differently. */
export const usualLabel = (part: SiteFormPart | 'button', language: 'ru' | 'en'): string => texts[language][part]

/** The form that is offered to begin with: who, how to answer, and what is wanted. */
export const usualFields = (language: 'ru' | 'en'): SiteFormField[] =>
  (['name', 'phone', 'email', 'text'] as const).map((part) => ({ part, label: texts[language][part], required: part === 'phone' }))

/** A text as the value of an attribute in double quotes. */
export const inAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/**
 * HTML of a form to paste into a page: it works without scripts; with them it also says the page and how long it was being filled in, a
 * second click on its button is none, and what is sent once more after a lost answer bears the number of the first time. A page that
 * sends it by a script of its own and empties it then gets another number with that.
 * @param action the address that takes what is sent
 */
export function siteFormHtml(action: string, { fields, button, mapping, honeypot, successUrl }: SiteForm): string {
  const line = ({ part, label, required }: SiteFormField) => {
    const name = `name="${inAttribute(nameOfPart(mapping, part))}"${required ? ' required' : ''}`
    const type = types[part] ? ` type="${types[part]}"` : ''
    const filling = fillings[part] ? ` autocomplete="${fillings[part]}"` : ''
    return `  <label>${inAttribute(label)}<br>${part === 'text' ? `<textarea ${name} rows="3"></textarea>` : `<input ${name}${type}${filling}>`}</label>`
  }
  return [
    `<form action="${inAttribute(action)}" method="post" accept-charset="utf-8">`,
    ...fields.map(line),
    ...(honeypot
      ? [
          `  <input name="${inAttribute(honeypot)}" tabindex="-1" autocomplete="off" style="position:absolute;left:-9999px" aria-hidden="true">`,
        ]
      : []),
    `  <input type="hidden" name="page"><input type="hidden" name="${secondsName}"><input type="hidden" name="${onceName}">`,
    `  <button>${inAttribute(button)}</button>`,
    '</form>',
    '<script>',
    '  (function (form, from) {',
    "    var button = form.querySelector('button')",
    `    function anew() { from = Date.now(); form.${onceName}.value = crypto.getRandomValues(new Uint32Array(4)).join('-') }`,
    '    function awake() { button.disabled = false }',
    '    form.page.value = location.href',
    `    if (!form.${onceName}.value) anew()`,
    "    form.addEventListener('submit', function (event) {",
    `      form.${secondsName}.value = Math.round((Date.now() - from) / 1000)`,
    '      button.disabled = true',
    '      setTimeout(function () { if (event.defaultPrevented) awake() })',
    '      setTimeout(awake, 10000)',
    '    })',
    "    form.addEventListener('reset', anew)",
    "    addEventListener('pageshow', awake)",
    '  })(document.currentScript.previousElementSibling, Date.now())',
    '</script>',
    ...(successUrl ? [`<!-- after sending: ${inAttribute(successUrl).replaceAll('--', '&#45;&#45;')} -->`] : []),
  ].join('\n')
}
