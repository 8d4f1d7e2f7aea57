import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useComment } from '../../../api/acts.ts'
import { writtenAhead } from '../../../api/ahead.ts'
import { faultOf, faultText } from '../../../api/faults.ts'
import { useMe } from '../../../shell/useMe.ts'
import { Button } from '../../../ui/Button.tsx'
import { serverNow } from '../../../ui/now.ts'
import { keepComment, keptComment } from './keptComment.ts'
import { callBeing, calledIn, withCall } from './calling.ts'
import { usePeople } from './usePeople.ts'
import styles from './Composer.module.css'

/** A word to colleagues; «@» offers their names, and who is called hears of it. */
export function CommentForm({ dealId, textRef: area }: { dealId: string; textRef: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useTranslation()
  const people = usePeople()
  const me = useMe().member
  const whose = me.id
  const comment = useComment(dealId, ({ text: said, mentions = [] }) =>
    writtenAhead(dealId, {
      type: 'commented',
      kind: 'comments',
      summary: t('card.timeline.commented'),
      text: said,
      by: { id: me.id, name: me.name },
      at: new Date(serverNow()).toISOString(),
      mentions: people.filter(({ key }) => mentions.includes(key)).map(({ key, name }) => ({ id: key, name })),
    }),
  )
  const [text, setText] = useState(() => keptComment(whose, dealId))
  useEffect(() => keepComment(whose, dealId, text), [whose, dealId, text])
  const [caret, setCaret] = useState(0)
  const [picked, setPicked] = useState(0)
  const typed = callBeing(text, caret)
  const offered =
    typed === undefined
      ? []
      : people
          .slice(1)
          .filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
          .slice(0, 6)
  const called = calledIn(text, people)

  const send = () => {
    if (text.trim() === '') return area.current?.focus()
    comment.mutate(
      { text: text.trim(), ...(called.length > 0 && { mentions: called.map(({ key }) => key) }) },
      { onSuccess: () => setText('') },
    )
  }
  const call = (name: string) => {
    const next = withCall(text, caret, name)
    setText(next.text)
    setCaret(next.caret)
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(next.caret, next.caret)
    })
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return send()
    const chosen = offered[picked]
    if (offered.length === 0 || !chosen) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setPicked((picked + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
    }
    if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault()
      call(chosen.name)
    }
    if (event.key === 'Escape') setCaret(-1)
  }
  return (
    <div className={styles.comment} role="group" aria-label={t('card.composer.mode.comment')}>
      <textarea
        ref={area}
        className={styles.text}
        rows={text === '' ? 1 : 2}
        maxLength={10_000}
        aria-label={t('card.composer.comment')}
        placeholder={t('card.composer.commentPlaceholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setCaret(event.target.selectionStart)
          setPicked(0)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={keys}
      />
      {offered.length > 0 && (
        <ul className={styles.people} aria-label={t('card.composer.whom')}>
          {offered.map(({ key, name }, i) => (
            <li key={key}>
              <button
                type="button"
                aria-current={i === picked || undefined}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => call(name)}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {text.trim() !== '' && (
        <footer className={styles.send}>
          <Button size="s" onPress={send} busy={comment.isPending} icon="chat">
            {t('card.composer.say')}
          </Button>
          <span className="muted sm">
            {called.length > 0 ? t('card.composer.willHear', { names: called.map(({ name }) => name).join(', ') }) : t('card.composer.at')}
          </span>
        </footer>
      )}
      {comment.error && (
        <p className={styles.wrong} role="alert">
          {t(`fault.${faultOf(comment.error)}.title`)}. {faultText(comment.error, t)}
        </p>
      )}
    </div>
  )
}
