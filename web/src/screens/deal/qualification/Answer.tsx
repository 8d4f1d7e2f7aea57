import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, Qualification } from '@reglament/contract'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useFormat } from '../../../words/format.tsx'
import { useAnswer } from './useAnswer.ts'
import styles from './Qualification.module.css'

/** One question with its answer, typed during the call. */
export function Answer({ deal, question }: { deal: Deal; question: Qualification['questions'][number] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const id = useId()
  const { text, state, write, leave, keepMine, takeTheirs } = useAnswer(deal.id, question.answer)
  const { at, by } = question.answer
  const said =
    state.kind === 'saved'
      ? undefined
      : t(
          `card.qualification.state.${state.kind === 'typing' || state.kind === 'saving' ? 'saving' : state.kind === 'waiting' ? 'waiting' : state.kind === 'stale' ? 'stale' : 'failed'}`,
        )
  return (
    <div className={styles.question} data-done={text.trim() !== '' || undefined}>
      <div className={styles.asked}>
        <span className={styles.tick} aria-hidden="true">
          {text.trim() !== '' && <Icon name="check" size={12} />}
        </span>
        <label htmlFor={id}>{question.text}</label>
        <span className={styles.state} role="status" data-s={state.kind}>
          {said}
        </span>
      </div>
      <textarea
        id={id}
        className={styles.answer}
        rows={1}
        maxLength={4000}
        readOnly={!deal.mayAct}
        placeholder={question.hint ?? t('card.qualification.placeholder')}
        value={text}
        onChange={(event) => write(event.target.value)}
        onBlur={leave}
        data-hint={at === null ? undefined : `${by?.name ?? ''}, ${format.exactly(at)}`}
      />
      {state.kind === 'stale' && (
        <div className={styles.conflict} role="alert">
          <p>{t('card.qualification.stale', { name: state.theirs.by?.name ?? '' })}</p>
          <blockquote>{state.theirs.text === '' ? t('deal.note.staleEmpty') : state.theirs.text}</blockquote>
          <p className="row wrap">
            <Button size="s" onPress={keepMine}>
              {t('deal.note.keepMine')}
            </Button>
            <Button size="s" kind="quiet" onPress={takeTheirs}>
              {t('deal.note.takeTheirs')}
            </Button>
          </p>
        </div>
      )}
    </div>
  )
}
