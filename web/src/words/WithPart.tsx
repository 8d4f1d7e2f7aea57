import type { ReactNode } from 'react'

/** Words of which a part is set apart: «34 → <1>35</1> из 80»; `children` draws that part. */
export function WithPart({ text, children }: { text: string; children: (part: string) => ReactNode }) {
  const [before, part = '', after] = text.split(/<\/?1>/)
  return (
    <>
      {before}
      {children(part)}
      {after}
    </>
  )
}
