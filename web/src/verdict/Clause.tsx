import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { regulationQuery } from '../api/queries.ts'
import { ClauseMark, type ClauseMarkProps } from '../ui/ClauseMark.tsx'
import { SkeletonRows } from '../ui/states.tsx'

/** A clause by its key: its mark, its sentence on hover, its place in the regulation. Nothing if the act has no clause. */
export function Clause({ clause, number, state }: { clause: string | null; number: string | null; state?: ClauseMarkProps['state'] }) {
  // What holds before any clause has a key and no number.
  if (clause === null || number === null || number === '') return null
  return <ClauseMark number={number} state={state} href={`/regulation#${clause}`} card={<Sentence clause={clause} />} />
}

function Sentence({ clause }: { clause: string }) {
  const { t } = useTranslation()
  const { data, isPending } = useQuery(regulationQuery)
  const found = data?.clauses.find(({ key }) => key === clause)
  if (isPending) return <SkeletonRows rows={1} />
  if (!found) return <span className="muted">{t('ui.readWhole')}</span>
  return (
    <>
      <b>{found.title}</b>
      <p className="t2">{found.sentence}</p>
      <p className="muted sm">{t(`ui.modeHint.${found.mode}`)}</p>
    </>
  )
}
