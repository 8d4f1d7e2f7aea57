import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Clause, ClauseFigures, ParamInput, RegulationPreview } from '@reglament/contract'
import { pipelinesQuery } from '../../api/queries.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useFormat } from '../../words/format.tsx'
import { tidy } from '../../words/formatters.ts'
import type { Change } from './change/draft.ts'
import { ModeSwitch } from './change/ModeSwitch.tsx'
import { ParamChip } from './change/ParamChip.tsx'
import { StepsChip } from './change/StepsChip.tsx'
import { Figures } from './Figures.tsx'
import styles from './ClauseArticle.module.css'

/** What one who may change the regulation does with a clause; a reader has none of it. */
export type Hand = {
  change: Change | undefined
  /** The clause as the draft has it, and what is wrong there. */
  drafted: Clause | undefined
  faults: RegulationPreview['faults']
  /** A change, with what stood there when it was begun. */
  onChange: (change: Change, seen: Change) => void
  /** Something else has to be answered first: what is open closes. */
  asked: boolean
  onUndo: () => void
}

type ClauseProps = {
  clause: Clause
  figures: ClauseFigures | null | undefined
  hot: boolean
  hand?: Hand | undefined
  onHistory: () => void
}

/** A clause as it is read: its sentence with the values in it, what it demands at each stage, its lesson, its figures. */
export function ClauseArticle({ clause, figures, hot, hand, onHistory }: ClauseProps) {
  const { t } = useTranslation()
  const { key, number, title } = clause
  const mode = hand?.change?.mode ?? clause.mode
  const steps = hand?.change?.from ?? clause.steps
  const changed = hand?.change !== undefined
  const own = (hand?.faults ?? []).filter(({ path }) => !/\/params\//.test(path))
  return (
    <article
      className={styles.clause}
      id={key}
      data-hot={hot || undefined}
      data-off={mode === 'off' || undefined}
      data-draft={changed || undefined}
      data-with-figures={figures !== undefined || undefined}
    >
      <a className={styles.number} href={`#${key}`} aria-label={t('ui.clause', { number })}>
        {number}
      </a>
      <div className={styles.body}>
        <header className={styles.head}>
          <h3 className={styles.title}>{title}</h3>
          {clause.ids.length > 0 && (
            <span className={styles.source} data-hint={t('regulation.sourceHint')}>
              {t('regulation.source', { ids: clause.ids.join(', ') })}
            </span>
          )}
        </header>
        <p className={styles.sentence}>
          <Sentence clause={clause} hand={hand} />
        </p>
        <AtStages clause={clause} />
        <Below clause={clause} hand={hand} />
        <Scope clause={clause} />
        <Steps steps={steps} />
        {own.map(({ path, message }) => (
          <p key={path + message} className="is-broken sm" role="alert">
            {message}
          </p>
        ))}
        <div className={styles.foot}>
          {hand ? (
            <ModeSwitch
              label={t('drafts.modeOf', { number })}
              value={mode}
              onChange={(next) => hand.onChange({ mode: next, ...(clause.steps.length > 0 && { from: [] }) }, { mode, from: steps })}
            />
          ) : (
            <span className={styles.mode} data-mode={mode} data-hint={t(`ui.modeHint.${mode}`)}>
              {t(`regulation.mode.${mode}`)}
            </span>
          )}
          {clause.waits && mode === 'observe' && (
            <span data-hint={t('regulation.waitsHint')}>
              <Tag>{t('regulation.waits')}</Tag>
            </span>
          )}
          {changed && (
            <>
              <Tag tone="accent">{t('drafts.inDraft')}</Tag>
              <button type="button" className="link" onClick={hand.onUndo}>
                <Icon name="undo" /> {t('drafts.undo')}
              </button>
            </>
          )}
          {hand && (
            <StepsChip
              mode={mode}
              steps={steps}
              asked={hand.asked}
              onChange={(from, seen) => hand.onChange(from ? { mode: 'observe', from } : { mode: clause.mode, from: [] }, seen)}
            />
          )}
          <button type="button" className="link" onClick={onHistory} aria-label={t('regulation.historyOf', { number })}>
            {t('regulation.history')}
          </button>
          {clause.lesson && (
            <details className={styles.lesson}>
              <summary>
                <Icon name="book" /> {t('regulation.lesson')}
              </summary>
              <p>{tidy(clause.lesson)}</p>
            </details>
          )}
        </div>
      </div>
      {figures !== undefined && <Figures faces={clause.faces} figures={figures} />}
    </article>
  )
}

const faultsAt = (faults: RegulationPreview['faults'], key: string) => faults.filter(({ path }) => path.split('/')[4] === key)
const paramsOf = ({ inputs }: Clause, { change }: Hand) => ({
  ...Object.fromEntries(inputs.map(({ key, value }) => [key, value])),
  ...change?.params,
})

/** The sentence; for who may change it every value is something to press. */
function Sentence({ clause, hand }: { clause: Clause; hand: Hand | undefined }) {
  const inputs = new Map(clause.inputs.map((input) => [input.key, input]))
  const parts = hand?.drafted?.parts ?? clause.parts
  const seen = new Map<string, number>()
  /** The same value said in force, for what was changed: the n-th place of a parameter stands for its n-th value. */
  const saidBefore = (param: string, text: string): string | undefined => {
    if (hand?.change?.params?.[param] === undefined) return undefined
    const n = seen.get(param) ?? 0
    seen.set(param, n + 1)
    const before = clause.parts.filter((part) => part.param === param)[n]?.text
    return before === text ? undefined : (before ?? '')
  }
  /** The marks that follow a value do not go to the next line alone. */
  const marksBefore = (i: number): string => {
    const isAfterValue = parts[i - 1]?.param !== undefined && parts[i]?.param === undefined
    return isAfterValue ? (/^[.,;:)»”!?]+/.exec(parts[i]?.text ?? '')?.[0] ?? '') : ''
  }
  return parts.map((part, i) => {
    const input: ParamInput | undefined = part.param === undefined ? undefined : inputs.get(part.param)
    // A sentence has no other order than its own.
    const place = `${i} ${part.param ?? ''}`
    if (!input) return <span key={place}>{tidy(part.text.slice(marksBefore(i).length))}</span>
    return (
      <span key={place} className={hand && input.type !== 'people' ? 'nw' : undefined}>
        {hand ? (
          <ParamChip
            text={part.text}
            was={saidBefore(input.key, part.text)}
            input={input}
            value={hand.change?.params?.[input.key] ?? input.value}
            params={paramsOf(clause, hand)}
            faults={faultsAt(hand.faults, input.key)}
            asked={hand.asked}
            onChange={(value, seen) => hand.onChange({ params: { [input.key]: value } }, { params: { [input.key]: seen } })}
          />
        ) : (
          <b className={styles.value}>{part.text}</b>
        )}
        {marksBefore(i + 1)}
      </span>
    )
  })
}

