import { memo } from 'react'
import type { BoardCard } from '@reglament/contract'
import { KeepMark } from '../../exchange/KeepMark.tsx'
import { DealLink } from '../../shell/DealLink.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { Clock, Term } from '../../ui/Clock.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useNow } from '../../ui/now.ts'
import { useFormat } from '../../words/format.tsx'
import { tidy } from '../../words/formatters.ts'
import { useWords } from '../../words/useWords.ts'
import styles from './DealCard.module.css'

/** A deal on the board: what it is, for whom, for how much, what is next and until when, how long it stays in the stage. */
export const DealCard = memo(function DealCard({
  card,
  showWho,
  keeps = false,
  tabIndex = 0,
  onMove,
  inHand = false,
  isChosen = false,
  choosing = false,
  picking = false,
  onChoose,
}: {
  card: BoardCard
  /** On a board of several people: whose deal it is. */
  showWho: boolean
  /** A release is open in which who looks may mark deals to be kept. */
  keeps?: boolean
  tabIndex?: number
  /** On a phone a card has a button to move it; on a desk it is dragged. */
  onMove?: ((card: BoardCard) => void) | undefined
  inHand?: boolean
  isChosen?: boolean
  /** Something is chosen already: the box stands there without the pointer. */
  choosing?: boolean
  /** On a phone: a press anywhere on the card chooses it. */
  picking?: boolean
  onChoose?: ((id: string, through?: boolean) => void) | undefined
}) {
  const t = useWords()
  const format = useFormat()
  const stay = (share: number) => {
    const until = card.stayUntil === null ? '' : format.exactly(card.stayUntil)
    const span = card.stayUntil === null ? '' : format.span(share * (Date.parse(card.stayUntil) - Date.parse(card.enteredAt)))
    return share >= 1 ? t('board.stayOver', { span, until }) : t('board.stay', { span, until })
  }
  return (
    <article
      className={styles.card}
      data-hand={inHand || undefined}
      data-chosen={isChosen || undefined}
      data-choosing={choosing || picking || undefined}
      data-picking={picking || undefined}
    >
      <h3 className={styles.title}>
        <DealLink dealId={card.id} className={styles.link} draggable={false} tabIndex={tabIndex} data-card={card.id}>
          {tidy(card.title)}
        </DealLink>
      </h3>
      {card.client && (
        <p className={styles.who}>
          {card.returning && (
            <span data-hint={t('board.returning')} className={styles.mark}>
              <Icon name="loop" size={12} />
              <span className="unseen">{t('board.returning')}: </span>
            </span>
          )}
          <span className="cut">{card.client}</span>
        </p>
      )}
      <p className={styles.fact}>
        <b>{card.budget ? format.money(card.budget) : t('board.noSum')}</b>
      </p>
      {card.task ? (
        <>
          <p className={styles.next}>
            <Clock due={card.task.dueAt} from={card.task.setAt} show="face" />
            <span className="cut" data-hint={card.openTasks > 1 ? t('board.moreTasks', { count: card.openTasks - 1 }) : undefined}>
              {card.task.title}
            </span>
          </p>
          <p className={styles.time}>
            <Clock due={card.task.dueAt} from={card.task.setAt} show="words" />
            <Heard at={card.heardAt} />
            <Who card={card} show={showWho} />
          </p>
        </>
      ) : (
        <p className={styles.next}>
          <span className="muted">{t('board.noTask')}</span>
          <Who card={card} show={showWho} />
        </p>
      )}
      <Flags flags={card.flags} />
      {card.ahead && <Ahead clock={card.ahead} />}
      {onChoose && (
        <input
          type="checkbox"
          className={styles.choose}
          checked={isChosen}
          tabIndex={-1}
          aria-label={t('lists.choose', { deal: card.title })}
          onChange={() => undefined}
          onClick={(event) => onChoose(card.id, event.shiftKey)}
        />
      )}
      {onMove && <IconButton className={styles.move} icon="move" label={t('board.move')} onPress={() => onMove(card)} />}
      {keeps && !inHand && (
        <span className={styles.keep}>
          <KeepMark dealId={card.id} title={card.title} stage={card.stage} responsibleId={card.responsible?.id} />
        </span>
      )}
      {card.stayUntil && (
        <span className={styles.term}>
          <Term from={card.enteredAt} until={card.stayUntil} label={stay} />
        </span>
      )}
    </article>
  )
})

/** The end of the silence or of the lifetime comes near: its name and how long is left (B8, H3). */
function Ahead({ clock: { title, from, shownFrom } }: { clock: NonNullable<BoardCard['ahead']> }) {
  const t = useWords()
  const format = useFormat()
  const now = useNow()
  if (now < Date.parse(shownFrom)) return null
  const left = Date.parse(from) - now
  const over = left <= 0
  return (
    <p className={styles.ahead} data-over={over || undefined} data-hint={format.exactly(from)}>
      <span className="cut">{title}</span>
      <span>{over ? t('board.aheadOver', { span: format.span(-left) }) : t('board.ahead', { span: format.span(left) })}</span>
    </p>
  )
}

/** The worst of what is broken, by its clause; how many more there are. */
function Flags({ flags: [worst, ...more] }: { flags: BoardCard['flags'] }) {
  const t = useWords()
  if (!worst) return null
  const words = [worst, ...more].map(({ title, number }) => (number === null ? title : `${t('ui.clause', { number })} ${title}`)).join('; ')
  return (
    <p className={styles.flag} data-hint={words}>
      {worst.number !== null && <span className="nw">{t('ui.clause', { number: worst.number })}</span>}
      <span className="cut">{worst.title.charAt(0).toLowerCase() + worst.title.slice(1)}</span>
      {more.length > 0 && (
        <span aria-label={t('lists.flagsMore', { count: more.length })} role="img">
          +{more.length}
        </span>
      )}
    </p>
  )
}

/** How long ago the client was last heard. */
function Heard({ at }: { at: string | null }) {
  const t = useWords()
  const format = useFormat()
  const now = useNow()
  if (at === null) return null
  const length = now - Date.parse(at)
  const span = format.span(length)
  return (
    <span className={styles.heard} data-hint={t('lists.heard', { ago: t('time.ago', { span }) })}>
      <Icon name="chat" size={12} />
      {format.spanShort(length)}
    </span>
  )
}

function Who({ card, show }: { card: BoardCard; show: boolean }) {
  if (!show || !card.responsible) return null
  return (
    <span className={styles.responsible}>
      <Avatar name={card.responsible.name} size="s" />
    </span>
  )
}
