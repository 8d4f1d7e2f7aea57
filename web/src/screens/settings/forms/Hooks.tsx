import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WebhookIn, WebhookInCreated } from '@reglament/contract'
import { hooksQuery, removeHook, turnHook } from '../../../api/leads.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { later } from '../../../ui/later.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { useLeadWords } from '../../leads/useLeadWords.ts'
import { Secret } from '../Secret.tsx'
import { Section } from '../Section.tsx'
import { DoorRow } from './DoorRow.tsx'
import { HookGuide } from './HookGuide.tsx'
import { HookTrial } from './HookTrial.tsx'
import styles from './Forms.module.css'

const HookForm = later(async () => (await import('./HookForm.tsx')).HookForm)

/** Webhooks: addresses to which other programs send; the address has a key in it and is shown once. */
export function Hooks() {
  const { t } = useTranslation()
  const hooks = useQuery(hooksQuery)
  const { sourceName } = useLeadWords()
  const [asked, setAsked] = useState<'new' | WebhookIn>()
  const [made, setMade] = useState<WebhookInCreated>()
  const [tried, setTried] = useState<WebhookIn>()
  return (
    <Section
      title={t('leads.hooks.title')}
      lead={t('leads.hooks.lead')}
      action={
        <Button icon="plus" onPress={() => setAsked('new')}>
          {t('leads.hooks.add')}
        </Button>
      }
    >
      {!hooks.data ? (
        hooks.error ? (
          <ErrorState error={hooks.error} what={t('leads.hooks.failed')} retry={() => void hooks.refetch()} />
        ) : (
          <SkeletonRows rows={2} />
        )
      ) : hooks.data.length === 0 ? (
        <EmptyState icon="bolt" title={t('leads.hooks.none')}>
          {t('leads.hooks.noneText')}
        </EmptyState>
      ) : (
        <ul className={styles.doors}>
          {hooks.data.map((hook) => (
            <DoorRow
              key={hook.id}
              door={hook}
              about={[t(`origin.channel.${hook.channel}`), sourceName(hook.source)].filter(Boolean).join(' · ')}
              onTurn={(enabled) => turnHook(hook.id, enabled)}
              onRemove={() => removeHook(hook.id)}
            >
              {hook.enabled && (
                <Button size="s" onPress={() => setTried(hook)}>
                  {t('leads.forms.try')}
                </Button>
              )}
              <Button size="s" onPress={() => setAsked(hook)}>
                {t('leads.forms.edit')}
              </Button>
            </DoorRow>
          ))}
        </ul>
      )}
      <Dialog
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={asked === undefined || asked === 'new' ? t('leads.hooks.addTitle') : t('leads.hooks.editTitle', { name: asked.name })}
        width={560}
      >
        {asked !== undefined && (
          <HookForm
            hook={asked === 'new' ? undefined : asked}
            onCancel={() => setAsked(undefined)}
            onDone={(hook) => {
              setAsked(undefined)
              if (hook) setMade(hook)
            }}
          />
        )}
      </Dialog>
      <Dialog
        opened={made !== undefined}
        onClose={() => setMade(undefined)}
        title={t('leads.hooks.ready', { name: made?.name ?? '' })}
        sub={t('leads.hooks.readyText')}
        width={560}
      >
        {made && (
          <div className={styles.code}>
            <Secret text={made.address} />
            <HookGuide />
            <HookTrial hook={made} />
          </div>
        )}
      </Dialog>
      <Dialog
        opened={tried !== undefined}
        onClose={() => setTried(undefined)}
        title={t('leads.hooks.tryTitle', { name: tried?.name ?? '' })}
        sub={t('leads.hooks.tryText')}
        width={560}
      >
        {tried && <HookTrial hook={tried} />}
      </Dialog>
    </Section>
  )
}
