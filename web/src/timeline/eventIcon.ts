import type { TimelineEntry } from '@reglament/contract'
import { talkIcon } from '../talks/useTalkWords.ts'
import type { IconName } from '../ui/icons.tsx'

const icons: Record<string, IconName> = {
  'deal-created': 'plus',
  'deal-adopted': 'inbox',
  'deal-edited': 'pen',
  'deal-won': 'flag',
  'deal-lost': 'x',
  'deal-reopened': 'undo',
  'note-written': 'note',
  'stage-moved': 'deals',
  'responsible-changed': 'swap',
  'task-set': 'task',
  'task-changed': 'cal',
  'task-completed': 'check',
  'task-cancelled': 'x',
  commented: 'chat',
  'question-answered': 'note',
  'evidence-added': 'clip',
  'value-replaced': 'swap',
  'breach-opened': 'alert',
  exempted: 'flag',
  'lifetime-prolonged': 'cal',
  'ladder-climbed': 'missed',
  'lead-received': 'lead',
  'inquiry-added': 'lead',
  'letter-queued': 'mail',
  refused: 'lock',
  'would-refuse': 'eye',
  'would-do': 'eye',
  confirmed: 'alert',
}

/** The icon of what happened: of a communication that of its channel; an unknown kind of event has the clock. */
export const eventIcon = ({ type, channel, outcome }: TimelineEntry): IconName =>
  type === 'interaction-recorded' ? talkIcon({ channel: channel ?? '', outcome: outcome ?? '' }) : (icons[type] ?? 'day')

/** What is there for the record only, and stands back: refused acts and what the regulation merely observes. */
export const isQuiet = ({ type, refused }: TimelineEntry): boolean => refused || type === 'would-refuse' || type === 'would-do'
