import type { Feature } from '../../feature.ts';
import { figureSources } from './sources.ts';

export const figuresFeature: Feature = {
  name: 'figures',
  sources: figureSources,
};
