import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegulationText, WorkingDraft } from '@reglament/contract'
import { faultText } from '../../../api/faults.ts'
import { Differences } from '../../../drafting/Differences.tsx'
import { EnactForm } from '../../../drafting/EnactForm.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { serverNow } from '../../../ui/now.ts'
import { useFormat } from '../../../words/format.tsx'
import { Recheck } from '../../regulation/change/Recheck.tsx'
import { ChangesBar } from '../ChangesBar.tsx'
import { withParams } from './paper.ts'
import type { DraftInHand } from './useWorkingDraft.ts'
import styles from './Stages.module.css'

const draftId = 'draft-of-stages'

/** At hand while one edits: that there is a draft, whether anything is wrong with it, and the way to it. */
export function DraftBar({ draft: { content }, hand: { preview } }: { draft: WorkingDraft; hand: DraftInHand }) {
  const { t } = useTranslation()
  if (content === null) return null
  const { data } = preview
  const faults = data?.faults.length ?? 0
  return (
    <ChangesBar
      text={
        !data
          ? t('stages.hasDraft')
          : faults > 0
            ? t('stages.faults', { count: faults })
            : t('stages.differences', { count: data.differences.length })
      }
    >
      <Button size="s" onPress={() => document.getElementById(draftId)?.scrollIntoView({ block: 'start' })}>
        {t('drafts.check')}
      </Button>
    </ChangesBar>
  )
}

/** The draft: who wrote on it last, what it changes, what is wrong with it and how to mend that, and how it comes in force. */
export function DraftPart({ text, draft, hand }: { text: RegulationText; draft: WorkingDraft; hand: DraftInHand }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { content, base, editedAt, editedBy } = draft
  const { preview, save, rebase, discard, reread } = hand
  if (content === null)
    return (
      <>
        <Recheck />
        <p className={styles.none}>{t('stages.noDraft')}</p>
      </>
    )
  const faults = preview.data?.faults ?? []
  const mends = faults.flatMap(({ mend }) => (mend ? [mend] : []))
  const clauses = text.document.sections.flatMap((section, i) =>
    section.clauses.map(({ key }, j) => ({ key, number: `${i + 1}.${j + 1}` })),
  )
  const numberOf = (clause: string) => clauses.find(({ key }) => key === clause)?.number ?? clause
  const mendAll = () => save.mutate((known) => mends.reduce((paper, { clause, params }) => withParams(paper, clause, params), known))
  return (
    <section id={draftId} className={styles.draft} aria-label={t('drafts.of', { version: text.version + 1 })}>
      <header className="row between wrap">
        <h3>{t('drafts.of', { version: text.version + 1 })}</h3>
        {editedAt && (
          <p className="muted sm">{t('stages.editedBy', { name: editedBy ?? '', when: format.moment(editedAt, serverNow()) })}</p>
        )}
      </header>
      {base ? (
        <>
          <p>{t('stages.outdated', { version: draft.inForce })}</p>
          <div className="row wrap">
            <Button kind="go" busy={rebase.isPending} onPress={() => rebase.mutate()}>
              {t('stages.rebase')}
            </Button>
          </div>
          {rebase.error && (
            <p className="is-broken" role="alert">
              {faultText(rebase.error, t)}
            </p>
          )}
        </>
      ) : preview.error ? (
        <p className="is-broken" role="alert">
          {faultText(preview.error, t)}
        </p>
      ) : !preview.data ? (
        <SkeletonRows rows={2} />
      ) : faults.length > 0 ? (
        <>
          <p>{t('stages.faults', { count: faults.length })}</p>
          <ul className={styles.faults}>
            {faults.map(({ path, message, clause, mend }) => (
              <li key={path + message}>
                <Icon name="alert" />
                <span>
                  {clause !== null && (
                    <>
                      <Link to="/regulation" hash={clause}>
                        {t('ui.clause', { number: numberOf(clause) })}
                      </Link>{' '}
                    </>
                  )}
                  {message}
                  {mend && (
                    <>
                      {' '}
                      <button
                        type="button"
                        className="link"
                        onClick={() => save.mutate((paper) => withParams(paper, mend.clause, mend.params))}
                      >
                        {t('stages.mend', { names: mend.text })}
                      </button>
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {mends.length > 1 && (
            <div className="row">
              <Button icon="check" busy={save.isPending} onPress={mendAll}>
                {t('stages.mendAll', { count: mends.length })}
              </Button>
            </div>
          )}
        </>
      ) : (
        <>
          <Differences items={preview.data.differences} />
          <p className={styles.fine}>
            <Icon name="check" />
            <span>{t('drafts.fine')}</span>
          </p>
          <EnactForm creation={content} onEnacted={() => void reread()} />
        </>
      )}
      <Discard discard={discard} />
    </section>
  )
}

/** The paper is everybody's: who throws it away is asked once more. */
function Discard({ discard }: { discard: DraftInHand['discard'] }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  if (!asked)
    return (
      <p>
        <button type="button" className="link sm" onClick={() => setAsked(true)}>
          {t('stages.discard')}
        </button>
        {discard.error && <span className="is-broken sm"> {t('stages.discardStale')}</span>}
      </p>
    )
  return (
    <div className="row wrap" role="group" aria-label={t('stages.discard')}>
      <span>{t('stages.discardSure')}</span>
      <Button autoFocus size="s" busy={discard.isPending} onPress={() => discard.mutate(undefined, { onSettled: () => setAsked(false) })}>
        {t('stages.discardYes')}
      </Button>
      <Button size="s" kind="quiet" onPress={() => setAsked(false)}>
        {t('ui.cancel')}
      </Button>
    </div>
  )
}
