import { useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, InteractionCreation, InteractionOutcome } from '@reglament/contract'
import { useAddInteraction } from '../api/acts.ts'
import { writtenAhead } from '../api/ahead.ts'
import { faultAt, faultOf, refusalsOf } from '../api/faults.ts'
import { dealQuery } from '../api/queries.ts'
import { useMe } from '../shell/useMe.ts'
import { Button } from '../ui/Button.tsx'
import { DateField, SelectField, TextArea } from '../ui/inputs.tsx'
import { serverNow } from '../ui/now.ts'
import { toast } from '../ui/toast.tsx'
import { Refused } from '../verdict/Refused.tsx'
import { useFormat } from '../words/format.tsx'
import { Choice } from '../ui/Choice.tsx'
import { channels, deadKindOf, outcomesOf } from './outcomes.ts'
import { useTalkWords } from './useTalkWords.ts'
import styles from './Talk.module.css'

/** Writes down what was said with the client: how, who began, how it ended, what about, when, and the date that he named. */
export function TalkForm({
  dealId,
  channel: given,
  onClose,
  onDone,
  begin,
  textRef,
  autoFocus,
}: {
  dealId: string
  /** Chosen outside of the form, where the composer has it; else in it. */
  channel?: Channel
  onClose: () => void
  /** What comes after it is written down; without it the form only closes. */
  onDone?: (() => void) | undefined
  /** What is most probably to be written down. */
  begin?: Pick<InteractionCreation, 'channel' | 'direction' | 'outcome'> | undefined
  textRef?: Ref<HTMLTextAreaElement>
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  const say = useTalkWords()
  const me = useMe().member
  const add = useAddInteraction(dealId, ({ text: said = null, at: when, ...talk }) =>
    writtenAhead(dealId, {
      type: 'interaction-recorded',
      kind: 'talks',
      channel: talk.channel,
      summary: say(talk),
      text: said,
      by: { id: me.id, name: me.name },
      at: when ?? new Date(serverNow()).toISOString(),
    }),
  )
  const [chosen, setChannel] = useState<Channel>(begin?.channel ?? 'call')
  const channel = given ?? chosen
  const [direction, setDirection] = useState<'in' | 'out'>(begin?.direction ?? 'out')
  const [wanted, setOutcome] = useState<InteractionOutcome>(begin?.outcome ?? 'talked')
  const [text, setText] = useState('')
  const [at, setAt] = useState<string | null>(null)
  const [namedAt, setNamedAt] = useState<string | null>(null)
  const [dated, setDated] = useState({ at: false, named: false })
  const offered = outcomesOf(channel, direction)
  const outcome = offered.includes(wanted) ? wanted : (offered[0] ?? wanted)
  const format = useFormat()
  const deadKind = deadKindOf(channel, outcome)
  const deal = useQuery({ ...dealQuery(dealId), enabled: deadKind !== null })
  const his = deal.data?.contact?.ways.filter(({ kind, wrongAt }) => kind === deadKind && wrongAt === null) ?? []
  const [wantedWay, setWay] = useState<string | null>(null)
  const way = his.length > 1 ? (his.find(({ value }) => value === wantedWay) ?? his[0]) : undefined
  const refusals = refusalsOf(add.error)
  const warns = refusals.length > 0 && refusals.every(({ mode }) => mode === 'warn')

  const send = () => {
    const talk: InteractionCreation = {
      channel,
      direction,
      outcome,
      ...(text.trim() !== '' && { text: text.trim() }),
      ...(at !== null && { at }),
      ...(namedAt !== null && { namedAt }),
      ...(way && { way: way.value }),
      ...(warns && { confirmed: true }),
    }
    add.mutate(talk, {
      onSuccess: () => {
        toast({ kind: 'done', title: t('talks.done'), text: say(talk) })
        onClose()
        onDone?.()
      },
    })
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    if (event.key === 'Escape' && text === '' && event.target instanceof HTMLTextAreaElement) onClose()
  }
  return (
    <div
      className={styles.form}
      role="group"
      aria-label={given === undefined ? t('talks.title') : `${t('talks.title')}: ${t(`talks.channel.${channel}`)}`}
      onKeyDown={keys}
    >
      {given === undefined && (
        <Choice
          label={t('talks.channel.label')}
          options={channels.map((key) => ({ key, name: t(`talks.channel.${key}`) }))}
          value={channel}
          onChange={setChannel}
        />
      )}
      <div className={styles.rows}>
        {channel !== 'meeting' && (
          <Choice
            label={t('talks.direction.label')}
            options={(['out', 'in'] as const).map((key) => ({ key, name: t(`talks.direction.${key}`) }))}
            value={direction}
            onChange={setDirection}
          />
        )}
        <Choice
          label={t('talks.outcome.label')}
          options={offered.map((key) => ({ key, name: t(`talks.outcome.${key}`) }))}
          value={outcome}
          onChange={setOutcome}
        />
      </div>
      {faultAt(add.error, '/outcome') && (
        <p className="is-broken sm" role="alert">
          {faultAt(add.error, '/outcome')}
        </p>
      )}
      {way && (
        <SelectField
          label={t(way.kind === 'phone' ? 'talks.whichPhone' : 'talks.whichMail')}
          value={way.value}
          options={his.map(({ value }) => ({ key: value, name: way.kind === 'phone' ? format.phone(value) : value }))}
          onChange={setWay}
          error={faultAt(add.error, '/way')}
        />
      )}
      <TextArea
        ref={textRef}
        label={t(channel === 'meeting' ? 'card.composer.minutes' : 'talks.text')}
        placeholder={t(channel === 'meeting' ? 'card.composer.minutesPlaceholder' : 'talks.textPlaceholder')}
        rows={channel === 'meeting' ? 5 : 3}
        value={text}
        onChange={setText}
        error={faultAt(add.error, '/text')}
        maxLength={20_000}
        {...(autoFocus && { autoFocus })}
      />
      {(dated.at || dated.named) && (
        <div className={styles.dates}>
          {dated.at && (
            <DateField
              label={t('talks.at')}
              hint={t('talks.atHint')}
              withTime
              value={at}
              onChange={setAt}
              error={faultAt(add.error, '/at')}
            />
          )}
          {dated.named && (
            <DateField
              label={t('talks.namedAt')}
              hint={t('talks.namedAtHint')}
              withTime
              earliest={new Date(serverNow()).toISOString()}
              value={namedAt}
              onChange={setNamedAt}
              error={faultAt(add.error, '/namedAt')}
            />
          )}
        </div>
      )}
      {(!dated.at || !dated.named) && (
        <p className={styles.more}>
          {!dated.named && (
            <button type="button" className="link sm" onClick={() => setDated({ ...dated, named: true })}>
              {t('talks.addNamed')}
            </button>
          )}
          {!dated.at && (
            <button type="button" className="link sm" onClick={() => setDated({ ...dated, at: true })}>
              {t('talks.again')}
            </button>
          )}
        </p>
      )}
      {refusals.length > 0 && <Refused title={t('move.refused')} findings={refusals} form="form" />}
      {add.error && refusals.length === 0 && faultOf(add.error) !== 'input' && (
        <p className="is-broken sm" role="alert">
          {t(`fault.${faultOf(add.error)}.text`)}
        </p>
      )}
      <footer className="row">
        <Button icon="note" busy={add.isPending} onPress={send}>
          {t(warns ? 'mend.confirm' : 'talks.submit')}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </footer>
    </div>
  )
}
