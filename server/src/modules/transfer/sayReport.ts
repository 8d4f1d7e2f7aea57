import type { Locale } from '@reglament/contract'
import { formatMoney } from '@reglament/kernel'
import { speech } from '@reglament/regulation'
import type { Text } from '../../platform/text.ts'
import type { Book } from '../rulebook/index.ts'
import { rejections, remarks } from './reasons.ts'
import { show } from './sayReason.ts'
import type { Counted, ImportReport, LeadCounts, Sums } from './tally.ts'

const words = {
  dryRun: { ru: 'Пробный прогон: ничего не записано.', en: 'Dry run: nothing was written.' },
  file: { ru: 'Файл', en: 'File' },
  delimiter: { ru: 'разделитель', en: 'delimiter' },
  tab: { ru: 'табуляция', en: 'tab' },
  rows: { ru: 'Прочитано строк', en: 'Rows read' },
  adopted: { ru: 'Перенесено сделок', en: 'Deals adopted' },
  leads: { ru: 'Перенесено обращений', en: 'Leads brought in' },
  new: { ru: 'новых', en: 'new' },
  'in-work': { ru: 'в работе', en: 'in work' },
  converted: { ru: 'стали сделками', en: 'converted to deals' },
  traces: { ru: 'повторы тех, что уже есть', en: 'one more trace of those that are here' },
  leadsPerSecond: { ru: 'обращений в секунду', en: 'leads per second' },
  open: { ru: 'открытых', en: 'open' },
  won: { ru: 'выигранных', en: 'won' },
  lost: { ru: 'проигранных', en: 'lost' },
  already: { ru: 'Были перенесены раньше', en: 'Adopted before' },
  rowsRejected: { ru: 'Не перенесено строк', en: 'Rows not brought in' },
  rejected: { ru: 'отклонённых', en: 'rejected' },
  lines: { ru: 'строки', en: 'lines' },
  remarked: { ru: 'Перенесено с оговорками', en: 'Adopted with remarks' },
  kept: { ru: 'Значения не из списка, оставлены как написаны', en: 'Values outside of the list, kept as written' },
  more: { ru: 'и ещё значений', en: 'and more values' },
  made: { ru: 'Заведено', en: 'Made' },
  people: { ru: 'сотрудников без входа', en: 'members without a sign-in' },
  teams: { ru: 'отделов', en: 'teams' },
  companies: { ru: 'компаний', en: 'companies' },
  contacts: { ru: 'контактов', en: 'contacts' },
  clauses: { ru: 'Регламент записал, не останавливая', en: 'The regulation recorded, refusing nothing' },
  reviews: {
    ru: 'Каждой открытой сделке поставлено дело на ближайшие 5 рабочих дней, поровну по дням',
    en: 'Every open deal has a task within the next 5 working days, evenly over the days',
  },
  tidied: { ru: 'Пропущено пустых', en: 'Passed over, empty' },
  emptyLines: { ru: 'строк', en: 'lines' },
  trailing: { ru: 'концов строк с лишними разделителями', en: 'line ends with needless delimiters' },
  report: { ru: 'Отчёт по строкам', en: 'Report of rows' },
  hint: { ru: 'Строки с причинами сохранит --report файл.csv', en: 'Rows with their reasons are kept by --report file.csv' },
  took: { ru: 'Заняло', en: 'Took' },
  seconds: { ru: 'с', en: 's' },
  perSecond: { ru: 'сделок в секунду', en: 'deals per second' },
} satisfies Record<string, Text>

const keptMax = 20

