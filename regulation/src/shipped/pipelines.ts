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
const salesPipeline: PipelineDocument = {
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

const task = (kind: string) => ({ tasks: [{ kind, term: '1 wd' }], stay: '5 wd' })
const lost = stage('lost', 'Отказ/отложено', 'Lost/postponed', { kind: 'lost' })

/** Pipelines entered by conversion; winning a deal of one opens the next in line (C4, regulation §4). */
const meetingPipeline: PipelineDocument = {
  key: 'meeting',
  name: { ru: 'Встреча', en: 'Meeting' },
  kind: 'sales',
  stages: [
    stage('planned', 'Встреча назначена', 'Meeting planned', { ...task('hold-meeting'), forward: ['held'] }),
    stage('held', 'Встреча проведена', 'Meeting held', { kind: 'won' }),
    lost,
  ],
}

const proposalPipeline: PipelineDocument = {
  key: 'proposal',
  name: { ru: 'Коммерческое предложение', en: 'Proposal' },
  kind: 'sales',
  stages: [
    stage('preparing', 'Готовим КП', 'Preparing', { ...task('prepare-proposal'), forward: ['sent'] }),
    stage('sent', 'КП отправлено', 'Sent', { ...task('handle-objections'), forward: ['agreed'] }),
    stage('agreed', 'КП согласовано', 'Agreed', { kind: 'won' }),
    lost,
  ],
}

const contractPipeline: PipelineDocument = {
  key: 'contract',
  name: { ru: 'Договор', en: 'Contract' },
  kind: 'sales',
  stages: [
    stage('drafting', 'Готовим договор', 'Drafting', { ...task('draft-contract'), forward: ['with-client'] }),
    stage('with-client', 'Договор у клиента', 'With the client', { ...task('check-contract'), forward: ['signed'] }),
    stage('signed', 'Договор подписан', 'Signed', { kind: 'won' }),
    lost,
  ],
}

/** From the papers to the final payment; sales and production orders go the same way. */
const fulfilment = (worksIt: string[]) => {
  const step = (key: string, ru: string, en: string, kind: string, forward: string[], more: Partial<StageDocument> = {}) =>
    stage(key, ru, en, { ...task(kind), forward, worksIt, ...more })
  return [
    step('documents', 'Документы', 'Documents', 'collect-documents', ['prepayment']),
    step('prepayment', 'Предоплата', 'Prepayment', 'check-payment', ['work']),
    step('work', 'В работе', 'Work', 'follow-work', ['quality-check'], { stay: '30 d' }),
    step('quality-check', 'Проверка качества', 'Quality check', 'check-quality', ['feedback']),
    step('feedback', 'Отзыв клиента', 'Feedback', 'ask-feedback', ['fixing', 'final-payment']),
    step('fixing', 'Доработка', 'Fixing', 'fix-faults', ['final-payment'], { optional: true }),
    step('final-payment', 'Окончательный расчёт', 'Final payment', 'check-final-payment', ['done']),
    stage('done', 'Завершено', 'Done', { kind: 'won' }),
  ]
}

const salePipeline: PipelineDocument = {
  key: 'sale',
  name: { ru: 'Продажа', en: 'Sale' },
  kind: 'sales',
  stages: [...fulfilment(sellers), lost],
}

/** What was sold is made; an order is never lost, and few clauses speak of it (B14, regulation §3). */
const productionPipeline: PipelineDocument = {
  key: 'production',
  name: { ru: 'Производство', en: 'Production' },
  kind: 'production',
  stages: fulfilment(['account-manager']),
}

/** All pipelines of the shipped regulation, the one where deals begin first. */
export const shippedPipelines: PipelineDocument[] = [
  salesPipeline,
  meetingPipeline,
  proposalPipeline,
  contractPipeline,
  salePipeline,
  productionPipeline,
]

/** Which pipeline a won deal opens next. */
export const shippedChain = 'sales > production, meeting > proposal, proposal > contract, contract > sale'
