// Unsent texts where nothing can be stored: they last as long as the page, and no longer than whoever wrote them stays.
import { expect, it } from "vitest";
import { forgetDrafts, keepDraft, readDraft } from "../../client/comments/thread/drafts.ts";

const draft = (text: string) => ({ text, tokens: new Map([["@Anika", "@{p1}"]]) });

it("CO-94: what was begun is there again, what was sent or given up is not, and nothing is after signing out", () => {
  keepDraft("a", draft("Begonnen mit @Anika"));
  keepDraft("b", draft("Gesendet"));
  keepDraft("b", draft(" "));
  expect(readDraft("a")).toEqual(draft("Begonnen mit @Anika"));
  expect(readDraft("b").text).toBe("");
  forgetDrafts();
  expect(readDraft("a").text).toBe("");
});

it("CO-94: the oldest give way where there are very many", () => {
  for (let number = 0; number < 120; number++) keepDraft(`n${number}`, draft(`Text ${number}`));
  expect(readDraft("n119").text).toBe("Text 119");
  expect(readDraft("n0").text).toBe("");
  forgetDrafts();
});
