import type { InquiryChannel } from '@reglament/contract'

/** How an inquiry may have come in, in the order of the filter. */
export const inquiryChannels = [
  'form',
  'chat',
  'messenger',
  'sms',
  'mail',
  'call',
  'missed-call',
  'api',
  'hand',
  'import',
] as const satisfies readonly InquiryChannel[]