/** What decides between sentences is said in none: yes or no, one of a few. It stands below, named. */
function Below({ clause, hand }: { clause: Clause; hand: Hand | undefined }) {
  const { t } = useTranslation()
  const said = new Set(clause.parts.map(({ param }) => param))
  // People are named in the sentence, or there is nobody to name.
  const rest = clause.inputs.filter(({ key, type }) => !said.has(key) && type !== 'people')
  if (rest.length === 0) return null
  const tell = (input: ParamInput, value: unknown) => {
    if (typeof value === 'boolean') return t(value ? 'ui.yes' : 'ui.no')
    return input.options?.find(({ key }) => key === value)?.name ?? (typeof value === 'string' ? value : t('drafts.none'))
  }
  return (
    <ul className={styles.below}>
      {rest.map((input) => {
        const value = hand?.change?.params?.[input.key] ?? input.value
        const before = hand?.change?.params?.[input.key] === undefined ? undefined : tell(input, input.value)
        return (
          <li key={input.key}>
            <span>{input.name}: </span>
            {hand ? (
              <ParamChip
                text={tell(input, value)}
                was={before}
                input={input}
                value={value}
                params={paramsOf(clause, hand)}
                faults={faultsAt(hand.faults, input.key)}
                asked={hand.asked}
                onChange={(next, seen) => hand.onChange({ params: { [input.key]: next } }, { params: { [input.key]: seen } })}
              />
            ) : (
              <b className={styles.value}>{tell(input, value)}</b>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** What the clause demands stage by stage; pipelines are named where there are several. */
function AtStages({ clause: { atStages } }: { clause: Clause }) {
  return atStages.map(({ pipeline, name, stages }) => (
    <div key={pipeline} className={styles.stages}>
      {atStages.length > 1 && <p className={styles.pipeline}>{name}</p>}
      <dl>
        {stages.map(({ stage, name: stageName, text }) => (
          <div key={stage}>
            <dt>{stageName}</dt>
            <dd>{tidy(text)}</dd>
          </div>
        ))}
      </dl>
    </div>
  ))
}

/** Where a clause holds, if not everywhere; what one pipeline alone is spared says that one. */
function Scope({ clause: { scope } }: { clause: Clause }) {
  const { t } = useTranslation()
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const [spared, ...others] = pipelines.filter(({ name }) => !scope.pipelines.includes(name))
  const where =
    scope.pipelines.length > 1 && spared && others.length === 0
      ? t('regulation.scope.spared', { name: spared.name })
      : t('regulation.scope.pipelines', { names: scope.pipelines.join(', ') })
  const parts = [
    ...(scope.pipelines.length > 0 ? [where] : []),
    ...(scope.stages.length > 0 ? [t('regulation.scope.stages', { names: scope.stages.join(', ') })] : []),
    ...(scope.roles.length > 0
      ? [t('regulation.scope.roles', { names: scope.roles.map((role) => t(`role.${role as 'manager'}`)).join(', ') })]
      : []),
  ]
  return parts.length === 0 ? null : <p className={styles.scope}>{parts.join('; ')}</p>
}

/** Modes that come by themselves on their dates. */
function Steps({ steps }: { steps: Clause['steps'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (steps.length === 0) return null
  return (
    <p className={styles.scope}>
      {steps.map(({ mode, at }) => t('regulation.step', { date: format.date(at), mode: t(`regulation.mode.${mode}`) })).join(', ')}
    </p>
  )
}
