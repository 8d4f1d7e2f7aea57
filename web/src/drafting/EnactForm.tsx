import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftCreation, RegulationVersion } from '@reglament/contract'
import { faultOf, ProblemError } from '../api/faults.ts'
import { server } from '../api/server.ts'
import { Button } from '../ui/Button.tsx'
import { DateField } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import { useFormat } from '../words/format.tsx'
import styles from './Drafting.module.css'

/** Everything on screen that is read from the regulation; a new version makes it old. */
const readFromBook = [
  'regulation',
  'regulation-versions',
  'regulation-document',
  'working-draft',
  'regulation-figures',
  'pipelines',
  'fields',
  'task-kinds',
  'loss-reasons',
  'acts',
  'deal',
  'board',
  'breaches',
]

/** How a draft comes in force: at once or from a date, and the press that does it. Two requests: the draft is kept, then enacted. */
export function EnactForm({
  creation,
  ready,
  onEnacted,
  onLater,
}: {
  creation: DraftCreation
  /** What has to be written before; false: the person is asked something first. */
  ready?: () => Promise<boolean>
  onEnacted: () => void
  onLater?: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const [dated, setDated] = useState(false)
  const [from, setFrom] = useState<string | null>(null)
  const enact = useMutation({
    mutationFn: async (): Promise<RegulationVersion | null> => {
      if (ready && !(await ready())) return null
      const draft = await server.draftRegulation(creation)
      return server.enactDraft(draft.id, dated && from ? { from } : {})
    },
    onSuccess: (version) => {
      if (!version) return
      const { number, inForceFrom, state } = version
      const title =
        state === 'ahead'
          ? t('drafts.willCome', { version: number, date: format.date(inForceFrom) })
          : t('drafts.enacted', { version: number })
      toast({ kind: 'done', title })
      for (const key of readFromBook) void client.invalidateQueries({ queryKey: [key] })
      onEnacted()
    },
  })
  const { error } = enact
  const said =
    error instanceof ProblemError
      ? [error.problem.detail, ...(error.problem.faults ?? []).map(({ message }) => message)].filter(
          (one, i, all) => one && all.indexOf(one) === i,
        )
      : []
  return (
    <section className={styles.enact} aria-label={t('drafts.how')}>
      <h3>{t('drafts.how')}</h3>
      <div role="radiogroup" aria-label={t('drafts.how')} className={styles.ways}>
        {[false, true].map((way) => (
          <label key={String(way)}>
            <input type="radio" name="enact-from" checked={dated === way} onChange={() => setDated(way)} />
            <span>{t(way ? 'drafts.fromDate' : 'drafts.now')}</span>
          </label>
        ))}
      </div>
      {dated && <DateField label={t('drafts.fromLabel')} value={from} onChange={setFrom} withTime />}
      {error && (
        <div className="is-broken sm" role="alert">
          {said.length > 0 ? said.map((one) => <p key={one}>{one}</p>) : <p>{t(`fault.${faultOf(error)}.text`)}</p>}
        </div>
      )}
      <div className="row wrap">
        <Button
          kind="go"
          icon="reg"
          busy={enact.isPending}
          why={dated && from === null ? t('drafts.needDate') : undefined}
          onPress={() => enact.mutate()}
        >
          {dated && from ? t('drafts.enactFrom', { date: format.date(from) }) : t('drafts.enact')}
        </Button>
        {onLater && (
          <Button kind="quiet" onPress={onLater}>
            {t('drafts.later')}
          </Button>
        )}
      </div>
    </section>
  )
}
