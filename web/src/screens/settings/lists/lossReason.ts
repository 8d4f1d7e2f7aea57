import type { LossReasons, RegulationText } from '@reglament/contract'

/** A reason of loss as the document of the regulation has it. */
export type LossReason = RegulationText['document']['lossReasons'][number]
type Asked = LossReasons['items'][number]['asks']

/** What reasons ask to be named besides: as the draft says, else as the regulation in force does. */
export const asksOf =
  (inForce: LossReasons['items'] = []) =>
  ({ key, asks }: Pick<LossReason, 'key' | 'asks'>): Asked =>
    asks ?? inForce.find((reason) => reason.key === key)?.asks ?? 'nothing'

/** The regulation closes deals by it itself, or an import does: it may be called otherwise, and stays. */
export const isSystemReason = ({ kind }: Pick<LossReason, 'kind'>): boolean => kind === 'client-silent' || kind === 'adopted'
