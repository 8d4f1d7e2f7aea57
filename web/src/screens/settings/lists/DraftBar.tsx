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
import { SkeletonRows } from '../../../ui/states.tsx'
import { ChangesBar } from '../ChangesBar.tsx'
import styles from './Lists.module.css'

/** What is changed and not in force yet: how much, what it will change in sentences, and the press that enacts it. */
export function DraftBar({ count, creation, onDone }: { count: number; creation: DraftCreation; onDone: () => void }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  if (count === 0) return null
  return (
    <>
      <ChangesBar text={t('choices.changed', { count })}>
        <Button kind="quiet" onPress={onDone}>
          {t('choices.discard')}
        </Button>
        <Button kind="go" icon="reg" onPress={() => setOpened(true)}>
          {t('drafts.check')}
        </Button>
      </ChangesBar>
      <Dialog opened={opened} onClose={close} title={t('drafts.title')} width={600}>
        {opened && (
          <Preview
            creation={creation}
            onEnacted={() => {
              close()
              onDone()
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
