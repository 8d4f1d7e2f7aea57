import type { QualificationBookEdit } from '@reglament/contract'
import type { Language } from '@reglament/regulation'

const engines = [
  { key: 'yandex', name: { ru: 'Яндекс', en: 'Yandex' }, url: 'https://yandex.ru/search/?text={query}' },
  { key: 'google', name: { ru: 'Google', en: 'Google' }, url: 'https://www.google.com/search?q={query}' },
  { key: 'maps', name: { ru: 'Карты', en: 'Maps' }, url: 'https://yandex.ru/maps/?text={query}' },
]

const ru: Omit<QualificationBookEdit, 'engines'> = {
  questions: [
    { key: 'need', stage: 'taken', text: 'Что нужно и зачем', hint: 'Какую задачу клиент решает, что будет, когда она решена' },
    { key: 'now', stage: 'taken', text: 'Как обходится сейчас', hint: 'Чем пользуется, что не устраивает' },
    { key: 'deadline', stage: 'taken', text: 'К какому сроку', hint: 'И что случится, если не успеть' },
    { key: 'money', stage: 'taken', text: 'На какую сумму рассчитывает', hint: 'Хотя бы порядок: от и до' },
    { key: 'decides', stage: 'taken', text: 'Кто решает и кто платит', hint: 'Имя и должность, как проходит согласование' },
    { key: 'rivals', stage: 'taken', text: 'С кем сравнивает', hint: 'Кого ещё спрашивал, что для него главное при выборе' },
    { key: 'reaction', stage: 'proposal-sent', text: 'Что понравилось и что смущает в КП' },
    { key: 'to-start', stage: 'proposal-sent', text: 'Что должно произойти, чтобы начать' },
    { key: 'signs', stage: 'start-agreed', text: 'На кого договор и кто подписывает' },
    { key: 'contact-person', stage: 'start-agreed', text: 'С кем связываться по работе' },
  ],
  script: [
    {
      title: 'Дать высказаться',
      text: 'Здравствуйте, {client}! Это {manager}, {workspace}. Вы обратились к нам: {source}. Расскажите, пожалуйста, что у вас за задача?\nСлушайте, не перебивая. Запишите словами клиента.',
    },
    {
      title: 'Понять задачу',
      text: 'Правильно понимаю: …? Как вы решаете это сейчас и что не устраивает?\nПовторите услышанное одной фразой и дождитесь «да».',
    },
    {
      title: 'Срок, деньги, решение',
      text: 'К какому сроку нужен результат? На какую сумму рассчитываете? Кто, кроме вас, участвует в решении в компании {company}?',
    },
    {
      title: 'Договориться о следующем шаге',
      text: 'Предлагаю так: я подготовлю предложение и пришлю его …, а … мы созвонимся и обсудим. Вам удобно? На какой адрес отправить?',
    },
    { title: 'Подвести итог', text: 'Спасибо, {client}! Повторю, о чём договорились: … До связи!' },
  ],
}

const en: Omit<QualificationBookEdit, 'engines'> = {
  questions: [
    { key: 'need', stage: 'taken', text: 'What is needed and what for', hint: 'The task behind it, and what changes once it is done' },
    { key: 'now', stage: 'taken', text: 'How they manage today', hint: 'What they use and what is wrong with it' },
    { key: 'deadline', stage: 'taken', text: 'By when', hint: 'And what happens if it is late' },
    { key: 'money', stage: 'taken', text: 'What sum they have in mind', hint: 'At least a range' },
    { key: 'decides', stage: 'taken', text: 'Who decides and who pays', hint: 'Name and position, how it is approved' },
    { key: 'rivals', stage: 'taken', text: 'Whom they compare us with', hint: 'Whom else they asked, what matters most' },
    { key: 'reaction', stage: 'proposal-sent', text: 'What they like and doubt in the proposal' },
    { key: 'to-start', stage: 'proposal-sent', text: 'What has to happen before we start' },
    { key: 'signs', stage: 'start-agreed', text: 'Whose contract it is and who signs' },
    { key: 'contact-person', stage: 'start-agreed', text: 'Whom to talk to about the work' },
  ],
  script: [
    {
      title: 'Let the client speak',
      text: 'Good day, {client}! This is {manager} from {workspace}. You came to us: {source}. Please tell me, what is it that you need?\nListen without interrupting. Write it down in the client’s own words.',
    },
    {
      title: 'Understand the task',
      text: 'Do I understand you right: …? How do you manage today, and what is wrong with it?\nSay what you heard in one sentence and wait for a “yes”.',
    },
    {
      title: 'Time, money, decision',
      text: 'By when do you need it? What sum do you have in mind? Who else at {company} takes part in the decision?',
    },
    {
      title: 'Agree on the next step',
      text: 'Here is what I suggest: I prepare a proposal and send it on …, and on … we talk it over. Does that suit you? To which address shall I send it?',
    },
    { title: 'Sum up', text: 'Thank you, {client}! We agreed on the following: … Talk to you soon!' },
  ],
}

/** The questions, the script and the engines that a company starts with, in its people's language (A2, B12). */
export const shippedBook = (language: Language): QualificationBookEdit => ({
  ...{ ru, en }[language],
  engines: engines.map(({ name, ...engine }) => ({ ...engine, name: name[language] })),
})
