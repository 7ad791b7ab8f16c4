/** The part of the package that is used; its own types leave the nodes open. */
declare module 'discord-markdown-parser' {
  interface OracleNode {
    readonly type: string;
    readonly content?: string | readonly OracleNode[];
    readonly target?: string;
    readonly level?: 1 | 2 | 3;
    readonly lang?: string;
    readonly id?: string;
    readonly name?: string;
    readonly timestamp?: string;
    readonly format?: string;
  }
  export function parse(input: string, type: 'extended'): readonly OracleNode[];
}
