import { useTranslation } from 'react-i18next'
import type { Board, Money, Pipeline } from '@reglament/contract'
import { useFormat } from '../../words/format.tsx'

/** «34 сделки · 27,1 млн ₽»: everything open that the board shows. A filter that leaves very many says «1 000+». */
export function Total({ pipeline, board }: { pipeline: Pipeline; board: Board | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!board) return null
  const open = new Set(pipeline.stages.filter(({ kind }) => kind === 'open').map(({ key }) => key))
  const columns = board.columns.filter(({ stage }) => open.has(stage))
  const count = columns.reduce((sum, column) => sum + column.count, 0)
  const more = columns.some((column) => column.more)
  const sums = new Map<string, number>()
  for (const { currency, amount } of columns.flatMap((column): Money[] => column.sums))
    sums.set(currency, (sums.get(currency) ?? 0) + amount)
  const words = [
    more ? t('lists.moreDeals', { count: format.number(count) as unknown as number }) : t('board.deals', { count }),
    ...(more ? [] : [...sums]).map(([currency, amount]) => format.moneyShort({ currency, amount })),
  ]
  return <span className="muted sm nw">{words.join(' · ')}</span>
}