/** The outcome of an import in plain words, line by line. */
export function sayReport(report: ImportReport, { regulation }: Book, locale: Locale): string[] {
  const say = (word: keyof typeof words) => words[word][locale]
  const number = (value: number) => value.toLocaleString(locale)
  const { fields } = speech(regulation, locale)
  const status = (name: 'open' | 'won' | 'lost') => `  ${say(name)}: ${sayDeals(report.adopted[name], locale)}`
  const { open, won, lost } = report.adopted
  const adopted = open.deals + won.deals + lost.deals
  const delimiter = report.delimiter === '\t' ? say('tab') : `«${report.delimiter}»`
  const seconds = report.durationMs / 1000
  return [
    ...(report.dryRun ? [say('dryRun')] : []),
    `${say('file')} ${report.file} (${report.encoding}, ${say('delimiter')} ${delimiter})`,
    `${say('rows')}: ${number(report.rows)}`,
    ...(report.becomes === 'leads' ? sayLeads(report.leads, locale) : [`${say('adopted')}: ${number(adopted)}`]),
    ...(adopted > 0 ? [status('open'), status('won'), status('lost')] : []),
    `${say('already')}: ${number(report.already)}`,
    `${say('rowsRejected')}: ${number(report.rejected)}`,
    ...counted(report.reasons, rejections, locale),
    ...section(say('remarked'), counted(report.remarks, remarks, locale)),
    ...section(say('kept'), [
      ...report.kept.slice(0, keptMax).map(({ field, value, rows }) => `  ${fields([field])}: «${show(value)}» — ${number(rows)}`),
      ...(report.kept.length > keptMax ? [`  ${say('more')}: ${number(report.kept.length - keptMax)}`] : []),
    ]),
    ...sayMade(report, locale),
    ...section(
      say('clauses'),
      Object.entries(report.clauses)
        .toSorted(([, a], [, b]) => b - a)
        .map(([key, rows]) => {
          const clause = regulation.clause(key)
          return `  ${clause?.number ?? ''} ${clause?.kind.words[locale].title ?? key}: ${number(rows)}`
        }),
    ),
    ...(open.deals > 0 ? [`${say('reviews')}.`] : []),
    ...sayTidied(report, locale),
    ...(report.reportFile === null ? [] : [`${say('report')}: ${report.reportFile}`]),
    ...(report.reportFile === null && report.rejected > 0 ? [`${say('hint')}.`] : []),
    `${say('took')} ${number(Math.round(seconds * 10) / 10)} ${say('seconds')}${speed(report, adopted, locale)}.`,
  ]
}

function speed({ leads, dryRun, durationMs }: ImportReport, deals: number, locale: Locale): string {
  const came = deals + Object.values(leads).reduce((sum, count) => sum + count, 0)
  const perSecond = deals > 0 ? words.perSecond : words.leadsPerSecond
  return came > 0 && !dryRun ? `, ${Math.round(came / (durationMs / 1000)).toLocaleString(locale)} ${perSecond[locale]}` : ''
}

function sayLeads(leads: LeadCounts, locale: Locale): string[] {
  const all = Object.values(leads).reduce((sum, count) => sum + count, 0)
  const each = (Object.keys(leads) as (keyof LeadCounts)[]).filter((what) => leads[what] > 0)
  return [
    `${words.leads[locale]}: ${all.toLocaleString(locale)}`,
    ...each.map((what) => `  ${words[what][locale]}: ${leads[what].toLocaleString(locale)}`),
  ]
}

const section = (title: string, lines: readonly string[]) => (lines.length > 0 ? [`${title}:`, ...lines] : [])

const sayDeals = ({ deals, sums }: Sums, locale: Locale): string =>
  [deals.toLocaleString(locale), ...Object.entries(sums).map(([currency, amount]) => formatMoney({ amount, currency }, locale))].join(', ')

const counted = (counts: Partial<Record<string, Counted>>, titles: Record<string, Text>, locale: Locale): string[] =>
  Object.entries(counts)
    .toSorted(([, a], [, b]) => b!.rows - a!.rows)
    .map(([code, it]) => {
      const more = it!.rows > it!.lines.length ? ' …' : ''
      return `  ${titles[code]![locale]}: ${it!.rows.toLocaleString(locale)} (${words.lines[locale]} ${it!.lines.join(', ')}${more})`
    })

function sayMade(report: ImportReport, locale: Locale): string[] {
  const made = (['people', 'teams', 'companies', 'contacts'] as const)
    .filter((what) => report[what] > 0)
    .map((what) => `${words[what][locale]} ${report[what].toLocaleString(locale)}`)
  return made.length > 0 ? [`${words.made[locale]}: ${made.join(', ')}`] : []
}

function sayTidied({ emptyLines, trailingCells }: ImportReport, locale: Locale): string[] {
  const parts = [
    ...(emptyLines > 0 ? [`${words.emptyLines[locale]} ${emptyLines.toLocaleString(locale)}`] : []),
    ...(trailingCells > 0 ? [`${words.trailing[locale]} ${trailingCells.toLocaleString(locale)}`] : []),
  ]
  return parts.length > 0 ? [`${words.tidied[locale]}: ${parts.join(', ')}`] : []
}
