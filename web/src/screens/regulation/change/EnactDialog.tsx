import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Clause, Draft } from '@reglament/contract'
import { faultOf, ProblemError } from '../../../api/faults.ts'
import { server } from '../../../api/server.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useParamName } from './useParamName.ts'
import styles from './Change.module.css'

const modes = ['off', 'observe', 'warn', 'enforce'] as const

/** The differences of a draft, clause by clause, and the press that puts it in force. */
export function EnactDialog({
  draft,
  clauses,
  opened,
  onClose,
  onEnacted,
}: {
  draft: Draft
  clauses: readonly Clause[]
  opened: boolean
  onClose: () => void
  onEnacted: (version: number) => void
}) {
  const { t } = useTranslation()
  const nameOf = useParamName()
  const enact = useMutation({
    mutationFn: () => server.enactDraft(draft.id),
    onSuccess: ({ number }) => {
      onClose()
      onEnacted(number)
    },
  })
  const say = (value: unknown): string => {
    const mode = modes.find((one) => one === value)
    if (mode) return t(`regulation.mode.${mode}`)
    if (value === null) return t('drafts.none')
    if (Array.isArray(value)) return value.map(say).join(', ')
    if (typeof value === 'boolean') return t(value ? 'ui.yes' : 'ui.no')
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
  // Of the values only those that differ are said.
  const pairs = (before: unknown, after: unknown): [string, string, string][] => {
    if (!isRecord(before) || !isRecord(after)) return [['', say(before), say(after)]]
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, say(before[key] ?? null), say(after[key] ?? null)])
  }
  const { error } = enact
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('drafts.title')}
      sub={t('drafts.sub', { version: draft.basedOn })}
      width={560}
      footer={
        <>
          <Button kind="go" icon="reg" busy={enact.isPending} onPress={() => enact.mutate()}>
            {t('drafts.enact')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <ul className={styles.differences}>
        {draft.differences.flatMap(({ clause, number, what, before, after }) =>
          pairs(before, after).map(([key, was, willBe]) => (
            <li key={`${clause} ${what} ${key}`}>
              <p>
                {number !== null && <b>{t('ui.clause', { number })}</b>} {clauses.find((one) => one.key === clause)?.title ?? clause}
              </p>
              <p className="t2">
                {t(`drafts.differs.${what}`)}
                {key && `, ${nameOf(key)}`}: <del>{was}</del> <span className="unseen">{t('drafts.willBe')}</span>→ <ins>{willBe}</ins>
              </p>
            </li>
          )),
        )}
      </ul>
      {error && (
        <p className="is-broken sm" role="alert">
          {error instanceof ProblemError && error.problem.detail ? error.problem.detail : t(`fault.${faultOf(error)}.text`)}
        </p>
      )}
    </Dialog>
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
