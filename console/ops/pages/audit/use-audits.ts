import { ref, shallowRef } from 'vue';
import type { Failure } from '../../../frame/api/answer';
import { useSend } from '../../../frame/api/use-send';
import { useLoad } from '../../../frame/load';
import { auditsApi, type Audit } from '../../api/audits';
import { objectQuery, spanOf } from './audit-line';

export interface AuditFilter {
  by: string;
  kind: string;
  from: string;
  to: string;
}

const PAGE = 50;

/** The audit log a page at a time, newest first; finding anew begins at the newest. */
export function useAudits(filter: AuditFilter) {
  const api = auditsApi(useSend());
  const earlier = shallowRef<Audit[]>([]);
  const ended = ref(false);
  const busy = ref(false);
  const failure = shallowRef<Failure>();
  const asked = () => ({ by: filter.by.trim(), object: objectQuery(filter.kind), ...spanOf(filter.from, filter.to), limit: PAGE });
  let query = asked();

  const newest = useLoad(async () => {
    query = asked();
    const answer = await api(query);
    earlier.value = [];
    ended.value = answer.ok && answer.value.audits.length < PAGE;
    return answer;
  });

  return {
    newest, earlier, ended, busy, failure,
    async more() {
      const last = earlier.value.at(-1) ?? newest.value.value?.audits.at(-1);
      if (!last || busy.value) return;
      busy.value = true;
      const of = query;
      const answer = await api({ ...of, before: last.id });
      busy.value = false;
      failure.value = answer.ok ? undefined : answer.failure;
      // Somebody has looked for something else meanwhile.
      if (!answer.ok || of !== query) return;
      earlier.value = [...earlier.value, ...answer.value.audits];
      ended.value = answer.value.audits.length < PAGE;
    },
  };
}
