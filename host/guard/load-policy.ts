import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { DEFAULT_POLICY } from '../../core/agent/guard/default-policy.ts';
import { type Policy, policyOf, policySchema } from '../../core/agent/guard/policy.ts';

const MAX_BYTES = 256 * 1024;

export interface LoadedPolicy {
  readonly policy: Policy;
  /** What is wrong with the file, for staff; the kiosk's own rules hold then, all of them. */
  readonly problem: string | null;
}

/** Reads DIR/policy.yaml, which nobody has to have. A file with a fault counts for nothing: half a policy is none. */
export function loadPolicy(dataDir: string): LoadedPolicy {
  const path = join(dataDir, 'policy.yaml');
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return { policy: DEFAULT_POLICY, problem: null };
  const refuse = (why: string): LoadedPolicy => ({ policy: DEFAULT_POLICY, problem: `policy.yaml ${why}; the kiosk's own rules are used` });
  if (stat.size > MAX_BYTES) return refuse(`is ${stat.size} bytes; at most ${MAX_BYTES} are read`);
  try {
    const document = parseDocument(readFileSync(path, 'utf8'), { uniqueKeys: true });
    const [broken] = document.errors;
    if (broken !== undefined) return refuse(`is not valid YAML: ${broken.message.split('\n')[0]}`);
    const read = policySchema.safeParse(document.toJS({ maxAliasCount: 50 }) ?? {});
    if (read.success) return { policy: policyOf(read.data, DEFAULT_POLICY), problem: null };
    const [issue] = read.error.issues;
    return refuse(`is wrong at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'not a policy'}`);
  } catch (error) {
    return refuse(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
