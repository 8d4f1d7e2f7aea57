import type { FormerText, Paper, PipelineText, StageText } from './paper.ts'

/** Something that two people have changed otherwise. `where` names the pipeline and stage, `what` the property. */
export type Clash = { id: string; pipeline: string; stage: string | null; what: string; mine: unknown; theirs: unknown }
export type Choices = Readonly<Record<string, 'mine' | 'theirs'>>

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
const byKey = <T extends { key: string }>(items: readonly T[]) => new Map(items.map((item) => [item.key, item]))

/**
 * Two people's changes of one paper put together (L5): what only one of them has changed is taken as he has it. Where both have changed the
 * same thing otherwise, that is a clash: `choices` say whose value stands, and until they do it is mine. Pure.
 */
export function merged(base: Paper, mine: Paper, theirs: Paper, choices: Choices = {}): { paper: Paper; clashes: Clash[] } {
  const clashes: Clash[] = []
  const choose = <T>(of: Omit<Clash, 'mine' | 'theirs' | 'id'>, [was, my, their]: readonly [T, T, T]): T => {
    if (same(my, their) || same(was, their)) return my
    if (same(was, my)) return their
    const id = [of.pipeline, of.stage, of.what].join('/')
    clashes.push({ ...of, id, mine: my, theirs: their })
    return choices[id] === 'theirs' ? their : my
  }

  /** Keys in the order of whoever changed it; what only the other has stands where it stood with him. */
  const ordered = (
    of: Omit<Clash, 'mine' | 'theirs' | 'id' | 'what'>,
    [was, my, their]: readonly [string[], string[], string[]],
    kept: (key: string) => boolean,
  ): string[] => {
    const common = (keys: string[]) => keys.filter((key) => was.includes(key) && my.includes(key) && their.includes(key))
    const order = choose({ ...of, what: 'order' }, [common(was), common(my), common(their)])
    const first = same(order, common(my)) ? my : their
    const second = first === my ? their : my
    const all = [...first]
    for (const [i, key] of second.entries()) {
      if (all.includes(key)) continue
      const after = second.slice(0, i).findLast((other) => all.includes(other))
      all.splice(after === undefined ? 0 : all.indexOf(after) + 1, 0, key)
    }
    return all.filter(kept)
  }

  /** One of a list: added, gone or changed by either; null: it is gone. */
  const one = <T>(
    of: Omit<Clash, 'mine' | 'theirs' | 'id' | 'what'>,
    [was, my, their]: readonly [T | undefined, T | undefined, T | undefined],
    both: (was: T | undefined, my: T, their: T) => T,
  ): T | undefined => (my && their ? both(was, my, their) : choose({ ...of, what: 'whole' }, [was, my, their]))

  const stage = (pipeline: string) => (was: StageText | undefined, my: StageText, their: StageText) => {
    const of = { pipeline, stage: my.key }
    const part = <K extends keyof StageText>(what: K) =>
      choose<StageText[K] | undefined>({ ...of, what }, [was?.[what], my[what], their[what]])
    const name = (language: 'ru' | 'en') =>
      choose<string | undefined>({ ...of, what: `name.${language}` }, [was?.name[language], my.name[language], their.name[language]])
    return {
      ...my,
      name: { ru: name('ru')!, en: name('en')! },
      optional: part('optional')!,
      forward: part('forward')!,
      required: part('required')!,
      tasks: part('tasks')!,
      stay: part('stay')!,
      worksIt: part('worksIt')!,
    }
  }

  const pipeline = (was: PipelineText | undefined, my: PipelineText, their: PipelineText): PipelineText => {
    const of = { pipeline: my.key, stage: null }
    const [a, b, c] = [byKey(was?.stages ?? []), byKey(my.stages), byKey(their.stages)]
    const stages = new Map(
      [...new Set([...b.keys(), ...c.keys()])].map((key) => [
        key,
        one({ pipeline: my.key, stage: key }, [a.get(key), b.get(key), c.get(key)], stage(my.key)),
      ]),
    )
    const keys = ordered(of, [[...a.keys()], [...b.keys()], [...c.keys()]], (key) => stages.get(key) !== undefined)
    const name = (language: 'ru' | 'en') =>
      choose<string | undefined>({ ...of, what: `name.${language}` }, [was?.name[language], my.name[language], their.name[language]])
    const archived = choose({ ...of, what: 'archived' }, [was?.archived ?? false, my.archived ?? false, their.archived ?? false])
    const { archived: _archived, ...rest } = my
    return {
      ...rest,
      name: { ru: name('ru')!, en: name('en')! },
      ...(archived && { archived }),
      stages: keys.map((key) => stages.get(key)!),
    }
  }

  const [a, b, c] = [byKey(base.pipelines), byKey(mine.pipelines), byKey(theirs.pipelines)]
  const pipelines = new Map(
    [...new Set([...b.keys(), ...c.keys()])].map((key) => [
      key,
      one({ pipeline: key, stage: null }, [a.get(key), b.get(key), c.get(key)], pipeline),
    ]),
  )
  const keys = ordered(
    { pipeline: '', stage: null },
    [[...a.keys()], [...b.keys()], [...c.keys()]],
    (key) => pipelines.get(key) !== undefined,
  )
  const list = keys.map((key) => pipelines.get(key)!)
  const paper = {
    pipelines: list,
    former: formerOf([base, mine, theirs], list, choose),
    changes: changesOf([base, mine, theirs], choose),
  }
  return { paper, clashes }
}

type Choose = <T>(of: Omit<Clash, 'mine' | 'theirs' | 'id'>, values: readonly [T, T, T]) => T

function formerOf(papers: readonly [Paper, Paper, Paper], pipelines: readonly PipelineText[], choose: Choose): FormerText[] {
  const nameOf = ({ pipeline, stage }: FormerText) => `${pipeline}/${stage.key}`
  const maps = papers.map(({ former }) => new Map(former.map((one) => [nameOf(one), one])))
  const [a, b, c] = maps as [Map<string, FormerText>, Map<string, FormerText>, Map<string, FormerText>]
  return [...new Set([...b.keys(), ...c.keys()])].flatMap((name) => {
    const any = (b.get(name) ?? c.get(name))!
    const stands = pipelines.find(({ key }) => key === any.pipeline)?.stages.some(({ key }) => key === any.stage.key) ?? true
    if (stands) return []
    // It is gone, so it is said where its deals go, whoever has said so.
    const [my, their] = [b.get(name) ?? any, c.get(name) ?? any]
    const to = choose({ pipeline: any.pipeline, stage: any.stage.key, what: 'to' }, [a.get(name)?.to, my.to, their.to])
    return [{ ...any, to: to! }]
  })
}

function changesOf(papers: readonly [Paper, Paper, Paper], choose: Choose): Paper['changes'] {
  const maps = papers.map(({ changes }) => new Map(changes.map((change) => [change.clause, change])))
  const [a, b, c] = maps as [
    Map<string, Paper['changes'][number]>,
    Map<string, Paper['changes'][number]>,
    Map<string, Paper['changes'][number]>,
  ]
  return [...new Set([...b.keys(), ...c.keys()])].flatMap(
    (clause) => choose({ pipeline: '', stage: null, what: `clause.${clause}` }, [a.get(clause), b.get(clause), c.get(clause)]) ?? [],
  )
}
