// Reads a JSON list of diagrams from stdin; prints, for each, its kind or what the parser says against it.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

// Mermaid cleans labels with the help of a page, so there has to be one before it is loaded.
const page = new JSDOM("<!doctype html><body></body>");
globalThis.window = page.window;
globalThis.document = page.window.document;
const { default: mermaid } = await import("mermaid");

const said = [];
for (const diagram of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    said.push({ kind: (await mermaid.parse(diagram)).diagramType });
  } catch (error) {
    said.push({ wrong: String(error.message ?? error).slice(0, 500) });
  }
}
console.log(JSON.stringify(said));
