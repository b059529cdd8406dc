import { createHash } from 'node:crypto';
import { CHECKS } from '../checks';
import { type Context, type Finding, runCheck, SEVERITIES, type Status } from '../checks/check';
import type { Snapshot } from '../gather';
import type { RemediationEntry } from '../remediations/remediation';
import type { JudgedCheck, Report } from './contract';
import { applyExceptions } from './exceptions';
import type { Exception } from './exceptions-file';
import { spendOf } from './spend';

/** Runs every check on the snapshot. The worst come first. */
export function buildReport(
  snapshot: Snapshot,
  remediation: readonly RemediationEntry[],
  context: Context & {
    readonly accountId: string;
    readonly exceptions: readonly Exception[];
    readonly calls: number;
    readonly nextStep: string | undefined;
    readonly log: ((text: string) => void) | undefined;
  },
): Report {
  const judged = CHECKS.map((check): JudgedCheck => {
    const { needs: _needs, uses: _uses, ...meta } = check.meta;
    const { findings = [], ...verdict } = {
      findings: undefined,
      ...runCheck(check, snapshot, context, context.log),
    };
    const reported = findings.map((finding) => ({ key: keyOf(meta.id, finding), ...finding }));
    return { ...meta, findings: reported, evidence: [], notes: [], ...verdict };
  }).sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const { checks, exceptions } = applyExceptions(judged, context.exceptions, context.now);
  const counted = (status: Status) => checks.filter((check) => check.status === status).length;
  const alias = snapshot.accountAlias.ok ? snapshot.accountAlias.value : undefined;
  const created = remediation.filter(({ action }) => action === 'created').map(({ resource }) => resource);
  const spend = spendOf(snapshot, context.config, created);
  return {
    ...(context.nextStep !== undefined && { nextStep: context.nextStep }),
    schemaVersion: 1,
    account: { id: context.accountId, ...(alias !== undefined && { alias }) },
    auditedAt: context.now.toISOString(),
    summary: {
      pass: counted('pass'),
      fail: counted('fail'),
      unknown: counted('unknown'),
      notApplicable: counted('not-applicable'),
    },
    ...(spend && { spend }),
    checks,
    ...(exceptions.length > 0 && { exceptions }),
    remediation,
    calls: context.calls,
  };
}

function keyOf(check: string, { reason, resource }: Finding): string {
  return createHash('sha256').update([check, reason, resource].join('\n')).digest('hex').slice(0, 16);
}
