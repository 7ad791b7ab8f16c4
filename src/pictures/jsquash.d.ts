// The packages' own types are a browser's.
declare module '@jsquash/jpeg/decode.js' {
  export function init(options: { readonly wasmBinary: Uint8Array }): Promise<void>;
  export default function decode(
    bytes: ArrayBuffer,
    options: { readonly preserveOrientation: boolean },
  ): Promise<import('./shrink.ts').Pixels>;
}
declare module '@jsquash/jpeg/encode.js' {
  export function init(options: { readonly wasmBinary: Uint8Array }): Promise<void>;
  export default function encode(
    pixels: import('./shrink.ts').Pixels,
    options: { readonly quality: number },
  ): Promise<ArrayBuffer>;
}
declare module '@jsquash/png/decode.js' {
  export function init(codec: Uint8Array): Promise<unknown>;
  export default function decode(bytes: ArrayBuffer): Promise<import('./shrink.ts').Pixels>;
}
