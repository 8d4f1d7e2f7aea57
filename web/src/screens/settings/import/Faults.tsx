import { useTranslation } from 'react-i18next'
import { faultText, ProblemError } from '../../../api/faults.ts'

/** What went wrong with a file or an order, every fault of it. */
export function Faults({ error }: { error: unknown }) {
  const { t } = useTranslation()
  if (!error) return null
  const faults = error instanceof ProblemError ? (error.problem.faults ?? []) : []
  return (
    <div role="alert" className="is-broken">
      {faults.length === 0 && <p>{error instanceof ProblemError && error.problem.detail ? error.problem.detail : faultText(error, t)}</p>}
      {faults.map(({ path, message }) => (
        <p key={path + message}>
          {path !== '' && <code>{path}</code>} {message}
        </p>
      ))}
    </div>
  )
}
