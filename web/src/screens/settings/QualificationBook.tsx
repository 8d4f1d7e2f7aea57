import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QualificationBook as Book, QualificationBookEdit } from '@reglament/contract'
import { faultOf, faultText, ProblemError } from '../../api/faults.ts'
import { pipelinesQuery, qualificationBookQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { useMe } from '../../shell/useMe.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/inputs.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { shifted } from './lists/listDraft.ts'
import styles from './QualificationBook.module.css'
import { Section } from './Section.tsx'

/** The questions of the qualification, the script of the first call and where clients are looked up (B12). */
export function QualificationBook() {
  const { t } = useTranslation()
  const { rights } = useMe()
  const { data, error, refetch, isFetching } = useQuery(qualificationBookQuery)
  return (
    <Section title={t('card.book.title')} lead={t('card.book.lead')}>
      {data ? (
        <Editor key={data.version} book={data} locked={!rights.changeRegulation} />
      ) : error ? (
        <ErrorState error={error} what={t('card.qualification.failed')} retry={() => void refetch()} busy={isFetching} />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Section>
  )
}

const numberedKey = (taken: readonly { key: string }[], begins: string): string => {
  for (let n = taken.length + 1; ; n += 1) if (!taken.some(({ key }) => key === `${begins}-${n}`)) return `${begins}-${n}`
}

function Editor({ book, locked }: { book: Book; locked: boolean }) {
  const { t } = useTranslation()
  const { version, ...before } = book
  const [draft, setDraft] = useState<QualificationBookEdit>(before)
  const { data: pipelines } = useQuery(pipelinesQuery)
  const stages = (pipelines?.find(({ kind }) => kind === 'sales')?.stages ?? [])
    .filter(({ kind }) => kind === 'open')
    .map(({ key, name }) => ({ key, name }))
  const save = useMutation({
    mutationFn: () => server.writeQualificationBook(version, draft),
    onSuccess: (saved) => {
      queryClient.setQueryData(qualificationBookQuery.queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: ['qualification'] })
      toast({ kind: 'done', title: t('card.book.done') })
    },
  })
  const { error } = save
  const isStale = error !== null && faultOf(error) === 'stale'
  const said = error instanceof ProblemError && error.status === 400 ? error.problem.faults?.[0]?.message : undefined
  const changed = JSON.stringify(draft) !== JSON.stringify(before)
  const set = (edit: Partial<QualificationBookEdit>) => setDraft({ ...draft, ...edit })
  const { questions, script, engines } = draft
  const empty = [
    ...questions.map(({ text }) => text),
    ...script.flatMap(({ title, text }) => [title, text]),
    ...engines.map(({ name }) => name),
  ].some((text) => text.trim() === '')
  const tools = <T,>(list: readonly T[], at: number, name: string, put: (next: T[]) => void) => (
    <span className={styles.tools}>
      {at > 0 && (
        <IconButton
          size="s"
          icon="down"
          className={styles.up}
          label={t('card.book.up', { name })}
          onPress={() => put(shifted(list, at, -1))}
        />
      )}
      <IconButton size="s" icon="x" label={t('card.book.remove', { name })} onPress={() => put(list.filter((_, i) => i !== at))} />
    </span>
  )
  return (
    <fieldset className={styles.book} disabled={locked}>
      <h3>{t('card.book.questions')}</h3>
      <ol className={styles.list}>
        {questions.map((question, at) => {
          const put = (edit: Partial<typeof question>) =>
            set({ questions: questions.map((one, i) => (i === at ? { ...one, ...edit } : one)) })
          return (
            <li key={question.key} className={styles.question}>
              <TextField label={t('card.book.question')} value={question.text} onChange={(text) => put({ text })} maxLength={300} />
              <TextField label={t('card.book.hint')} value={question.hint ?? ''} onChange={(hint) => put({ hint })} maxLength={300} />
              <SelectField
                label={t('card.book.stage')}
                options={stages}
                value={question.stage}
                onChange={(stage) => stage !== null && put({ stage })}
              />
              {!locked && tools(questions, at, question.text, (next) => set({ questions: next }))}
            </li>
          )
        })}
      </ol>
      {!locked && (
        <Button
          size="s"
          icon="plus"
          onPress={() =>
            set({ questions: [...questions, { key: numberedKey(questions, 'question'), stage: stages[1]?.key ?? 'taken', text: '' }] })
          }
        >
          {t('card.book.addQuestion')}
        </Button>
      )}
      <h3>{t('card.script.title')}</h3>
      <p className="muted sm">{t('card.book.placeholders')}</p>
      <ol className={styles.list}>
        {script.map((step, at) => {
          const put = (edit: Partial<typeof step>) => set({ script: script.map((one, i) => (i === at ? { ...one, ...edit } : one)) })
          return (
            // oxlint-disable-next-line react/no-array-index-key -- A step has no name of its own but its place.
            <li key={at} className={styles.step}>
              <TextField label={t('card.book.step')} value={step.title} onChange={(title) => put({ title })} maxLength={200} />
              <TextArea label={t('card.book.stepText')} value={step.text} onChange={(text) => put({ text })} maxLength={4000} />
              {!locked && tools(script, at, step.title, (next) => set({ script: next }))}
            </li>
          )
        })}
      </ol>
      {!locked && (
        <Button size="s" icon="plus" onPress={() => set({ script: [...script, { title: '', text: '' }] })}>
          {t('card.book.addStep')}
        </Button>
      )}
      <h3>{t('card.book.engines')}</h3>
      <ul className={styles.list}>
        {engines.map((engine, at) => {
          const put = (edit: Partial<typeof engine>) => set({ engines: engines.map((one, i) => (i === at ? { ...one, ...edit } : one)) })
          return (
            <li key={engine.key} className={styles.engine}>
              <TextField label={t('card.book.engine')} value={engine.name} onChange={(name) => put({ name })} maxLength={60} />
              <TextField label={t('card.book.url')} type="url" value={engine.url} onChange={(url) => put({ url })} maxLength={500} />
              {!locked && tools(engines, at, engine.name, (next) => set({ engines: next }))}
            </li>
          )
        })}
      </ul>
      {!locked && (
        <Button
          size="s"
          icon="plus"
          onPress={() => set({ engines: [...engines, { key: numberedKey(engines, 'engine'), name: '', url: 'https://…/?q={query}' }] })}
        >
          {t('card.book.addEngine')}
        </Button>
      )}
      {error && (
        <p className="is-broken" role="alert">
          {isStale ? t('card.book.stale') : (said ?? faultText(error, t))}
        </p>
      )}
      {!locked && (
        <footer className="row">
          <Button
            kind="go"
            busy={save.isPending}
            why={!changed ? t('card.book.same') : empty ? t('card.book.empty') : undefined}
            onPress={() => save.mutate()}
          >
            {t('ui.save')}
          </Button>
          {changed && (
            <Button kind="quiet" onPress={() => setDraft(before)}>
              {t('ui.cancel')}
            </Button>
          )}
        </footer>
      )}
    </fieldset>
  )
}
