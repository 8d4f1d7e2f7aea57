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

/** Kinds of tasks that are a call most of all: there «no answer» is as near as «done». A matter of looks; whether it may be pressed, the server says. */
const calls: ReadonlySet<string> = new Set([
  'call',
  'call-back',
  'first-contact',
  'contact-and-qualify',
  'next-step',
  'touch',
  'handle-objections',
])
/** Is it such a task. */
export const isCall = (kind: string): boolean => calls.has(kind)
