import { formatInstant, newId, type Instant } from '@reglament/kernel'
import { type RawBuilder, sql } from 'kysely'

/** A breach of a member of which his head has to hear; `open` deals he has, `least` he should have. */
export type Alarm = { breachId: string; memberId: string; clause: string; open: number; least: number | null }

/** Who brought what into a member's load and took it away in the thirty days before, as an object of counts (D9). */
export const loadChangesOf = (workspaceId: number, memberId: RawBuilder<unknown>, now: Instant): RawBuilder<unknown> => sql`
  select jsonb_object_agg(what, times) from (
    select what, count(*)::integer as times from load_change
    where load_change.workspace_id = ${workspaceId} and load_change.member_id = ${memberId}
      and load_change.at >= ${formatInstant(now)}::timestamptz - interval '30 days' group by what
  ) as counted`

/**
 * Tells the head of each of these people, once for a breach: the head of the team, else the default head, else an owner; who is away has
 * his stand-in told, and nobody is told of himself. Parts of one statement.
 */
export function alarmParts(workspaceId: number, alarms: readonly Alarm[], now: Instant): RawBuilder<unknown>[] {
  if (alarms.length === 0) return []
  const rows = alarms.map(({ breachId, memberId, ...alarm }) => ({ id: newId(), breach_id: breachId, about_id: memberId, ...alarm }))
  const instant = sql`${formatInstant(now)}::timestamptz`
  return [
    sql`insert into notice (workspace_id, id, member_id, breach_id, about_id, clause, at, facts)
      select ${workspaceId}::integer, alarm.id, coalesce((
          select stand_in_id from absence where absence.workspace_id = ${workspaceId} and absence.member_id = chief.id
            and from_at <= ${instant} and until_at > ${instant} and stand_in_id is not null and stand_in_id <> alarm.about_id limit 1
        ), chief.id), alarm.breach_id, alarm.about_id, alarm.clause, ${instant},
        jsonb_build_object('open', alarm.open, 'least', alarm.least, 'changes', (${loadChangesOf(workspaceId, sql`alarm.about_id`, now)}))
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as alarm (id uuid, breach_id uuid, about_id uuid, clause text, open integer, least integer)
      cross join lateral (
        select head.id from (
          select team.head_id as id, 1 as place from member
            join team on team.workspace_id = member.workspace_id and team.id = member.team_id
            where member.workspace_id = ${workspaceId} and member.id = alarm.about_id
          union all select default_head_id, 2 from workspace where workspace.id = ${workspaceId}
          union all select id, 3 from member where member.workspace_id = ${workspaceId} and member.role = 'owner'
        ) as candidate
        join member as head on head.workspace_id = ${workspaceId} and head.id = candidate.id and head.deactivated_at is null
        where head.id <> alarm.about_id order by place, head.created_at limit 1
      ) as chief
      on conflict on constraint notice_once do nothing`,
  ]
}
