import type { IconName } from '../../../ui/icons.tsx'

const icons: Record<string, IconName> = {
  call: 'call',
  letter: 'mail',
  meeting: 'client',
  measurement: 'pen',
  'first-contact': 'call',
  'contact-and-qualify': 'call',
  'call-back': 'call',
  'prepare-proposal': 'doc',
  'check-payment': 'rub',
  'check-contract': 'doc',
  'check-signed-copy': 'doc',
  'contract-and-invoice': 'doc',
}

/** The icon of a kind of task; a kind of the company's own has the common one. */
export const kindIcon = (kind: string): IconName => icons[kind] ?? 'task'
