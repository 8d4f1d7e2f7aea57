/** Words of where a client came from. */
export const origin = {
  title: 'Where he came from',
  marks: {
    utm_campaign: 'Campaign',
    utm_source: 'Place of the ad',
    utm_medium: 'Kind of the ad',
    utm_content: 'Ad',
    utm_term: 'Key phrase',
  },
  channel: {
    form: 'form',
    chat: 'chat',
    messenger: 'messenger',
    sms: 'SMS',
    mail: 'mail',
    call: 'call',
    'missed-call': 'missed call',
    api: 'program',
    hand: 'by hand',
    import: 'from a file',
  },
  nobody: 'No name',
  lead: 'Lead',
  source: 'Source',
  page: 'Page',
  product: 'Asked for',
  deadline: 'Deadline',
} as const
