import { objectsOf, type WireObject } from '../json.ts';
import { component, isSelect } from './interactive.ts';

/** Fills in what Discord adds when it stores a component without it. */
export function withDefaults(item: WireObject): WireObject {
  if (isSelect(item.type)) {
    const options = item.type === component.stringSelect ? { options: objectsOf(item.options).map(withoutNull) } : {};
    return { min_values: 1, max_values: 1, ...withoutNull(item), ...options };
  }
  switch (item.type) {
    case component.button:
      return withoutNull(item);
    case component.separator:
      return { spacing: 1, divider: true, ...withoutNull(item) };
    case component.container:
      return { accent_color: null, spoiler: false, ...item };
    case component.thumbnail:
      return { description: null, spoiler: false, ...item };
    case component.file:
      return { spoiler: false, ...item };
    case component.gallery:
      return {
        ...item,
        items: objectsOf(item.items).map((entry) => ({ description: null, spoiler: false, ...entry })),
      };
    default:
      return item;
  }
}

const withoutNull = (item: WireObject): WireObject =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null));
