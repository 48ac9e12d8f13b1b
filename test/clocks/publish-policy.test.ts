import { describe, expect, it } from 'vitest';
import { satisfaction } from '#clocks/presets/satisfaction.ts';
import { standardized } from '#clocks/presets/standardized.ts';
import { publish } from '#clocks/publish-policy.ts';
import { noon } from './some.ts';

const active = { reference: 'standardized@V1.9', latest: { standardized: 'V1.9', satisfaction: 'V1.0' }, version: 9 };
const by = { by: 'usr_wei', at: noon };

describe('publishing a policy', () => {
  it('gives it the next version and puts it in force', () => {
    const { next, events } = publish(active, { ...standardized, warnAtShare: 0.5 }, by);

    expect(next.policy).toMatchObject({ version: 'V1.10', warnAtShare: 0.5 });
    expect(next.active).toMatchObject({ reference: 'standardized@V1.10', latest: { standardized: 'V1.10' } });
    expect(events).toMatchObject([{ type: 'PolicyPublished', by: 'usr_wei', reference: 'standardized@V1.10' }]);
  });

  it('may change to another preset, whose versions go on from its own', () => {
    const { next } = publish(active, satisfaction, by);

    expect(next.active).toMatchObject({
      reference: 'satisfaction@V1.1',
      latest: { standardized: 'V1.9', satisfaction: 'V1.1' },
    });
  });

  it('begins at the first version for a policy of a new name', () => {
    expect(publish(active, { ...standardized, id: 'night' }, by).next.active.reference).toBe('night@V1.0');
  });
});
