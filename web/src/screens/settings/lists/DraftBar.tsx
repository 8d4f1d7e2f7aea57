import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftCreation } from '@reglament/contract'
import { replacementBegan } from '../../../api/choices.ts'
import { faultOf, faultText } from '../../../api/faults.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { server } from '../../../api/server.ts'
import { Differences } from '../../../drafting/Differences.tsx'
import { EnactForm } from '../../../drafting/EnactForm.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { serverNow } from '../../../ui/now.ts'
import { SkeletonRows } from '../../../ui/states.tsx'
import { useFormat } from '../../../words/format.tsx'
import { ChangesBar } from '../ChangesBar.tsx'
import styles from './Lists.module.css'

/** What is changed and not in force yet: how much, what it will change in sentences, and the press that enacts it. */
export function DraftBar({
  count,
  creation,
  written,
  error,
  onDiscard,
  onEnacted,
}: {
  count: number
  /** All that the heads have written; undefined while the last change is on its way. */
  creation: DraftCreation | undefined
  written: { by: string; at: string } | undefined
  /** Why the last change could not be kept. */
  error: unknown
  onDiscard: () => void
  onEnacted: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  const trouble = error ? (
    <p className="is-broken" role="alert">
      {faultText(error, t)}
    </p>
  ) : null
  if (count === 0) return trouble
  return (
    <>
      {trouble}
      <ChangesBar text={t('choices.changed', { count })}>
        <Button kind="quiet" onPress={onDiscard}>
          {t('choices.discard')}
        </Button>
        <Button kind="go" icon="reg" busy={!creation} onPress={() => setOpened(true)}>
          {t('drafts.check')}
        </Button>
      </ChangesBar>
      <Dialog
        opened={opened}
        onClose={close}
        title={t('drafts.title')}
        sub={written && t('drafts.writtenBy', { name: written.by, when: format.moment(written.at, serverNow()) })}
        width={600}
      >
        {opened && creation && (
          <Preview
            creation={creation}
            onEnacted={() => {
              close()
              onEnacted()
              void replacementBegan()
            }}
            onLater={close}
          />
        )}
      </Dialog>
    </>
  )
}

function Preview({ creation, onEnacted, onLater }: { creation: DraftCreation; onEnacted: () => void; onLater: () => void }) {
  const { t } = useTranslation()
  const { data, error } = useQuery({
    queryKey: ['regulation-preview', creation],
    queryFn: ({ signal }) => server.previewRegulation(creation, { signal }),
    retry: false,
  })
  // Somebody has enacted another version: it is read, and my changes go on from there.
  const isOld = error !== null && faultOf(error) === 'conflict'
  useEffect(() => {
    if (isOld) void queryClient.invalidateQueries({ queryKey: ['regulation-document'] })
  }, [isOld])
  if (error)
    return (
      <p className="is-broken" role="alert">
        {faultText(error, t)}
      </p>
    )
  if (!data) return <SkeletonRows rows={2} />
  if (data.faults.length > 0)
    return (
      <ul className={styles.faults} role="alert">
        {data.faults.map(({ path, message }) => (
          <li key={path + message}>
            <Icon name="alert" />
            <span>{message}</span>
          </li>
        ))}
      </ul>
    )
  return (
    <div className={styles.panel}>
      <Differences items={data.differences} />
      <EnactForm creation={creation} onEnacted={onEnacted} onLater={onLater} />
    </div>
  )
}
