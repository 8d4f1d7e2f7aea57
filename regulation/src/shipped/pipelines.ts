import type { PipelineDocument, StageDocument } from '../document.ts'

const sellers = ['manager', 'trainee']
const stage = (key: string, ru: string, en: string, more: Partial<StageDocument>): StageDocument => ({
  key,
  name: { ru, en },
  kind: 'open',
  optional: false,
  forward: [],
  required: [],
  tasks: [],
  stay: null,
  worksIt: sellers,
  ...more,
})

/** The sales pipeline as shipped: stages, arrows, required fields, tasks and terms (B1, regulation §4). */
export const salesPipeline: PipelineDocument = {
  key: 'sales',
  name: { ru: 'Продажи', en: 'Sales' },
  kind: 'sales',
  stages: [
    stage('new-request', 'Новая заявка', 'New request', { forward: ['taken'], stay: '4 wh' }),
    stage('taken', 'Взята в работу', 'Taken into work', {
      forward: ['qualified'],
      required: ['platform'],
      tasks: [{ kind: 'contact-and-qualify', term: '30 wmin' }],
      stay: '3 wd',
    }),
    stage('qualified', 'Квалифицирован', 'Qualified', {
      forward: ['proposal-sent'],
      required: ['niche', 'source', 'note'],
      tasks: [{ kind: 'prepare-proposal', term: '4 wh' }],
      stay: '2 wd',
    }),
    stage('proposal-sent', 'Отправлено КП', 'Proposal sent', {
      forward: ['proposal-discussed', 'attempts', 'start-agreed'],
      required: ['budget'],
      tasks: [{ kind: 'handle-objections', term: '1 wd' }],
      stay: '5 wd',
    }),
    stage('proposal-discussed', 'Обсудили КП', 'Proposal discussed', {
      forward: ['attempts', 'start-agreed'],
      tasks: [{ kind: 'next-step', term: '1 w' }],
      stay: '10 wd',
    }),
    stage('attempts', '2 попытки и более', '2+ attempts', {
      optional: true,
      forward: ['start-agreed'],
      tasks: [{ kind: 'next-step', term: '1 w' }],
      stay: '60 d',
    }),
    stage('start-agreed', 'Согласован старт', 'Start agreed', {
      forward: ['invoiced'],
      tasks: [{ kind: 'contract-and-invoice', term: '1 wd' }],
      stay: '3 wd',
    }),
    stage('invoiced', 'Выставлен договор/счёт', 'Contract/invoice issued', {
      forward: ['started'],
      required: ['contractLink'],
      tasks: [
        { kind: 'check-contract', term: '1 wd' },
        { kind: 'check-payment', term: '3 wd' },
        { kind: 'check-signed-copy', term: '10 wd' },
      ],
      stay: '30 d',
    }),
    stage('started', 'Запущено в работу', 'Started', { kind: 'won' }),
    stage('lost', 'Отказ/отложено', 'Lost/postponed', { kind: 'lost' }),
  ],
}
