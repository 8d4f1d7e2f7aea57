import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { Choice } from '../../../ui/Choice.tsx'
import { useWhenRevealed } from '../reveal.tsx'
import { CommentForm } from './CommentForm.tsx'
import { later } from '../../../ui/later.tsx'
import styles from './Composer.module.css'

const TalkForm = later(async () => (await import('../../../talks/TalkForm.tsx')).TalkForm)
const PlanTask = later(async () => (await import('./PlanTask.tsx')).PlanTask)

const modes = ['comment', 'call', 'mail', 'messenger', 'sms', 'chat', 'meeting', 'task'] as const
type Mode = (typeof modes)[number]
const icons = {
  comment: 'note',
  call: 'call',
  mail: 'mail',
  messenger: 'chat',
  sms: 'sms',
  chat: 'site',
  meeting: 'client',
  task: 'task',
} as const

/** What is written into the card: a word to colleagues, a communication that took place, a task to do. Who only looks may say a word. */
export function Composer({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const [mode, setMode] = useState<Mode>('comment')
  const text = useRef<HTMLTextAreaElement>(null)
  const works = deal.mayAct && deal.status === 'open'
  // The form of a talk is fetched when it is asked for the first time: its text may come some frames later.
  const focus = (frames = 120): number =>
    requestAnimationFrame(() => {
      if (text.current) text.current.focus()
      else if (frames > 0) focus(frames - 1)
    })
  useWhenRevealed('talk', () => {
    setMode('call')
    focus()
  })
  useWhenRevealed('composer', () => setMode('task'))
  const offered = modes.filter((one) => works || one === 'comment')
  const isTalk = mode !== 'comment' && mode !== 'task'
  return (
    <section className={styles.composer} data-open={isTalk || undefined} aria-label={t('card.composer.title')}>
      {offered.length > 1 && (
        <div className={styles.modes}>
          <Choice
            look="line"
            label={t('talks.mode.label')}
            options={offered.map((key) => ({ key, name: t(`card.composer.mode.${key}`), icon: icons[key] }))}
            value={mode}
            onChange={(next) => {
              setMode(next)
              if (next !== 'task') focus()
            }}
          />
        </div>
      )}
      {mode === 'comment' && <CommentForm dealId={deal.id} textRef={text} />}
      {mode === 'task' && <PlanTask deal={deal} />}
      {isTalk && <TalkForm key={mode} dealId={deal.id} channel={mode} onClose={() => setMode('comment')} textRef={text} />}
    </section>
  )
}
