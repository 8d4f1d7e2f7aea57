import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, FormCreation } from '@reglament/contract'
import { type SiteFormField, siteFormHtml, usualFields, usualLabel } from '@reglament/kernel/siteForm'
import { faultOf, faultText, ProblemError, versionNow } from '../../../api/faults.ts'
import { addForm, editForm } from '../../../api/leads.ts'
import { EntryFault } from '../../../entry/EntryFrame.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextArea, TextField } from '../../../ui/inputs.tsx'
import { toast } from '../../../ui/toast.tsx'
import { DoorSampleRows } from './DoorSampleRows.tsx'
import { FieldRows } from './FieldRows.tsx'
import { FormPreview } from './FormPreview.tsx'
import { GuardFields, guardOf, settingsOf } from './GuardFields.tsx'
import { MappingRows } from './MappingRows.tsx'
import { changesOf, mappingOf, rowsOf } from './mapping.ts'
import { SourceField } from './SourceField.tsx'
import styles from './Forms.module.css'

/** Makes a form of a site, or changes one: what it is called, what its fields mean, who may send. */
export function FormDialog({
  form,
  opened,
  onClose,
  onMade,
}: {
  /** The one to change; none: a new one. */
  form: Form | undefined
  opened: boolean
  onClose: () => void
  onMade: (form: Form) => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={form ? t('leads.forms.editTitle', { name: form.name }) : t('leads.forms.addTitle')}
      width={920}
    >
      {opened && <Inside key={form?.id} form={form} onClose={onClose} onMade={onMade} />}
    </Dialog>
  )
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

function Inside({ form, onClose, onMade }: { form: Form | undefined; onClose: () => void; onMade: (form: Form) => void }) {
  const { t, i18n } = useTranslation()
  const [name, setName] = useState(form?.name ?? '')
  const [source, setSource] = useState(form?.source ?? '')
  const [product, setProduct] = useState(form?.product ?? '')
  const [origins, setOrigins] = useState(form?.origins.join('\n') ?? '')
  const [success, setSuccess] = useState(form?.successUrl ?? '')
  const language = i18n.language === 'en' ? 'en' : 'ru'
  const [fields, setFields] = useState<SiteFormField[]>(() => form?.fields ?? usualFields(language))
  const [button, setButton] = useState(() => form?.button ?? usualLabel('button', language))
  const [rows, setRows] = useState(() => rowsOf(form?.mapping ?? {}))
  const [guard, setGuard] = useState(() => guardOf(form))
  const [tried, setTried] = useState(false)
  const [version, setVersion] = useState(form?.version ?? 1)
  const save = useMutation({
    mutationFn: () => {
      const body: FormCreation = {
        name: name.trim(),
        source: orNull(source),
        product: orNull(product),
        origins: origins.split(/\s+/).filter(Boolean),
        successUrl: orNull(success),
        fields,
        button: button.trim() || usualLabel('button', language),
        mapping: mappingOf(rows),
        ...settingsOf(guard),
      }
      if (!form) return addForm(body)
      const changed = changesOf(form, body)
      return Object.keys(changed).length === 0 ? Promise.resolve(form) : editForm({ id: form.id, version }, changed)
    },
    onError: (error) => setVersion(versionNow(error) ?? version),
    onSuccess: (made) => {
      toast({ kind: 'done', title: t('leads.forms.saved') })
      onClose()
      if (!form) onMade(made)
    },
  })
  const faults = save.error instanceof ProblemError ? (save.error.problem.faults ?? []) : []
  const at = (path: string) => faults.find((fault) => fault.path === path || fault.path.startsWith(`${path}/`))?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() !== '' && !save.isPending) save.mutate()
  }
  return (
    <form className={styles.beside} onSubmit={submit} noValidate>
      <div className={styles.form}>
        <TextField
          autoFocus
          label={t('leads.forms.name')}
          hint={t('leads.forms.nameHint')}
          value={name}
          onChange={setName}
          maxLength={200}
          error={at('/name') ?? (tried && name.trim() === '' ? t('leads.forms.needName') : undefined)}
        />
        <div className={styles.two}>
          <SourceField value={source} onChange={setSource} error={at('/source')} />
          <TextField label={t('leads.forms.product')} value={product} onChange={setProduct} maxLength={300} error={at('/product')} />
        </div>
        <FieldRows fields={fields} button={button} onFields={setFields} onButton={setButton} error={at('/fields') ?? at('/button')} />
        <MappingRows rows={rows} hint={t('leads.forms.mappingHint')} onChange={setRows} />
        {form && <DoorSampleRows door="forms" id={form.id} rows={rows} onTake={setRows} />}
        <TextArea
          label={t('leads.forms.origins')}
          hint={t('leads.forms.originsHint')}
          value={origins}
          onChange={setOrigins}
          error={at('/origins')}
        />
        <GuardFields guard={guard} onChange={setGuard} at={at} />
        <TextField
          label={t('leads.forms.success')}
          hint={t('leads.forms.successHint')}
          type="url"
          value={success}
          onChange={setSuccess}
          maxLength={1000}
          error={at('/successUrl')}
        />
        {save.error && (
          <EntryFault title={`${t('leads.forms.notDone')}.`}>
            {faultOf(save.error) === 'stale' ? t('leads.forms.stale') : (at('/mapping') ?? faultText(save.error, t))}
          </EntryFault>
        )}
        <footer className="row">
          <Button kind="go" type="submit" busy={save.isPending}>
            {t(form ? 'leads.forms.save' : 'leads.forms.add')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </footer>
      </div>
      <FormPreview
        snippet={siteFormHtml(form?.address ?? '', {
          fields,
          button,
          mapping: mappingOf(rows),
          honeypot: orNull(guard.honeypot),
          successUrl: orNull(success),
        })}
        name={name}
      />
    </form>
  )
}
