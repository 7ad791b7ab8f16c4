/** Pixels, row by row from the top left, four bytes each: red, green, blue, and how opaque it is. */
export interface Pixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/**
 * Returns a picture whose longer side has at most so many pixels, on white where nothing covers it: each pixel is the mean of those
 * it stands for, so that fine lines stay. A smaller picture stays as large as it is.
 */
export function shrunk({ data, width, height }: Pixels, longest: number): Pixels {
  const scale = Math.min(1, longest / Math.max(width, height));
  const [wide, high] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const small = new Uint8ClampedArray(wide * high * 4);
  for (let y = 0; y < high; y += 1) {
    const [top, bottom] = span(y, high, height);
    for (let x = 0; x < wide; x += 1) {
      const [left, right] = span(x, wide, width);
      let [red, green, blue] = [0, 0, 0];
      for (let row = top; row < bottom; row += 1) {
        for (let at = (row * width + left) * 4; at < (row * width + right) * 4; at += 4) {
          const opaque = data[at + 3] ?? 255;
          const white = 255 * (255 - opaque);
          red += (data[at] ?? 0) * opaque + white;
          green += (data[at + 1] ?? 0) * opaque + white;
          blue += (data[at + 2] ?? 0) * opaque + white;
        }
      }
      const all = (bottom - top) * (right - left) * 255;
      small.set([red / all, green / all, blue / all, 255], (y * wide + x) * 4);
    }
  }
  return { data: small, width: wide, height: high };
}

/** Returns the first of the pixels that one stands for, and the one after the last. */
function span(one: number, of: number, pixels: number): readonly [number, number] {
  const from = Math.floor((one * pixels) / of);
  return [from, Math.max(from + 1, Math.floor(((one + 1) * pixels) / of))];
}
