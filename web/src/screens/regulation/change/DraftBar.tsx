import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Clause, Draft } from '@reglament/contract'
import { faultOf, ProblemError } from '../../../api/faults.ts'
import { server } from '../../../api/server.ts'
import { Button } from '../../../ui/Button.tsx'
import { toast } from '../../../ui/toast.tsx'
import { draftOf, type Changes } from './draft.ts'
import { EnactDialog } from './EnactDialog.tsx'
import styles from './Change.module.css'

/** At the bottom while one changes the regulation: how much is changed, the list of differences, and the way out. */
export function DraftBar({ changes, clauses, onLeave }: { changes: Changes; clauses: readonly Clause[]; onLeave: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [shown, setShown] = useState<{ draft: Draft; opened: boolean }>()
  const draft = useMutation({
    mutationFn: () => server.draftRegulation(draftOf(changes)),
    onSuccess: (made) => setShown({ draft: made, opened: true }),
  })
  const count = Object.keys(changes).length
  const faults = draft.error instanceof ProblemError ? (draft.error.problem.faults ?? []) : []
  const numberAt = (path: string) => {
    const at = /^\/changes\/(\d+)/.exec(path)
    const key = at ? Object.keys(changes)[Number(at[1])] : undefined
    return clauses.find((clause) => clause.key === key)?.number
  }
  return (
    <div className={styles.bar} role="region" aria-label={t('drafts.start')}>
      {draft.error && (
        <div className={styles.faults} role="alert">
          {faults.length > 0 ? (
            faults.map(({ path, message }) => {
              const number = numberAt(path)
              return (
                <p key={path + message}>
                  {number !== undefined && <b>{t('ui.clause', { number })} </b>}
                  {message}
                </p>
              )
            })
          ) : (
            <p>{t(`fault.${faultOf(draft.error)}.text`)}</p>
          )}
        </div>
      )}
      <p className="row wrap">
        <b className="grow">{count === 0 ? t('drafts.nothing') : t('drafts.changed', { count })}</b>
        <Button kind="go" busy={draft.isPending} why={count === 0 ? t('drafts.nothing') : undefined} onPress={() => draft.mutate()}>
          {t('drafts.check')}
        </Button>
        <Button kind="quiet" onPress={onLeave}>
          {t('drafts.stop')}
        </Button>
      </p>
      {shown && (
        <EnactDialog
          draft={shown.draft}
          clauses={clauses}
          opened={shown.opened}
          onClose={() => setShown({ ...shown, opened: false })}
          onEnacted={(version) => {
            toast({ kind: 'done', title: t('drafts.enacted', { version }) })
            for (const queryKey of [['regulation'], ['regulation-versions'], ['acts'], ['deal'], ['board'], ['breaches']])
              void client.invalidateQueries({ queryKey })
            onLeave()
          }}
        />
      )}
    </div>
  )
}
