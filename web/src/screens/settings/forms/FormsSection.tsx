import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from '@reglament/contract'
import { formsQuery, removeForm, renewForm, turnForm } from '../../../api/leads.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { useLeadWords } from '../../leads/useLeadWords.ts'
import { Secret } from '../Secret.tsx'
import { Section } from '../Section.tsx'
import { DoorRow } from './DoorRow.tsx'
import { FormPreview } from './FormPreview.tsx'
import { Hooks } from './Hooks.tsx'
import { NewAddress } from './NewAddress.tsx'
import { TryForm } from './TryForm.tsx'
import styles from './Forms.module.css'
import { later } from '../../../ui/later.tsx'

const FormDialog = later(async () => (await import('./FormDialog.tsx')).FormDialog)

/** Where inquiries come in from outside: forms of sites and webhooks of other programs (C1). */
export function FormsSection() {
  return (
    <>
      <Forms />
      <Hooks />
    </>
  )
}

type Asked = { what: 'edit' | 'code' | 'try'; form: Form } | { what: 'add'; form: undefined }

function Forms() {
  const { t } = useTranslation()
  const forms = useQuery(formsQuery)
  const { sourceName } = useLeadWords()
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const of = (what: Asked['what']) => (asked?.what === what ? asked.form : undefined)
  const code = of('code')
  return (
    <Section
      title={t('leads.forms.title')}
      lead={t('leads.forms.lead')}
      action={
        <Button icon="plus" onPress={() => setAsked({ what: 'add', form: undefined })}>
          {t('leads.forms.add')}
        </Button>
      }
    >
      {!forms.data ? (
        forms.error ? (
          <ErrorState error={forms.error} what={t('leads.forms.failed')} retry={() => void forms.refetch()} />
        ) : (
          <SkeletonRows rows={2} />
        )
      ) : forms.data.length === 0 ? (
        <EmptyState icon="site" title={t('leads.forms.none')}>
          {t('leads.forms.noneText')}
        </EmptyState>
      ) : (
        <ul className={styles.doors}>
          {forms.data.map((form) => (
            <DoorRow
              key={form.id}
              door={form}
              about={sourceName(form.source) ?? ''}
              onTurn={(enabled) => turnForm(form.id, enabled)}
              onRemove={() => removeForm(form.id)}
            >
              <Button size="s" icon="copy" onPress={() => setAsked({ what: 'code', form })}>
                {t('leads.forms.code')}
              </Button>
              {form.enabled && (
                <Button size="s" onPress={() => setAsked({ what: 'try', form })}>
                  {t('leads.forms.try')}
                </Button>
              )}
              <Button size="s" onPress={() => setAsked({ what: 'edit', form })}>
                {t('leads.forms.edit')}
              </Button>
            </DoorRow>
          ))}
        </ul>
      )}
      <FormDialog
        form={of('edit')}
        opened={asked?.what === 'add' || asked?.what === 'edit'}
        onClose={close}
        onMade={(form) => setAsked({ what: 'code', form })}
      />
      <Dialog opened={code !== undefined} onClose={close} title={t('leads.forms.codeTitle')} sub={t('leads.forms.codeText')} width={640}>
        {code && (
          <div className={styles.code}>
            <FormPreview snippet={code.snippet} name={code.name} />
            <Secret key={code.snippet} text={code.snippet} />
            <h3>{t('leads.forms.address')}</h3>
            <Secret key={code.address} text={code.address} />
            <NewAddress
              why={t('leads.forms.newAddressWhy')}
              renew={() => renewForm(code.id)}
              onRenewed={(form) => setAsked({ what: 'code', form })}
            />
          </div>
        )}
      </Dialog>
      <TryForm form={of('try')} onClose={close} />
    </Section>
  )
}
