/** Pieces of Block Kit for the tables of what is refused. */

export const plain = (text: string) => ({ type: 'plain_text', text });

export const times = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));

export const x = (count: number) => 'x'.repeat(count);

export const button = (more: object = {}) => ({ type: 'button', action_id: 'a', text: plain('OK'), ...more });

export const actions = (...elements: object[]) => ({ type: 'actions', elements });

export const option = (more: object = {}) => ({ text: plain('o'), value: 'o', ...more });

export const options = (count: number) => times(count, (index) => ({ text: plain(`o${index}`), value: `${index}` }));

export const select = (more: object = {}) => ({ type: 'static_select', action_id: 'a', options: options(2), ...more });

export const cell = (text: string) => ({ type: 'raw_text', text });

export const table = (more: object = {}) => ({ type: 'table', rows: [[cell('x')]], ...more });

export const image = (more: object = {}) => ({
  type: 'image',
  alt_text: 'x',
  image_url: 'https://example.org/a.png',
  ...more,
});

export const input = (more: object = {}, element: object = {}) => ({
  type: 'input',
  label: plain('x'),
  element: { type: 'plain_text_input', ...element },
  ...more,
});

export const longUrl = `https://example.org/${x(3000)}`;
