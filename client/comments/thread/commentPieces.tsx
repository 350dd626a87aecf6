// What Markdown does not look into in a comment: people who are mentioned, nodes that are pointed at, bare addresses.
import { textParts } from "#shared/comments/tokens.ts";
import type { MarkdownStyle, Piece } from "../../ui/Markdown.tsx";
import { Mention } from "./Mention.tsx";
import { NodeLink } from "./NodeLink.tsx";

/** No page of this site, no telephone, nothing that runs. */
const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;
/** As people paste them: without what ends the sentence. Not where Markdown's own brackets already make a link of it. */
const BARE_ADDRESS =
  /(?<![<(\w])https?:\/\/[^\s<>()[\]"\uE000\uE001]+[^\s<>()[\]"\uE000\uE001.,;:!?'*_]/gi;

export const COMMENT_STYLE: MarkdownStyle = {
  isSafeAddress: (address) => SAFE_ADDRESS.test(address),
  // A comment has no headings of its own in the page: what looks like one is an emphasis.
  heading: (_depth, children) => (
    <p>
      <strong>{children}</strong>
    </p>
  ),
  opensNewTab: true,
};

/** How tokens read where only letters can stand. */
export interface TokenLetters {
  mention: (personId: string) => string;
  node: (target: string) => string;
}

export function commentPieces(text: string, letters: TokenLetters): (string | Piece)[] {
  return textParts(text).flatMap((part): (string | Piece)[] => {
    switch (part.what) {
      case "words":
        return withAddresses(part.words);
      case "mention":
        return [
          { letters: letters.mention(part.personId), shown: <Mention personId={part.personId} /> },
        ];
      case "node":
        return [{ letters: letters.node(part.target), shown: <NodeLink target={part.target} /> }];
    }
  });
}

function withAddresses(words: string): (string | Piece)[] {
  const parts: (string | Piece)[] = [];
  let end = 0;
  for (const match of words.matchAll(BARE_ADDRESS)) {
    const [address] = match;
    parts.push(words.slice(end, match.index), {
      letters: address,
      shown: (
        <a href={address} target="_blank" rel="noopener noreferrer nofollow">
          {address}
        </a>
      ),
    });
    end = match.index + address.length;
  }
  parts.push(words.slice(end));
  return parts;
}
