import type { LossReasonDocument, RegulationDocument } from '../document.ts'

const reason = (
  key: string,
  ru: string,
  en: string,
  kind: LossReasonDocument['kind'],
  { letter = true, review = 'task' }: Partial<Pick<LossReasonDocument, 'letter' | 'review'>> = {},
): LossReasonDocument => ({ key, name: { ru, en }, kind, letter, review })

/** Why a deal is lost, and what each reason asks for (H1, regulation §8). */
export const shippedLossReasons: LossReasonDocument[] = [
  reason('spam', 'Спам', 'Spam', 'not-a-deal', { letter: false, review: 'sample' }),
  reason('not-ours', 'Не по адресу', 'Not ours', 'not-a-deal', { letter: false, review: 'sample' }),
  reason('duplicate', 'Дубль', 'Duplicate', 'not-a-deal', { letter: false, review: 'sample' }),
  reason('too-dear', 'Дорого', 'Too dear', 'client-refused'),
  reason('chose-others', 'Выбрали других', 'Chose others', 'client-refused'),
  reason('no-need', 'Больше не нужно', 'No need any more', 'client-refused'),
  reason('terms', 'Не подошли условия', 'Terms did not suit', 'client-refused'),
  reason('postponed', 'Отложено', 'Postponed', 'client-refused'),
  reason('by-rules', 'Снято по правилам', 'Dropped by rules', 'by-rules'),
  reason('does-not-answer', 'Не отвечает', 'Does not answer', 'client-silent'),
  reason('could-not-reach', 'Не дозвонился', 'Could not reach', 'client-silent'),
  reason('not-stated', 'Не указана', 'Not stated', 'adopted', { letter: false, review: 'none' }),
]

const criterion = (key: string, ru: string, en: string) => ({ key, name: { ru, en } })

/** By what a company drops a deal of its own accord. */
export const shippedCriteria: RegulationDocument['criteria'] = [
  criterion('too-small', 'Сумма ниже нашей минимальной', 'Below our smallest sum'),
  criterion('not-our-kind', 'Такие работы мы не делаем', 'Work that we do not do'),
  criterion('no-capacity', 'Нет мощностей в нужный срок', 'No capacity in time'),
  criterion('unreliable', 'Ненадёжный клиент', 'Unreliable client'),
  criterion('lifetime', 'Истёк срок жизни сделки', 'Lifetime is over'),
]

/** In which ways a loss turns out to be false when the client is called (H6). */
export const shippedFalseLosses: NonNullable<RegulationDocument['falseLosses']> = [
  criterion('disliked-manager', 'Не понравился менеджер', 'Disliked the manager'),
  criterion('not-worked', 'Менеджер не работал со сделкой', 'The manager did not work it'),
  criterion('guessed', 'Менеджер решил за клиента', 'The manager guessed'),
]
