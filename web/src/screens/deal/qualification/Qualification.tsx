import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, Qualification as Told } from '@reglament/contract'
import { qualificationQuery } from '../../../api/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { usePipeline } from '../usePipeline.ts'
import { Answer } from './Answer.tsx'
import { Script } from './Script.tsx'
import { Searches } from './Searches.tsx'
import styles from './Qualification.module.css'
import { later } from '../../../ui/later.tsx'

const FoundDialog = later(async () => (await import('./FoundDialog.tsx')).FoundDialog)

/** The qualification: what to look up before the call, what to say, what to ask, and what the client answered (B12). */
export function Qualification({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const { data, error, refetch, isFetching } = useQuery(qualificationQuery(deal.id))
  if (!data)
    return (
      <div className={styles.page}>
        {error ? (
          <ErrorState error={error} what={t('card.qualification.failed')} retry={() => void refetch()} busy={isFetching} />
        ) : (
          <SkeletonRows rows={6} />
        )}
      </div>
    )
  return (
    <div className={styles.page}>
      <Lookup deal={deal} searches={data.searches} />
      <div className={styles.two}>
        <Questions deal={deal} questions={data.questions} />
        {data.script.length > 0 && <Script steps={data.script} deal={deal} />}
      </div>
    </div>
  )
}

function Lookup({ deal, searches }: { deal: Deal; searches: Told['searches'] }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  return (
    <section className={styles.lookup} aria-labelledby="look-up">
      <header className="row between">
        <h3 id="look-up">{t('card.search.title')}</h3>
        {deal.mayAct && (
          <Button size="s" icon="pen" onPress={() => setOpened(true)}>
            {t('card.search.write')}
          </Button>
        )}
      </header>
      <Searches searches={searches} />
      <FoundDialog deal={deal} opened={opened} onClose={() => setOpened(false)} />
    </section>
  )
}

function Questions({ deal, questions }: { deal: Deal; questions: Told['questions'] }) {
  const { t } = useTranslation()
  const { stage, stageName } = usePipeline(deal.pipeline)
  const stages = [...new Set(questions.map((question) => question.stage))].toSorted(
    (one, other) => (stage(one)?.position ?? 0) - (stage(other)?.position ?? 0),
  )
  if (questions.length === 0)
    return (
      <EmptyState icon="note" title={t('card.qualification.none')}>
        {t('card.qualification.noneText')}
      </EmptyState>
    )
  return (
    <div className={styles.questions}>
      {stages.map((key) => {
        const asked = questions.filter((question) => question.stage === key)
        const done = asked.filter(({ answer }) => answer.text !== '').length
        return (
          <section key={key} aria-label={stageName(key)}>
            <header className="row between">
              <h3>{stageName(key)}</h3>
              {done === asked.length ? (
                <Tag tone="good" icon="check">
                  {t('ui.filled')}
                </Tag>
              ) : (
                <span className="muted sm">{t('card.qualification.done', { done, all: asked.length })}</span>
              )}
            </header>
            {asked.map((question) => (
              <Answer key={question.key} deal={deal} question={question} />
            ))}
          </section>
        )
      })}
    </div>
  )
}
