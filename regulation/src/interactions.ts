import type { Interaction } from './act.ts'
import type { ChannelKind, Dossier } from './dossier.ts'
import type { InteractionFact } from './events.ts'

const kinds: Record<Interaction['channel'], ChannelKind> = {
  call: 'phone',
  sms: 'phone',
  mail: 'mail',
  chat: 'messenger',
  messenger: 'messenger',
  meeting: 'meeting',
  form: 'phone',
}
/** A shorter call reached nobody (regulation §3, talk). */
const talkSecondsMin = 10

const spoke = ({ outcome, seconds }: Interaction) =>
  outcome === 'held' || (outcome === 'talked' && (seconds === undefined || seconds >= talkSecondsMin))

/**
 * What rules read in a communication: heard, talk, attempt, touch are four different facts (regulation §3).
 * `byMember` is false for what the regulation sends itself: that is neither attempt nor touch.
 */
export function factsOf(interaction: Interaction, deal: Dossier, byMember: boolean): InteractionFact {
  const { id, channel, direction, outcome, at, hasRecording = false } = interaction
  const kind = interaction.answeredBy ?? kinds[channel]
  const inbound = direction === 'in'
  const message = inbound && outcome === 'received'
  const rang = inbound && channel === 'call'
  const missedCall = rang && (outcome === 'missed' || outcome === 'no-answer' || outcome === 'busy')
  const conversation = spoke(interaction)
  const wentOut = !inbound && outcome !== 'bounced' && outcome !== 'wrong-number' && outcome !== 'cancelled'
  const talk = conversation || (message && deal.firstOutAt !== null && deal.firstOutAt <= at)
  const reachedNobody = outcome === 'no-answer' || outcome === 'busy' || outcome === 'sent' || (outcome === 'talked' && !conversation)
  const attempt = !inbound && byMember && reachedNobody && channel !== 'meeting'
  return {
    id,
    kind,
    direction,
    talk,
    attempt,
    // A call that broke off within seconds is no talk, but he did ring.
    heard: talk || message || rang,
    call: channel === 'call',
    touch: attempt || (conversation && byMember),
    unanswered: message || missedCall,
    ours: wentOut,
    answers: (wentOut && byMember) || conversation,
    evidence: message || (conversation && hasRecording),
  }
}

/** Attempts of which two of one kind within the hour count once, the first of them (regulation §3). */
export function countAttempts(attempts: Dossier['attempts'], apartMs: number): number {
  const lastOfKind = new Map<ChannelKind, number>()
  let count = 0
  for (const { at, kind } of attempts) {
    const last = lastOfKind.get(kind)
    if (last !== undefined && at - last < apartMs) continue
    lastOfKind.set(kind, at)
    count++
  }
  return count
}
