import type { Deal } from '@reglament/contract'
import type { Person } from './company.ts'
import { forEach } from './server.ts'

/** Stages on the shortest way to each stage. */
const ways: Record<string, readonly string[]> = {
  'new-request': [],
  taken: ['taken'],
  qualified: ['taken', 'qualified'],
  'proposal-sent': ['taken', 'qualified', 'proposal-sent'],
  'proposal-discussed': ['taken', 'qualified', 'proposal-sent', 'proposal-discussed'],
  attempts: ['taken', 'qualified', 'proposal-sent', 'attempts'],
  'start-agreed': ['taken', 'qualified', 'proposal-sent', 'start-agreed'],
  invoiced: ['taken', 'qualified', 'proposal-sent', 'start-agreed', 'invoiced'],
  started: ['taken', 'qualified', 'proposal-sent', 'start-agreed', 'invoiced', 'started'],
}

export type SeedDeal = {
  stage: string
  title: string
  /** A company in quotes or with its legal form; anything else is a person. */
  client: string
  /** In thousands of roubles. */
  budget: number | undefined
}

const seed = (stage: string, title: string, client: string, budget?: number): SeedDeal => ({ stage, title, client, budget })

/** A month of a web studio: some forty deals over all stages. */
export const studioDeals: readonly SeedDeal[] = [
  seed('new-request', 'Лендинг для курсов вождения', 'Автошкола «Ритм»', 120),
  seed('new-request', 'Перенос сайта с конструктора', 'Мария Игнатьева'),
  seed('new-request', 'Интернет-магазин запчастей', 'ИП Садыков Р. Ф.', 650),
  seed('new-request', 'Каталог с ценами для дилеров', 'Завод «Уралдеталь»', 1300),
  seed('new-request', 'Доставка цветов: сайт и оплата', 'Алина Романова'),
  seed('taken', 'Сайт сети клиник', 'Клиника «Вита»', 820),
  seed('taken', 'Поддержка и доработки, год', '«Мастер-Окна»', 480),
  seed('taken', 'Редизайн портала для партнёров', '«Транслогистик»', 940),
  seed('taken', 'Промостраница конференции', 'Фонд «Среда»', 210),
  seed('taken', 'Сайт юридической фирмы', '«Право и дело»', 300),
  seed('qualified', 'Учёт заявок на складе', '«Склад 24»', 1100),
  seed('qualified', 'Сайт производителя мебели', 'Фабрика «Ольха»', 560),
  seed('qualified', 'Личный кабинет жильца', 'УК «Новый квартал»', 1750),
  seed('qualified', 'Интеграция с 1С и складом', '«Инструмент-Центр»', 720),
  seed('qualified', 'Сайт жилого комплекса', 'Застройщик «Берег»', 1150),
  seed('proposal-sent', 'Корпоративный сайт и кабинет дилера', 'ООО «Полимерстрой»', 1480),
  seed('proposal-sent', 'Интернет-магазин чая', '«Чайная карта»', 730),
  seed('proposal-sent', 'Портал для агрономов', 'Агрохолдинг «Нива»', 2600),
  seed('proposal-sent', 'Сайт медицинского центра', '«Здоровье плюс»', 690),
  seed('proposal-sent', 'Редизайн сайта вуза', 'Институт права', 1900),
  seed('proposal-discussed', 'Запись на приём через сайт', 'Стоматология «Дельта»', 510),
  seed('proposal-discussed', 'Мобильная версия каталога', '«Лакокраска-Юг»', 880),
  seed('proposal-discussed', 'Единый личный кабинет', '«Теплосеть-Сервис»', 1900),
  seed('proposal-discussed', 'Портал поставщика', '«Агроснаб»', 840),
  seed('attempts', 'Сайт автосервиса', '«Пит-стоп»', 240),
  seed('attempts', 'Лендинг фитнес-клуба', 'Клуб «Атлант»', 160),
  seed('attempts', 'Блог ветеринарной клиники', '«Белый клык»', 190),
  seed('start-agreed', 'Сайт и каталог оборудования', '«Промхолод»', 1240),
  seed('start-agreed', 'Доработка корзины', '«Книжный двор»', 260),
  seed('start-agreed', 'Перенос на новый сервер', '«Типография 5»', 180),
  seed('invoiced', 'Лицензия и внедрение', 'Лицей № 14', 590),
  seed('invoiced', 'Поддержка, второй год', '«Мебель-Град»', 360),
  seed('invoiced', 'Онлайн-калькулятор кровли', '«Кровля-Мастер»', 470),
  seed('invoiced', 'Аудит и ускорение сайта', '«Велодвор»', 140),
  seed('started', 'Сайт дилера, первая очередь', 'ООО «Полимерстрой»', 940),
  seed('started', 'Каталог дверей', '«Мастер-Окна»', 310),
  seed('started', 'Онлайн-запись', '«Мебель-Град»', 150),
]

/** A number of its own for each person: who has the same one is the same client. */
const phoneOf = (name: string) => {
  const sum = Buffer.from(name).reduce((before, byte) => (before * 31 + byte) % 10_000, 7)
  return `+7 912 555-${String(sum).padStart(4, '0')}`
}

const isPerson = (client: string) => /^[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+$/u.test(client)

/** The same months of work for any company: every deal is brought to its stage by the moves that a manager would make. */
export async function seedDeals(by: Person, deals: readonly SeedDeal[] = studioDeals): Promise<Map<string, Deal>> {
  const made = await forEach(deals, (deal) => seedDeal(by, deal))
  return new Map(made.map((deal) => [deal.title, deal]))
}

/** One deal on its way to its stage; along it, and no further, it has what each stage asks for. */
export async function seedDeal(by: Person, { stage, title, client, budget }: SeedDeal): Promise<Deal> {
  const way = ways[stage]
  if (!way) throw new Error(`No way leads to the stage ${stage}.`)
  const passed = (asked: string) => way.includes(asked)
  let deal = await by.makesDeal({
    title,
    ...(isPerson(client) ? { contact: { name: client, phone: phoneOf(client) } } : { company: { name: client } }),
    ...(budget !== undefined && { budget: { amount: budget * 100_000, currency: 'RUB' } }),
    ...(passed('qualified') && { note: 'Заявка с сайта. Решает директор, срок — до Нового года.' }),
    fields: {
      ...(passed('taken') && { platform: 'site' }),
      ...(passed('qualified') && { niche: 'Производство', source: 'search' }),
      ...(passed('invoiced') && { contractLink: 'https://docs.example/contract' }),
    },
  })
  for (const to of way) deal = await by.moves(deal.id, { to, result: 'Договорились' })
  return deal
}
