import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { faultText, refusalsOf } from '../api/faults.ts'
import { releasesQuery, useMark } from '../api/exchange.ts'
import { useMe } from '../shell/useMe.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { serverNow } from '../ui/now.ts'
import { toast } from '../ui/toast.tsx'
import { cx } from '../ui/cx.ts'
import { useFormat } from '../words/format.tsx'
import styles from './KeepMark.module.css'

/** The release in which who looks has been called and can still mark; undefined when there is none (I3). */
export function useOpenRelease() {
  const { data } = useQuery(releasesQuery)
  return data?.find(({ state, mine }) => state === 'open' && mine !== null)
}

type OpenRelease = NonNullable<ReturnType<typeof useOpenRelease>>

/** «Оставить» on a deal of mine while a release is open; nothing otherwise. For cards, rows and the deal itself. */
export function KeepMark({
  dealId,
  title,
  stage,
  responsibleId,
  short = false,
}: {
  dealId: string
  title: string
  stage: string
  responsibleId: string | undefined
  /** On a phone the sign alone: the room is the title's. */
  short?: boolean
}) {
  const release = useOpenRelease()
  const { member } = useMe()
  if (!release || responsibleId !== member.id) return null
  return <Mark release={release} dealId={dealId} title={title} stage={stage} short={short} />
}

type MarkProps = { release: OpenRelease; dealId: string; title: string; stage: string; short: boolean }

function Mark({ release, dealId, title, stage, short }: MarkProps) {
  const { t } = useTranslation()
  const mark = useMark()
  if (release.alwaysKept.includes(stage)) return <span className="muted sm">{t('exchange.release.stays')}</span>
  const kept = release.mine!.marked.includes(dealId)
  const press = () =>
    mark.mutate(
      { releaseId: release.id, dealId, keep: !kept },
      {
        onError: (error) => {
          const refusals = refusalsOf(error)
          const text = refusals.length > 0 ? refusals.map((finding) => finding.text).join('. ') : faultText(error, t)
          toast({ kind: 'failed', title: t('exchange.release.failed'), text })
        },
      },
    )
  return (
    <Button
      size="s"
      icon={kept ? 'check' : 'flag'}
      busy={mark.isPending}
      onPress={press}
      aria-pressed={kept}
      label={t(kept ? 'exchange.release.unmarkDeal' : 'exchange.release.markDeal', { title })}
    >
      <span className={cx(short && 'hide-s')}>{t(kept ? 'exchange.release.unmark' : 'exchange.release.mark')}</span>
    </Button>
  )
}

/** On the board, while I am called: until when, and how many of my marks are used. */
export function KeepCounter() {
  const { t } = useTranslation()
  const format = useFormat()
  const release = useOpenRelease()
  if (!release) return null
  const { mine, keep, deadline } = release
  return (
    <span className={cx(styles.counter, 'row nw')} role="status" data-hint={t('exchange.release.mineText')}>
      <Icon name="flag" size={14} />
      <span className="sm">{t('exchange.release.mine', { deadline: format.momentExactly(deadline, serverNow()) })}</span>
      <b>{t('exchange.release.counter', { marked: mine!.marked.length, keep })}</b>
    </span>
  )
}
