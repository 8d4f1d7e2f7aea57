import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from '@tanstack/react-router'
import type { Deal } from '@reglament/contract'
import { Button, IconButton } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useNarrow } from '../../ui/useNarrow.ts'
import { useFormat } from '../../words/format.tsx'
import { useInPlace } from './fields/useInPlace.ts'
import { SmallRefusal } from './SmallRefusal.tsx'
import { usePipeline } from './usePipeline.ts'
import styles from './DealHead.module.css'

/** The head of the card: what the deal is about, whose it is, where it stands, what it is worth, and the way on. */
export function DealHead({ deal, onMove, onClose }: { deal: Deal; onMove: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { stageName } = usePipeline(deal.pipeline)
  const client = deal.company?.name ?? deal.contact?.name
  const opened = t('deal.head.opened', { date: format.date(deal.createdAt) })
  return (
    <header className={styles.head}>
      <Link to="/deals" className={styles.back} aria-label={t('deal.head.back')}>
        <Icon name="back" />
      </Link>
      <div className="grow">
        <Title deal={deal} />
        <p className={styles.sub}>
          <span className="cut">{[client, opened].filter(Boolean).join(' · ')}</span>
          {deal.adoptedAt !== null && (
            <span data-hint={t('deal.head.adoptedHint')}>
              <Tag icon="inbox">{t('deal.head.adopted', { date: format.date(deal.adoptedAt) })}</Tag>
            </span>
          )}
        </p>
        <p className={cx(styles.below, 'only-s')}>
          <span className="cut" data-status={deal.status}>
            {stageName(deal.stage)}
          </span>
          {deal.budget && <b className="nw">{format.money(deal.budget)}</b>}
        </p>
      </div>
      {/* On a phone the stage and the sum stand in a line of their own below. */}
      <span className={styles.stage} data-status={deal.status}>
        <Icon name={deal.status === 'won' ? 'check' : deal.status === 'lost' ? 'x' : 'deals'} size={14} />
        <span className="cut">{stageName(deal.stage)}</span>
      </span>
      {deal.budget && <b className={styles.sum}>{format.money(deal.budget)}</b>}
      {deal.status === 'open' && deal.mayAct && (
        <span className="hide-s">
          <Button icon="right" onPress={onMove} keys="M">
            {t('deal.head.move')}
          </Button>
        </span>
      )}
      {deal.status === 'open' && deal.mayAct && (
        <span className="hide-s">
          <Button kind="quiet" icon="x" onPress={onClose}>
            {t('losing.close.open')}
          </Button>
        </span>
      )}
      {deal.status === 'open' && deal.mayAct && <IconButton className="only-s" icon="move" label={t('deal.head.move')} onPress={onMove} />}
    </header>
  )
}

/** The title, edited where it stands. */
function Title({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  // On a phone the top bar with its heading is away: this is the heading of the page.
  const Heading = useNarrow() ? 'h1' : 'h2'
  const inPlace = useInPlace<string>({ dealId: deal.id, value: deal.title, edit: (title) => ({ title }), valueOf: ({ title }) => title })
  const input = useRef<HTMLInputElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (inPlace.open) input.current?.select()
  }, [inPlace.open])
  if (!deal.mayAct) return <Heading className={styles.title}>{deal.title}</Heading>
  if (!inPlace.open) {
    return (
      <Heading className={styles.title}>
        <button ref={opener} type="button" className={styles.edit} onClick={inPlace.start} data-hint={t('deal.head.rename')}>
          {deal.title}
        </button>
      </Heading>
    )
  }
  const commit = async () => (inPlace.draft.trim() === '' ? inPlace.cancel() : inPlace.commit(inPlace.draft.trim()))
  const backToOpener = () =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) opener.current?.focus()
    })
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void commit().then(backToOpener)
    if (event.key === 'Escape') {
      inPlace.cancel()
      backToOpener()
    }
  }
  const { trouble } = inPlace
  return (
    <div>
      <input
        ref={input}
        className={styles.input}
        aria-label={t('deal.head.title')}
        maxLength={200}
        value={inPlace.draft}
        onChange={(event) => inPlace.change(event.target.value)}
        onBlur={() => void commit()}
        onKeyDown={keys}
        autoFocus
      />
      {trouble?.kind === 'refused' && <SmallRefusal findings={trouble.findings} onConfirm={inPlace.confirm} />}
      {trouble?.kind === 'failed' && (
        <p className={styles.failed} role="alert">
          {trouble.text}
        </p>
      )}
      {trouble?.kind === 'stale' && (
        <p className={styles.stale} role="alert">
          {t('deal.fields.stale')} <b>{trouble.theirs}</b>.{' '}
          <button type="button" className="link" onMouseDown={(event) => event.preventDefault()} onClick={inPlace.keepMine}>
            {t('deal.fields.keepMine')}
          </button>{' '}
          <button type="button" className="link" onMouseDown={(event) => event.preventDefault()} onClick={inPlace.cancel}>
            {t('deal.fields.takeTheirs')}
          </button>
        </p>
      )}
    </div>
  )
}
